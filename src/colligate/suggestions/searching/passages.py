"""The passages of a text that search knows: its paragraphs, made whole across lines and pages."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from colligate.languages import UNKNOWN, languages, spoken
from colligate.sources.outline import Unit
from colligate.sources.outlining import outline
from colligate.sources.text import Layout
from colligate.suggestions.searching.scripts import script_language

#: Changes whenever passages or their words are made otherwise, so that every index is made anew.
VERSION = "1"


class Searched(NamedTuple):
    """One passage as it is searched. Offsets are in Unicode code points of the text, half-open."""

    #: Place among the passages of its text, from 0.
    number: int
    start: int
    end: int
    #: The words as understood: white space folded, page furniture left out, line-end hyphens mended.
    words: str
    #: Pairs (place in `words`, offset in the text) from where on both count alike.
    runs: array[int]
    #: Pages on which it stands: where each begins in the text (0 for the first) and its label, inferred ones in brackets.
    pages: tuple[tuple[int, str], ...] = ()


def language_of(tag: str, text: str) -> str:
    """Return the language of a text: as its source states it, else by its script or commonest words, else `und`."""
    if tag:
        return tag.partition("-")[0].lower()
    sample = text[:20_000]
    return script_language(sample) or (spoken(text) if sample.isascii() or _latin(sample) else UNKNOWN)


def passages(text: str, layout: Layout, language: str) -> Iterator[Searched]:
    """Yield the passages of a text in its order: each paragraph, heading, caption, row and note."""
    rules = language if language in languages() else languages()[0]
    units = outline(text, layout, rules).units
    for number, (_, group) in enumerate(groupby(units, key=lambda unit: unit.paragraph)):
        found = _whole(number, list(group))
        yield found._replace(pages=tuple(_pages(layout, found.start, found.end))) if layout.pages else found


def spread(runs: array[int], start: int, end: int) -> tuple[int, int]:
    """Return where a span of a passage's words stands in the text."""
    return _offset(runs, start), _offset(runs, end - 1) + 1


def _pages(layout: Layout, start: int, end: int) -> Iterator[tuple[int, str]]:
    first = bisect_right(layout.pages, start, key=lambda page: page.offset)
    for page in layout.pages[max(0, first - 1) :]:
        if page.offset >= end:
            return
        yield max(0, page.offset), f"[{page.label}]" if page.basis == "inferred" else page.label


def _whole(number: int, units: list[Unit]) -> Searched:
    runs, words, place = array("q"), [], 0
    for unit in units:
        _run(runs, place, unit)
        words.append(unit.words)
        place += len(unit.words) + 1
    first, last = min(unit.start for unit in units), max(unit.end for unit in units)
    return Searched(number, first, last, " ".join(words), runs)


def _run(runs: array[int], place: int, unit: Unit) -> None:
    offsets = unit.offsets
    if offsets[-1] - offsets[0] == len(offsets) - 1:  # white space was not folded, nothing was left out
        runs.extend((place, offsets[0]))
        return
    expected = -1
    for at, offset in enumerate(offsets, place):
        if offset != expected:
            runs.extend((at, offset))
        expected = offset + 1


def _offset(runs: array[int], at: int) -> int:
    low = bisect_right(range(0, len(runs), 2), at, key=runs.__getitem__) - 1
    return runs[2 * low + 1] + at - runs[2 * low]


def _latin(sample: str) -> bool:
    letters = [one for one in sample if one.isalpha()]
    return sum(one < "\u0250" for one in letters) * 2 > len(letters)
