"""Dates and spans of time in prose, in the forms that `colligate.periods` reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import msgspec
from babel import Locale

from colligate.languages import alternatives, languages, words
from colligate.sources.outline import Mention, OpenText, Unit

DateKind = Literal["day", "month", "year", "span"]

_YEAR = r"(?:1[5-9]|20|21)\d\d"
#: A span in two digits that crosses into the next century is no longer than so many years.
_RUNS_ON = 20
_DASH = r"\s?[-\u2010-\u2015]\s?"


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
    written: str
    kind: DateKind
    edition: bool = False


def dates(text: OpenText, held: Collection[Mention] = ()) -> tuple[DateMention, ...]:
    """Return the dates of a text's prose, captions and rows, in its order.

    Args:
        text: The text.
        held: Mentions, such as citations, whose years are no dates.
    """
    if text.language not in languages():
        return ()
    by_unit: dict[int, list[tuple[int, int]]] = {}
    for mention in held:
        by_unit.setdefault(mention.unit, []).append((mention.start, mention.end))
    patterns = _patterns(text.language)
    return tuple(
        DateMention(
            unit=unit.number, start=hit.start, end=hit.end, written=hit.written, kind=hit.kind, edition=hit.edition
        )
        for unit in text.outline.units
        for hit in _of(unit, patterns, by_unit.get(unit.number, []))
    )


def _of(unit: Unit, patterns: _Patterns, held: list[tuple[int, int]]) -> Iterator[_Hit]:
    taken = list(held)
    found: list[_Hit] = []
    for rule in _RULES:
        for hit in rule(unit.words, patterns):
            if all(hit.end <= start or end <= hit.start for start, end in taken):
                taken.append((hit.start, hit.end))
                found.append(hit)
    yield from sorted(found)


class _Patterns(msgspec.Struct, frozen=True):
    months: dict[str, int]
    eras: dict[str, int]
    day_first: re.Pattern[str]
    days: re.Pattern[str]
    month_first: re.Pattern[str]
    month_only: re.Pattern[str]
    two_months: re.Pattern[str]
    era: re.Pattern[str]
    span: re.Pattern[str]
    between: re.Pattern[str]
    decade: re.Pattern[str]
    bare: re.Pattern[str]
    listed: re.Pattern[str]
    about: re.Pattern[str]
    article: re.Pattern[str]
    edition: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    told = words("dates", language)
    months = _months_of(language)
    month = alternatives(months)
    ordinal = rf"(?:{alternatives(told['ordinals'])})?"
    sure = alternatives(then for first in told["spans"].values() for then in first if len(first) > 1)
    joins = "|".join(
        rf"{re.escape(first)}\s+(?:the\s+)?({_YEAR})\s+(?:{alternatives(then)})\s+({_YEAR})"
        for first, then in told["spans"].items()
    )
    ignore = re.IGNORECASE
    return _Patterns(
        months=months,
        eras={name.casefold(): years for name, years in told["eras"].items()},
        day_first=re.compile(
            rf"(?<![\w/])(\d{{1,2}}){ordinal}\s+(?:of\s+)?({month})\.?,?\s+({_YEAR})(?![\w/])", ignore
        ),
        days=re.compile(
            rf"(?<![\w/])(\d{{1,2}}){ordinal}(?:\s+({month})\.?)?(?:{_DASH}|\s+(?:{alternatives(told['day_spans'])})\s+)"
            rf"(\d{{1,2}}){ordinal}\s+({month})\.?,?\s+({_YEAR})(?![\w/])",
            ignore,
        ),
        month_first=re.compile(rf"(?<!\w)({month})\.?\s+(\d{{1,2}}){ordinal},?\s+({_YEAR})(?![\w/])", ignore),
        month_only=re.compile(rf"(?<!\w)(?<!\d )({month})\.?,?\s+({_YEAR})(?![\w/])", ignore),
        two_months=re.compile(
            rf"(?<!\w)(?:(?P<lead>{alternatives(told['spans'])})\s+)?(?P<first>{month})\.?(?:\s+(?P<year>{_YEAR}))?"
            rf"(?:{_DASH}|\s+(?:{sure})\s+|(?(lead)|(?<!\d))\s+(?:{alternatives(told['day_spans'])})\s+)"
            rf"(?P<last>{month})\.?,?\s+(?P<ends>{_YEAR})(?!\w)",
            ignore,
        ),
        era=re.compile(rf"(?<!\w)({alternatives(told['eras'])})\s*(\d{{4}})(?:\s*\(({_YEAR})\))?(?!\w)", ignore),
        span=re.compile(
            rf"(?<![\w.,/\-])({_YEAR})(?:{_DASH}|/)({_YEAR}|\d\d)(?![\w/-])|(?<![\w-])({_YEAR})\s+to\s+({_YEAR})(?!\w)"
        ),
        between=re.compile(rf"(?<!\w)(?:{joins})(?!\w)", ignore),
        decade=re.compile(rf"(?<!\w)((?:1[5-9]|20)\d0)['\u2019]?{told['decade']}(?!\w)"),
        bare=re.compile(
            rf"(?<!\w)(?:{alternatives(told['before_year'])}|(?:{alternatives(told['parts'])})-)(?:(?<=-)|[\s,]+)(?:the\s+)?"
            rf"(?P<year>{_YEAR})(?![\w/]|[.,]\d|\s?%|\s+(?:{alternatives(told['counted'])})(?!\w))",
            ignore,
        ),
        listed=re.compile(rf",\s+(?:(?:{alternatives(told['day_spans'])})\s+)?({_YEAR})(?![\w/]|[.,]\d|\s?%)", ignore),
        about=re.compile(rf"(?<!\w)(?:{alternatives(told['about'])})[\s-]+$", ignore),
        article=re.compile(rf"(?<!\w)(?:{alternatives(told['articles'])})\s+$", ignore),
        edition=re.compile(rf"\s+(?:\w+\s+){{0,4}}?(?:{alternatives(told['editions'])})(?!\w)", ignore),
    )


def _months_of(language: str) -> dict[str, int]:
    named = Locale.parse(language, sep="-").months["format"]
    found = {name.casefold(): number for name, number in words("dates", language)["months"].items()}
    for width in ("wide", "abbreviated"):
        found |= {name.rstrip(".").casefold(): number for number, name in named[width].items()}
    return found


def _day(year: str, month: int, day: str) -> str:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""


def _day_spans(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    """Find *3 to 14 October 2011* and *27 January to 7 February 2014*; the first month may be left out."""
    for match in patterns.days.finditer(said):
        last = patterns.months[match[4].casefold()]
        first = patterns.months[match[2].casefold()] if match[2] else last
        start, end = _day(match[5], first, match[1]), _day(match[5], last, match[3])
        if start and start < end:
            yield _Hit(match.start(), match.end(), f"{start}/{end}", "span")


def _days(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    for match in patterns.day_first.finditer(said):
        if written := _day(match[3], patterns.months[match[2].casefold()], match[1]):
            yield _Hit(match.start(), match.end(), written, "day")
    for match in patterns.month_first.finditer(said):
        if written := _day(match[3], patterns.months[match[1].casefold()], match[2]):
            yield _Hit(match.start(), match.end(), written, "day")


_ISO = re.compile(rf"(?<![\w/-])({_YEAR})-(\d\d)-(\d\d)(?![\w/-])")
_SLASHED = re.compile(rf"(?<![\w/.-])(\d{{1,2}})([/.])(\d{{1,2}})\2({_YEAR})(?![\w/-])")


def _numeric(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    """Find dates in digits; where day and month could be either way round, none."""
    del patterns
    for match in _ISO.finditer(said):
        if written := _day(match[1], int(match[2]), match[3]):
            yield _Hit(match.start(), match.end(), written, "day")
    for match in _SLASHED.finditer(said):
        one, other = int(match[1]), int(match[3])
        if one > 12 >= other or one == other:
            written = _day(match[4], other, match[1])
        elif other > 12 >= one:
            written = _day(match[4], one, match[3])
        else:
            continue
        if written:
            yield _Hit(match.start(), match.end(), written, "day")


def _months(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    for match in patterns.two_months.finditer(said):
        first, last = (patterns.months[match[group].casefold()] for group in ("first", "last"))
        start = f"{match['year'] or match['ends']}-{first:02d}"
        end = f"{match['ends']}-{last:02d}"
        if start < end:
            yield _Hit(match.start(), match.end(), f"{start}/{end}", "span")
    for match in patterns.month_only.finditer(said):
        written = f"{match[2]}-{patterns.months[match[1].casefold()]:02d}"
        yield _Hit(match.start(), match.end(), written + _about(said, match.start(), patterns), "month")


def _eras(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    for match in patterns.era.finditer(said):
        year = int(match[2]) - patterns.eras[match[1].casefold()]
        if match[3] and int(match[3]) != year:
            continue  # which of the two is meant is for a person to say
        yield _Hit(match.start(), match.end(), f"{year:04d}", "year")


def _spans(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    for match in patterns.between.finditer(said):
        first, last = (group for group in match.groups() if group)
        if first < last:
            yield _Hit(match.start(), match.end(), f"{first}/{last}", "span")
    for match in patterns.span.finditer(said):
        first, last = (group for group in match.groups() if group)
        last = _whole(first, last)
        if first < last:
            yield _Hit(match.start(), match.end(), f"{first}/{last}", "span")


def _whole(first: str, last: str) -> str:
    """Return the last year of a span in four digits; *1998-03* may run into the next century by a few years."""
    if len(last) == 4:
        return last
    year = int(first[:2] + last)
    return str(year + 100 if 0 < year + 100 - int(first) <= _RUNS_ON else year)


def _decades(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    for match in patterns.decade.finditer(said):
        yield _Hit(match.start(), match.end(), f"{match[1]}/{int(match[1]) + 9}", "span")


def _bare(said: str, patterns: _Patterns) -> Iterator[_Hit]:
    for match in patterns.bare.finditer(said):
        start, end = match.span("year")
        edition = bool(patterns.article.search(said, 0, start) and patterns.edition.match(said, end))
        yield _Hit(start, end, match["year"] + _about(said, start, patterns), "year", edition)
        while more := patterns.listed.match(said, end):
            start, end = more.span(1)
            yield _Hit(start, end, more[1], "year")


def _about(said: str, start: int, patterns: _Patterns) -> str:
    return "~" if patterns.about.search(said, max(0, start - 24), start) else ""


#: The more certain first; what one has taken the next leave alone.
_RULES = (_day_spans, _days, _numeric, _months, _eras, _spans, _decades, _bare)
