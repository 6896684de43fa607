"""Cases and variables become the register: ours come back as they were, others as actors with what is told of them."""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.exchange.guids import remembering
from colligate.exchange.incoming import digest, unsaid
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.beside import restored
from colligate.exchange.refi.manifest import CaseFields, Manifest
from colligate.exchange.refi.project import Case
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact, Programme
from colligate.record import Record

_KINDS: dict[str, type[Record]] = {"Actor": Actor, "Programme": Programme}


def take_cases(arrival: Arrival, manifest: Manifest) -> list[Record]:
    """Make actors and programmes of the project's cases; return the facts of ours, still to be said."""
    waiting: list[Record] = []
    ours = [(case, manifest.cases[case.guid]) for case in arrival.project.cases if case.guid in manifest.cases]
    for case, fields in ours:
        _own(arrival, case, fields)
    for case, fields in ours:
        for fact in fields.facts:
            _own_fact(arrival, case, fact, waiting)
    for case in arrival.project.cases:
        if case.guid not in manifest.cases:
            _foreign(arrival, case)
    return waiting


def _own(arrival: Arrival, case: Case, fields: CaseFields) -> None:
    kind = _KINDS[str(fields.record.get("type"))]
    record: Any = restored(kind, fields.record)
    if case.name and case.name != record.name:
        arrival.losses.changed("cases", "the other program renamed them", [f"{record.name} → {case.name}"])
        record = msgspec.structs.replace(record, name=case.name)
    if arrival.say(record):
        arrival.became[case.guid] = record.id
        arrival.losses.carried(f"{kind.__name__.lower()}s", [record.id])
        if case.guid in arrival.words_of_cases:
            _words(arrival, record, msgspec.structs.replace(case, selections=()))


def _own_fact(arrival: Arrival, case: Case, fields: dict[str, Any], waiting: list[Record]) -> None:
    fact = restored(Fact, fields)
    variables = {name: guid for guid, name in arrival.project.variables.items()}
    values = {value for variable, value in case.values if variable == variables.get(fact.field)}
    if fact.value.strip() not in values:
        arrival.losses.left("facts", "their value was taken out in the other program", [fact.id])
        return
    waiting.append(fact)


def _foreign(arrival: Arrival, case: Case) -> None:
    actor = Actor(
        id=remembering("actor", case.guid),
        by=arrival.by,
        name=case.name or case.guid,
        kind="group",
        note=_told(arrival, case),
        **unsaid(),
    )
    if not arrival.say(actor):
        return
    arrival.became[case.guid] = actor.id
    why = "the file does not say what they are; each is an actor of kind group until you say otherwise"
    arrival.losses.changed("cases", why, [actor.name])
    if case.values or case.documents:
        why = "no words bear them out, so they stand in the actor's note and not as facts"
        arrival.losses.changed("variables", why, [actor.name])
    _words(arrival, actor, case)
    if case.codes:
        arrival.losses.left("codes of cases", "a code is given to words, not to an actor", [actor.name])
    if gone := [selection for selection in case.selections if not arrival.became.get(selection)]:
        arrival.losses.left("selections of cases", "the selections did not arrive", gone)


def _told(arrival: Arrival, case: Case) -> str:
    """Return what a case is said to be: its description, a line for each variable and each document."""
    lines = [case.description.strip()] if case.description.strip() else []
    lines += [f"{arrival.project.variables.get(variable) or 'Value'}: {value}" for variable, value in case.values]
    lines += [f"Document: {arrival.became.get(document) or document}" for document in case.documents]
    return "\n".join(lines)


def _words(arrival: Arrival, actor: Actor | Programme, case: Case) -> None:
    """Say which words are given to a case: those it names, and those coded with it."""
    named = [arrival.became.get(each, "") for each in case.selections] + arrival.words_of_cases.get(case.guid, [])
    passages = tuple(dict.fromkeys(filter(None, named)))
    if not passages:
        return
    fact = Fact(
        id=f"fact-{digest(actor.id)}",
        by=arrival.by,
        about=actor.id,
        field="note",
        value="Words given to it",
        passages=passages,
        **unsaid(),
    )
    if arrival.say(fact):
        arrival.losses.carried("facts", [fact.id])
