"""Lines to cells, by what stands between them. A line that could be cut in two ways is not cut, and says so."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from colligate.sources.tables.lines import Line, part
from colligate.sources.tables.table import Part, Row

_BAR = re.compile(r"(?<!\\)\|")
#: A bar that parts cells in a text put together from a document's own table: blanks or the line's end beside it.
_OWN_BAR = re.compile(r"(?:(?<= )|^)\|(?= |$)")
_GAP = re.compile(r"[ \u00a0]{2,}|\t")


def by_own_bars(lines: Sequence[Line]) -> list[Row]:
    """Cut the lines of a document's own table, which has a bar between every two cells and none at its edges."""
    return _agreeing(
        [_row(line, _cut(line, [match.span() for match in _OWN_BAR.finditer(line.words)])) for line in lines]
    )


def by_bars(lines: Sequence[Line]) -> list[Row]:
    """Cut lines written with bars, such as those of Markdown; bars at the edges enclose the table."""
    if any(line.words.lstrip().startswith("+") and line.rule for line in lines) and _tall(lines):
        reason = "Some cells of this table take several lines."
        return [Row(start=line.start, end=line.end, parts=(), untold=reason) for line in lines if not line.rule]
    kept = [line for line in lines if not line.rule]
    opened = all(line.words.lstrip().startswith("|") for line in kept)
    closed = all(line.words.rstrip().endswith("|") for line in kept)
    rows = []
    for line in kept:
        cells = _cut(line, [match.span() for match in _BAR.finditer(line.words)])
        rows.append(_row(line, cells[opened : len(cells) - closed]))
    return _agreeing(rows)


def by_tabs(lines: Sequence[Line]) -> list[Row]:
    """Cut lines at tabs."""
    return _agreeing(
        [_row(line, _cut(line, [match.span() for match in re.finditer("\t", line.words)])) for line in lines]
    )


def by_marks(lines: Sequence[Line], mark: str) -> list[Row]:
    """Cut lines at commas or semicolons outside quotation marks."""
    return _agreeing([_row(line, _unquoted(line, mark)) for line in lines])


def by_blanks(lines: Sequence[Line]) -> list[Row]:
    """Cut lines at runs of blanks; a cell belongs to the column it stands in, seen over all lines."""
    kept = [line for line in lines if not line.rule]
    cut = [_placed(line) for line in kept]
    columns = _columns([cells for cells in cut if len(cells) > 1])
    rows = []
    for line, cells in zip(kept, cut, strict=True):
        if len(cells) == 1 and _outside(cells[0], columns):
            rows.append(_row(line, [part(line, *cells[0])]))
            continue
        places = [[n for n, (left, right) in enumerate(columns) if a < right and left < b] for a, b in cells]
        if any(len(found) != 1 for found in places) or len({found[0] for found in places}) < len(cells):
            reason = "The columns of blanks do not part the cells of this line for sure."
            rows.append(Row(start=line.start, end=line.end, parts=(), untold=reason))
            continue
        held = {found[0]: cell for found, cell in zip(places, cells, strict=True)}
        empty = Part(line.end, line.end, "")
        rows.append(_row(line, [part(line, *held[n]) if n in held else empty for n in range(len(columns))]))
    return rows


def _cut(line: Line, at: Sequence[tuple[int, int]]) -> list[Part]:
    edges = [0, *(place for span in at for place in span), len(line.words)]
    return [part(line, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _row(line: Line, parts: Sequence[Part]) -> Row:
    return Row(start=line.start, end=line.end, parts=tuple(parts))


def _agreeing(rows: list[Row]) -> list[Row]:
    """Refuse the rows that have not as many cells as most."""
    counts = Counter(len(row.parts) for row in rows if len(row.parts) > 1)
    if not counts:
        return rows
    usual = max(counts, key=lambda count: (counts[count], count))
    return [
        row if row.untold or len(row.parts) in (1, usual) else Row(
            start=row.start, end=row.end, parts=(),
            untold=f"This row has {len(row.parts)} cells where the table has {usual}.",
        )
        for row in rows
    ]  # fmt: skip


def _tall(lines: Sequence[Line]) -> bool:
    """Say whether two lines of words stand between two drawn ones."""
    return any(not one.rule and not other.rule for one, other in pairwise(lines))


def _unquoted(line: Line, mark: str) -> list[Part]:
    """Return the cells of one line of a CSV file; quotation marks around a cell are none of its words."""
    try:
        expected = next(csv.reader([line.words], delimiter=mark, strict=True))
    except csv.Error:
        return [part(line, 0, len(line.words))]
    cells = re.compile(rf'\s*("(?:[^"]|"")*"|[^{mark}]*)\s*(?:{mark}|$)')
    found, position = [], 0
    for _ in expected:
        match = cells.match(line.words, position)
        if match is None:
            return [part(line, 0, len(line.words))]
        start, end = match.span(1)
        if match[1].startswith('"'):
            start, end = start + 1, end - 1
        found.append(part(line, start, end))
        position = match.end()
    return found


def _placed(line: Line) -> list[tuple[int, int]]:
    return list(_pieces(line.words))


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    position = len(words) - len(words.lstrip())
    for match in _GAP.finditer(words.rstrip(), position):
        yield position, match.start()
        position = match.end()
    yield position, len(words.rstrip())


def _columns(cut: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Return the stretches of places that cells take, each column one, from left to right."""
    columns: list[tuple[int, int]] = []
    for start, end in sorted(cell for cells in cut for cell in cells):
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(end, columns[-1][1])
        else:
            columns.append((start, end))
    return columns


def _outside(cell: tuple[int, int], columns: Sequence[tuple[int, int]]) -> bool:
    """Say whether a line of one cell runs across, or stands in the first column alone."""
    return (
        not columns or cell[0] < columns[0][1] or sum(cell[0] < right and left < cell[1] for left, right in columns) > 1
    )
