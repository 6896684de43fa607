"""Passages judged against codes, and notes."""
