"""The tables of a text, and the cell that words of it lie in: told for sure, or not at all and why."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.sources.tables import splitting
from colligate.sources.tables.lines import Line, lines
from colligate.sources.tables.making import made
from colligate.sources.tables.table import Cell, CellKind, Part, Table, Untold
from colligate.sources.tables.unbarred import run, unbarred
from colligate.sources.text import Layout

_NO_TABLE = "These words stand in no table whose cells can be told apart."


def tables(text: str, layout: Layout, language: str = "en") -> list[Table]:
    """Return the tables of a frozen text in its order. Offsets are code points; the text is left as it is."""
    every = lines(text, layout)
    regions = [(one.start, one.end) for one in layout.regions if one.kind == "table"]
    captions = [(one.start, one.end) for one in layout.regions if one.kind == "caption"]
    found: list[Table] = []
    free: list[list[int]] = [[]]
    number = 0
    while number < len(every):
        region = next((one for one in regions if one[0] <= every[number].start < one[1]), None)
        taken = _within(every, number, region) if region else 0
        taken = taken or run(every, number, lambda line: not line.rule and "|" in line.words)
        if taken:
            part = every[number : number + taken]
            cut = splitting.by_own_bars if region else splitting.by_bars
            stated = None if region else _stated(part)
            found += made(every, number, taken, "bars", cut(part), language, captions, stated=stated)
            number += taken
            free.append([])
        else:
            free[-1].append(number)
            number += 1
    for stretch in free:
        found += unbarred(every, stretch, language, captions)
    return sorted(found, key=lambda table: table.start)


def cell_at(text: str, layout: Layout, start: int, end: int, language: str = "en") -> Cell | Untold:
    """Return the cell that the words from `start` to `end` lie in, or why none can be told.

    Args:
        text: The frozen text.
        layout: Its layout.
        start: Offset of the first character, in code points.
        end: One past the last; the same as `start` for a place alone.
        language: Of the text, a BCP 47 tag.
    """
    return cell_in(tables(text, layout, language), text, start, end)


def cell_in(known: Sequence[Table], text: str, start: int, end: int) -> Cell | Untold:
    """Return the cell of one of a text's `tables` that words lie in, or why none can be told."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    table = next((one for one in known if one.start <= start and end <= one.end), None)
    if table is None:
        return Untold(reason=_NO_TABLE)
    number = next((n for n, row in enumerate(table.rows) if row.start <= start and end <= row.end), None)
    if number is None:
        return Untold(reason="The words run over more than one row of a table. Select one cell.", tabular=True)
    row = table.rows[number]
    if row.untold:
        return Untold(reason=row.untold, tabular=True)
    if table.across(number):
        return Untold(reason="This line runs across the columns of its table.", tabular=True)
    for column, part in enumerate(row.parts):
        if part.start <= start and end <= part.end:
            return cell(table, number, column)
    return Untold(reason="The words lie in more than one cell. Select one.", tabular=True)


def cell(table: Table, row: int, column: int) -> Cell:
    """Return one cell of a table by the numbers of its row and column, from 0."""
    line, over = table.rows[row], table.heads[row]
    body = row in table.body()
    kind: CellKind = "head" if not body else "name" if column < table.stub else "value"
    names = [*(_name(table, row, c) for c in range(table.stub)), *line.below] if body else []
    if line.above and names:
        first = line.above[0]
        words = " ".join(part.words for part in (*line.above, names[0]) if part.words)
        names[0] = Part(first.start, max(names[0].end, line.above[-1].end), words)
    under = next((table.rows[n] for n in range(row - 1, -1, -1) if table.across(n)), None)
    return Cell(
        own=line.parts[column],
        kind=kind,
        row=tuple(part for part in names if part.words),
        vague=line.vague if body else "",
        column=tuple(part for n in over if (part := _head(table, over, n, column)).words),
        caption=table.caption,
        under=under.parts[0] if under and body else None,
        line=Part(
            line.above[0].start if line.above else line.start, line.below[-1].end if line.below else line.end, ""
        ),
        head_lines=tuple(Part(table.rows[n].start, table.rows[n].end, "") for n in over),
        table=table,
        row_number=row,
        column_number=column,
    )


def _name(table: Table, row: int, column: int) -> Part:
    """Return a name of a row; with several columns of names an empty one goes on from above."""
    part = table.rows[row].parts[column]
    if part.words or table.stub == 1:
        return part
    above = [n for n in table.body() if n < row and table.rows[n].parts[column].words]
    return table.rows[above[-1]].parts[column] if above else part


def _head(table: Table, over: tuple[int, ...], row: int, column: int) -> Part:
    """Return a head; one over several columns stands in the first of them, but in the lowest row each has its own."""
    parts = table.rows[row].parts
    if row == over[-1] or parts[column].words:
        return parts[column]
    left = [c for c in range(table.stub, column) if parts[c].words]
    return parts[left[-1]] if left else parts[column]


def _within(every: Sequence[Line], number: int, region: tuple[int, int]) -> int:
    return sum(region[0] <= line.start < region[1] for line in every[number:])


def _stated(part: Sequence[Line]) -> int | None:
    """Return how many rows stand above the first drawn line that follows a row, as heads do."""
    rows = 0
    for line in part:
        if line.rule and rows:
            return rows
        rows += not line.rule
    return None
