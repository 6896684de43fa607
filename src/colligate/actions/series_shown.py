"""A series as a reader meets it: each period with every account of it, what can be read off it, and its drawing."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.assessments.conflicts import preferred
from colligate.assessments.results import Point, Series
from colligate.assessments.sourced import Sourced
from colligate.indicators.indicator import Break, Indicator, Observation
from colligate.indicators.numbers import comparable, known, signed
from colligate.indicators.series import Movement, breaks_within, movements, peaks
from colligate.reports.figures import figure
from colligate.reports.figures.drawing import NothingToDrawError
from colligate.reports.figures.series import points as plotted
from colligate.reports.figures.tiers import levels
from colligate.reports.html_figures import chart
from colligate.reports.registers import grouped, shown
from colligate.reports.support import Quote

#: Fewer yearly values than this bear no test of a trend.
_FEW = 20
#: Drawings kept, by the data they show.
_KEPT = 64
_drawn: OrderedDict[str, str] = OrderedDict()


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One value as one document gives it."""

    observation: Observation
    value: str
    quotes: tuple[Quote, ...]
    #: Name of the indicator where it is another one, held to measure the same.
    other: str = ""
    #: The study prefers its source.
    preferred: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One period with all that is told of it."""

    period: str
    state: str
    #: The value that stands; empty for a hole and for differing accounts of which none is preferred.
    value: str
    accounts: tuple[Account, ...]
    #: Accounts of indicators held to measure the same.
    beside: tuple[Account, ...] = ()
    #: Values from here on may not compare with earlier ones.
    breaks: tuple[Break, ...] = ()
    #: Height of its value among those of the series, from 0 to 100.
    height: int = 0


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator in one area."""

    indicator: str
    area: str
    #: None where nobody has said what the values measure.
    record: Indicator | None
    rows: tuple[Row, ...]
    #: What can be read off the values, a sentence each, with the periods it covers.
    reading: tuple[str, ...] = ()
    #: Changes from each known year to the next, with the breaks between them.
    changes: tuple[tuple[Movement, str, tuple[Break, ...]], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Periods without any value."""
        return tuple(row.period for row in self.rows if row.state == "missing")

    @property
    def differing(self) -> tuple[str, ...]:
        """Periods of which accounts differ."""
        return tuple(row.period for row in self.rows if row.state == "conflict")


def areas(standing: Standing, indicator: str) -> list[str]:
    """Return the areas for which an indicator has observations, the study's own first."""
    found = {series.area for series in standing.assessment.series if series.indicator == indicator}
    return sorted(found, key=lambda area: (area != standing.material.area, area))


def shown_series(standing: Standing, *, query: str = "") -> list[Shown]:
    """Return every series and every indicator without values, narrowed to those that hold the words of a query."""
    wanted = query.casefold().split()
    found = [_shown(standing, series) for series in standing.assessment.series]
    told = {series.indicator for series in found}
    found += [
        Shown(indicator=one.id, area="", record=one, rows=())
        for one in standing.study.records.of(Indicator)
        if one.id not in told
    ]
    return [series for series in found if all(word in _words(series) for word in wanted)]


def one_series(standing: Standing, indicator: str, area: str = "") -> Shown:
    """Return one indicator in one area, the first it has values for if left out. Raises NoSuchThingError."""
    record = standing.study.records.get(Indicator, indicator)
    known_areas = areas(standing, indicator)
    if record is None and not known_areas:
        raise NoSuchThingError("indicator", indicator, [one.id for one in standing.study.records.of(Indicator)])
    if area and area not in known_areas:
        raise NoSuchThingError(f"value of '{indicator}' for the area", area, known_areas)
    chosen = area or next(iter(known_areas), "")
    for series in standing.assessment.series:
        if (series.indicator, series.area) == (indicator, chosen):
            return _shown(standing, series)
    return Shown(indicator=indicator, area="", record=record, rows=())


def drawing(standing: Standing, series: Shown) -> tuple[str, str]:
    """Return a series' drawing as HTML, and the reason where there is none. Drawn once for the same data."""
    if series.record is None or not series.rows:
        return "", ""
    # Of those held to measure the same only the years are drawn that the table below shows, where the marks lead.
    told = {"indicator": series.indicator, "area": series.area}
    years = sorted(year for row in series.rows for year in re.findall(r"\d{4}", row.period))
    told |= {"from": years[0], "to": years[-1]} if years else {}
    try:
        rows = (levels if series.record.scale else plotted)(told, standing.material, series.record)
        data = json.dumps([told, rows, msgspec.to_builtins(series.record)], default=str, sort_keys=True)
        if data not in _drawn:
            name = "tiers" if series.record.scale else "series"
            _drawn[data] = chart(figure(name, told, standing.material, standing.assessment), series.indicator)
            while len(_drawn) > _KEPT:
                _drawn.popitem(last=False)
        return _drawn[data], ""
    except NothingToDrawError:
        return "", "No value here is given for a whole year, and only those are drawn. The table holds them all."
    except ValueError:
        return "", "A value here is no number, so that nothing is drawn. Correct it, or give the indicator its levels."


def _shown(standing: Standing, series: Series) -> Shown:
    record = standing.study.records.get(Indicator, series.indicator)
    heights = _heights(record, series.points)
    rows = tuple(
        Row(
            period=point.period,
            state=point.state,
            value=grouped(point.value) if point.value is not None else "",
            accounts=tuple(_accounts(standing, point.observations)),
            beside=tuple(_beside(standing, record, series.area, point.period)),
            breaks=tuple(one for one in record.breaks if one.period == point.period) if record else (),
            height=heights.get(point.period, 0),
        )
        for point in series.points
    )
    values = _values(record, series.points)
    return Shown(
        indicator=series.indicator,
        area=series.area,
        record=record,
        rows=rows,
        reading=tuple(_reading(record, rows, values)),
        changes=tuple(
            (one, _change(record, one), tuple(breaks_within(record, one.start, one.end))) for one in movements(values)
        ),
    )


def _accounts(standing: Standing, observations: Sequence[str]) -> Iterator[Account]:
    material, quoting = standing.material, standing.binder.quoting
    for identity in observations:
        if one := material.get(Observation, identity):
            chosen = preferred(material, one, Sourced(material))
            yield Account(
                observation=one, value=shown(one), quotes=quoting.passages(one.passages, one), preferred=chosen
            )


def _beside(standing: Standing, record: Indicator | None, area: str, period: str) -> Iterator[Account]:
    quoting = standing.binder.quoting
    for name in record.same_as if record else ():
        for one in standing.material.of(Observation):
            if (one.indicator, one.area, one.period) == (name, area, period):
                quotes = quoting.passages(one.passages, one)
                yield Account(observation=one, value=shown(one), quotes=quotes, other=quoting.name(name))


def _values(record: Indicator | None, points: Sequence[Point]) -> dict[str, Decimal]:
    """Return the comparable value of each year that has one; spans and months are set aside."""
    found = ((point.period, point.value) for point in points if len(point.period) == len("2014") and point.value)
    return {period: value for period, told in found if (value := comparable(record, told)) is not None}


def _heights(record: Indicator | None, points: Sequence[Point]) -> dict[str, int]:
    told = {point.period: comparable(record, point.value) for point in points if point.value is not None}
    values = {period: value for period, value in told.items() if value is not None}
    top = max(values.values(), default=Decimal(0))
    steps = len(record.scale) if record and record.scale else 0
    if steps:
        return {period: int((value + 1) * 100 / steps) for period, value in values.items()}
    return {period: max(2, int(value * 100 / top)) if top > 0 else 2 for period, value in values.items()}


def _reading(record: Indicator | None, rows: Sequence[Row], values: dict[str, Decimal]) -> Iterator[str]:
    years = [row.period for row in rows if len(row.period) == len("2014")]
    if len(values) > 1:
        span = f"of the {len(values)} years with a value between {min(values)} and {max(values)}"
        words = ("Best", "Worst") if record and record.scale else ("Highest", "Lowest")
        for word, best in zip(words, (peaks(values), peaks(values, lowest=True)), strict=True):
            yield f"{word}: {', '.join(best)}, {_said(record, values[best[0]])}, {span}."
        whole = Movement(start=min(values), end=max(values), before=values[min(values)], after=values[max(values)])
        yield f"{whole.start} to {whole.end}: {_change(record, whole)}."
    missing = [row.period for row in rows if row.state == "missing"]
    open_ = [row.period for row in rows if row.state == "conflict" and not row.value]
    if missing or open_:
        lacks = f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} no value" if missing else ""
        differ = f"accounts of {', '.join(open_)} differ and none is preferred" if open_ else ""
        told = " and ".join(filter(None, (lacks, differ)))
        beyond = _reach(record, rows, values, open_)
        yield f"{told[0].upper()}{told[1:]}: what is read off here holds without them{beyond}."
    if 1 < len(values) < _FEW:
        yield f"{len(values)} values in {len(years)} years are too few to infer a trend from."


