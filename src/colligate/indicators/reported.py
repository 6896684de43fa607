"""Values and periods as statistical files write them: bounds, marks, thousands, quarters, fiscal years."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import msgspec

from colligate.periods import PeriodError, period

Qualifier = Literal["", "<", "<=", ">", ">=", "~"]

_BOUND = re.compile(r"(<=|>=|[<>≤≥~≈±]|less than |more than |fewer than |at least |at most )\s*", re.IGNORECASE)
_BOUNDS: dict[str, Qualifier] = {
    "<": "<", "<=": "<=", ">": ">", ">=": ">=", "~": "~", "≤": "<=", "≥": ">=", "≈": "~", "less than": "<",
    "fewer than": "<", "more than": ">", "at least": ">=", "at most": "<=",
}  # fmt: skip
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
#: Digits of a number that can be a value; a longer one is a slip, or an attack.
_LONGEST = 40


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell says."""

    #: Digits, without separators.
    value: str
    qualifier: Qualifier = ""
    #: A mark after the number, as the mapping explains it.
    mark: str = ""


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """How a file writes numbers."""

    decimal: str = "."
    #: What parts thousands; empty for nothing.
    thousands: str = ""
    #: What marks after a number mean, by mark: ``*``.
    marks: dict[str, str] = {}


def told_value(cell: str, numbers: Numbers) -> Told | None:
    """Return the number that a cell states, with its bound and mark; None where it states none for sure."""
    bound = _BOUND.match(cell)
    qualifier = _BOUNDS.get(bound.group(1).strip().lower(), "") if bound else ""
    if bound and not qualifier:
        return None
    rest = cell[bound.end() :] if bound else cell
    mark = next((m for m in sorted(numbers.marks, key=len, reverse=True) if m and rest.endswith(m)), "")
    digits = plain_number(rest.removesuffix(mark).strip(), numbers)
    return Told(value=digits, qualifier=qualifier, mark=numbers.marks.get(mark, "")) if digits else None


def plain_number(written: str, numbers: Numbers, scale: int = 0) -> str:
    """Return a number as digits, times ten to the power of `scale`; empty where none can be read for sure."""
    text = written.replace("\N{MINUS SIGN}", "-")
    if numbers.thousands and numbers.thousands in text:
        if not _grouped(numbers).fullmatch(text):
            return ""
        text = text.replace(numbers.thousands, "")
    if numbers.decimal != ".":
        if "." in text:
            return ""
        text = text.replace(numbers.decimal, ".")
    if not _PLAIN.fullmatch(text):
        return ""
    sign, digits, exponent = Decimal(text).as_tuple()
    if not isinstance(exponent, int) or abs(exponent + scale) > _LONGEST or len(digits) > _LONGEST:
        return ""
    # Put together from its parts, since arithmetic would round to 28 digits.
    return f"{Decimal((sign, digits, exponent + scale)):f}"


@lru_cache(maxsize=16)
def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    return re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?")


def _grouped(numbers: Numbers) -> re.Pattern[str]:
    return _pattern(numbers.thousands, numbers.decimal)


class Fiscal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What years a file means where they are not the calendar's."""

    #: Month in which a year begins, 1 to 12.
    starts: int
    #: The calendar year that it is called after.
    named: Literal["start", "end"]


_QUARTER = re.compile(r"(\d{4})-?(Q|S|H|T|M|W)(\d{1,2})", re.IGNORECASE)
_YEAR = re.compile(r"(?:FY\s?)?(\d{4})(?:\.0+)?(?:-A1)?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{4})\s?[/\u2013-]\s?(\d{4})")
_FULL = re.compile(r"\d{4}-\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?")
_ACROSS = re.compile(r"(?:FY\s?)?(\d{4})\s?[/\u2013-]\s?(\d{2})", re.IGNORECASE)
_DATED = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:T00:00:00(?:\.0+)?Z?)?")
_MONTHS = {"Q": 3, "S": 6, "H": 6, "T": 4, "M": 1}


@lru_cache(maxsize=4096)
def told_period(cell: str, fiscal: Fiscal | None = None) -> tuple[str, str] | None:
    """Return a period and, where the days it covers are others, its reference period; None for an unreadable one.

    Years, months, days, spans, and SDMX's: ``2014-Q1``, ``2014Q1``, ``2014-S2``, ``2014M03``, ``2014-W05``. A year
    that begins in another month (``FY2014``, ``2013/14``) is read only where the file's fiscal year is known.
    """
    if fiscal and (found := _YEAR.fullmatch(cell) or _ACROSS.fullmatch(cell)):
        return _fiscal(found, fiscal)
    if year := _YEAR.fullmatch(cell):
        return (year.group(1), "") if cell[0].isdecimal() else None
    if part := _QUARTER.fullmatch(cell):
        return _part(int(part.group(1)), part.group(2).upper(), int(part.group(3)))
    if dated := _DATED.fullmatch(cell):
        return _written("-".join(filter(None, dated.groups())))
    span = _SPAN.fullmatch(cell)
    return _written("/".join(span.groups()) if span else cell) if span or _FULL.fullmatch(cell) else None


def _written(cell: str) -> tuple[str, str] | None:
    try:
        period(cell)
    except PeriodError:
        return None
    return cell, ""


def _part(year: int, kind: str, number: int) -> tuple[str, str] | None:
    if kind == "W":
        try:
            first, last = (date.fromisocalendar(year, number, day) for day in (1, 7))
        except ValueError:
            return None
        return f"{first}/{last}", ""
    length = _MONTHS[kind]
    if not 1 <= number <= 12 // length:
        return None
    start, end = (number - 1) * length + 1, number * length
    return (f"{year:04d}-{start:02d}", "") if length == 1 else (f"{year:04d}-{start:02d}/{year:04d}-{end:02d}", "")


def _fiscal(found: re.Match[str], fiscal: Fiscal) -> tuple[str, str] | None:
    named = int(found.group(1))
    if found.re is _ACROSS:
        if (named + 1) % 100 != int(found.group(2)):
            return None
        named += fiscal.named == "end"
    start = named - (fiscal.named == "end" and fiscal.starts > 1)
    last_month, last_year = (fiscal.starts - 2) % 12 + 1, start + (fiscal.starts > 1)
    return f"{named:04d}", f"{start:04d}-{fiscal.starts:02d}/{last_year:04d}-{last_month:02d}"
