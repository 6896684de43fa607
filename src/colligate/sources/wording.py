"""The words of a run of lines as they are to be understood, each character with the offset it came from."""

from __future__ import annotations

import bisect
import re
from array import array
from collections.abc import Iterable, Sequence

import msgspec

from colligate.sources.text import Repair

_WORD = re.compile(r"\S+")
_HYPHENS = "-\u2010"


class Wording(msgspec.Struct, frozen=True):
    """Words with white space folded and repairs applied, and where each character stands in the text."""

    words: str
    offsets: array[int]


class Writer:
    """Reads spans of one text, with the repairs proposed for it applied."""

    def __init__(self, text: str, repairs: Iterable[Repair]) -> None:
        """Keep the repairs that change words; those that only fold white space change nothing here."""
        self._text = text
        self._repairs = [
            repair for repair in repairs if repair.proposed.strip() or text[repair.start : repair.end].strip()
        ]
        self._starts = [repair.start for repair in self._repairs]

    def read(self, spans: Sequence[tuple[int, int]]) -> Wording:
        """Return the wording of spans that follow one another in the text."""
        pieces: list[str] = []
        offsets = array("q")
        done = 0
        for start, end in spans:
            for first, last, proposed in self._parts(max(start, done), end):
                done = max(done, last)
                if proposed is None:
                    self._plain(first, last, pieces, offsets)
                elif proposed:
                    self._put(proposed, first, last, pieces, offsets)
        return Wording("".join(pieces), offsets)

    def _parts(self, start: int, end: int) -> Iterable[tuple[int, int, str | None]]:
        position = start
        for repair in self._repairs[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]:
            yield position, repair.start, None
            yield repair.start, repair.end, " ".join(repair.proposed.split())
            position = repair.end
        if position < end:
            yield position, end, None

    def _plain(self, start: int, end: int, pieces: list[str], offsets: array[int]) -> None:
        for match in _WORD.finditer(self._text, start, end):
            self._gap(match.start(), match[0][0], pieces, offsets)
            pieces.append(match[0])
            offsets.extend(range(match.start(), match.end()))

    def _put(self, proposed: str, start: int, end: int, pieces: list[str], offsets: array[int]) -> None:
        self._gap(start, proposed[0], pieces, offsets)
        pieces.append(proposed)
        same = _shared(proposed, self._text[start:end])
        offsets.extend(range(start, start + same))
        offsets.extend(
            max(start + same - (same > 0), end - len(proposed) + place) for place in range(same, len(proposed))
        )

    def _gap(self, start: int, following: str, pieces: list[str], offsets: array[int]) -> None:
        """Put a blank before what begins at `start`, unless it touches what came before or a broken word goes on."""
        if not offsets:
            return
        end = offsets[-1] + 1
        between = self._text[end:start]
        if not any(map(str.isspace, between)):
            return
        before = pieces[-1]
        broken = before[-1] in _HYPHENS and before[-2:-1].isalpha() and following.islower() and "\n" in between
        if not broken:
            pieces.append(" ")
            offsets.append(next(place for place in range(end, start) if self._text[place].isspace()))


def _shared(one: str, other: str) -> int:
    """Return how many characters two words begin with in common, short of either's whole length."""
    shortest = min(len(one), len(other))
    return next((place for place in range(shortest) if one[place] != other[place]), max(0, shortest - 1))
