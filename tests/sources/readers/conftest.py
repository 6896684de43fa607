"""Documents whose every word is known, made for the tests."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
import typst

from colligate.sources.extraction import Extraction
from colligate.sources.passage import FURNITURE

_COLOURS = ("red", "green", "yellow", "grey", "brown", "white", "orange", "purple", "silver", "golden")
_PLACES = ("harbour", "customs house", "marketplace", "lighthouse", "registration office", "warehouse", "cemetery")
_THINGS = ("fishing boats", "travellers", "wooden barrels", "documents", "horses", "children", "administrators")

#: Prose of numbered sentences: none twice, so that a lost, doubled or misplaced one shows.
Prose = Callable[[int], str]


@pytest.fixture
def prose() -> Prose:
    """Make so many sentences, going on from the last call."""
    numbers = count(101)

    def sentences(amount: int) -> str:
        return " ".join(_sentence(next(numbers)) for _ in range(amount))

    return sentences


def _sentence(number: int) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    place = _PLACES[number % len(_PLACES)]
    things = _THINGS[number // 3 % len(_THINGS)]
    return (
        f"In case {number} the representative of the {colour} {place} counted {number * 7} {things} without assistance."
    )


@pytest.fixture
def compiled() -> Callable[[str], bytes]:
    """Typeset a document with Typst."""

    def compile_source(source: str) -> bytes:
        return typst.compile(source.encode())

    return compile_source


def body(extraction: Extraction) -> str:
    """The words of the body: the text without what stands outside the flow, white space folded."""
    pieces, position = [], 0
    for region in extraction.layout.regions:
        if region.kind in FURNITURE:
            pieces.append(extraction.text[position : region.start])
            position = region.end
    pieces.append(extraction.text[position:])
    return " ".join("".join(pieces).split())


def regions(extraction: Extraction, kind: str) -> list[tuple[str, str]]:
    """Page label and words of every region of a kind."""
    found = []
    for region in extraction.layout.regions:
        if region.kind == kind:
            page = extraction.layout.page_at(region.start)
            words = " ".join(extraction.text[region.start : region.end].split())
            found.append((page.label if page else "", words))
    return found


def page_of(extraction: Extraction, quote: str) -> str:
    """Label of the page on which a quote, to be found once, begins."""
    spread = extraction.text.replace("\n", " ")
    assert spread.count(quote) == 1, (spread.count(quote), quote)
    page = extraction.layout.page_at(spread.index(quote))
    assert page is not None
    return page.label
