"""Interventions and what is known of them: facts and events, each with the passage that says so."""

from __future__ import annotations

from typing import Literal

from colligate.record import Record

ProgrammeKind = Literal["capacity building", "forum", "research", "other"]

#: What a Fact can state of its subject. The first six decide whose account is self-reported.
FactField = Literal[
    "implementer", "partner", "funder", "host", "accountable", "extending", "receiver", "participant", "reporter",
    "start", "end", "date", "planned start", "planned end", "status", "place", "country", "region",
    "purpose", "theme", "content", "input", "activity", "output", "outcome", "impact", "obligation", "role", "mandate",
    "identifier", "title", "related", "document", "note",
]  # fmt: skip


class Programme(Record, frozen=True, kw_only=True):
    """An intervention: a name and a kind. All else about it is an Event or a Fact. Maps to ``iati-activity``."""

    name: str
    kind: ProgrammeKind
    note: str = ""


class Event(Record, frozen=True, kw_only=True):
    """Something dated. Another date told for it is a Fact about it with field ``date``."""

    name: str
    #: ``launch``, ``handover``, ``seminar``, ``ratification``, ``entry into force``, ``statement``, ``report`` …
    kind: str
    #: See `colligate.periods`; empty where no source dates it.
    date: str = ""
    programme: str | None = None
    #: Ids of the Actors taking part.
    actors: tuple[str, ...] = ()
    #: Ids of Places.
    places: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    note: str = ""


class Fact(Record, frozen=True, kw_only=True):
    """One field of a Programme, Event or Actor as one account gives it. Differing accounts stand side by side."""

    #: Id of the Programme, Event or Actor.
    about: str
    field: FactField
    value: str
    #: Id of what the value names, where the study has it: an Actor, Place, Event, Programme, Indicator or Source.
    refers: str | None = None
    #: For counted values: what the number counts.
    unit: str = ""
    #: The period for which it holds (see `colligate.periods`).
    holds: str = ""
    #: Ids of Facts that this one supersedes.
    supersedes: tuple[str, ...] = ()
    #: Id of the Citation the passage itself gives as its ground, where the account is second-hand.
    cites: str | None = None
    passages: tuple[str, ...] = ()


class Factor(Record, frozen=True, kw_only=True):
    """A cause or vulnerability that a source names."""

    name: str
    #: Code of a lens of causes, as ``lens/code``; a coding of that code about a programme shows it is addressed.
    code: str
    mechanism: str = ""
    passages: tuple[str, ...] = ()
