"""Gathering numbers with periods by what they measure, from sentence to sentence within a paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

import msgspec

from colligate.indicators.recognising.concepts import Concept, counted_as, measured, same_thing, takes_up
from colligate.indicators.recognising.found import Point
from colligate.indicators.recognising.pairing import pairs
from colligate.indicators.recognising.phrases import pattern, series_words
from colligate.indicators.recognising.quantities import LONGEST, Quantity
from colligate.indicators.recognising.years import When
from colligate.languages import alternatives
from colligate.sources.outline import Mention, OpenText, Unit

#: A measure governs a value at most this many words on.
_REACH = 25


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A point and what it is a value of."""

    concept: Concept
    measure: str
    point: Point


def told(text: OpenText, dates: Sequence[When], quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield the points of a text's sentences, each with what it measures, in the order of the text."""
    values: defaultdict[int, list[Quantity]] = defaultdict(list)
    when: defaultdict[int, list[When]] = defaultdict(list)
    for quantity in quantities:
        values[quantity.unit].append(quantity)
    for date in dates:
        when[date.unit].append(date)
    sentences = [
        unit for unit in text.outline.units if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST
    ]
    for _, paragraph in groupby(sentences, key=lambda unit: unit.paragraph):
        yield from _paragraph(list(paragraph), values, when, text.language)


def _paragraph(
    units: list[Unit], values: dict[int, list[Quantity]], when: dict[int, list[When]], language: str
) -> Iterator[Told]:
    topic: Concept | None = None
    for unit in units:
        named = measured(unit.words, language)
        goes_on = bool(takes_up(language).match(unit.words))
        if named and not (goes_on and topic):
            topic = named[0]
        here = _values(unit, values.get(unit.number, []), language)
        found = list(_sentence(unit, here, when.get(unit.number, []), named, topic, goes_on=goes_on, language=language))
        yield from _agreeing(found)
        if found:
            topic = found[0].concept


def _values(unit: Unit, quantities: list[Quantity], language: str) -> list[Quantity]:
    """Leave out ranges, changes (*rose by 12*), what is only meant or expected, and what is dealt out by order."""
    if pattern(series_words(language).distributing).search(unit.words):
        return []
    by, intended = by_word(language), _intended(language)
    wish = intended.search(unit.words)
    stop = wish.start() if wish else len(unit.words)
    return [
        q
        for q in quantities
        if not q.upper and q.start < stop and not by.search(unit.words, max(0, q.start - 10), q.start)
    ]


@cache
def _intended(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(series_words(language).intended)})(?!\w)", re.IGNORECASE)


@cache
def by_word(language: str) -> re.Pattern[str]:
    """Return the word before a number that makes it a change rather than a value: *rose by*."""
    return re.compile(rf"(?<!\w)(?:{alternatives(series_words(language).by)})\s+$", re.IGNORECASE)


def _sentence(
    unit: Unit, here: list[Quantity], dates: list[When], named: tuple[Concept, ...], topic: Concept | None, *,
    goes_on: bool, language: str,
) -> Iterator[Told]:  # fmt: skip
    last: Concept | None = None
    for pair in pairs(unit.words, here, dates, language):
        quantity = here[pair.value]
        concept = _concept(unit, quantity, named, topic, last, goes_on=goes_on, language=language)
        if concept is None:
            continue
        last = concept
        point = Point(
            period=dates[pair.when].written,
            value=quantity.value,
            qualifier=quantity.qualifier,
            mention=Mention(unit=unit.number, start=quantity.start, end=quantity.end),
            why=pair.rule,
        )
        yield Told(concept=concept, measure=quantity.measure or _noun(concept), point=point)


def _noun(concept: Concept) -> str:
    """Return the noun counted, as the unit of a plain count."""
    return "" if concept.rate else concept.name.removesuffix(concept.verb).split()[-1]


def _concept(
    unit: Unit, quantity: Quantity, named: tuple[Concept, ...], topic: Concept | None, last: Concept | None, *,
    goes_on: bool, language: str,
) -> Concept | None:  # fmt: skip
    """Return what a value measures: named before it, counted by a verb, taken up from before, or as the last value."""
    before = [
        concept
        for concept in named
        if concept.end <= quantity.start
        and _reaches(unit.words[concept.end : quantity.start])
        and same_thing(quantity, concept, language)
    ]
    if before:
        return before[-1]
    counted = counted_as(unit.words, quantity, last or topic, language)
    if counted:
        if topic and same_thing(quantity, topic, language) and topic.verb in {"", counted.verb}:
            return msgspec.structs.replace(topic, verb=counted.verb)
        return counted
    if last and not quantity.counted and same_thing(quantity, last, language):
        return last
    if last and quantity.counted and quantity.counted.split()[-1] in last.name.split():
        return last
    return topic if topic and goes_on and same_thing(quantity, topic, language) else None


def _reaches(gap: str) -> bool:
    """Say whether a measure named before a value still governs it: near enough, and in the same clause."""
    return len(gap.split()) <= _REACH and not any(mark in gap for mark in (";", "\u2014", " \u2013 "))


def _agreeing(found: list[Told]) -> list[Told]:
    """Leave out values of one sentence that would give one measure two values for one period."""
    values: defaultdict[tuple[str, str, str], set[str | None]] = defaultdict(set)
    for one in found:
        values[one.concept.name, one.concept.area, one.point.period].add(one.point.value)
    return [one for one in found if len(values[one.concept.name, one.concept.area, one.point.period]) == 1]
