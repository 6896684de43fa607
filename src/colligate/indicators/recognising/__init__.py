"""Proposing numbers and series from texts nobody prepared."""
