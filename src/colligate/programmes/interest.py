"""Who has an interest in how a programme is judged: those who run, join, pay for or house it, and their parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact

#: Fields of a Fact whose actor is interested in the programme. A receiver or a participant is not.
INTERESTED: frozenset[str] = frozenset({"implementer", "partner", "funder", "host", "accountable", "extending"})


def parties(about: str, facts: Iterable[Fact], names: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the Actors that Facts name as parties to a programme (see `INTERESTED`).

    A Fact names an Actor by `refers`, or by a `value` that is one of the actor's names (see `actor_names`).
    """
    found = (
        fact.refers or names.get(fact.value.strip().casefold())
        for fact in facts
        if fact.about == about and fact.field in INTERESTED
    )
    return frozenset(actor for actor in found if actor)


def actor_names(actors: Iterable[Actor]) -> dict[str, str]:
    """Map every name borne by one actor alone, case folded, to the actor's id."""
    bearers: dict[str, set[str]] = {}
    for actor in actors:
        for name in (actor.name, *(name.name for name in actor.names)):
            bearers.setdefault(name.strip().casefold(), set()).add(actor.id)
    return {name: next(iter(found)) for name, found in bearers.items() if len(found) == 1}


def belongs(actor: str | None, to: frozenset[str], parents: Mapping[str, str | None]) -> bool:
    """Say whether an actor is one of `to` or part of one of them, however far up; a circle of parts ends the climb.

    Interest goes down, never up: an embassy that is a partner does not make its government one.
    """
    met: set[str] = set()
    while actor and actor not in met:
        if actor in to:
            return True
        met.add(actor)
        actor = parents.get(actor)
    return False
