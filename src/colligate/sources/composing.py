"""Texts with their accents composed, each character mapped back to its offset in code points.

Files write *é* as one character or as two, halves of Korean syllables apart, ligatures and wide letters for plain ones,
and readers see no difference (Unicode Standard Annex 15).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache

from colligate.languages.scripts import marks


class Composed:
    """A text in normalization form C, its letters in form KC, and where each character came from."""

    def __init__(self, text: str) -> None:
        """Compose a text; one that is composed already costs next to nothing."""
        self.text = text
        self._starts: array[int] | None = None
        if not unicodedata.is_normalized("NFKC", text):
            self._compose(text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original from which a span that is not empty came."""
        if self._starts is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def _compose(self, text: str) -> None:
        pieces: list[str] = []
        self._starts, self._ends, at = array("q"), array("q"), 0
        for match in _clusters().finditer(text):
            cluster = match.group()
            form = unicodedata.normalize("NFKC" if cluster[0].isalpha() else "NFC", cluster)
            if form == cluster:
                continue
            pieces += [text[at : match.start()], form]
            self._keep(at, match.start())
            self._starts.extend([match.start()] * len(form))
            self._ends.extend([match.end()] * len(form))
            at = match.end()
        self._keep(at, len(text))
        self.text = "".join([*pieces, text[at:]])

    def _keep(self, start: int, end: int) -> None:
        if self._starts is not None:
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))


@cache
def _clusters() -> re.Pattern[str]:
    """Return what finds whatever may be composed: Korean on end, a character with marks, one beyond ASCII."""
    marked = f"[{marks()}\uff9e\uff9f]"
    return re.compile(rf"[\u1100-\u11ff\uac00-\ud7a3]+{marked}*|.{marked}+|[^\x00-\x7f]", re.DOTALL)
