"""The tables of a text, and the cell that words of it lie in: told for sure, or not at all and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from colligate.sources.tables import heads as reading
from colligate.sources.tables import runs, splitting
from colligate.sources.tables.lines import Line, lines
from colligate.sources.tables.signs import sign
from colligate.sources.tables.table import Basis, Cell, CellKind, Part, Row, Table, Untold
from colligate.sources.text import Layout

_NO_TABLE = "These words stand in no table whose cells can be told apart."
#: A cell of more characters is a paragraph, and what holds it no table of values.
_LONGEST = 300
#: The same where blanks, tabs or commas part cells, as they part prose.
_SHORT = 120


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
        taken = taken or _run(every, number, lambda line: not line.rule and "|" in line.words)
        if taken:
            part = every[number : number + taken]
            cut = splitting.by_own_bars if region else splitting.by_bars
            stated = None if region else _stated(part)
            found += _made(every, number, taken, "bars", cut(part), language, captions, stated=stated)
            number += taken
            free.append([])
        else:
            free[-1].append(number)
            number += 1
    for stretch in free:
        found += _in_stretch(every, stretch, language, captions)
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
    names = [*line.above, *(_name(table, row, c) for c in range(table.stub))] if body else []
    under = next((table.rows[n] for n in range(row - 1, -1, -1) if table.across(n)), None)
    return Cell(
        own=line.parts[column],
        kind=kind,
        row=tuple(part for part in names if part.words),
        column=tuple(part for n in over if (part := _head(table, over, n, column)).words),
        caption=table.caption,
        under=under.parts[0] if under and body else None,
        line=Part(line.above[0].start if line.above else line.start, line.end, ""),
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


def _run(every: Sequence[Line], number: int, holds: Callable[[Line], bool], fewest: int = 2) -> int:
    """Return how many lines from one on belong to a table, drawn ones among them; 0 where there are too few."""
    count = rows = 0
    for line in every[number:]:
        if (count and line.gap) or not (holds(line) or line.rule):
            break
        count += 1
        rows += not line.rule
    return count if rows >= fewest else 0


def _stated(part: Sequence[Line]) -> int | None:
    """Return how many rows stand above the first drawn line that follows a row, as heads do."""
    rows = 0
    for line in part:
        if line.rule and rows:
            return rows
        rows += not line.rule
    return None


def _in_stretch(
    every: Sequence[Line], stretch: Sequence[int], language: str, captions: Sequence[tuple[int, int]]
) -> Iterator[Table]:
    """Yield the tables of lines without bars; where none of the marks parts cells, numbers may."""
    loose: list[list[Line]] = [[]]
    at = {every[n].start: n for n in stretch}
    #: Up to which line a basis was tried in vain.
    tried: dict[str, int] = {}
    place = 0
    part = [every[n] for n in stretch]
    while place < len(part):
        for basis, key, taken, cut in _ways(part, place, tried):
            rows = cut([one for one in part[place : place + taken] if basis == "blanks" or not one.rule])
            made = list(_made(every, at[part[place].start], taken, basis, rows, language, captions))
            if made and _has_values(made[0], language):
                yield from made
                place += taken
                loose.append([])
                break
            tried[key] = place + taken
        else:
            loose[-1].append(part[place])
            place += 1
    for few in loose:
        for rows, headless in runs.runs(few, language):
            first = at[rows[0].start]
            last = at[rows[-1].start]
            yield from _made(every, first, last - first + 1, "numbers", rows, language, captions, headless=headless)


def _ways(
    part: Sequence[Line], place: int, tried: dict[str, int]
) -> Iterator[tuple[Basis, str, int, Callable[[Sequence[Line]], list[Row]]]]:
    """Yield the ways in which the lines from one on may be cut: basis, its key, how many lines, and how."""
    line = part[place]
    if "\t" in line.words.strip() and (taken := _run(part, place, lambda one: "\t" in one.words)):
        yield "tabs", "\t", taken, splitting.by_tabs
    for mark in ";,":
        if mark not in line.words or place < tried.get(mark, 0):
            continue
        if taken := _run(part, place, lambda one, mark=mark: mark in one.words, 3):
            yield "marks", mark, taken, lambda lines, mark=mark: splitting.by_marks(lines, mark)
    if (line.rule or "  " in line.words.strip() or line.words.startswith("  ")) and place >= tried.get("  ", 0):
        taken = _blanks(part, place)
        if taken:
            yield "blanks", "  ", taken, splitting.by_blanks


def _blanks(part: Sequence[Line], place: int) -> int:
    """Return how many lines are cut by runs of blanks; most must be, and none may be prose."""
    count = cut = 0
    for line in part[place:]:
        several = "  " in line.words.strip()
        if (count and line.gap) or len(line.words) > _LONGEST:
            break
        if not several and not line.rule and count and len(line.words.strip()) > 60:
            break
        count += 1
        cut += several and not line.rule
    return count if cut >= 2 and cut * 2 > sum(not line.rule for line in part[place : place + count]) else 0


def _has_values(table: Table, language: str) -> bool:
    """Say whether a column behind the first holds values: blanks, tabs and commas part prose and lists too.

    Where commas part cells, which prose is full of, the column must hold nothing else and every row have its cells.
    """
    body = table.body()
    if any(len(part.words) > _SHORT for row in table.rows for part in row.parts):
        return False
    if table.basis == "marks" and (any(len(row.parts) != table.columns for row in table.rows) or len(body) < len("ab")):
        return False
    for column in range(1, table.columns):
        signs = [sign(table.rows[n].parts[column].words, language) for n in body]
        values = signs.count("value")
        if values and (
            set(signs) <= {"value", "hole", "empty"} or (table.basis != "marks" and 2 * values > len(signs))
        ):
            return True
    return False


def _made(
    every: Sequence[Line], first: int, taken: int, basis: Basis, rows: Sequence[Row], language: str,
    captions: Sequence[tuple[int, int]], *, stated: int | None = None, headless: str = "",
) -> Iterator[Table]:  # fmt: skip
    counts = Counter(len(row.parts) for row in rows if len(row.parts) > 1)
    if len(rows) < 2 or (not counts and not any(row.untold for row in rows)):
        return
    columns = max(counts, key=lambda count: (counts[count], count)) if counts else 0
    if any(len(part.words) > _LONGEST for row in rows for part in row.parts) and basis != "bars":
        return
    caption = reading.caption(every, first, first + taken - 1, language, captions)
    rows, title = _titled(rows, columns)
    over = reading.heads(rows, columns, language, stated=stated if not title else None)
    body = next((n for n, row in enumerate(rows) if over[n] or len(row.parts) == columns), 0)
    if not headless and any(row.untold for row in rows[: body + 1]):
        headless = "The cells of its heads cannot be told apart."
    if headless:
        over = [() for _ in rows]
    yield Table(
        start=min(row.start for row in rows) if not title else title.start,
        end=every[first + taken - 1].end,
        basis=basis,
        rows=tuple(rows),
        heads=tuple(over),
        stub=reading.stub(rows, over, columns, language) if columns else 0,
        columns=columns,
        caption=caption or title,
        headless=headless,
    )


def _titled(rows: Sequence[Row], columns: int) -> tuple[list[Row], Part | None]:
    """Part a first row of one filled cell, or one that runs across, from the rows: it is the table's title."""
    first = [part for part in rows[0].parts if part.words]
    if columns > 1 and not rows[0].untold and len(first) == 1 and rows[0].parts[0].words and len(rows) > 2:
        return [*rows[1:]], first[0]
    return [*rows], None
