"""The events and programmes of a study as a paragraph may name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from colligate.assessments.material import Material
from colligate.assessments.recognising.acts import stems
from colligate.assessments.recognising.found import Act
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Programme
from colligate.programmes.recognising.dates import DateMention
from colligate.sources.outline import Mention, OpenText, Unit
from colligate.suggestions.reading import Recognised


class Happenings(msgspec.Struct, frozen=True, kw_only=True):
    """Events and programmes, each where the paragraph tells it."""

    acts: tuple[Act, ...]
    #: By unit: the date told there, and the events one of which it may be the date of; nothing tells which.
    unclear: dict[int, tuple[str, tuple[str, ...]]]


def happenings(text: OpenText, found: Recognised, material: Material) -> Happenings:
    """Find the study's events and programmes in a paragraph.

    A sentence names an event if it says what kind of event it is and, of the words that tell this event from others of
    its kind, more than it says of any other's. The name of a country tells none.
    """
    states = [actor.name for actor in found.reads[0].named.actors if actor.kind == "state"]
    idle = frozenset(stem for name in (*states, *_states(material)) for stem in stems(name))
    events = {event.id: _act(event, material, idle) for event in material.said(Event)}
    told: dict[str, list[tuple[Mention, str]]] = {}
    unclear: dict[int, tuple[str, tuple[str, ...]]] = {}
    for unit in text.outline.units:
        date = _date(unit, found)
        if date is None:
            continue
        meant = _meant(unit, found, events, material)
        if len(meant) == 1:
            told.setdefault(meant[0], []).append((date, date.written))
        elif meant:
            unclear[unit.number] = (date.written, meant)
    acts = [msgspec.structs.replace(act, told=tuple(told.get(key, ()))) for key, act in events.items()]
    return Happenings(acts=(*acts, *_programmes(material, found)), unclear=unclear)


def _act(event: Event, material: Material, idle: frozenset[str]) -> Act:
    programme, deeds = material.get(Programme, event.programme), set(stems(event.kind))
    said = " ".join([event.name, programme.name if programme else ""])
    return Act(
        key=event.id,
        thing=tuple(dict.fromkeys(stem for stem in stems(said) if stem not in idle | deeds)),
        deed=next(stems(event.kind), ""),
    )


def _states(material: Material) -> Iterator[str]:
    return (actor.name for actor in material.of(Actor) if actor.kind == "state")


def _date(unit: Unit, found: Recognised) -> DateMention | None:
    """Return the date of a sentence: that of the event found in it, or its only one."""
    here = [date for date in found.reads[0].dates if date.unit == unit.number and not date.edition]
    accounts = [a for event in found.events for a in event.accounts if a.mention.unit == unit.number and a.date]
    if accounts:
        return next((date for date in here if date.written == accounts[0].date), None)
    return here[0] if len(here) == 1 else None


def _meant(unit: Unit, found: Recognised, events: dict[str, Act], material: Material) -> tuple[str, ...]:
    """Return the events of which a sentence says most; of several that are as good, all."""
    said = set(stems(unit.words))
    kinds = {event.kind for event in found.events if any(a.mention.unit == unit.number for a in event.accounts)}
    scores: dict[str, int] = {}
    for key, act in events.items():
        event = material.get(Event, key)
        if event and (act.deed in said or event.kind in kinds):
            scores[key] = len(said.intersection(act.thing))
    most = max(scores.values(), default=0)
    return tuple(key for key, score in scores.items() if score == most) if most else ()


def _programmes(material: Material, found: Recognised) -> Iterator[Act]:
    for programme in material.said(Programme):
        aliases = [one for one in found.interventions if same_programme(programme, (one.name, *one.aliases))]
        names = dict.fromkeys([programme.name, *(name for one in aliases for name in (one.name, *one.aliases))])
        told = tuple((mention, "") for one in aliases for mention in one.mentions)
        yield Act(key=programme.id, names=tuple(names), told=told, programme=True)


def without_namesakes(acts: Sequence[str], said: str, material: Material) -> tuple[str, ...]:
    """Leave out events met only by the name of their programme, where the programme is named itself."""
    begun = set(stems(said))

    def stays(identity: str) -> bool:
        event = material.get(Event, identity)
        return event is None or event.programme not in acts or not begun.isdisjoint(stems(event.kind))

    return tuple(filter(stays, acts))


def same_programme(programme: Programme, names: Sequence[str]) -> bool:
    """Say whether one of some names is a programme's, word for word."""
    own = programme.name.casefold()
    return any(name.casefold() == own for name in names)
