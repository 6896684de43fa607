"""The phrases that tell of values over time, read once for a language and laid out as patterns."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from colligate.languages import alternatives, words


class KnownScale(msgspec.Struct, frozen=True, kw_only=True):
    """An ordinal scale whose levels are known."""

    name: str
    noun: str
    #: One of these must stand in the text for the scale to be meant.
    cues: tuple[str, ...]
    #: Worst first.
    levels: tuple[str, ...]


class RatingWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words of ratings."""

    nouns: tuple[str, ...]
    suffixes: dict[str, str]
    verbs: tuple[str, ...]
    numbers: dict[str, int]
    scales: tuple[KnownScale, ...]


class SeriesWords(msgspec.Struct, frozen=True, kw_only=True):
    """What the file ``series.yaml`` of a language holds; its comments say what each list is."""

    heads: tuple[str, ...]
    rates: frozenset[str]
    of: tuple[str, ...]
    measures: tuple[str, ...]
    determiners: tuple[str, ...]
    taking_up: tuple[str, ...]
    pronouns: tuple[str, ...]
    openers: tuple[str, ...]
    counting: tuple[str, ...]
    progressive: dict[str, str]
    taking_objects: frozenset[str]
    auxiliaries: tuple[str, ...]
    persons: frozenset[str]
    when: tuple[str, ...]
    contrasting: tuple[str, ...]
    intended: tuple[str, ...]
    times: tuple[str, ...]
    unnamed: frozenset[str]
    multiples: tuple[str, ...]
    leading: tuple[str, ...]
    among: tuple[str, ...]
    by: tuple[str, ...]
    from_: tuple[str, ...] = msgspec.field(name="from")
    to: tuple[str, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    constant: tuple[str, ...]
    every: tuple[str, ...]
    captions: tuple[str, ...]
    highest: tuple[str, ...]
    lowest: tuple[str, ...]
    reports: tuple[str, ...]
    distributing: tuple[str, ...]
    rating: RatingWords
    idle: frozenset[str]


@cache
def series_words(language: str) -> SeriesWords:
    """Return a language's words on series. Raises NoWordsError where nobody has written them."""
    return msgspec.convert(words("series", language), SeriesWords)


@cache
def pattern(phrases: tuple[str, ...], shape: str = r"(?<!\w)(?P<it>{})(?!\w)") -> re.Pattern[str]:
    """Return a pattern of the phrases; `shape` holds ``{}`` where their alternatives go."""
    return re.compile(shape.replace("{}", alternatives(phrases)), re.IGNORECASE)
