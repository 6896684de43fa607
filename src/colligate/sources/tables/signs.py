"""What a cell holds by its look: a number, a hole, a period, or words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Literal

from colligate.languages import alternatives, languages, words

Sign = Literal["empty", "hole", "period", "value", "words"]

#: Marks of a note behind a number or year; letters stand in brackets, or they would be part of it.
NOTE = r"\s?(?:[*\u2020\u2021\u00a7]+|\((?:[a-z]|[ivx]+|\d)\)|\[(?:[a-z]|\d{1,2})\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)"
YEAR = r"(?:19|20)\d\d"
_SPAN = rf"{YEAR}(?:\s?[-/\u2013]\s?(?:{YEAR}|\d\d))?"
_SIGNS = r"(?:[<>\u2264\u2265~\u2248]=?\s?)"
DIGITS = r"[-\u2212+]?\d{1,3}(?:[,.\u00a0\u202f\u2009' ]\d{3})+(?:[.,]\d+)?|[-\u2212+]?\d+(?:[.,]\d+)?"
_VALUE = re.compile(rf"{_SIGNS}?(?:{DIGITS})\s?%?(?:{NOTE})?")
_HOLE = re.compile(r"[-\u2013\u2014.\u2026\u00b7*]{1,3}")


def sign(cell: str, language: str) -> Sign:
    """Return what a cell's words look like; a number of four digits from 1900 to 2099 counts as a period."""
    cell = cell.strip()
    if not cell:
        return "empty"
    if _HOLE.fullmatch(cell) or _holes(known(language)).fullmatch(cell):
        return "hole"
    if _periods(known(language)).fullmatch(cell):
        return "period"
    return "value" if _VALUE.fullmatch(cell) or _bounded(known(language)).fullmatch(cell) else "words"


def years(cell: str) -> list[str]:
    """Return the years that a cell names."""
    return re.findall(rf"(?<!\d){YEAR}(?!\d)", cell)


def in_order(cells: Iterable[str]) -> bool:
    """Say whether periods run one way, none twice, as heads do and values only by chance."""
    told = [years(cell) or [""] for cell in cells]
    return all(a < b for a, b in pairwise(told)) or all(a > b for a, b in pairwise(told))


@cache
def known(language: str) -> str:
    """Return the language whose words of tables are used: the first known, where this one is not."""
    return language if language in languages() else languages()[0]


@cache
def _holes(language: str) -> re.Pattern[str]:
    return re.compile(alternatives(words("tables", language)["holes"]), re.IGNORECASE)


@cache
def _periods(language: str) -> re.Pattern[str]:
    lead = alternatives(words("tables", language)["years"])
    return re.compile(rf"(?:(?:{lead})\s+)?{_SPAN}(?:{NOTE})?", re.IGNORECASE)


@cache
def _bounded(language: str) -> re.Pattern[str]:
    told = words("tables", language)
    lead = alternatives(one for name in ("about", "under", "over", "at_most", "at_least") for one in told[name])
    return re.compile(rf"(?:{lead})\s*(?:{DIGITS})\s?%?", re.IGNORECASE)


@cache
def period_heads(language: str) -> frozenset[str]:
    """Return the heads of a column of periods, in small letters."""
    return frozenset(words("tables", known(language))["periods"])


def is_caption(line: str, language: str) -> bool:
    """Say whether a line begins as captions do: *Table 3*, *Figure 1.2:*, *Table:*."""
    return bool(_captions(known(language)).match(line.strip()))


@cache
def _captions(language: str) -> re.Pattern[str]:
    named = alternatives(words("tables", language)["captions"])
    number = r"(?:[A-Z]?\d{1,3}(?:[.-]\d{1,2})?|[IVX]{1,5}|[A-Z])"
    return re.compile(rf"[*_#>\s]*(?i:{named})(?:\s*{number}(?=[\s.:*_\u2013\u2014]|$)|\s*:)")
