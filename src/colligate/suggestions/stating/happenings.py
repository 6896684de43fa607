"""The events and programmes of a study as a paragraph may name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from colligate.assessments.material import Material
from colligate.assessments.recognising.acts import stems
from colligate.assessments.recognising.found import Act
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Programme
from colligate.programmes.recognising.dates import DateMention
from colligate.sources.outline import Mention, OpenText, Unit
from colligate.suggestions.reading import Recognised

#: Characters between what happened and a span of time that is the time of it; a longer way parts them.
_NEAR = 40
#: A date that begins no later than this opens its sentence.
_OPENING = 12
#: Words that tell an event from others: so many of them must be said, or half.
_FEWEST = 2


class Happenings(msgspec.Struct, frozen=True, kw_only=True):
    """Events and programmes, each where the paragraph tells it."""

    acts: tuple[Act, ...]
    #: By unit: the date told there, and the events one of which it may be the date of; nothing tells which.
    unclear: dict[int, tuple[str, tuple[str, ...]]]


class _Known(NamedTuple):
    """An event of the study as sentences are searched for it."""

    act: Act
    kind: str
    #: Its proper names, in lower case: one of them must be said.
    proper: frozenset[str]


def happenings(text: OpenText, found: Recognised, material: Material, threat: str) -> Happenings:
    """Find the study's events and programmes in a paragraph.

    A sentence names an event if it says what kind of event it is, one of its proper names where it has any, and two, or
    half, of the words that tell it. Words of the threat, of countries and of the organisation under study tell none. Of
    several events named, the one of which most is said is meant; if that is no single one, nothing tells which.
    """
    idle = frozenset(_idle(found, material, threat))
    events = [_known(event, material, idle) for event in material.said(Event)]
    told: dict[str, list[tuple[Mention, str]]] = {}
    unclear: dict[int, tuple[str, tuple[str, ...]]] = {}
    for unit in text.outline.units:
        date = _date(unit, found)
        if date is None:
            continue
        meant = _meant(unit, date, found, events)
        if len(meant) == 1:
            told.setdefault(meant[0], []).append((date, date.written))
        elif meant:
            unclear[unit.number] = (date.written, meant)
    acts = [msgspec.structs.replace(one.act, told=tuple(told.get(one.act.key, ()))) for one in events]
    return Happenings(acts=(*acts, *_programmes(material, found)), unclear=unclear)


def _idle(found: Recognised, material: Material, threat: str) -> Iterator[str]:
    """Yield the words, in lower case, that tell no event of a study from another."""
    states = [actor.name for actor in found.reads[0].named.actors if actor.kind == "state"]
    own = material.get(Actor, material.organisation)
    names = [own.name, *(name.name for name in own.names)] if own else []
    for name in (threat, *states, *names):
        yield from _words(name)


def _words(said: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", said.casefold())


def _known(event: Event, material: Material, idle: frozenset[str]) -> _Known:
    programme, deeds = material.get(Programme, event.programme), set(stems(event.kind))
    said = " ".join([event.name, programme.name if programme else ""])
    kept = " ".join(word for word in _words(said) if word not in idle)
    proper = re.findall(r"(?<!^)\b[^\W\d_]*[A-Z][^\W\d_]{2,}|^[A-Z]{2,}\b", event.name)
    act = Act(
        key=event.id,
        thing=tuple(stem for stem in dict.fromkeys(stems(kept)) if stem not in deeds),
        deed=next(stems(event.kind), ""),
    )
    return _Known(act, event.kind, frozenset(name.casefold() for name in proper) - idle)


def _date(unit: Unit, found: Recognised) -> DateMention | None:
    """Return the date of a sentence: that of the event found in it, or its only one."""
    here = [date for date in found.reads[0].dates if date.unit == unit.number and not date.edition]
    accounts = [a for event in found.events for a in event.accounts if a.mention.unit == unit.number and a.date]
    if accounts:
        return next((date for date in here if date.written == accounts[0].date), None)
    return here[0] if len(here) == 1 else None


def _meant(unit: Unit, date: DateMention, found: Recognised, events: Sequence[_Known]) -> tuple[str, ...]:
    """Return the events of which a sentence says most; of several that are as good, all."""
    said, begun = set(_words(unit.words)), set(stems(unit.words))
    kinds = {event.kind for event in found.events if any(a.mention.unit == unit.number for a in event.accounts)}
    scores: dict[str, int] = {}
    for one in events:
        shared = len(begun.intersection(one.act.thing))
        enough = shared >= _FEWEST or 0 < len(one.act.thing) <= 2 * shared
        happened = one.kind in kinds or (one.act.deed in begun and _beside(unit, date, one.act.deed))
        if happened and enough and (not one.proper or one.proper & said):
            scores[one.act.key] = shared
    most = max(scores.values(), default=0)
    return tuple(key for key, score in scores.items() if score == most)


def _beside(unit: Unit, date: DateMention, deed: str) -> bool:
    """Say whether a date may be that of what happened.

    It opens the sentence, or stands in one clause with what happened. A span of time must follow at once: that of a
    period under study stands in many a sentence.
    """
    if date.kind != "span" and date.start <= _OPENING:
        return True
    said = unit.words.casefold()
    before, after = said.rfind(deed, 0, date.start), said.find(deed, date.end)
    if before >= 0 and not re.search("[,;:]", said[before : date.start]):
        return date.kind != "span" or date.start - before - len(deed) <= _NEAR
    return date.kind != "span" and after >= 0 and not re.search("[,;:]", said[date.end : after])


def _programmes(material: Material, found: Recognised) -> Iterator[Act]:
    for programme in material.said(Programme):
        aliases = [one for one in found.interventions if same_programme(programme, (one.name, *one.aliases))]
        names = dict.fromkeys([programme.name, *(name for one in aliases for name in (one.name, *one.aliases))])
        told = tuple((mention, "") for one in aliases for mention in one.mentions)
        yield Act(key=programme.id, names=tuple(names), told=told, programme=True)


def named_acts(acts: Sequence[str], said: str, material: Material) -> tuple[str, ...]:
    """Leave out events of which a sentence does not say what they are, where it names other acts; see `happenings`."""
    begun = set(stems(said))

    def stays(identity: str) -> bool:
        event = material.get(Event, identity)
        return event is None or not begun.isdisjoint(stems(event.kind))

    return tuple(filter(stays, acts)) or tuple(acts)


def same_programme(programme: Programme, names: Sequence[str]) -> bool:
    """Say whether one of some names is a programme's, word for word."""
    own = programme.name.casefold()
    return any(name.casefold() == own for name in names)
