"""Highlights and notes that readers made in a PDF."""
