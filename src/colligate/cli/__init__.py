"""A door: words to actions."""
