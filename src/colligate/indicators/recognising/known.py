"""Reading what a text says of series that are known already: by the words that tell each from the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import msgspec

from colligate.indicators.recognising.concepts import takes_up
from colligate.indicators.recognising.found import Point, SeriesFound
from colligate.indicators.recognising.likeness import nouns
from colligate.indicators.recognising.numeric import by_word
from colligate.indicators.recognising.pairing import pairs
from colligate.indicators.recognising.quantities import LONGEST, Quantity
from colligate.indicators.recognising.years import When
from colligate.indicators.series import years_of
from colligate.sources.outline import Mention, OpenText, Unit


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A series as much of it as reading a text for it needs."""

    #: What forms shall call it.
    key: str
    name: str
    unit: str = ""
    area: str
    #: Levels worst first; empty for numbers.
    scale: tuple[str, ...] = ()
    #: The years a claim on its course is taken to be about where the text states none.
    span: str = ""
    #: Periods for which a value is told.
    periods: tuple[str, ...] = ()


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says of known series."""

    series: tuple[SeriesFound, ...]
    #: By unit: keys of the series one of which it may speak of; nothing tells which.
    unclear: dict[int, tuple[str, ...]]


def spoken(
    text: OpenText,
    known: Sequence[Known],
    *,
    dates: Sequence[When],
    numbers: Sequence[Quantity],
    rated: Sequence[SeriesFound] = (),
    idle: Collection[str] = (),
) -> Spoken:
    """Return the known series with what the text tells of each.

    A sentence speaks of a series if it holds every word that tells the series from others (*identified*, *victim*),
    and no longer such name of another; or if it goes on about the one spoken of before.

    Args:
        text: The text.
        known: The series; no two of one key.
        dates: Dates of the text.
        numbers: Numbers of the text.
        rated: Ratings found in the text.
        idle: Words that tell nothing here, as that of the threat under study; in the form of `likeness.nouns`.
    """
    names = {one.key: nouns(one.name, text.language) - frozenset(idle) for one in known if not one.scale}
    points: defaultdict[str, list[Point]] = defaultdict(list)
    named: defaultdict[str, list[int]] = defaultdict(list)
    unclear: dict[int, tuple[str, ...]] = {}
    topic, paragraph = "", -1
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"} or len(unit.words) > LONGEST:
            continue
        topic = topic if unit.paragraph == paragraph else ""
        paragraph = unit.paragraph
        here, maybe = _named(nouns(unit.words, text.language), names)
        if not here and topic and takes_up(text.language).match(unit.words):
            here, maybe = [topic], []
        if len(here) == 1:
            topic = here[0]
            named[topic].append(unit.number)
            points[topic] += _points(unit, dates, numbers, text.language)
        elif here or maybe:
            unclear[unit.number] = tuple(here or maybe)
    for key, point in _ratings(known, rated, text, dates):
        points[key].append(point)
    return Spoken(series=tuple(_series(one, points[one.key], named[one.key]) for one in known), unclear=unclear)


def _named(said: frozenset[str], names: dict[str, frozenset[str]]) -> tuple[list[str], list[str]]:
    """Return the series whose every telling word is said, those within a longer one left out; and those half said."""
    whole = [key for key, words in names.items() if words and words <= said]
    longest = [key for key in whole if not any(names[key] < names[other] for other in whole)]
    return longest, [key for key, words in names.items() if words & said]


def _points(unit: Unit, dates: Sequence[When], numbers: Sequence[Quantity], language: str) -> Iterator[Point]:
    when = [date for date in dates if date.unit == unit.number]
    here = [
        number
        for number in numbers
        if number.unit == unit.number
        and not number.upper
        and number.measure != "%"
        and not by_word(language).search(unit.words, max(0, number.start - 10), number.start)
    ]
    for pair in pairs(unit.words, here, when, language):
        number = here[pair.value]
        yield Point(
            period=when[pair.when].written, value=number.value, qualifier=number.qualifier,
            mention=Mention(unit=unit.number, start=number.start, end=number.end), why=pair.rule,
        )  # fmt: skip


def _ratings(
    known: Sequence[Known], rated: Sequence[SeriesFound], text: OpenText, dates: Sequence[When]
) -> Iterator[tuple[str, Point]]:
    """Yield ratings in the one known series whose name has their noun and whose scale has all their levels."""
    for found in rated:
        noun = nouns(found.name, text.language)
        told = [point for point in found.points if point.value is not None]
        fitting: list[tuple[Known, list[Point]]] = []
        for one in known:
            levels = [_level(point.value or "", one.scale) for point in told]
            if all(levels) and noun & nouns(one.name, text.language):
                pairs_of = zip(told, levels, strict=True)
                fitting.append((one, [msgspec.structs.replace(point, value=level) for point, level in pairs_of]))
        if len(fitting) == 1:
            one, points = fitting[0]
            yield from ((one.key, each) for point in points for each in _each(point, text, dates))


def _level(said: str, scale: Sequence[str]) -> str:
    """Return the one level of a scale that is said: *Tier 2 Watch List* is *2WL*; empty where none or several are."""
    meant = [level for level in scale if _initials(said).endswith(_initials(level))]
    return meant[0] if len(meant) == 1 else ""


def _each(point: Point, text: OpenText, dates: Sequence[When]) -> Iterator[Point]:
    """Yield a rating for its period and for those joined to it: *in 2014 and 2015*."""
    yield point
    words = text.unit(point.mention).words
    own = [date for date in dates if date.unit == point.mention.unit and point.period in _years(date.written)]
    end = own[0].end if own else -1
    for date in dates:
        if date.unit == point.mention.unit and end > 0 and re.fullmatch(r"\s*(?:,|&|and)\s*", words[end : date.start]):
            yield msgspec.structs.replace(point, period=date.written)
            end = date.end


def _years(written: str) -> Sequence[str]:
    return years_of(written) or (written,)


def _initials(level: str) -> str:
    parts = re.findall(r"\d+|[^\W\d_]+", level)
    return "".join(part if part.isdigit() or part.isupper() else part[0] for part in parts).casefold()


def _series(one: Known, points: list[Point], named: list[int]) -> SeriesFound:
    return SeriesFound(
        key=one.key, name=one.name, concept=one.name, unit=one.unit, area=one.area, scale=one.scale,
        ordinal=bool(one.scale), points=tuple(sorted(points, key=lambda point: point.period)), span=one.span,
        named=tuple(named), told=one.periods,
    )  # fmt: skip
