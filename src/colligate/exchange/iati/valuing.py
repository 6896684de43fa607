"""One value of a study as the standard states it: a number, and in a comment what a number alone does not say."""

from __future__ import annotations

import msgspec

from colligate.exchange.iati.results import BASELINE, TARGET
from colligate.exchange.iati.tree import Element, children, made, narrative
from colligate.exchange.losses import Losses
from colligate.indicators.indicator import Observation
from colligate.periods import PeriodError, period

_BOUNDS = frozenset({"<", "<=", ">", ">="})
#: What stands before a comment in the schema; in a baseline links to documents do too.
_BEFORE = frozenset({"location", "dimension"})


class Unbuilt(msgspec.Struct, frozen=True, kw_only=True):
    """Why something a study says has no element."""

    why: str


def is_bound(observation: Observation) -> bool:
    """Say whether a value is only a bound, which nobody may take for the value."""
    return observation.value is not None and observation.qualifier in _BOUNDS


def value_period(observation: Observation) -> Element | Unbuilt:
    """Make the period of an indicator that holds one value."""
    days = days_of(observation.reference or observation.period)
    if days is None:
        return Unbuilt(why="the standard wants the first and last day of a value's period")
    name = "target" if observation.indicator.endswith(TARGET) else "actual"
    value, comment = _stated(observation)
    inside = [made("comment", inside=[narrative(comment)])] if comment else []
    start, end = (made(f"period-{edge}", iso_date=day) for edge, day in zip(("start", "end"), days, strict=True))
    return made("period", inside=[start, end, made(name, inside=inside, value=value)])


def restate(element: Element, now: Observation, before: Observation) -> None:
    """Write a value that changed into its element; a comment stays as it is unless its words changed."""
    value, comment = _stated(now)
    element.attrib.pop("value", None)
    if value:
        element.set("value", value)
    if comment == _stated(before)[1]:
        return
    for old in children(element, "comment"):
        element.remove(old)
    first = _BEFORE
    if element.tag == "baseline":
        first = _BEFORE | {"document-link"}
        comment = _stated(msgspec.structs.replace(now, note=now.note.removeprefix(BASELINE).removeprefix(". ")))[1]
    if comment:
        place = sum(child.tag in first for child in element)
        element.insert(place, made("comment", inside=[narrative(comment)]))


def tell_value(losses: Losses, observation: Observation, what: str = "observations") -> None:
    """Note how a value goes out, and what of it the standard has no place for."""
    if is_bound(observation):
        losses.changed(what, "bounds: no value; the bound stands in the comment", [observation.id])
    elif observation.value and observation.qualifier:
        losses.changed(what, "their qualifier stands in the comment", [observation.id])
    else:
        losses.carried(what, [observation.id])
    why = "the standard has no place for them"
    losses.left("editions of values", why, [observation.id] if observation.edition else [])
    losses.left("citations of values", why, [observation.id] if observation.cites else [])
    losses.left("marks of values not verified", why, [] if observation.verified else [observation.id])


def _stated(observation: Observation) -> tuple[str, str]:
    """Return the number and the words of the comment: what bounds or blurs it, then the note."""
    told = f"{observation.qualifier}{observation.value}" if observation.value and observation.qualifier else ""
    value = "" if is_bound(observation) else observation.value or ""
    return value, ". ".join(part for part in (told, observation.note) if part)


def days_of(written: str) -> tuple[str, str] | None:
    """Return first and last day of a period; nothing for one that is open or unreadable."""
    try:
        span = period(written)
    except PeriodError:
        return None
    return None if ".." in written else (span.first.isoformat(), span.last.isoformat())
