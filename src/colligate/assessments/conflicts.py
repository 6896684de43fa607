"""Accounts that differ on one value or one date: all are kept and shown, none is averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from colligate.assessments.dates import Dates, same
from colligate.assessments.material import Material
from colligate.assessments.results import Conflict
from colligate.assessments.sourced import Sourced
from colligate.indicators.indicator import Observation


def conflicts(material: Material, dates: Dates, sourced: Sourced) -> list[Conflict]:
    """Return the differing values by indicator, area and period, then the differing dates by record and field."""
    return [*_of_values(material, sourced), *_of_dates(dates)]


def _of_values(material: Material, sourced: Sourced) -> Iterator[Conflict]:
    told: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in material.said(Observation):
        if observation.value is not None:
            told[f"{observation.indicator}|{observation.area}|{observation.period}"].append(observation)
    for about, observations in sorted(told.items()):
        values = tuple(dict.fromkeys(f"{o.qualifier}{o.value}" for o in observations))
        if len(values) > 1:
            yield Conflict(
                about=about,
                accounts=tuple(observation.id for observation in observations),
                values=values,
                preferred=_preferred(material, observations, sourced),
            )


def preferred(material: Material, observation: Observation, sourced: Sourced) -> bool:
    """Say whether the study prefers the source of this observation for its indicator."""
    source = material.prefer.get(observation.indicator)
    return bool(source) and any(found.id == source for found in sourced.sources(observation))


def _preferred(material: Material, observations: list[Observation], sourced: Sourced) -> str | None:
    return next((o.id for o in observations if preferred(material, o, sourced)), None)


def _of_dates(dates: Dates) -> Iterator[Conflict]:
    for (about, field), accounts in sorted(dates.by_field.items()):
        if all(same(one, other) for one, other in combinations(accounts, 2)):
            continue
        yield Conflict(
            about=f"{about}|{field}",
            accounts=tuple(account.record.id for account in accounts),
            values=tuple(dict.fromkeys(account.written for account in accounts)),
        )
