"""A paragraph read against a study: each sentence with the claims it states about what the study records."""

from colligate.suggestions.stating.paragraph import Sentence, Stating, read_paragraph
from colligate.suggestions.stating.plain import in_words

__all__ = ["Sentence", "Stating", "in_words", "read_paragraph"]
