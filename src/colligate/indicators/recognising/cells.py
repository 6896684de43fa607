"""What one cell of a table states: a value and, read off its heads and caption, when, where and of what.

Whatever two of these give differently is given by none: a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec
from babel import Locale
from babel.core import UnknownLocaleError

from colligate.indicators.recognising.areas import countries
from colligate.indicators.recognising.vocabulary import Qualifier
from colligate.languages import UNKNOWN, alternatives, words
from colligate.programmes.recognising.places import known_countries
from colligate.sources.tables.signs import DIGITS, NOTE, YEAR, known, sign
from colligate.sources.tables.table import Cell, Part

#: Which words of a table something was read off.
Whence = Literal["cell", "column head", "name of the row", "caption"]
#: The rule and its version, as a record names what proposed it.
RULE = "table-cell 1"

_SIGNS: dict[str, Qualifier] = {
    "<": "<", "<=": "<=", "\u2264": "<=", ">": ">", ">=": ">=", "\u2265": ">=", "~": "~", "\u2248": "~",
}  # fmt: skip
_WORDS: dict[str, Qualifier] = {"about": "~", "under": "<", "over": ">", "at_most": "<=", "at_least": ">="}
_AMOUNT = re.compile(rf"(?P<sign>[<>\u2264\u2265~\u2248]=?)?\s?(?P<digits>{DIGITS})\s?(?P<share>%)?(?:{NOTE})?")
_SPAN = re.compile(rf"(?<![\d/-])({YEAR})(?:\s?[-/\u2013]\s?({YEAR}|\d\d))?(?![\d/-])")
_GROUPED = re.compile(r"\d{1,3}([,.])\d{3}")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Something read off a table, and the words it was read off."""

    #: As a record has it.
    value: str
    whence: Whence
    part: Part


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """The number a cell holds."""

    #: A plain decimal; None for a hole.
    value: str | None
    qualifier: Qualifier = ""
    #: ``%`` where the cell says so.
    unit: str = ""


