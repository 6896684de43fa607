"""Colligate binds evidence to theory: from a page of a source to a sentence of the conclusion."""
