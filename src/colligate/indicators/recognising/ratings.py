"""Gathering ratings with periods into series, one for each country and noun of rank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from colligate.indicators.recognising.captions import Caption
from colligate.indicators.recognising.concepts import key
from colligate.indicators.recognising.found import Point, SeriesFound, missing
from colligate.indicators.recognising.ordinals import Level, levels, scale_of
from colligate.indicators.recognising.pairing import pairs
from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.years import When
from colligate.indicators.series import years_of
from colligate.languages import alternatives
from colligate.sources.outline import Mention, OpenText, Unit

#: A rating over more years than this is not told off year by year.
_LONGEST = 30


def ratings(text: OpenText, dates: Sequence[When], above: Sequence[Caption]) -> Iterator[SeriesFound]:
    """Yield the series of ratings of a text."""
    groups: defaultdict[tuple[str, str], list[tuple[Level, Point]]] = defaultdict(list)
    for level, points in _dated(text, dates):
        groups[level.noun, level.area].extend((level, point) for point in points)
    for (noun, area), group in _areas_joined(groups).items():
        if series := _series(noun, area, group, text, above):
            yield series


def _areas_joined(
    groups: dict[tuple[str, str], list[tuple[Level, Point]]],
) -> dict[tuple[str, str], list[tuple[Level, Point]]]:
    """Give ratings of no country to the one country that has ratings of the kind; else leave them out."""
    joined = {place: list(group) for place, group in groups.items() if place[1]}
    for (noun, area), group in groups.items():
        places = [place for place in joined if place[0] == noun]
        if not area and len(places) == 1:
            joined[places[0]] += group
    return joined


def _dated(text: OpenText, dates: Sequence[When]) -> Iterator[tuple[Level, list[Point]]]:
    by_unit: defaultdict[int, list[Level]] = defaultdict(list)
    for level in levels(text):
        by_unit[level.unit].append(level)
    for number, here in by_unit.items():
        unit, when = text.outline.units[number], [date for date in dates if date.unit == number]
        told = [(pair.value, when[pair.when], pair.rule) for pair in pairs(unit.words, here, when, text.language)]
        bound = {place for place, *_ in told}
        for place, level in enumerate(here):
            if place not in bound and (date := _edition(unit, level, when, text.language)):
                told.append((place, date, "the year of the report that rates"))
        for place, date, rule in told:
            yield here[place], list(_points(here[place], date, rule))


def _edition(unit: Unit, level: Level, when: list[When], language: str) -> When | None:
    """Return the year of the report whose rating a sentence tells: *the 2014 report placed … in Tier 3*."""
    before = [date for date in when if date.end <= level.start]
    if len(before) == 1 and level.rated and _report(language).match(unit.words, before[0].end):
        return before[0]
    return None


@cache
def _report(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?:[\w'\u2019]+\s+){{0,5}}(?:{alternatives(series_words(language).reports)})(?!\w)", re.IGNORECASE
    )


def _points(level: Level, date: When, rule: str) -> Iterator[Point]:
    mention = Mention(unit=level.unit, start=level.start, end=level.end)
    periods = years_of(date.written) if "/" in date.written else [date.written]
    for period in periods if len(periods) <= _LONGEST else [date.written]:
        yield Point(period=period, value=level.level, mention=mention, why=rule)


def _series(
    noun: str, area: str, group: list[tuple[Level, Point]], text: OpenText, above: Sequence[Caption]
) -> SeriesFound | None:
    scale = scale_of(noun, {level.level for level, _ in group}, text)
    kept = [point for level, point in group if scale or level.rated]
    if not kept:
        return None
    points = tuple(sorted(kept, key=lambda point: point.period))
    name = scale.name if scale else noun
    span = next((c.span for c in above if c.span and noun in c.name.casefold() and c.area in {"", area}), "")
    return SeriesFound(
        key=key(name, area), name=name, concept=name, area=area, ordinal=True, scale=scale.levels if scale else (),
        points=points, missing=missing(points, span), span=span,
    )  # fmt: skip
