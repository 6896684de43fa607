"""The characters that a PDF page shows, each with its box on the page as a reader sees it."""

from __future__ import annotations

import ctypes
from itertools import accumulate

import msgspec
import pypdfium2
from pypdfium2 import raw

#: Marks of a word's breaking at the end of a line; the frozen text has them made whole, or hyphened.
HYPHENS = frozenset("-\u2010\u00ad\ufffe")

#: left, top, right, bottom as shares of the page's width and height, from its upper left corner.
Box = tuple[float, float, float, float]

#: PDFium's conversion to pixels is in whole numbers: a page is taken to be so many wide and high.
_FINE = 1_000_000
#: Points between the places from which the conversion is read; the farther, the finer.
_FAR = 1_000.0


class Print(msgspec.Struct, frozen=True, kw_only=True):
    """What one page shows."""

    #: Characters without blanks and without `HYPHENS`, in the order of the file.
    characters: str
    #: For each of them its index in the page's own text, which counts blanks and line ends too.
    indexes: tuple[int, ...]
    #: For each of them the number of its line on the page.
    lines: tuple[int, ...]


def read_print(textpage: pypdfium2.PdfTextPage) -> Print:
    """Return the characters of a page. PDFium must not be in use elsewhere."""
    text = textpage.get_text_range() if textpage.count_chars() else ""
    characters, indexes, lines, line = [], [], [], 0
    for index, character in enumerate(text):
        if character in "\r\n\ufffe":
            line += 1
        elif not character.isspace() and character not in HYPHENS and character.isprintable():
            characters.append(character)
            indexes.append(index)
            lines.append(line)
    return Print(characters="".join(characters), indexes=tuple(indexes), lines=tuple(lines))


class Boxes:
    """Where the characters of one page stand."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> None:
        """Prepare for one page. PDFium must not be in use elsewhere while boxes are asked for."""
        self._handle = textpage.raw
        text = textpage.get_text_range() if textpage.count_chars() else ""
        # PDFium counts UTF-16 units, and characters that have no reading and are absent from the text.
        self._units = [0, *accumulate(1 + (character > "\uffff") for character in text)]
        self._shifted = textpage.count_chars() != self._units[-1]
        self._seen = _as_seen(page)
        self._rectangle = raw.FS_RECTF()

    def box(self, first: int, last: int) -> Box:
        """Return the box around the characters at two indexes of the page's text."""
        corners = [corner for index in {first, last} for corner in self._corners(index)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def middles(self, index: int) -> tuple[float, float, float, float]:
        """Return the middle of a character's line and the middle of its ink, each x and y in the page's own space."""
        line, edges = self._loose(index), [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(self._handle, self._unit(index), *map(ctypes.byref, edges))
        left, right, bottom, top = (edge.value for edge in edges)
        return (line.left + line.right) / 2, (line.top + line.bottom) / 2, (left + right) / 2, (bottom + top) / 2

    def _corners(self, index: int) -> tuple[tuple[float, float], tuple[float, float]]:
        found = self._loose(index)
        return self._seen(found.left, found.top), self._seen(found.right, found.bottom)

    def _loose(self, index: int) -> raw.FS_RECTF:
        raw.FPDFText_GetLooseCharBox(self._handle, self._unit(index), ctypes.byref(self._rectangle))
        return self._rectangle

    def _unit(self, index: int) -> int:
        unit = self._units[index]
        return max(0, raw.FPDFText_GetCharIndexFromTextIndex(self._handle, unit)) if self._shifted else unit


class _Seen:
    """The way from a page's own space to shares of the page as it is seen: turned, and cut to its crop box."""

    def __init__(self, origin: tuple[float, float], right: tuple[float, float], up: tuple[float, float]) -> None:
        self._origin, self._right, self._up = origin, right, up

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        x, y = x / _FAR, y / _FAR
        (ox, oy), (rx, ry), (ux, uy) = self._origin, self._right, self._up
        return ox + x * (rx - ox) + y * (ux - ox), oy + x * (ry - oy) + y * (uy - oy)


def _as_seen(page: pypdfium2.PdfPage) -> _Seen:
    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        place = ctypes.byref(across), ctypes.byref(down)
        raw.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, y, *place)
        return across.value / _FINE, down.value / _FINE

    return _Seen(at(0, 0), at(_FAR, 0), at(0, _FAR))
