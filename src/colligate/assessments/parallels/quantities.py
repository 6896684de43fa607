"""Numbers and stretches of time as they are compared: what they amount to, and when two of them agree."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from colligate.assessments.parallels.lexicon import Lexicon
from colligate.languages import words

#: Numbers with more digits are codes, not counts.
_DIGITS = 15
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Quantity(NamedTuple):
    """A number with its scale and unit as printed."""

    #: Before the scale: 2.5 of *2.5 million*.
    figure: float
    #: After it.
    amount: float
    #: A currency, the per cent sign, or empty.
    unit: str
    #: The scale word as printed, or empty.
    scale: str = ""


class Period(NamedTuple):
    """A stretch of time by its printed parts; a part not told is 0."""

    first: int
    last: int
    month: int = 0
    day: int = 0


def quantity(printed: str, tongue: Lexicon) -> Quantity | None:
    """Return what a number amounts to, or None where it is no count."""
    plain = " ".join(printed.casefold().split())
    scale, unit, figure = 1.0, "", None
    shown = ""
    for part in re.findall(r"\d[\d,.]*|[^\W\d_]+(?:\s(?=cent|points))?(?:cent|points)?|[^\w\s,.\-]", plain):
        if part[0].isdigit():
            figure = _figure(part)
            if figure is None:
                return None
        elif part in tongue.scales and figure is not None:
            scale *= tongue.scales[part]
            shown = f"{shown} {part}".strip()
        elif part in tongue.numbers:
            figure = (figure or 0.0) + tongue.numbers[part]
        else:
            unit = _unit(part, tongue.language) or unit
    return None if figure is None else Quantity(figure, figure * scale, unit, shown)


def _figure(part: str) -> float | None:
    bare = part.rstrip(".,").replace(",", "")
    if len(bare) > _DIGITS or bare.count(".") > 1:
        return None
    return float(bare)


@cache
def _unit(part: str, language: str) -> str:
    data = words("parallels", language)
    if part in data["percent"]:
        return data["percent"][0]
    return next((sign for sign in data["currencies"] if sign.casefold() == part), "")


def period(printed: str, tongue: Lexicon) -> Period:
    """Return the years, and where they are told the month and day, of a date or stretch."""
    plain = printed.casefold()
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", plain):
        return Period(int(iso[1]), int(iso[1]), int(iso[2]), int(iso[3]))
    years = [int(year) for year in re.findall(r"\d{4}", plain)]
    if short := re.fullmatch(r"(\d{4})\s?\D\s?(\d\d)", plain):
        years.append(int(short[1][:2] + short[2]))
    months = [tongue.months[word] for word in re.findall(r"[^\W\d_]{3,}", plain) if word in tongue.months]
    days = [int(day) for day in re.findall(r"(?<!\d)\d{1,2}(?!\d)", plain)] if months else []
    return Period(years[0], years[-1], months[0] if months else 0, days[0] if days else 0)


def same_time(first: Period, second: Period) -> bool:
    """Whether two times can be one: equal as far as both are told. A stretch and a year in it are not one."""
    if (first.first, first.last) != (second.first, second.last):
        return False
    months = {first.month, second.month} - {0}
    days = {first.day, second.day} - {0}
    return len(months) < 2 and len(days) < 2


def same_amount(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers can be one: equal, or one is the other rounded to two digits or fewer."""
    if first.unit != second.unit:
        return False
    if first.amount == second.amount:
        return True
    rough, fine = sorted((first.amount, second.amount), key=_significant)
    digits = _significant(rough)
    return digits <= 2 < _significant(fine) and float(f"{fine:.{digits - 1}e}") == rough


def _significant(amount: float) -> int:
    return len(f"{amount:.10g}".replace(".", "").strip("0")) or 1
