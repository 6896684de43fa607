"""Joining values with the periods that the same sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.years import When
from colligate.languages import alternatives

#: A period this many words after a value, or a value this many after a period, may still belong together.
_WORDS = 10
_CLAUSE = re.compile(r"(?:^|[,;:]\s*(?:[a-z]+\s+)?|\.\s+)\W*$")
_BRACKETS = re.compile(r"\([^()]*\)")


class Placed(Protocol):
    """Anything that stands somewhere in a unit's words."""

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """One past its end."""
        ...


class Pair(NamedTuple):
    """A value and its period, by their places in what was given, and the rule that joined them."""

    value: int
    when: int
    rule: str


def pairs(words: str, values: Sequence[Placed], dates: Sequence[When], language: str) -> tuple[Pair, ...]:
    """Return the values of a sentence with their periods; what is unsure is left apart.

    A period after a value is the nearer bond (*824 in 2016*); then a period with its value at once after it (*in 2017
    to 455*); then a period that opens a clause and holds for what follows until the next period (*In 2014, 595 …*).
    """
    led = [date for date in range(len(dates)) if _led_in(words, dates[date], language)]
    found: dict[int, Pair] = {}
    used: set[int] = set()
    for joiner in (_after, _linked):
        for pair in joiner(words, values, dates, led, language):
            if pair.value not in found and pair.when not in used:
                found[pair.value] = pair
                used.add(pair.when)
    for pair in _opening(words, values, dates, led, frozenset(used), language):
        found.setdefault(pair.value, pair)
    return tuple(found[value] for value in sorted(found))


def _led_in(words: str, date: When, language: str) -> bool:
    return bool(_preposition(language).search(words, max(0, date.start - 30), date.start)) or _opens_span(words, date)


def _opens_span(words: str, date: When) -> bool:
    """Say whether the date's own words hold the preposition (*between 2010 and 2012*)."""
    return not words[date.start : date.start + 1].isdigit() and " " in words[date.start : date.end]


@cache
def _preposition(language: str) -> re.Pattern[str]:
    when = alternatives(series_words(language).when)
    return re.compile(rf"(?<!\w)(?:{when})\s+(?:the\s+)?$", re.IGNORECASE)


def _after(
    words: str, values: Sequence[Placed], dates: Sequence[When], led: Sequence[int], language: str
) -> Iterator[Pair]:
    for when in led:
        start = _preposition_start(words, dates[when], language)
        before = [place for place, value in enumerate(values) if value.end <= start]
        if not before or _between(words, values[before[-1]].end, dates[when].start, dates, when):
            continue
        gap = _BRACKETS.sub("", words[values[before[-1]].end : start])
        if len(gap.split()) <= _WORDS and gap.count(",") in {0, 2} and not _parting(language).search(gap):
            yield Pair(before[-1], when, "a period right after the value")


@cache
def _parting(language: str) -> re.Pattern[str]:
    """Return what parts a value from a period after it: a stop, or a comma with a joining word."""
    return re.compile(
        rf"[;:]|\.\s|,\s+(?:{alternatives(series_words(language).contrasting)})(?!\w)|(?<!\w)(?:{alternatives(series_words(language).times)})(?!\w)",
        re.IGNORECASE,
    )


def _preposition_start(words: str, date: When, language: str) -> int:
    match = _preposition(language).search(words, max(0, date.start - 30), date.start)
    return match.start() if match else date.start


def _between(words: str, start: int, end: int, dates: Sequence[When], own: int) -> bool:
    """Say whether another date stands in between, outside brackets."""
    blanked = _BRACKETS.sub(lambda match: " " * len(match[0]), words)
    return any(
        place != own and start <= date.start < end and blanked[date.start : date.end].strip()
        for place, date in enumerate(dates)
    )


def _linked(
    words: str, values: Sequence[Placed], dates: Sequence[When], led: Sequence[int], language: str
) -> Iterator[Pair]:
    for when in led:
        after = [place for place, value in enumerate(values) if value.start >= dates[when].end]
        if after and _link(language).fullmatch(words, dates[when].end, values[after[0]].start):
            yield Pair(after[0], when, "a value right after the period")


@cache
def _link(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*[,:]?\s*(?:(?:{alternatives(series_words(language).leading)})\s+){{0,3}}", re.IGNORECASE)


def _opening(
    words: str, values: Sequence[Placed], dates: Sequence[When], led: Sequence[int], used: frozenset[int],
    language: str,
) -> Iterator[Pair]:  # fmt: skip
    for when in led:
        start = _preposition_start(words, dates[when], language)
        if when in used or not _CLAUSE.search(words[:start]):
            continue
        later = [dates[other].start for other in led if dates[other].start > dates[when].start]
        stop = min(
            [*later, *(match.start() for match in re.finditer(r";", words) if match.start() > start)],
            default=len(words),
        )
        for place, value in enumerate(values):
            if dates[when].end <= value.start < stop:
                yield Pair(place, when, "a period that opens the clause")
