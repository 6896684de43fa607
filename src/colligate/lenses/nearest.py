"""The word somebody probably meant, for messages."""

from __future__ import annotations

import difflib
from collections.abc import Collection

#: Beyond this many words, or characters in a word, comparing takes longer than a hint is worth.
_MOST_WORDS = 200
_LONGEST_WORD = 100


def nearest(word: str, words: Collection[str]) -> str:
    """Return the word most like the one given, or an empty text where none is near."""
    if len(words) > _MOST_WORDS or len(word) > _LONGEST_WORD:
        return ""
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return near[0] if near else ""
