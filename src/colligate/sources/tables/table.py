"""A table laid open: its cells, each knowing its place, the rows that are heads, its caption."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

#: How cells are parted: by bars, tabs, commas or semicolons, columns of blanks, or by each being one number.
Basis = Literal["bars", "tabs", "marks", "blanks", "numbers"]
#: What a cell is in its table: a value, the name of a row, or a head over columns.
CellKind = Literal["value", "name", "head"]


class Part(NamedTuple):
    """Words and where they stand: half-open, in Unicode code points. Empty cells have no words and no length."""

    start: int
    end: int
    words: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table."""

    start: int
    end: int
    #: One for each column; a single one for a line that runs across; none where cells cannot be told apart.
    parts: tuple[Part, ...]
    #: Why its cells cannot be told apart; empty where they can.
    untold: str = ""
    #: Lines before it that its name begins on.
    above: tuple[Part, ...] = ()
    #: A line after it that its name goes on in.
    below: tuple[Part, ...] = ()
    #: Why its name is not known for sure, though its values are; empty where it is.
    vague: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that belong together."""

    start: int
    end: int
    basis: Basis
    rows: tuple[Row, ...]
    #: Numbers of the rows that are heads, for each row; empty for heads themselves and for lines that run across.
    heads: tuple[tuple[int, ...], ...]
    #: How many columns, from the first, name the row.
    stub: int
    columns: int
    caption: Part | None = None
    #: Why the heads over its columns are not known, where cells are told apart and heads are not.
    headless: str = ""

    def across(self, row: int) -> bool:
        """Say whether a row is one line that runs across the columns."""
        return len(self.rows[row].parts) == 1 and self.columns > 1

    def body(self) -> list[int]:
        """Return the numbers of the rows that hold values."""
        heads = {number for over in self.heads for number in over}
        return [n for n, row in enumerate(self.rows) if n not in heads and len(row.parts) == self.columns]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell with what names it."""

    own: Part
    kind: CellKind
    #: Names of its row, from left to right, without empty ones; a name of two lines is one.
    row: tuple[Part, ...]
    #: Why the names of its row are not known for sure: they are evidence then, and nothing is read off them.
    vague: str
    #: Heads over its column, from the top, without empty ones.
    column: tuple[Part, ...]
    caption: Part | None
    #: The last line before it that runs across the table, such as *Women*; whether it governs the cell is for a reader.
    under: Part | None
    #: The line it stands on, and the lines of the heads over it.
    line: Part
    head_lines: tuple[Part, ...]
    table: Table
    row_number: int
    column_number: int


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """Why words lie in no cell that can be told."""

    reason: str
    #: There is a table, and its cells cannot be told apart just here.
    tabular: bool = False
