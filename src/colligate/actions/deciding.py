"""Suggestions decided on by a person: accepted, corrected or refused. Each decision is one act."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from colligate.problems import ColligateError
from colligate.record import Record, Retraction, Suggestion, suggestion_id, version
from colligate.study.journal import AnyRecord, Journal, stamp
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions


class NoSuchSuggestionError(ColligateError):
    """A suggestion that is not there, or that somebody has decided on already."""

    def __init__(self, identity: str, known: Iterable[str]) -> None:
        """Name it and the nearest that are open."""
        near = difflib.get_close_matches(identity, list(known), n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(
            f"No open suggestion proposes '{identity}'.{meant} 'colligate suggestions list' shows those that are open."
        )


class BadCorrectionError(ColligateError):
    """A correction that the record cannot take."""

    def __init__(self, identity: str, reason: str, fields: Iterable[str]) -> None:
        """Name the record, what is wrong, and its fields."""
        super().__init__(f"'{identity}' cannot be corrected so: {reason}. Its fields are {', '.join(fields)}.")


def accept_suggestions(path: Path, records: Sequence[str], *, by: str) -> tuple[str, ...]:
    """Say what suggestions propose, in one's own name; whatever open suggestion a record rests on is accepted too.

    Args:
        path: The study folder.
        records: Ids of the records proposed; ``all`` for every open one.
        by: Whose journal.

    Returns:
        Ids of the records that stand now, those rested on first.

    Raises:
        NoSuchSuggestionError: Where no open suggestion proposes a record of that id.
    """
    deciding = _Deciding(Study(path), by)
    wanted = list(deciding.open) if "all" in records else list(map(deciding.known, records))
    chosen = deciding.with_grounds(wanted)
    deciding.write((identity, deciding.open[identity], "accepted") for identity in chosen)
    return tuple(chosen)


def correct_suggestion(path: Path, record: str, changes: Mapping[str, Any], *, by: str) -> tuple[str, ...]:
    """Say what a suggestion proposes with some fields changed; return the ids of the records that stand now.

    Raises:
        NoSuchSuggestionError: Where no open suggestion proposes a record of that id.
        BadCorrectionError: Where a field is not the record's, or does not take the value.
    """
    deciding = _Deciding(Study(path), by)
    changed = _changed(deciding.open[deciding.known(record)], changes)
    grounds = [identity for identity in deciding.with_grounds([record]) if identity != record]
    acts = [(identity, deciding.open[identity], "accepted") for identity in grounds]
    deciding.write([*acts, (record, changed, "corrected")])
    return (*grounds, record)


def refuse_suggestions(path: Path, records: Sequence[str], *, by: str, reason: str) -> tuple[str, ...]:
    """Withdraw suggestions for good: the same rule does not propose them again. Raises NoSuchSuggestionError."""
    deciding = _Deciding(Study(path), by)
    chosen = [deciding.known(record) for record in records]
    deciding.write((identity, None, reason or "refused") for identity in chosen)
    return tuple(chosen)


def _changed(record: AnyRecord, changes: Mapping[str, Any]) -> AnyRecord:
    fields = [
        name
        for name in record.__struct_fields__
        if name not in ("id", "by", "at", "revises", "proposed_by", "stated_by")
    ]
    if unknown := [name for name in changes if name not in fields]:
        raise BadCorrectionError(record.id, f"it has no field '{unknown[0]}'", fields)
    plain = msgspec.to_builtins(record)
    try:
        return msgspec.convert(plain | dict(changes), type(record))
    except msgspec.ValidationError as error:
        raise BadCorrectionError(record.id, str(error), fields) from None


class _Deciding:
    """One round of decisions on a study's open suggestions."""

    def __init__(self, study: Study, by: str) -> None:
        self.open = {record.id: record for record in open_suggestions(study).values()}
        self._study, self._by = study, by

    def known(self, identity: str) -> str:
        plain = identity.removeprefix(suggestion_id(""))
        if plain not in self.open:
            raise NoSuchSuggestionError(identity, self.open)
        return plain

    def with_grounds(self, wanted: Iterable[str]) -> list[str]:
        """Return the records with every open one they name, however far down, each after what it names."""
        ordered: dict[str, None] = {}
        entered: set[str] = set()

        def visit(identity: str) -> None:
            if identity in entered:
                return
            entered.add(identity)
            for named in _strings(msgspec.to_builtins(self.open[identity])):
                if named in self.open and named != identity:
                    visit(named)
            ordered[identity] = None

        for identity in wanted:
            visit(identity)
        return list(ordered)

    def write(self, decisions: Iterable[tuple[str, AnyRecord | None, str]]) -> None:
        latest, acts = self._study.records.latest, list[list[Record]]()
        for identity, record, reason in decisions:
            latest = stamp(latest)
            said = [msgspec.structs.replace(record, by=self._by, at=latest)] if record else []
            acts.append([*said, self._withdrawn(identity, reason, latest)])
        Journal(self._study.folder.journals / f"{self._by}.jsonl").append_all(acts)

    def _withdrawn(self, identity: str, reason: str, at: datetime) -> Retraction:
        suggestion = self._study.records.get(Suggestion, suggestion_id(identity))
        replaced = (version(suggestion),) if suggestion else ()
        return Retraction(id=suggestion_id(identity), by=self._by, at=at, revises=replaced, reason=reason)


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
