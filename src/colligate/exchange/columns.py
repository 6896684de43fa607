"""Cells into values: what a field of a record takes is read off its type."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from colligate.assessments import claim
from colligate.indicators.indicator import Break, Observation
from colligate.lenses.nearest import nearest
from colligate.periods import PeriodError, period
from colligate.problems import ColligateError
from colligate.programmes.actor import Name
from colligate.programmes.programme import Event, Fact
from colligate.sources.source import Source

#: Fields that hold dates or periods.
PERIODS: dict[type, frozenset[str]] = {
    Source: frozenset({"retrieved"}),
    Name: frozenset({"holds"}),
    Event: frozenset({"date"}),
    Fact: frozenset({"holds"}),
    Break: frozenset({"period"}),
    Observation: frozenset({"period", "reference"}),
    claim.Value: frozenset({"periods"}),
    claim.Peak: frozenset({"within", "at"}),
    claim.Trend: frozenset({"within"}),
    claim.Change: frozenset({"start", "end"}),
    claim.Dated: frozenset({"date"}),
    claim.Cause: frozenset({"start", "end"}),
}
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")
#: What an id may be made of, so that reports, lists and finding keys can name it.
_ID = re.compile(r"[\w.+:~-]+")


class CellError(ColligateError):
    """A cell or name that cannot be taken: what is wrong, and the way out."""

    def __init__(self, message: str, remedy: str) -> None:
        """Keep both sentences apart."""
        self.message, self.remedy = message, remedy
        super().__init__(f"{message} {remedy}")


class Column(msgspec.Struct, frozen=True):
    """One field as a column: how a filled cell is read, and what an empty one leaves."""

    #: From the cell's text to the value; raises CellError.
    read: Callable[[str], Any]
    #: The field's default, or `msgspec.NODEFAULT` where it has none.
    empty: Any
    #: Whether it holds a date or period.
    dated: bool = False


@cache
def columns_of(struct: type[msgspec.Struct]) -> dict[str, Column]:
    """Return the columns of a struct, by field name in the order of its fields."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - the argument is a struct
    dated = PERIODS.get(struct, frozenset())
    return {field.name: _column(field, dated=field.name in dated) for field in info.fields}


def _column(field: inspect.Field, *, dated: bool) -> Column:
    empty = field.default
    if field.default_factory is not msgspec.NODEFAULT:
        empty = field.default_factory()
    kind, optional = _bare(field.type)
    if field.required and optional:
        empty = None
    return Column(read=_reader(kind, _period if dated else _text), empty=empty, dated=dated)


def _bare(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """Return the type without None, and whether None was part of it."""
    if not isinstance(kind, inspect.UnionType):
        return kind, False
    rest = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
    return rest[0], len(rest) < len(kind.types)


def _reader(kind: inspect.Type, text: Callable[[str], str]) -> Callable[[str], Any]:
    if isinstance(kind, inspect.LiteralType):
        return _choice(tuple(map(str, kind.values)))
    if isinstance(kind, inspect.VarTupleType):
        return lambda cell: tuple(text(part.strip()) for part in cell.split(";") if part.strip())
    if isinstance(kind, inspect.BoolType):
        return _truth
    if isinstance(kind, inspect.IntType):
        return _whole
    return _number if isinstance(kind, inspect.FloatType) else text


def _text(cell: str) -> str:
    return cell


def _period(cell: str) -> str:
    try:
        period(cell)
    except PeriodError:
        raise CellError(
            f"'{cell}' is not a date or period, or ends before it begins.",
            "Write 2014, 2014-11, 2014-11-17, 2014~ for about, or first/last such as 2014/2016.",
        ) from None
    return cell


def _choice(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell in allowed:
            return cell
        if cell.lower() in allowed:
            return cell.lower()
        near = nearest(cell.lower(), allowed)
        hint = f" Did you mean '{near}'?" if near else ""
        raise CellError(f"'{cell}' is not one of the words this column takes.{hint}", f"Use one of: {words}.")

    words = ", ".join(word for word in allowed if word)
    return read


def _truth(cell: str) -> bool:
    if cell.lower() in _TRUE + _FALSE:
        return cell.lower() in _TRUE
    raise CellError(f"'{cell}' is neither true nor false.", "Write true or false.")


def _whole(cell: str) -> int:
    if re.fullmatch(r"-?\d+", cell):
        return int(cell)
    raise CellError(f"'{cell}' is not a whole number.", "Write digits without separators, such as 1200.")


def _number(cell: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if math.isfinite(number) and "_" not in cell:
        return number
    raise CellError(f"'{cell}' is not a number.", "Write digits with a decimal point, such as 13.7563.")


def identity(cell: str) -> str:
    """Return an id as written. Raises CellError for one that reports and lists could not name."""
    if _ID.fullmatch(cell):
        return cell
    raise CellError(f"'{cell}' cannot be an id.", "Use letters, digits, dots and hyphens, without blanks.")
