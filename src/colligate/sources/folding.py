"""Texts with the differences that do not matter taken out, each character mapped back to its offset.

Two runs of words are the same here when they differ only in white space, in the shape of quotation marks, dashes
and ligatures, in soft hyphens, and in a hyphen at a line end. Anything else is another wording.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from colligate.sources.passage import FURNITURE
from colligate.sources.text import Layout

#: Shapes of one sign, written as its plainest form.
_SHAPES = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\u2026": "...", "\u00ad": "", "\u200b": "", "\ufeff": "",
    }
)  # fmt: skip
_WORD = re.compile(r"\S+")


class Folded:
    """Folded characters and, for each, the offset of the character it came from (in Unicode code points).

    Body text comes first, without the page furniture; every header, footer and footnote follows, each on its own,
    so that a sentence is found across a page break and a footnote can be quoted too.
    """

    def __init__(self, text: str, layout: Layout, *, hyphen: str) -> None:
        """Fold `text`; a hyphen at a line end becomes `hyphen`, which is ``-`` or nothing."""
        self._pieces: list[str] = []
        self.offsets = array("q")
        self._text, self._hyphen = text, hyphen
        for part in _parts(layout, len(text)):
            self._add(part)
            self._pieces.append("\n")
            self.offsets.append(len(text))
        self.characters = "".join(self._pieces)

    def places(self, needle: str) -> list[tuple[int, int]]:
        """Return the spans of the original text whose folded words are `needle`, which must be folded."""
        found, position = [], self.characters.find(needle)
        while position >= 0:
            last = position + len(needle) - 1
            found.append((self.offsets[position], self.offsets[last] + 1))
            position = self.characters.find(needle, position + 1)
        return found

    def _add(self, spans: list[tuple[int, int]]) -> None:
        previous: tuple[int, str] | None = None
        for first, last in spans:
            for match in _WORD.finditer(self._text, first, last):
                word = match.group()
                if previous:
                    self._join(*previous, match.start(), word)
                self._put(match.start(), word)
                previous = (match.end(), word)

    def _join(self, end: int, word: str, start: int, following: str) -> None:
        gap = self._text[end:start]
        if word[-1] in "-\u2010" and word[:-1][-1:].isalpha() and "\n" in gap and following[0].islower():
            self._pieces[-1] = self._pieces[-1][:-1]
            del self.offsets[-1:]
            if self._hyphen:
                self._pieces.append(self._hyphen)
                self.offsets.append(end - 1)
            return
        self._pieces.append(" ")
        self.offsets.append(end)

    def _put(self, start: int, word: str) -> None:
        plain = word.translate(_SHAPES)
        self._pieces.append(plain)
        if len(plain) == len(word) and "\u00ad" not in word:
            self.offsets.extend(range(start, start + len(word)))
            return
        for position, character in enumerate(word, start):
            self.offsets.extend([position] * len(character.translate(_SHAPES)))


def fold(words: str) -> str:
    """Fold a quote as typed or copied."""
    return " ".join(words.translate(_SHAPES).split())


def _parts(layout: Layout, length: int) -> Iterator[list[tuple[int, int]]]:
    regions = [region for region in layout.regions if region.kind in FURNITURE]
    body, position = [], 0
    for region in regions:
        if region.start > position:
            body.append((position, region.start))
        position = max(position, region.end)
    body.append((position, length))
    yield body
    for region in regions:
        yield [(region.start, region.end)]
