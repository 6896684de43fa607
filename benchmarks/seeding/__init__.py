"""Errors planted in clean text, and whether they are found again."""
