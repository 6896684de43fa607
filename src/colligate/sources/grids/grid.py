"""A file of values as lines of cells, each with the span of its words in the text that is frozen for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from colligate.sources.text import Layout, Region

#: What a file says of itself. A *table* has columns of somebody's own; the others say which column means what.
GridKind = Literal["table", "sdmx-csv", "sdmx-json", "un-sdg", "world-bank"]

#: Beginning of the extractor of every text that is frozen from a grid.
EXTRACTOR = "grid 1"


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row, or the head."""

    #: As a spreadsheet counts, from 1; for a file that has no rows of its own, in the frozen text.
    number: int
    #: Stripped.
    cells: list[str]
    #: Half-open, in Unicode code points of the text.
    start: int
    end: int


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """One table of one file."""

    kind: GridKind
    text: str
    layout: Layout
    extractor: str
    media_type: str
    #: Every line that has a cell, the head included.
    lines: list[Line]
    #: Columns that a standard's file says are attributes of a value, and tell no series apart.
    attributes: tuple[str, ...] = ()
    #: Name of the sheet it was; empty where the file has no sheets.
    sheet: str = ""
    #: What could not be read well, in sentences.
    remarks: tuple[str, ...] = ()


def laid_out(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, list[Line]]:
    """Write cells as a text of comma-separated lines, and say where each line stands."""
    return numbered((number, cells) for number, cells in enumerate([columns, *rows], 1))


def numbered(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[str, list[Line]]:
    """Write numbered rows as a text of comma-separated lines; line breaks in a cell become blanks."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    lines: list[Line] = []
    position = 0
    for number, cells in rows:
        plain = [" ".join(cell.split()) for cell in cells]
        writer.writerow(plain)
        end = out.tell()
        if any(plain):
            lines.append(Line(number, plain, position, end - 1))
        position = end
    return out.getvalue(), lines


def covering(text: str) -> Layout:
    """Return the layout of a text that is one table."""
    return Layout(regions=(Region(0, len(text), "table"),) if text else ())
