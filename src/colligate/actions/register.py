"""The register as a reader meets it: what is known of a programme, actor, event or factor, each with its quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record
from colligate.reports.support import Quote

#: Lists of the register in their order: the word of the address, the type, the title.
LISTS: dict[str, tuple[type[Record], str]] = {
    "programmes": (Programme, "Programmes"),
    "events": (Event, "Events"),
    "actors": (Actor, "Actors"),
    "factors": (Factor, "Causes and vulnerabilities"),
    "places": (Place, "Places"),
}
#: Fields that a Fact can state, as a reader looks for them.
GROUPS: dict[str, tuple[str, ...]] = {
    "Who": (
        "implementer",
        "partner",
        "funder",
        "host",
        "accountable",
        "extending",
        "receiver",
        "participant",
        "reporter",
    ),
    "When": ("start", "end", "date", "planned start", "planned end", "status"),
    "Where": ("place", "country", "region"),
    "What for": ("purpose", "theme", "content"),
    "What came of it": ("input", "activity", "output", "outcome", "impact"),
    "Duties": ("obligation", "role", "mandate"),
    "Besides": ("identifier", "title", "related", "document", "note"),
}
#: Fields that one expects of each; an unfilled one is shown as a hole.
_EXPECTED: dict[type[Record], frozenset[str]] = {
    Programme: frozenset(
        ("implementer", "partner", "funder", "receiver", "start", "end", "place", "purpose",
         "input", "activity", "output", "outcome", "impact")
    ),
    Event: frozenset(("date", "place")),
    Actor: frozenset(("role", "mandate")),
}  # fmt: skip


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One account of one field."""

    fact: Fact
    #: The value as a reader sees it: the name of what it refers to stands in `names`.
    value: str
    #: Name of the record that the value refers to; empty where it names none.
    names: str = ""
    quotes: tuple[Quote, ...] = ()
    #: Another account of the same field excludes it.
    differs: bool = False
    #: A later account takes its place.
    superseded: bool = False


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field with every account of it; none for a hole."""

    name: str
    tellings: tuple[Telling, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One record in a list of the register."""

    record: Any
    #: What stands beside the name: the date, kind, whole or code.
    beside: str
    kind: str
    #: The first quote it or a fact about it rests on, and how many accounts have one, of how many.
    quote: Quote | None
    quoted: int
    told: int
    differs: bool = False
    programme: str = ""


def lines(standing: Standing, shown: str, *, query: str = "", programme: str = "", kind: str = "") -> list[Line]:
    """Return one list of the register, narrowed to what holds every word of a query anywhere in it.

    Raises NoSuchThingError for a list there is not.
    """
    if shown not in LISTS:
        raise NoSuchThingError("list", shown, LISTS)
    facts = facts_by_subject(standing)
    differing = {about for about, _ in differing_fields(standing)}
    wanted = query.casefold().split()
    found = []
    for record in standing.study.records.of(LISTS[shown][0]):
        belongs = getattr(record, "programme", None) or ""
        if (programme and belongs != programme) or (kind and getattr(record, "kind", "") != kind):
            continue
        line = _line(standing, record, facts.get(record.id, []), differs=record.id in differing)
        if all(word in _all_words(line, facts.get(record.id, [])) for word in wanted):
            found.append(line)
    if shown == "events":
        found.sort(key=lambda line: (not line.beside, line.beside.replace("..", "0"), line.record.name))
    elif shown != "programmes":
        found.sort(key=lambda line: line.record.name.casefold())
    return found


def facts_by_subject(standing: Standing) -> dict[str, list[Fact]]:
    """Return the Facts about each record, in the order said."""
    told: dict[str, list[Fact]] = {}
    for fact in standing.material.said(Fact):
        told.setdefault(fact.about, []).append(fact)
    return told


def differing_fields(standing: Standing) -> set[tuple[str, str]]:
    """Return the pairs of record and field of which the accounts exclude each other."""
    found = (conflict.about.split("|") for conflict in standing.assessment.conflicts)
    return {(parts[0], parts[1]) for parts in found if len(parts) == len(("record", "field"))}


def kinds(standing: Standing, shown: str) -> list[str]:
    """Return the kinds that records of a list have."""
    return sorted({str(getattr(record, "kind", "")) for record in standing.study.records.of(LISTS[shown][0])} - {""})


