"""The text layer of one PDF page as lines with their places.

PDFium finds the lines and the spaces; a few character boxes a line say where it stands. Boxes are dear (a call each),
so the gaps between words are measured only on pages where columns may have been run together into one line.
"""

from __future__ import annotations

import ctypes
import math
import re
from itertools import accumulate, pairwise

import pypdfium2
from pypdfium2 import raw

from colligate.sources.readers.decoding import clean
from colligate.sources.readers.lines import Direction, Line, Sheet, levelled

_LINE = re.compile("[^\r\n\ufffe]+")
_WORD = re.compile(r"\S+")

#: A gap between words wider than this share of the type's size may be the gutter between columns.
_GAP = 0.85
#: A line narrower than this share of its page cannot hold two columns.
_WIDE = 0.4
#: Every so many wide lines one is measured to see whether the page has gaps at all.
_SAMPLED = 4

#: left, top, right, bottom.
Box = tuple[float, float, float, float]


class Measure:
    """Where the characters of one page stand, as the page is seen, whichever way it is turned."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, text: str) -> None:
        """Prepare for the page's text as PDFium gave it."""
        self._handle = textpage.raw
        self._rectangle, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._to_rectangle, self._to_matrix = ctypes.byref(self._rectangle), ctypes.byref(self._matrix)
        # PDFium counts UTF-16 units; for most pages those are the characters.
        self._units = (
            None if text.isascii() or max(text) <= "\uffff" else [0, *accumulate(1 + (c > "\uffff") for c in text)]
        )
        units = self._units[-1] if self._units else len(text)
        # Characters without a reading are counted too but absent from the text.
        self._shifted = textpage.count_chars() != units
        self._rotation = page.get_rotation()
        self._width, self._height = page.get_size()

    def box(self, index: int) -> Box:
        """Return the box of the character at an index of the text."""
        raw.FPDFText_GetLooseCharBox(self._handle, self._index(index), self._to_rectangle)
        found = self._rectangle
        left, bottom, right, top = found.left, found.bottom, found.right, found.top
        if self._rotation == 0:
            return left, self._height - top, right, self._height - bottom
        return _turned(self._rotation, (left, bottom, right, top), self._width, self._height)

    def size(self, index: int) -> float:
        """Return the size of a character's type in points."""
        index = self._index(index)
        nominal = raw.FPDFText_GetFontSize(self._handle, index)
        if not raw.FPDFText_GetMatrix(self._handle, index, self._to_matrix):
            return nominal
        return round(nominal * math.hypot(self._matrix.c, self._matrix.d), 1)

    def _index(self, index: int) -> int:
        if self._units:
            index = self._units[index]
        return max(0, raw.FPDFText_GetCharIndexFromTextIndex(self._handle, index)) if self._shifted else index


def sheet(page: pypdfium2.PdfPage) -> Sheet:
    """Return the page's lines in the order of the file, split where a wide gap may part two columns."""
    textpage = page.get_textpage()
    try:
        width, height = page.get_size()
        text = textpage.get_text_range() if textpage.count_chars() else ""
        measure = Measure(page, textpage, text)
        spans = [_trimmed(text, match) for match in _LINE.finditer(text) if not match[0].isspace()]
        lines = [_line(text, start, end, measure) for start, end in spans]
        wide = [index for index, line in enumerate(lines) if line.width > _WIDE * width]
        parts = {index: _parts(lines[index], text, *spans[index], measure) for index in wide[::_SAMPLED]}
        if any(0.2 * width < part.left < 0.8 * width for found in parts.values() for part in found[1:]):
            parts = {index: parts.get(index) or _parts(lines[index], text, *spans[index], measure) for index in wide}
            lines = [part for index, line in enumerate(lines) for part in parts.get(index, [line])]
        return levelled(Sheet(lines=[line for line in lines if line.text], width=width, height=height))
    finally:
        textpage.close()


def _turned(turned: int, box: Box, width: float, height: float) -> Box:
    """Turn a box of the page's own space, which runs upwards, into one of the page as it is seen."""
    left, bottom, right, top = box
    match turned:
        case 90:
            return bottom, left, top, right
        case 180:
            return width - right, bottom, width - left, top
        case _:
            return width - top, height - right, width - bottom, height - left


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _line(text: str, start: int, end: int, measure: Measure) -> Line:
    first, last = measure.box(start), measure.box(end - 1)
    centre = (start + end) // 2
    if text[centre].isspace():
        centre -= 1
    # A raised note mark at either end must not count for the line's height or size, so the centre does.
    left, top, right, bottom = measure.box(centre)
    left, right = min(first[0], last[0]), max(first[2], last[2])
    direction: Direction = "across"
    if end - start > 1 and abs(last[1] - first[1]) > right - left:
        direction = "down" if last[1] > first[1] else "up"
        top, bottom = min(first[1], last[1]), max(first[3], last[3])
    return Line(
        text=_printable(text[start:end]),
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        size=measure.size(centre),
        broken=text[end : end + 1] == "\ufffe",
        direction=direction,
    )


def _printable(text: str) -> str:
    """Take out what no text may hold; rare, so looked for first."""
    return text if text.isprintable() else clean(text).replace("\n", " ").strip()


def _parts(line: Line, text: str, start: int, end: int, measure: Measure) -> list[Line]:
    """Split a line at its wide gaps."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    cuts = [start]
    for (_, before), (after, _) in pairwise(words):
        if measure.box(after)[0] - measure.box(before - 1)[2] > _GAP * line.size:
            cuts += [before, after]
    if len(cuts) == 1:
        return [line]
    cuts.append(end)
    return [_line(text, first, last, measure) for first, last in zip(cuts[::2], cuts[1::2], strict=True)]
