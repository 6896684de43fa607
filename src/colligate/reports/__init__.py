"""Sentences bound to what they rest on."""
