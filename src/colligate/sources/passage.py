"""A place in a text that is quoted: its offsets, its words, and the words around it."""

from __future__ import annotations

import bisect

from colligate.record import Record
from colligate.sources.text import Layout, Region

#: What a page break can put inside a sentence.
FURNITURE = frozenset({"header", "footer", "footnote"})

#: Code points of surrounding text kept with each passage, as in the W3C TextQuoteSelector.
CONTEXT = 40


class Passage(Record, frozen=True, kw_only=True):
    """A quoted span. Maps to a W3C TextPositionSelector with a TextQuoteSelector (Web Annotation, 2017)."""

    #: Id of the Source.
    source: str
    #: Id of the Text the offsets refer to.
    text: str
    #: Half-open, in Unicode code points.
    start: int
    end: int
    #: The body words between `start` and `end`, white space folded (see `reading`).
    quote: str
    #: Up to `CONTEXT` code points before and after, for finding the place in another reading of the document.
    prefix: str = ""
    suffix: str = ""


def reading(text: str, layout: Layout, start: int, end: int) -> str:
    """Return the words of a span as a reader meets them, white space runs as one blank.

    Running heads, page numbers and footnotes that a page break puts inside a sentence are left out, unless
    the span itself begins in one.
    """
    left_out = furniture(layout, start, end)
    if not left_out:
        return " ".join(text[start:end].split())
    pieces: list[str] = []
    position = start
    for region in left_out:
        pieces.append(text[position : region.start])
        position = region.end
    pieces.append(text[position:end])
    return " ".join(" ".join(pieces).split())


def furniture(layout: Layout, start: int, end: int) -> list[Region]:
    """Return the page furniture that lies wholly inside a span, in order."""
    regions = layout.regions
    if len(regions) == 1 and regions[0].kind not in FURNITURE:  # a table, with a passage for each of its many rows
        return []
    first = bisect.bisect_right(regions, start, key=lambda region: region.start)
    last = bisect.bisect_left(regions, end, key=lambda region: region.start)
    return [region for region in regions[first:last] if region.kind in FURNITURE and region.end < end]


def stands(passage: Passage, text: str, layout: Layout) -> bool:
    """Say whether the passage's words stand at its offsets."""
    if not 0 <= passage.start < passage.end <= len(text):
        return False
    raw = text[passage.start : passage.end]
    if raw == passage.quote or " ".join(raw.split()) == passage.quote:
        return True
    return reading(text, layout, passage.start, passage.end) == passage.quote


def passage_fields(text: str, layout: Layout, start: int, end: int) -> dict[str, str | int]:
    """Return the fields of a Passage for a span: offsets, quote, prefix and suffix."""
    return {
        "start": start,
        "end": end,
        "quote": reading(text, layout, start, end),
        "prefix": " ".join(text[max(0, start - CONTEXT) : start].split()),
        "suffix": " ".join(text[end : end + CONTEXT].split()),
    }
