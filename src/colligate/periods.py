"""Dates and periods as sources state them: a year, a month, a day, or a span between two of these.

The written form is the part of EDTF (ISO 8601-2:2019) that sources need: ``2014``, ``2014-11``, ``2014-11-17``,
``2014~`` (about), ``2014/2016``, ``2014-04/2015-03``, ``../2015`` and ``2014/..`` (open).
"""

from __future__ import annotations

import calendar
import re
from datetime import date

import msgspec

from colligate.problems import ColligateError

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")


class PeriodError(ColligateError):
    """A date or period that cannot be read."""

    def __init__(self, written: str) -> None:
        """Name what was written and the forms that would do."""
        super().__init__(
            f"'{written}' is not a date or period. Write 2014, 2014-11, 2014-11-17, 2014~ for about, or 2014/2016."
        )


class Period(msgspec.Struct, frozen=True, order=True):
    """The days a written date or period covers, first and last included."""

    first: date
    last: date
    about: bool = False

    def covers(self, other: Period) -> bool:
        """Say whether every day of `other` lies in this period."""
        return self.first <= other.first and other.last <= self.last

    def before(self, other: Period) -> bool:
        """Say whether this period ends before `other` begins."""
        return self.last < other.first


def period(written: str) -> Period:
    """Read a written date or period. Raises PeriodError."""
    start, slash, end = written.strip().partition("/")
    if not slash:
        return _part(start, written)
    first = date.min if start == ".." else _part(start, written).first
    last = date.max if end == ".." else _part(end, written).last
    if last < first:
        raise PeriodError(written)
    return Period(first, last, "~" in written)


def _part(part: str, written: str) -> Period:
    match = _PART.fullmatch(part.strip())
    if not match:
        raise PeriodError(written)
    year, month, day = (int(number) if number else None for number in match.group(1, 2, 3))
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise PeriodError(written) from None
    return Period(first, _last_day(first, month, day), bool(match.group(4)))


def _last_day(first: date, month: int | None, day: int | None) -> date:
    if day:
        return first
    if month:
        return first.replace(day=calendar.monthrange(first.year, month)[1])
    return date(first.year, 12, 31)
