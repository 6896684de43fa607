"""What was read of a document, in the terms that tests speak of it."""

from __future__ import annotations

from collections.abc import Callable

from colligate.sources.extraction import Extraction
from colligate.sources.passage import FURNITURE

#: Prose of numbered sentences: none twice, so that a lost, doubled or misplaced one shows.
Prose = Callable[[int], str]


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
