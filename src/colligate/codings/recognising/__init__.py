"""Proposing which sentences of a text speak to which codes of a lens. Rules over its words; unsure, they abstain."""
