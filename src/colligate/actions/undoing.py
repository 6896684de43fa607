"""Undoing one's own act by saying its opposite: nothing in a journal is ever taken back or rewritten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from colligate.actions.saying import Said, say
from colligate.problems import ColligateError
from colligate.record import Record, Retraction, version
from colligate.sources.passage import Passage
from colligate.study.checks.references import REFERENCES
from colligate.study.journal import stamp
from colligate.study.records import Records
from colligate.study.study import Study


class ChangedSinceError(ColligateError):
    """An act that is no longer the last word on what it spoke of."""

    def __init__(self, identity: str, *, rested_on: bool = False) -> None:
        """Name the record, and whether it is something else that was said since and names it."""
        why = f"'{identity}' was changed or withdrawn since, so this act cannot be undone. Open it and change it there."
        if rested_on:
            why = f"Something said since rests on '{identity}', so this act cannot be undone. Withdraw that first."
        super().__init__(why)


def act_of(token: str) -> Said:
    """Read what `Said.token` wrote; what is no act becomes one that cannot be undone."""
    versions = tuple((one.rpartition("=")[0], one.rpartition("=")[2]) for one in token.split())
    return Said(id=versions[-1][0] if versions else "", versions=versions)


def undo(path: Path, act: Said, *, by: str) -> Said:
    """Say the opposite of an act: what it brought is withdrawn, what it replaced is said again.

    The act returned is the opposite, so undoing it in turn is the redo. A passage that came with the act goes with it
    unless something else has come to rest on it; where something rests on any other record, nothing is undone.

    Args:
        path: The study folder.
        act: An act of one's own.
        by: Whose journal.

    Raises:
        ChangedSinceError: Where anybody has said something later about a record of the act, or that rests on one.
    """
    study = Study(path)
    records = study.records
    opposite: list[Record] = []
    undone = {identity for identity, _ in act.versions}
    if not undone:
        raise ChangedSinceError("")
    first = dict(reversed(act.versions))
    rested_on = _rested_on(records, undone)
    for identity, name in dict(act.versions).items():
        said, before, now = (
            saying_of(records, identity, name),
            stood_before(records, identity, first[identity]),
            records.by_id.get(identity),
        )
        same = said is not None and _content(said) == _content(now)
        if isinstance(now, Passage) and (before or not same or identity in rested_on):
            continue
        if not same:
            raise ChangedSinceError(identity)
        if not before and identity in rested_on:
            raise ChangedSinceError(identity, rested_on=True)
        opposite.append(before or _withdrawal(records, identity, first[identity], by))
    return say(study, opposite, by=by)


def saying_of(records: Records, identity: str, name: str) -> Record | None:
    """Return one saying of an id by its version."""
    standing = records.by_id.get(identity)
    said = records.history.get(identity) or ([standing] if standing else [])
    return next((record for record in said if version(record) == name), None)


def stood_before(records: Records, identity: str, name: str) -> Record | None:
    """Return what stood before a version was said; None where nothing did."""
    said = saying_of(records, identity, name)
    return stood_under(records, said) if said else None


def stood_under(records: Records, said: Record) -> Record | None:
    """Return what stood before a saying, among records that need not hold it; None where nothing did."""
    standing = [record for record in _replaced(records, said) if not isinstance(record, Retraction)]
    return standing[-1] if standing else None


def _withdrawal(records: Records, identity: str, name: str, by: str) -> Retraction:
    """Return what takes a version back: a person's refusal that stood before it, else a mark that it was undone."""
    said = saying_of(records, identity, name)
    replaced = _replaced(records, said) if said else []
    refusals = [each for each in replaced if isinstance(each, Retraction) and not each.undone]
    undone = Retraction(id=identity, by=by, at=stamp(records.latest), reason="undone", undone=True)
    return refusals[-1] if refusals else undone


def _replaced(records: Records, said: Record) -> list[Record]:
    replaced = [saying_of(records, said.id, old) for old in said.revises]
    return [record for record in replaced if record]


def _content(said: Record | None) -> Record | None:
    """Return what a saying says, whoever says it and when; None for a withdrawal."""
    if said is None or isinstance(said, Retraction):
        return None
    return msgspec.structs.replace(said, by="", at=datetime.min.replace(tzinfo=UTC), revises=())


def _rested_on(records: Records, act: Collection[str]) -> set[str]:
    """Return the ids of records of an act, and others of their kinds, that any record outside it names."""
    kinds = {type(records.by_id[identity]) for identity in act if identity in records.by_id}
    found: set[str] = set()
    for kind, fields in REFERENCES.items():
        naming = [field for field, named in fields.items() if not named or kinds.intersection(named)]
        for record in records.of(kind) if naming else ():
            if record.id not in act:
                for field in naming:
                    named = getattr(record, field)
                    found.update(named if isinstance(named, tuple) else (named,))
    return found
