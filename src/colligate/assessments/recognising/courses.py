"""Claims on series: values, and their course where sentences speak of a trend, a peak or a change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from colligate.assessments.claim import Change, Peak, Trend, Value
from colligate.assessments.recognising.phrases import any_of
from colligate.indicators.numbers import number
from colligate.indicators.recognising.concepts import measured, takes_up
from colligate.indicators.recognising.found import Point, SeriesFound
from colligate.indicators.recognising.likeness import nouns, within
from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.years import When
from colligate.indicators.series import years_between, years_of
from colligate.languages import alternatives
from colligate.sources.outline import Mention, OpenText, Unit

Direction = Literal["rises", "falls", "constant"]


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A claim on a series, and the words that make it."""

    mention: Mention
    form: Value | Trend | Peak | Change
    sentence: str
    why: str


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its own series under the keys that forms shall use, and its dates."""

    text: OpenText
    #: Key to use in forms, area, and the series of this text.
    series: tuple[tuple[str, str, SeriesFound], ...]
    dates: tuple[When, ...]

    def of_unit(self, unit: Unit) -> list[tuple[str, str, SeriesFound]]:
        """Return the series that a sentence speaks of: by a point in it, by name, or taken up in its paragraph."""
        pointed = [one for one in self.series if any(point.mention.unit == unit.number for point in one[2].points)]
        if pointed:
            return pointed
        spoken = [one for one in self.series if unit.number in one[2].named]
        if spoken:
            return spoken
        named = measured(unit.words, self.text.language)
        if named:
            language = self.text.language
            return [
                one
                for one in self.series
                if not one[2].ordinal and within(nouns(named[0].name, language), nouns(one[2].concept, language))
            ][:1]
        if takes_up(self.text.language).match(unit.words):
            return [one for one in self.series if self._in_paragraph(one[2], unit)][:1]
        return []

    def _in_paragraph(self, series: SeriesFound, unit: Unit) -> bool:
        units = self.text.outline.units
        return not series.ordinal and any(
            units[point.mention.unit].paragraph == unit.paragraph for point in series.points
        )


def values(numbered: Numbered) -> Iterator[Course]:
    """Yield each value of the text's series; a rating over a span is one claim for all its years."""
    for key, area, series in numbered.series:
        told: defaultdict[tuple[Mention, str], list[Point]] = defaultdict(list)
        for point in series.points:
            if point.value is not None:
                told[point.mention, point.value].append(point)
        for (mention, value), points in told.items():
            periods = tuple(point.period for point in points)
            yield Course(
                mention=mention,
                form=Value(indicator=key, area=area, periods=periods, value=value),
                sentence=f"{_name(series, area)}, {_listed(periods)}: {points[0].qualifier}{value}.",
                why=points[0].why,
            )


def _name(series: SeriesFound, area: str) -> str:
    said = series.concept[:1].upper() + series.concept[1:]
    return f"{said}, {area}" if area and area not in said else said


