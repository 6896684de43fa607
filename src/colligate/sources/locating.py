"""Finding a quoted passage in a text: the place itself, or a person is asked. Never a near match."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile
from typing import Literal

import msgspec
from rapidfuzz import fuzz

from colligate.sources.folding import Folded, fold
from colligate.sources.passage import CONTEXT, Passage, stands
from colligate.sources.text import Layout

#: Below this likeness (0 to 100, rapidfuzz partial ratio) a text holds nothing worth showing for a lost quote.
NEAREST_FLOOR = 60.0
#: By how many code points the surroundings of one place must match better than those of every other to decide.
MARGIN = 8


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where a quote was found. Offsets are half-open, in Unicode code points."""

    status: Literal["exact", "moved", "ambiguous", "lost"]
    start: int = -1
    end: int = -1
    #: Every place that fits, nearest to the old place first, when the status is *ambiguous*.
    candidates: tuple[tuple[int, int], ...] = ()
    #: The most similar words of the text when the status is *lost*; to be shown, never used.
    nearest: str = ""

    @property
    def found(self) -> bool:
        """Say whether one place, and one only, holds the quote."""
        return self.status in ("exact", "moved")


class Searchable:
    """A text prepared for finding quotes in it. Folding happens once, when first needed."""

    def __init__(self, text: str, layout: Layout) -> None:
        """Keep text and layout."""
        self.text = text
        self.layout = layout

    @cached_property
    def _foldings(self) -> tuple[Folded, Folded]:
        return Folded(self.text, self.layout, hyphen="-"), Folded(self.text, self.layout, hyphen="")

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Return every span whose words are those of the quote, in the order of the text."""
        needle = fold(quote)
        if not needle:
            return []
        for folded in self._foldings:
            if found := folded.places(needle):
                return sorted(found)
        return []

    def nearest(self, quote: str) -> str:
        """Return the words of the text most like the quote, or nothing where none come near."""
        needle, hay = fold(quote), self._foldings[0].characters
        best = fuzz.partial_ratio_alignment(needle, hay, score_cutoff=NEAREST_FLOOR)
        if best is None:
            return ""
        start = hay.rfind(" ", 0, best.dest_start + 1) + 1
        end = hay.find(" ", best.dest_end)
        return hay[start : end if end >= 0 else len(hay)].strip()


def locate(passage: Passage, searchable: Searchable) -> Location:
    """Find a passage again, in the text it was taken from or in another reading of the same document.

    *exact*: the words stand at the recorded offsets. *moved*: they stand at one other place, or at one place whose
    surroundings match those recorded clearly better than any other's. *ambiguous*: several places fit equally well.
    *lost*: the words are not there.
    """
    if stands(passage, searchable.text, searchable.layout):
        return Location(status="exact", start=passage.start, end=passage.end)
    places = searchable.places(passage.quote)
    if len(places) > 1:
        places = _same_surroundings(passage, searchable.text, places) or places
    return _location(places, passage.quote, searchable, near=passage.start)


def find(quote: str, searchable: Searchable, *, page: str = "") -> Location:
    """Find a quote that was never placed; `page` (a label) narrows the search to passages starting there."""
    places = searchable.places(quote)
    if page and len(places) > 1:
        places = [place for place in places if _label(searchable.layout, place[0]) == page] or places
    return _location(places, quote, searchable, near=0)


def _location(places: list[tuple[int, int]], quote: str, searchable: Searchable, *, near: int) -> Location:
    if not places:
        return Location(status="lost", nearest=searchable.nearest(quote))
    if len(places) == 1:
        return Location(status="moved", start=places[0][0], end=places[0][1])
    return Location(
        status="ambiguous", candidates=tuple(sorted(places, key=lambda place: (abs(place[0] - near), place)))
    )


def _same_surroundings(passage: Passage, text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the one place whose surroundings clearly match the recorded ones better than any other's, if there is."""
    scored = sorted(((_shared(passage, text, place), place) for place in places), reverse=True)
    (best, place), (second, _) = scored[:2]
    return [place] if best >= second + MARGIN else []


def _shared(passage: Passage, text: str, place: tuple[int, int]) -> int:
    before = fold(text[max(0, place[0] - 2 * CONTEXT) : place[0]])
    after = fold(text[place[1] : place[1] + 2 * CONTEXT])
    return _run(reversed(before), reversed(fold(passage.prefix))) + _run(after, fold(passage.suffix))


def _run(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _label(layout: Layout, offset: int) -> str:
    page = layout.page_at(offset)
    return page.label if page else ""
