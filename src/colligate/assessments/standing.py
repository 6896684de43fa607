"""Whose account a source is, for what is being judged: self-reported, independent, or not known."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Literal

from colligate.assessments.material import Material
from colligate.programmes.actor import Actor
from colligate.programmes.interest import actor_names, belongs, parties
from colligate.programmes.programme import Event, Fact, Programme
from colligate.sources.source import Source

#: *unknown*: nobody recorded who published it. It counts as evidence, but never as independent.
Standing = Literal["self-reported", "independent", "unknown"]


class Standings:
    """Answers how each source stands to each subject, from the register of actors and facts."""

    def __init__(self, material: Material) -> None:
        """Read who belongs to whom, and who is interested in which programme."""
        self._material = material
        self._parents = {actor.id: actor.part_of for actor in material.of(Actor)}
        self._names = actor_names(material.of(Actor))
        self._known: dict[tuple[str, str | None], Standing] = {}
        self._interested: dict[str | None, frozenset[str]] = {}

    @cached_property
    def _facts(self) -> dict[str, list[Fact]]:
        facts: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self._material.of(Fact):
            facts[fact.about].append(fact)
        return facts

    def interested(self, subject: str | None) -> frozenset[str]:
        """Return the ids of the Actors whose account of the subject is self-reported.

        Of a Programme: the organisation under study and the programme's parties (see `INTERESTED`).
        Of an Event of a programme: those interested in the programme. Of an Actor: the actor. Of anything else, or of
        nothing: the organisation under study. Whoever belongs to one of these is interested too (see `of`).
        """
        if subject not in self._interested:
            self._interested[subject] = self._find(subject)
        return self._interested[subject]

    def _find(self, subject: str | None) -> frozenset[str]:
        record = self._material.by_id.get(subject or "")
        if isinstance(record, Actor):
            return frozenset({record.id})
        if isinstance(record, Event) and record.programme:
            return self.interested(record.programme)
        organisation = frozenset({self._material.organisation} - {""})
        if isinstance(record, Programme):
            return organisation | parties(record.id, self._facts.get(record.id, ()), self._names)
        return organisation

    def of(self, source: Source, subject: str | None) -> Standing:
        """Return how a source stands to a subject.

        *self-reported* when its publisher, or any actor whose account it passes on, is interested or belongs to one who
        is; *unknown* when it names no publisher; else *independent*.
        """
        key = (source.id, subject)
        if key not in self._known:
            self._known[key] = self._judge(source, subject)
        return self._known[key]

    def _judge(self, source: Source, subject: str | None) -> Standing:
        interested = self.interested(subject)
        if any(belongs(actor, interested, self._parents) for actor in (source.publisher, *source.account_of)):
            return "self-reported"
        return "independent" if source.publisher else "unknown"
