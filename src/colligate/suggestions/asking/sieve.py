"""Keeps back whatever shares a run of letters with a confidential text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: A run of so many letters and digits is compared, at every so manieth place of the confidential texts: a common run of
#: `_RUN + _STEP - 1` is always met.
_RUN, _STEP = 24, 8
#: Shorter words are kept back where a confidential text holds all of them, down to this many letters: less is a name
#: or a turn of phrase.
_LEAST = 16


class Sieve:
    """The confidential texts of a study, to compare with."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the characters of each."""
        self._texts = [_letters(text) for text in texts]
        self._runs = {
            text[start : start + _RUN] for text in self._texts for start in range(0, len(text) - _RUN + 1, _STEP)
        }

    def lets_through(self, said: str) -> bool:
        """Say whether some words share nothing with a confidential text, but for names and turns of phrase."""
        letters = _letters(said)
        if len(letters) < _RUN + _STEP - 1:
            return len(letters) < _LEAST or not any(letters in text for text in self._texts)
        return not any(letters[start : start + _RUN] in self._runs for start in range(len(letters) - _RUN + 1))


def _letters(said: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", said).casefold()))