def fields(standing: Standing, record: Record) -> list[tuple[str, list[Field]]]:
    """Return what is told of a record, field by field in groups; a field one expects and nobody tells is a hole."""
    told = facts_by_subject(standing).get(record.id, [])
    differing = differing_fields(standing)
    gone = {identity for fact in told for identity in fact.supersedes}
    expected = _EXPECTED.get(type(record), frozenset())
    grouped = []
    for group, names in GROUPS.items():
        found = [Field(name=name, tellings=tuple(_tellings(standing, name, told, gone, differing))) for name in names]
        if kept := [field for field in found if field.tellings or field.name in expected]:
            grouped.append((group, kept))
    return grouped


def _tellings(
    standing: Standing, field: str, told: Iterable[Fact], gone: set[str], differing: set[tuple[str, str]]
) -> Iterator[Telling]:
    quoting = standing.binder.quoting
    for fact in told:
        if fact.field == field:
            named = quoting.name(fact.refers) if fact.refers else ""
            yield Telling(
                fact=fact,
                value=f"{fact.value} {fact.unit}".strip(),
                names=named if named != fact.value else "",
                quotes=quoting.passages(fact.passages, fact),
                differs=(fact.about, field) in differing and fact.id not in gone,
                superseded=fact.id in gone,
            )


def _line(standing: Standing, record: Any, told: Sequence[Fact], *, differs: bool) -> Line:  # noqa: ANN401 - any of the register's
    quoting = standing.binder.quoting
    own = quoting.passages(own_passages(record), record)
    quoted = sum(bool(fact.passages) for fact in told)
    first = next((quote for fact in told for quote in quoting.passages(fact.passages, fact)), None)
    rests = not isinstance(record, (Programme, Place))
    return Line(
        record=record,
        beside=_beside(standing, record),
        kind=str(getattr(record, "kind", "")),
        quote=own[0] if own else first,
        quoted=quoted + (bool(own) if rests else 0),
        told=len(told) + (1 if rests else 0),
        differs=differs,
        programme=quoting.name(getattr(record, "programme", None)),
    )


def _beside(standing: Standing, record: object) -> str:
    if isinstance(record, Event):
        return record.date
    if isinstance(record, Actor):
        return standing.binder.quoting.name(record.part_of) if record.part_of else ""
    if isinstance(record, Factor):
        return standing.binder.quoting.code(record.code)
    return record.country if isinstance(record, Place) else ""


def _all_words(line: Line, told: Iterable[Fact]) -> str:
    names = [name.name for name in getattr(line.record, "names", ())]
    more = (getattr(line.record, "note", ""), getattr(line.record, "mechanism", ""), *names)
    words = (line.record.name, line.kind, line.beside, line.programme, *more, *(fact.value for fact in told))
    return " ".join((*words, line.quote.words if line.quote else "")).casefold()


def own_passages(record: object) -> tuple[str, ...]:
    """Return the passages that a record itself rests on, those of an actor's names included."""
    names = getattr(record, "names", ())
    return (*getattr(record, "passages", ()), *(passage for name in names for passage in name.passages))


def codings_about(standing: Standing, identity: str) -> tuple[Quote, ...]:
    """Return the codings about a record as quotes, in the order of source and place."""
    found = [coding for coding in standing.material.of(Coding) if coding.about == identity]
    quotes = [quote for coding in found for quote in standing.binder.quoting.coding(coding)]
    return tuple(sorted(quotes, key=lambda quote: (quote.source_title, quote.passage, quote.code)))


def events_of(standing: Standing, identity: str) -> list[Event]:
    """Return the events of a programme, or in which an actor took part, or at a place, in the order of time."""
    found = [
        event
        for event in standing.material.of(Event)
        if identity == event.programme or identity in event.actors or identity in event.places
    ]
    return sorted(found, key=lambda event: (not event.date, event.date, event.name))


def mentioned_in(standing: Standing, identity: str) -> list[Fact]:
    """Return the Facts about others that refer to a record, as that an actor is the partner of a programme."""
    return [fact for fact in standing.material.said(Fact) if fact.refers == identity and fact.about != identity]
