"""What a text set as words and a text set as pages have in common: the panel beside it, and what a request asks for."""

from __future__ import annotations

from typing import Any, get_args

from starlette.datastructures import QueryParams

from colligate.actions.looking import Standing
from colligate.actions.marking import Marks, Only
from colligate.actions.reading_room import subjects
from colligate.codings.residual import RESIDUAL
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import ActorKind
from colligate.programmes.programme import Event, FactField, ProgrammeKind


def panel(standing: Standing, margin: Marks, only: Only) -> dict[str, Any]:
    """Return what the panel beside a text needs."""
    records = standing.study.records
    kinds = {event.kind for event in records.of(Event)} | {"launch", "seminar", "ratification", "statement", "report"}
    return {
        "margin": margin, "only": only, "codes": standing.study.codes, "residual": RESIDUAL,
        "names": subjects(standing),
        "lenses": {lens.id: lens.title for lens in standing.study.lenses.values()},
        "indicators": {one.id: one.name for one in records.of(Indicator)},
        "areas": sorted({one.area for one in records.of(Observation)} | {standing.study.settings.case.area} - {""}),
        "fact_fields": get_args(FactField), "programme_kinds": get_args(ProgrammeKind),
        "actor_kinds": get_args(ActorKind), "event_kinds": sorted(kinds),
    }  # fmt: skip


def only_in(asked: QueryParams) -> Only:
    """Return which codings a request wants."""
    return Only(code=asked.get("code", ""), coder=asked.get("coder", ""), stance=asked.get("stance", ""))


def number_in(told: str, default: int = 0) -> int:
    """Return a number as a request tells it; anything else is the default."""
    return int(told) if told.isascii() and told.isdigit() else default
