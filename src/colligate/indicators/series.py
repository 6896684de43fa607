"""Series over time: every year shown, holes and disagreement included, nothing averaged and nothing filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import msgspec

from colligate.indicators.indicator import Break, Indicator, Observation
from colligate.indicators.numbers import known, percent
from colligate.periods import PeriodError, period

_YEAR = re.compile(r"\d{4}")
#: More years than this between two values are not spelt out one by one.
_LONGEST = 500


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One period of a series with every account of it."""

    period: str
    observations: tuple[Observation, ...] = ()
    #: The value where all accounts agree, or else the preferred one's; None for a hole or an undecided conflict.
    value: str | None = None
    preferred: Observation | None = None
    state: Literal["known", "missing", "conflict"] = "missing"


def steps(observations: Sequence[Observation], *, prefer: Callable[[Observation], bool]) -> list[Step]:
    """Return one step for each year from the first to the last, and for each other period told of, in order of time.

    A year nobody gives a value for is *missing*. Accounts that differ are a *conflict*; the account that `prefer`
    picks gives the value, and where it picks none, or several that differ, there is no value.
    """
    by_period: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        by_period[observation.period].append(observation)
    for year in years_between(by_period):
        by_period.setdefault(year, [])
    return [_step(written, by_period[written], prefer) for written in sorted(by_period, key=_time)]


def years_between(periods: Iterable[str]) -> list[str]:
    """Return every year from the first to the last year among the periods; spans and months are passed over."""
    years = sorted(int(written) for written in periods if _YEAR.fullmatch(written))
    if not years or years[-1] - years[0] > _LONGEST:
        return [f"{year:04d}" for year in years]
    return [f"{year:04d}" for year in range(years[0], years[-1] + 1)]


def years_of(written: str) -> list[str]:
    """Return the years of a closed period such as ``2014/2017``; none for an open or unreadable one."""
    try:
        span = period(written)
    except PeriodError:
        return []
    first, last = span.first.year, span.last.year
    return [f"{year:04d}" for year in range(first, last + 1)] if last - first <= _LONGEST else []


def _step(written: str, observations: Sequence[Observation], prefer: Callable[[Observation], bool]) -> Step:
    told = [observation for observation in observations if observation.value is not None]
    values = list(dict.fromkeys(f"{o.qualifier}{o.value}" for o in told))
    if not values:
        return Step(period=written, observations=tuple(observations))
    chosen = [observation for observation in told if prefer(observation)]
    preferred = chosen[0] if chosen and len({o.value for o in chosen}) == 1 else None
    one = told[0].value if len(values) == 1 else None
    return Step(
        period=written,
        observations=tuple(observations),
        value=preferred.value if preferred else one,
        preferred=preferred,
        state="known" if len(values) == 1 else "conflict",
    )


def _time(written: str) -> tuple[object, ...]:
    try:
        span = period(written)
    except PeriodError:
        return (1, written)
    return (0, span.first, span.last, written)


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """The change between two periods of one series, and the periods it covers."""

    start: str
    end: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Later value less earlier; for a scale, places moved, positive for the better."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """Difference in per cent of the earlier value; None where that was nought."""
        return percent(self.before, self.after)

    @property
    def direction(self) -> Literal["rises", "falls", "constant"]:
        """Which way it went."""
        return "rises" if self.difference > 0 else "falls" if self.difference < 0 else "constant"


def movements(values: Mapping[str, Decimal]) -> list[Movement]:
    """Return the change from each known year to the next known one, across holes where there are any."""
    years = sorted(values)
    return [Movement(start=start, end=end, before=values[start], after=values[end]) for start, end in pairwise(years)]


def peaks(values: Mapping[str, Decimal], *, lowest: bool = False) -> list[str]:
    """Return the years with the highest (or lowest) known value; several where they tie."""
    if not values:
        return []
    best = min(values.values()) if lowest else max(values.values())
    return sorted(year for year, value in values.items() if value == best)


def missing(values: Mapping[str, Decimal], within: Sequence[str]) -> list[str]:
    """Return the years of a period for which no value is known."""
    return [year for year in within if year not in values]


def values_of(indicator: Indicator | None, observations: Iterable[Observation]) -> dict[str, list[Decimal]]:
    """Return the distinct known values of each period, in the order given; more than one where accounts differ."""
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for observation in observations:
        value = known(indicator, observation)
        if value is not None and value not in found[observation.period]:
            found[observation.period].append(value)
    return {written: values for written, values in found.items() if values}


def breaks_within(indicator: Indicator | None, start: str, end: str) -> list[Break]:
    """Return the marked breaks of a series after `start` and up to `end`: values on both sides may not compare."""
    if indicator is None:
        return []
    try:
        first, last = period(start), period(end)
        marks = [mark for mark in indicator.breaks if first.first < period(mark.period).first <= last.last]
    except PeriodError:
        return []
    return sorted(marks, key=lambda mark: mark.period)


def alike(indicator: str, indicators: Iterable[Indicator]) -> frozenset[str]:
    """Return the ids of the indicator and of all held to measure the same, whichever of them says so."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for one in indicators:
        for other in one.same_as:
            linked[one.id].add(other)
            linked[other].add(one.id)
    found, open_ = {indicator}, [indicator]
    while open_:
        new = linked[open_.pop()] - found
        found |= new
        open_.extend(new)
    return frozenset(found)
