"""A tidy table: one row a thing, one column a property, and how a cell is told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import msgspec

Cell = str | int | bool | datetime | None
Row = Mapping[str, Cell]
#: What a column holds: *words*, a *number* (whole), *yes* (or no), or a *time*.
Kind = type[str] | type[int] | type[bool] | type[datetime]


class Tidy(msgspec.Struct, frozen=True, kw_only=True):
    """One table. Every row is about one thing, which its first column names."""

    name: str
    columns: dict[str, Kind]
    rows: Sequence[Row]

    @property
    def key(self) -> str:
        """The column that names the thing of a row."""
        return next(iter(self.columns))


def in_words(value: Cell) -> str:
    """Return a cell as words: *yes* or *no*, times in UTC, nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return str(value)
