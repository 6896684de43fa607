"""The passages of a text that search knows: its paragraphs, made whole across lines and pages."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import msgspec

from colligate.languages import UNKNOWN, languages, spoken
from colligate.languages.scripts import script_language
from colligate.sources.outline import Unit
from colligate.sources.outlining import outline
from colligate.sources.readers.hyphens import Hyphens
from colligate.sources.text import Layout

#: Changes whenever passages or their words are made otherwise, so that every index is made anew.
VERSION = "2"
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010](?=[^\W\d_])")
#: A word cut at a line's end, of which neither half is counted as a word.
_CUT = re.compile(r"\w+[-\u2010]\s*\n\s*\w+")


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
    #: Pages on which it stands: where each begins in the text and its label, inferred ones in brackets.
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
    mender = _Mender(text)
    units = [mender.mended(unit) for unit in outline(text, layout, rules).units]
    for number, (_, group) in enumerate(groupby(units, key=lambda unit: unit.paragraph)):
        found = _whole(number, list(group))
        yield found._replace(pages=tuple(_pages(layout, found.start, found.end))) if layout.pages else found


def spread(runs: array[int], start: int, end: int) -> tuple[int, int]:
    """Return where a span of a passage's words stands in the text."""
    return _offset(runs, start), _offset(runs, end - 1) + 1


class _Mender:
    """Makes words whole that a line's end cuts in two, by what the rest of the text says of their hyphen."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _hyphens(self) -> Hyphens:
        return Hyphens([_CUT.sub(" ", self._text)])

    def mended(self, unit: Unit) -> Unit:
        """Return a unit without the hyphens that only a line's end put into its words."""
        offsets = unit.offsets
        if offsets[-1] - offsets[0] == len(offsets) - 1:
            return unit
        taken = [match.start() for match in _HYPHEN.finditer(unit.words) if self._only_cut(unit, match.start())]
        if not taken:
            return unit
        kept = [at for at in range(len(offsets)) if at not in set(taken)]
        words = "".join(unit.words[at] for at in kept)
        return msgspec.structs.replace(unit, words=words, offsets=array("q", (offsets[at] for at in kept)))

    def _only_cut(self, unit: Unit, at: int) -> bool:
        if "\n" not in self._text[unit.offsets[at] : unit.offsets[at + 1]]:
            return False
        before = unit.words[: at + 1].rpartition(" ")[2]
        after = unit.words[at + 1 :].partition(" ")[0]
        return not self._hyphens.join(before, after, broken=False).startswith(before)


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
