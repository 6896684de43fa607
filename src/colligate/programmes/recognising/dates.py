"""Dates and spans of time in prose, in the forms that `colligate.periods` reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from colligate.languages import languages
from colligate.programmes.recognising.date_patterns import YEAR, DatePatterns, date_patterns
from colligate.sources.outline import Mention, OpenText, Unit

DateKind = Literal["day", "month", "year", "span"]

#: A span in two digits that crosses into the next century is no longer than so many years.
_RUNS_ON = 20
#: Without these a unit has no date.
_DIGITS = re.compile("[0-9]{4}")
#: Characters before a year among which *about* or an article is looked for.
_LEAD = 24


class DateMention(Mention, frozen=True, kw_only=True):
    """A date or span of time as the text states it."""

    #: As `colligate.periods` reads it: ``2014-11-17``, ``2014/2016``, ``2014~``.
    written: str
    kind: DateKind
    #: Whether the year only names an edition: *the 2014 report*.
    edition: bool = False


class _Hit(NamedTuple):
    start: int
    end: int
    #: Empty where words have the form of a date and are none: nothing else may read a part of them.
    written: str
    kind: DateKind
    edition: bool = False


def dates(text: OpenText, held: Collection[Mention] = ()) -> tuple[DateMention, ...]:
    """Return the dates of a text, in its order.

    Args:
        text: The text.
        held: Mentions, such as citations, whose years are no dates.
    """
    if text.language not in languages():
        return ()
    by_unit: dict[int, list[tuple[int, int]]] = {}
    for mention in held:
        by_unit.setdefault(mention.unit, []).append((mention.start, mention.end))
    patterns = date_patterns(text.language)
    return tuple(
        DateMention(
            unit=unit.number, start=hit.start, end=hit.end, written=hit.written, kind=hit.kind, edition=hit.edition
        )
        for unit in text.outline.units
        if _DIGITS.search(unit.words)
        for hit in _of(unit, patterns, by_unit.get(unit.number, []))
    )


def _of(unit: Unit, patterns: DatePatterns, held: Sequence[tuple[int, int]]) -> list[_Hit]:
    # A byte a character says what is taken: asking it costs the same however many dates a line holds.
    taken = bytearray(len(unit.words))
    for start, end in held:
        taken[start:end] = b"\1" * (end - start)
    found: list[_Hit] = []
    for rule in _RULES:
        for hit in rule(unit.words, patterns):
            if 1 not in taken[hit.start : hit.end]:
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                found.append(hit)
    return sorted(hit for hit in found if hit.written)


def _day(year: str, month: int, day: str) -> str:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""


def _day_spans(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    """Find *3 to 14 October 2011* and *27 January to 7 February 2014*; the first month may be left out."""
    for match in patterns.days.finditer(said):
        last = patterns.months[match[4].casefold()]
        first = patterns.months[match[2].casefold()] if match[2] else last
        start, end = _day(match[5], first, match[1]), _day(match[5], last, match[3])
        if start and start < end:
            yield _Hit(*match.span(), f"{start}/{end}", "span")


def _days(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    for match in patterns.day_first.finditer(said):
        yield _Hit(*match.span(), _day(match[3], patterns.months[match[2].casefold()], match[1]), "day")
    for match in patterns.month_first.finditer(said):
        yield _Hit(*match.span(), _day(match[3], patterns.months[match[1].casefold()], match[2]), "day")


_MONTHS = 12
_ISO = re.compile(rf"(?<![\w/-])({YEAR})-([0-9]{{2}})-([0-9]{{2}})(?![\w/-])")
_SLASHED = re.compile(rf"(?<![\w/.-])([0-9]{{1,2}})([/.])([0-9]{{1,2}})\2({YEAR})(?![\w/-])")


def _numeric(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    """Find dates in digits; where day and month could be either way round, none."""
    del patterns
    for match in _ISO.finditer(said):
        yield _Hit(*match.span(), _day(match[1], int(match[2]), match[3]), "day")
    for match in _SLASHED.finditer(said):
        one, other = int(match[1]), int(match[3])
        if one > _MONTHS >= other or one == other:
            yield _Hit(*match.span(), _day(match[4], other, match[1]), "day")
        elif other > _MONTHS >= one:
            yield _Hit(*match.span(), _day(match[4], one, match[3]), "day")


def _months(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    for match in patterns.two_months.finditer(said):
        first, last = (patterns.months[match[group].casefold()] for group in ("first", "last"))
        start = f"{match['year'] or match['ends']}-{first:02d}"
        end = f"{match['ends']}-{last:02d}"
        if start < end:
            yield _Hit(*match.span(), f"{start}/{end}", "span")
    for match in patterns.month_only.finditer(said):
        written = f"{match[2]}-{patterns.months[match[1].casefold()]:02d}"
        yield _Hit(*match.span(), written + _about(said, match.start(), patterns), "month")


def _eras(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    for match in patterns.era.finditer(said):
        year = str(int(match[2]) - patterns.eras[match[1]])
        # Where two years are told that differ, which is meant is for a person to say.
        agreed = re.fullmatch(YEAR, year) and match[3] in (None, year)
        yield _Hit(*match.span(), year if agreed else "", "year")


def _spans(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    for match in patterns.between.finditer(said):
        first, last = (group for group in match.groups() if group)
        if first < last:
            yield _Hit(*match.span(), f"{first}/{last}", "span")
    for match in patterns.span.finditer(said):
        first, last = (group for group in match.groups() if group)
        last = _whole(first, last)
        if first < last:
            yield _Hit(*match.span(), f"{first}/{last}", "span")


def _whole(first: str, last: str) -> str:
    """Return the last year of a span in four digits; *1998-03* may run into the next century by a few years."""
    if len(last) == 4:
        return last
    year = int(first[:2] + last)
    return str(year + 100 if 0 < year + 100 - int(first) <= _RUNS_ON else year)


def _decades(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    for match in patterns.decade.finditer(said):
        yield _Hit(*match.span(), f"{match[1]}/{int(match[1]) + 9}", "span")


def _bare(said: str, patterns: DatePatterns) -> Iterator[_Hit]:
    end = 0
    for match in patterns.bare.finditer(said):
        start = match.start("year")
        if start < end:  # a year of the list before it
            continue
        end = match.end("year")
        article = patterns.article.search(said, max(0, start - _LEAD), start)
        edition = bool(article and patterns.edition.match(said, end))
        yield _Hit(start, end, match["year"] + _about(said, start, patterns), "year", edition)
        while more := patterns.listed.match(said, end):
            start, end = more.span(1)
            yield _Hit(start, end, more[1], "year")


def _about(said: str, start: int, patterns: DatePatterns) -> str:
    return "~" if patterns.about.search(said, max(0, start - _LEAD), start) else ""


#: The more certain first; what one has taken the next leave alone.
_RULES = (_day_spans, _days, _numeric, _months, _eras, _spans, _decades, _bare)