class CellRead(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell states; what is None was not told, or told in two ways."""

    #: None where its words are no number and no hole.
    amount: Amount | None
    period: Told | None = None
    area: Told | None = None
    unit: Told | None = None
    #: Words that say what is measured: names of the row and heads, less those that say when and where.
    measure: tuple[Part, ...] = ()


def read_cell(cell: Cell, language: str, places: Sequence[str] = ()) -> CellRead:
    """Return what a cell states.

    Args:
        cell: As `colligate.sources.tables.finding.cell_at` found it.
        language: Of the text, for the way numbers are written; unknown, what could be read in two ways is not read.
        places: Names of areas the study knows besides countries.
    """

    def area_in(head: str) -> str:
        return _area(head, language, places)

    def unit_in(head: str) -> str:
        return _unit(head, language)

    found = list(_heads(cell))
    beside: list[tuple[Part, Whence]] = [(cell.caption, "caption")] if cell.caption else []
    period = _one(found, _period)
    if not _any(found, _period):
        period = _one(beside, _caption_period)
    area = _area_column(cell, language) or _one(found, area_in)
    if area is None and not _any(found, area_in):
        area = _one(beside, lambda words: _named(words, language))
    amount = read_amount(cell.own.words, language)
    unit = _one(found, unit_in) or _one(beside, unit_in)
    if amount and amount.unit:
        unit = Told(value=amount.unit, whence="cell", part=cell.own)
    used = {told.part for told in (period, area) if told}
    measure = tuple(part for part, _ in found if part not in used and sign(part.words, language) == "words")
    return CellRead(amount=amount, period=period, area=area, unit=unit, measure=measure)


def read_amount(written: str, language: str) -> Amount | None:
    """Return the number a cell holds, a hole without value, or None where it is neither or could be two numbers."""
    written = written.strip()
    if sign(written, language) in ("empty", "hole"):
        return Amount(value=None)
    qualifier, rest = _qualified(written, known(language))
    match = _AMOUNT.fullmatch(rest)
    if match is None or (qualifier and match["sign"]):
        return None
    value = _plain(match["digits"], language)
    if value is None:
        return None
    return Amount(value=value, qualifier=qualifier or _SIGNS.get(match["sign"] or "", ""), unit=match["share"] or "")


def _qualified(written: str, language: str) -> tuple[Qualifier, str]:
    for name, qualifier in _WORDS.items():
        if match := _lead(name, language).match(written):
            return qualifier, written[match.end() :]
    return "", written


@cache
def _lead(name: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('tables', language)[name])})\s*(?=\d)", re.IGNORECASE)


def _plain(digits: str, language: str) -> str | None:
    """Return a number without separators; None where comma or point could part thousands or decimals."""
    digits = re.sub(r"(?<=\d)[\u00a0\u202f\u2009' ](?=\d{3})", "", digits.replace("\u2212", "-").lstrip("+"))
    marks = [mark for mark in digits if mark in ",."]
    if not marks:
        return digits
    decimal, group = _separators(language)
    if len(set(marks)) == 2:
        decimal, group = marks[-1], marks[0]
    elif len(marks) > 1:
        decimal, group = "", marks[0]
    elif not decimal:
        if _GROUPED.fullmatch(digits.lstrip("-")):
            return None
        decimal, group = marks[0], ""
    whole, _, part = digits.partition(decimal) if decimal else (digits, "", "")
    pieces = whole.lstrip("-").split(group) if group else [whole.lstrip("-")]
    regular = all(piece.isdigit() for piece in pieces) and all(len(piece) == len("000") for piece in pieces[1:])
    if not regular or (part and not part.isdigit()):
        return None
    return f"{'-' if digits.startswith('-') else ''}{''.join(pieces)}{f'.{part}' if part else ''}"


@cache
def _separators(language: str) -> tuple[str, str]:
    """Return the marks before decimals and between thousands as a language writes them; empty where it is unknown."""
    if language == UNKNOWN:
        return "", ""
    try:
        symbols = Locale.parse(language, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return "", ""
    latin = symbols.get("latn", symbols)
    return str(latin["decimal"]), str(latin["group"])


def _heads(cell: Cell) -> Iterator[tuple[Part, Whence]]:
    for part in cell.column:
        yield part, "column head"
    for part in () if cell.vague else cell.row:
        yield part, "name of the row"


def _one(found: Sequence[tuple[Part, Whence]], read: Callable[[str], str]) -> Told | None:
    """Return what is told, if all that tell it tell the same."""
    told = [Told(value=value, whence=whence, part=part) for part, whence in found if (value := read(part.words))]
    return told[0] if told and len({one.value for one in told}) == 1 else None


def _any(found: Sequence[tuple[Part, Whence]], read: Callable[[str], str]) -> bool:
    return any(read(part.words) for part, _ in found)


def _period(head: str) -> str:
    """Return the one year or span of years that a head names; longer heads name other things too."""
    found = _SPAN.findall(head)
    if len(found) != 1 or len(head.split()) > len(["in", "the", "year", "of", "2014"]):
        return ""
    return _written(*found[0])


def _caption_period(caption: str) -> str:
    found = _SPAN.findall(caption)
    return _written(*found[0]) if len(found) == 1 and not found[0][1] else ""


def _written(first: str, last: str) -> str:
    if not last:
        return first
    whole = last if len(last) == len(first) else first[:2] + last
    return f"{first}/{whole}" if int(whole) > int(first) else ""


def _area(head: str, language: str, places: Sequence[str]) -> str:
    """Return the area that a head names: a place the study knows, or a country, and little else."""
    plain = re.sub(rf"{NOTE}$", "", head.strip())
    if match := next((place for place in places if place.casefold() == plain.casefold()), ""):
        return match
    return plain if plain in known_countries(known(language))[0] else ""


def _named(told: str, language: str) -> str:
    found = {name for _, name in countries(told, known(language))}
    return found.pop() if len(found) == 1 else ""


def _area_column(cell: Cell, language: str) -> Told | None:
    """Return the area in a column of names whose head says that areas stand there."""
    table = cell.table
    over = table.heads[cell.row_number]
    heads = words("tables", known(language))["areas"]
    for column in range(table.stub):
        head = {table.rows[n].parts[column].words.casefold() for n in over} - {""}
        part = table.rows[cell.row_number].parts[column]
        if part in cell.row and head & set(heads):
            return Told(value=part.words, whence="name of the row", part=part)
    return None


def _unit(told: str, language: str) -> str:
    """Return the unit that a caption or head gives in brackets or after a comma: *(persons)*, *, in thousands*."""
    match = _units(known(language)).search(told)
    return next((one for one in match.groups() if one), "") if match else ""


@cache
def _units(language: str) -> re.Pattern[str]:
    named = alternatives(words("tables", language)["units"])
    one = rf"(?:in\s+)?((?:{named})(?:\s+of\s+[\w ]+)?)"
    return re.compile(rf"[(\[]{one}[)\]]|,\s+{one}\s*$", re.IGNORECASE)
