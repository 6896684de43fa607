"""A source's text as frozen at import, and its layout: where pages start and which spans are not body text."""

from __future__ import annotations

import bisect
from typing import Literal

import msgspec

from colligate.record import Record

#: How a page start is known: stated by the file, by a form feed, or inferred from a weaker hint.
PageBasis = Literal["file", "form-feed", "inferred"]

#: What a span of text is. Anything not covered by a region is body text.
RegionKind = Literal["header", "footer", "footnote", "caption", "table", "figure", "heading"]


class PageStart(msgspec.Struct, frozen=True, array_like=True):
    """Where one page begins."""

    #: Offset of the page's first character, in Unicode code points.
    offset: int
    #: The label as printed or as the file states it (``iv``, ``12``); else the ordinal, from 1.
    label: str
    basis: PageBasis = "file"


class Region(msgspec.Struct, frozen=True, array_like=True):
    """A span that is not body text. Offsets are half-open, in Unicode code points."""

    start: int
    end: int
    kind: RegionKind


class Repair(msgspec.Struct, frozen=True, array_like=True):
    """A proposed correction of a reading slip. Never applied to the text."""

    start: int
    end: int
    proposed: str
    reason: str


class Layout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pages and regions of one text, both sorted by offset."""

    pages: tuple[PageStart, ...] = ()
    regions: tuple[Region, ...] = ()
    #: Mean recognition confidence of each page, 0 to 1, in page order; empty where nothing was recognised by OCR.
    ocr_confidence: tuple[float, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def page_at(self, offset: int) -> PageStart | None:
        """Return the page holding the character at `offset`, or None for a text without pages."""
        position = bisect.bisect_right(self.pages, offset, key=lambda page: page.offset)
        return self.pages[position - 1] if position else None


class Text(Record, frozen=True, kw_only=True):
    r"""One reading of one source by one extractor, frozen. Offsets everywhere refer to it.

    The characters are in ``texts/<sha256>.txt`` (UTF-8, ``\n`` line ends), the layout in ``texts/<layout>.json``.
    """

    #: Id of the Source read.
    source: str
    #: SHA-256 of the text's UTF-8 bytes.
    sha256: str
    #: SHA-256 of the layout's JSON bytes.
    layout: str
    #: The reader's name and version, with those of the library behind it: ``pdf 1 (pypdfium2 5.0.0)``.
    extractor: str
    #: Number of code points.
    characters: int
    #: True where the characters were recognised from an image.
    ocr: bool = False