def _reach(record: Indicator | None, rows: Sequence[Row], values: dict[str, Decimal], open_: Sequence[str]) -> str:
    """Say which differing account would change the highest or lowest if it were the one."""
    told = [
        (row.period, account.value, value)
        for row in rows
        if row.period in open_
        for account in row.accounts
        if (value := known(record, account.observation)) is not None
    ]
    if not values:
        return ""
    top, low = max(values.values()), min(values.values())
    beyond = [f"{shown} in {period}" for period, shown, value in told if value > top or value < low]
    return f", and {' or '.join(dict.fromkeys(beyond))} would go beyond" if beyond else ""


def _said(record: Indicator | None, value: Decimal) -> str:
    if record and record.scale:
        return f"level {record.scale[int(value)]}"
    return f"{value:,} {record.unit if record else ''}".strip()


def _change(record: Indicator | None, one: Movement) -> str:
    if record and record.scale:
        if not one.difference:
            return f"{_said(record, one.before)} in both"
        places = abs(int(one.difference))
        way = "up" if one.difference > 0 else "down"
        return (
            f"{_said(record, one.before)} to {_said(record, one.after)}, {places} {way} of {len(record.scale)} levels"
        )
    share = f" ({signed(one.percent, 1)} %)" if one.percent is not None else ""
    return f"{one.before:,} to {one.after:,}, {signed(one.difference)}{share}"


def _words(series: Shown) -> str:
    record = series.record
    told = (record.name, record.concept, record.unit, record.note) if record else ()
    return " ".join((series.indicator, series.area, *told)).casefold()
