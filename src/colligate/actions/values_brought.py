"""The values that an import brings, for people: which series, and some values of each with period and area."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from colligate.indicators.areas import area_name
from colligate.indicators.indicator import Indicator, Observation
from colligate.record import Record
from colligate.study.records import Records

#: Values of one series that are shown.
_SHOWN = 4


class ValuesBrought(msgspec.Struct, frozen=True, kw_only=True):
    """What comes for one indicator."""

    indicator: str
    name: str
    unit: str
    #: How many values are new or said otherwise.
    values: int
    areas: int
    #: The first period told and the last.
    first: str
    last: str
    #: Some of them, spread over the whole: area and period, and the value with its bound.
    samples: tuple[tuple[str, str], ...]


def values_brought(before: Records | None, said: Sequence[Record]) -> tuple[ValuesBrought, ...]:
    """Return what an import says of each indicator, the one with most values first.

    Args:
        before: The study without the import; None where it said nothing.
        said: What the import said.
    """
    named = {record.id: record for record in said if isinstance(record, Indicator)}
    told: dict[str, list[Observation]] = {}
    for record in said:
        if isinstance(record, Observation):
            told.setdefault(record.indicator, []).append(record)
    standing = {one.id: one for one in before.of(Indicator)} if before else {}
    found = [_brought(named.get(one) or standing.get(one), one, values) for one, values in told.items()]
    return tuple(sorted(found, key=lambda one: (-one.values, one.name)))


def _brought(indicator: Indicator | None, identity: str, values: Sequence[Observation]) -> ValuesBrought:
    ordered = sorted(values, key=lambda one: (one.area, one.period))
    periods = sorted(one.period for one in values)
    shown = ordered[:: max(1, -(-len(ordered) // _SHOWN))]
    return ValuesBrought(
        indicator=identity, name=indicator.name if indicator else identity, unit=indicator.unit if indicator else "",
        values=len(values), areas=len({one.area for one in values}), first=periods[0], last=periods[-1],
        samples=tuple(
            (f"{area_name(one.area) or one.area} {one.period}", f"{one.qualifier}{one.value}") for one in shown
        ),
    )  # fmt: skip