def _listed(periods: Sequence[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def courses(numbered: Numbered, unit: Unit) -> Iterator[Course]:
    """Yield what a sentence claims of the course of a series."""
    for key, area, series in numbered.of_unit(unit):
        here = [point for point in series.points if point.mention.unit == unit.number and point.value is not None]
        steady = any_of(series_words(numbered.text.language).every).search(unit.words)
        if steady and not series.ordinal:
            yield from _trend(numbered, unit, steady, key, area, series)
        elif not series.ordinal and (top := _extreme(unit.words, numbered.text.language)):
            yield from _peak(numbered, unit, top, key, area, series, here)
        elif here or unit.number in series.named:
            yield from _change(numbered, unit, key, area, series, here)


def _trend(
    numbered: Numbered, unit: Unit, steady: re.Match[str], key: str, area: str, series: SeriesFound
) -> Iterator[Course]:
    spans = [date.written for date in numbered.dates if date.unit == unit.number and "/" in date.written]
    over = spans[0] if spans else series.periods()
    moved = direction(unit.words, numbered.text.language, near=steady.start())
    if moved and len(years_of(over)) > 1:
        yield Course(
            mention=Mention(unit=unit.number, start=min(moved[1], steady.start()), end=max(moved[2], steady.end())),
            form=Trend(indicator=key, area=area, within=over, direction=moved[0]),
            sentence=_plain(unit.words),
            why=f"over {over}, {'the years stated' if spans or series.span else 'the years of the series'}",
        )


def _extreme(words: str, language: str) -> tuple[re.Match[str], Literal["highest", "lowest"]] | None:
    known = series_words(language)
    if match := any_of(known.highest).search(words):
        return match, "highest"
    if match := any_of(known.lowest).search(words):
        return match, "lowest"
    return None


def _peak(
    numbered: Numbered, unit: Unit, top: tuple[re.Match[str], Literal["highest", "lowest"]], key: str, area: str,
    series: SeriesFound, here: list[Point],
) -> Iterator[Course]:  # fmt: skip
    match, extreme = top
    dated = [date.written for date in numbered.dates if date.unit == unit.number and len(date.written) == len("2014")]
    at = here[0].period if here else dated[0] if len(dated) == 1 else ""
    over = _over(series, at)
    if at and at in years_of(over) and len(years_of(over)) > 1:
        yield Course(
            mention=Mention(unit=unit.number, start=match.start(), end=match.end()),
            form=Peak(indicator=key, area=area, within=over, at=at, extreme=extreme),
            sentence=_plain(unit.words),
            why=f"among {over}, {'the years stated' if series.span else 'the years of the series'}",
        )


def _over(series: SeriesFound, at: str) -> str:
    """Return the years a peak is claimed among; those told beside the text where it lies outside the others."""
    over = series.periods()
    if at in years_of(over) or not series.told:
        return over
    years = years_between([*series.told, at])
    return f"{years[0]}/{years[-1]}"


def _change(
    numbered: Numbered, unit: Unit, key: str, area: str, series: SeriesFound, here: list[Point]
) -> Iterator[Course]:
    moved = direction(unit.words, numbered.text.language)
    between = ends(series, here) if here else _stated(numbered, unit)
    if moved is None or between is None or (series.ordinal and not series.scale):
        return
    way = moved[0]
    yield Course(
        mention=Mention(unit=unit.number, start=moved[1], end=moved[2]),
        form=Change(
            indicator=key, area=area, start=between[0], end=between[1], direction=way, amount=_amount(numbered, unit)
        ),
        sentence=_plain(unit.words),
        why=f"from {between[0]} to {between[1]}",
    )


def _stated(numbered: Numbered, unit: Unit) -> tuple[str, str] | None:
    """Return the periods that a sentence without a value says a change lies between."""
    here = [date.written for date in numbered.dates if date.unit == unit.number]
    years = years_of(here[0]) if len(here) == 1 and "/" in here[0] else here
    return (years[0], years[-1]) if len(years) > 1 and years[0] < years[-1] else None


def ends(series: SeriesFound, here: list[Point]) -> tuple[str, str] | None:
    """Return the periods between which a sentence's change lies: its own two, or the value told before and its own."""
    periods = sorted({point.period for point in here})
    if len(periods) > 1 and not series.ordinal:
        return periods[0], periods[-1]
    known = {point.period for point in series.points if point.value is not None}.union(series.told)
    earlier = sorted(period for period in known if period < periods[0])
    return (earlier[-1], periods[0]) if earlier else None


@cache
def _by(language: str) -> re.Pattern[str]:
    by = alternatives(series_words(language).by)
    return re.compile(rf"(?<!\w)(?:{by})\s+(\d[\d,.]*)\s?(%|per\s?cent)?", re.IGNORECASE)


def _amount(numbered: Numbered, unit: Unit) -> str:
    match = _by(numbered.text.language).search(unit.words)
    value: Decimal | None = number(match[1].rstrip(".,")) if match else None
    return f"{value}{'%' if match and match[2] else ''}" if value is not None else ""


def direction(words: str, language: str, near: int | None = None) -> tuple[Direction, int, int] | None:
    """Return which way a sentence says that something moved, and where it says so; None where it says both or none."""
    known = series_words(language)
    ways: dict[Direction, tuple[str, ...]] = {"rises": known.rises, "falls": known.falls, "constant": known.constant}
    found: list[tuple[Direction, int, int]] = [
        (way, *match.span()) for way, phrases in ways.items() for match in any_of(phrases).finditer(words)
    ]
    if found and near is not None:
        return min(found, key=lambda one: abs(one[1] - near))
    return found[0] if found and len({way for way, *_ in found}) == 1 else None


def _plain(words: str) -> str:
    return " ".join(words.split())
