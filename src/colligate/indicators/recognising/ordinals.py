"""Proposing ratings: a noun of rank with a level (*Tier Three*, *grade A*, *category 5*) and who was given it."""

from __future__ import annotations

import re
from functools import cache

from colligate.indicators.recognising.areas import countries
from colligate.indicators.recognising.phrases import KnownScale, series_words
from colligate.indicators.recognising.quantities import LONGEST
from colligate.languages import alternatives
from colligate.sources.outline import Mention, OpenText, Unit


class Level(Mention, frozen=True, kw_only=True):
    """A level of a rating where it stands, and the country the sentence gives it to."""

    #: ``Tier 2 Watch List``: noun, number or letter, suffix.
    level: str
    #: ``tier``
    noun: str
    #: Empty where the sentence names no country, or several with none nearer.
    area: str = ""
    #: Whether the sentence has a verb or noun of rating.
    rated: bool = False


def levels(text: OpenText) -> tuple[Level, ...]:
    """Return the levels of ratings in the sentences of a text."""
    return tuple(
        _level(unit, match, text.language)
        for unit in text.outline.units
        if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST
        for match in _written(text.language).finditer(unit.words)
    )


def scale_of(noun: str, found: set[str], text: OpenText) -> KnownScale | None:
    """Return the known scale to which all these levels belong, where the text names what it rates."""
    folded = text.characters.casefold()
    for scale in series_words(text.language).rating.scales:
        if scale.noun == noun and found <= set(scale.levels) and any(cue in folded for cue in scale.cues):
            return scale
    return None


@cache
def _written(language: str) -> re.Pattern[str]:
    rating = series_words(language).rating
    numbers = alternatives(rating.numbers)
    suffixes = alternatives(rating.suffixes)
    return re.compile(
        rf"(?<!\w)(?P<noun>(?i:{alternatives(rating.nouns)}))\s+(?P<level>(?i:{numbers})|\d{{1,3}}|[A-E][+-]?)(?!\w)(?!\.\d)"
        rf"(?:[\s-]*(?P<suffix>(?i:{suffixes}))(?!\w))?"
    )


def _level(unit: Unit, match: re.Match[str], language: str) -> Level:
    rating = series_words(language).rating
    number = match["level"].casefold()
    number = str(rating.numbers[number]) if number in rating.numbers else match["level"]
    suffix = rating.suffixes[" ".join(match["suffix"].casefold().split())] if match["suffix"] else ""
    noun = match["noun"].casefold()
    return Level(
        unit=unit.number,
        start=match.start(),
        end=match.end(),
        level=" ".join(filter(None, [noun.capitalize(), number, suffix])),
        noun=noun,
        area=_area(unit.words, match.start(), language),
        rated=bool(_rating(language).search(unit.words)),
    )


@cache
def _rating(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(series_words(language).rating.verbs)})(?!\w)", re.IGNORECASE)


def _area(words: str, before: int, language: str) -> str:
    """Return the country named last before a level, or else the only one of the sentence."""
    named = countries(words, language)
    earlier = [name for at, name in named if at < before]
    if earlier:
        return earlier[-1]
    every = {name for _, name in named}
    return every.pop() if len(every) == 1 else ""
