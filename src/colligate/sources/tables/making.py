"""Rows put together to a table: its columns, heads, title and caption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from colligate.sources.tables import heads as reading
from colligate.sources.tables.lines import Line
from colligate.sources.tables.signs import sign
from colligate.sources.tables.table import Basis, Part, Row, Table

#: A cell of more characters is a paragraph, and what holds it no table of values.
LONGEST = 300
#: The same where blanks, tabs or commas part cells, as they part prose.
_SHORT = 120


def made(
    every: Sequence[Line], first: int, taken: int, basis: Basis, rows: Sequence[Row], language: str,
    captions: Sequence[tuple[int, int]], *, stated: int | None = None, headless: str = "",
) -> Iterator[Table]:  # fmt: skip
    """Yield the table of rows cut from so many lines; none where they have fewer than two columns or rows.

    `stated` is how many head rows the table marks; `headless` says why its heads are not known.
    """
    counts = Counter(len(row.parts) for row in rows if len(row.parts) > 1)
    if len(rows) < 2 or (not counts and not any(row.untold for row in rows)):
        return
    columns = max(counts, key=lambda count: (counts[count], count)) if counts else 0
    if any(len(part.words) > LONGEST for row in rows for part in row.parts) and basis != "bars":
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


def has_values(table: Table, language: str) -> bool:
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
