"""What is proposed of series: points that know their place, gathered by what they measure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from colligate.indicators.recognising.vocabulary import Qualifier
from colligate.indicators.series import years_between, years_of
from colligate.sources.outline import Mention


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a series, where the text gives it."""

    #: As `colligate.periods` reads it; a rating over a span of years has one point for each.
    period: str
    #: A decimal, or a level of the series' scale; None where the text says that there is none.
    value: str | None
    qualifier: Qualifier = ""
    mention: Mention
    #: The rule that joined value and period.
    why: str


class SeriesFound(msgspec.Struct, frozen=True, kw_only=True):
    """Values of one text that measure one thing."""

    #: Stable: made from name, verb and area alone.
    key: str
    #: As the text says it: ``number of human trafficking victims``.
    name: str
    #: The name with how it came to be counted: ``… (identified)``.
    concept: str
    unit: str = ""
    #: A country in the text's words; empty where none is said.
    area: str = ""
    #: Levels worst first, for ratings of a known scale; empty for numbers and where the order is not known.
    scale: tuple[str, ...] = ()
    #: Whether values are levels rather than numbers.
    ordinal: bool = False
    points: tuple[Point, ...]
    #: Years between the first and the last, or within the stated span, that no value is given for.
    missing: tuple[str, ...] = ()
    #: The span that a caption states for the series (``2014/2017``); empty where none does.
    span: str = ""
    #: Numbers of the units that speak of it, with a value or without, where that was looked for.
    named: tuple[int, ...] = ()
    #: Periods that others than this text tell a value for.
    told: tuple[str, ...] = ()

    def periods(self) -> str:
        """Return the stated span, or else that from the first to the last year of the points; empty without years."""
        years = years_between(point.period for point in self.points)
        return self.span or (f"{years[0]}/{years[-1]}" if len(years) > 1 else "".join(years))


def missing(points: Iterable[Point], span: str = "") -> tuple[str, ...]:
    """Return the years that lack a value, from the first told or stated to the last."""
    told = {year for point in points if point.value is not None for year in [point.period]}
    within = {year for period in told if "/" in period for year in years_of(period)}
    stated = years_of(span) if span else []
    wanted = years_between([*told, *stated])
    return tuple(year for year in wanted if year not in told and year not in within)
