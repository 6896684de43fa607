"""Names added to an actor, breaks to an indicator: each once, in the order of time."""

from __future__ import annotations

from datetime import date

import msgspec

from colligate.indicators.indicator import Break, Indicator
from colligate.periods import PeriodError, period
from colligate.programmes.actor import Actor, Name
from colligate.record import Record


def with_part(record: Record, part: msgspec.Struct) -> Record:
    """Return an Actor with a Name, or an Indicator with a Break; one that is there gains the passages."""
    if isinstance(record, Actor) and isinstance(part, Name):
        return msgspec.structs.replace(record, names=_with(record.names, part))
    if isinstance(record, Indicator) and isinstance(part, Break):
        return msgspec.structs.replace(record, breaks=_with(record.breaks, part))
    return record


def _with(parts: tuple, part: Name | Break) -> tuple:
    others = [other for other in parts if _same(other) != _same(part)]
    twins = [other for other in parts if _same(other) == _same(part)]
    passages = tuple(dict.fromkeys(passage for twin in (*twins, part) for passage in twin.passages))
    if twins and passages == twins[0].passages:
        return parts
    return tuple(sorted([*others, msgspec.structs.replace(part, passages=passages)], key=_order))


def _same(part: Name | Break) -> tuple[str, ...]:
    return (part.name, part.kind, part.holds) if isinstance(part, Name) else (part.period, part.reason)


def _order(part: Name | Break) -> tuple[date, tuple[str, ...]]:
    written = part.holds if isinstance(part, Name) else part.period
    try:
        return period(written).first, _same(part)
    except PeriodError:
        return date.max, _same(part)
