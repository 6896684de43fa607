"""What a study holds now: the journals merged, revisions followed, retractions honoured, conflicts named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from colligate.problems import Problem
from colligate.record import Record, Retraction, version
from colligate.study.journal import AnyRecord

R = TypeVar("R", bound=Record)


class Records:
    """Every record that stands, by id and by type; each type in the order of time, then id."""

    def __init__(self, said: Iterable[AnyRecord]) -> None:
        """Merge what was said in any number of journals, in any order; duplicates are harmless."""
        self._first: dict[str, AnyRecord] = {}
        self._again: dict[str, list[AnyRecord]] = {}
        self.problems: list[Problem] = []
        #: Revisions of one id that were made apart and that nobody has settled, oldest first.
        self.apart: dict[str, list[AnyRecord]] = {}
        #: Sayings of each id that more than one saying exists for, oldest first.
        self.history: dict[str, list[AnyRecord]] = {}
        #: When the last thing was said.
        self.latest: datetime | None = None
        self._hear(said)
        first, again = self._first, self._again
        standing = [record for record in first.values() if record.id not in again and type(record) is not Retraction]
        standing += [record for name in again if (record := self._standing(name))]
        standing.sort(key=_order)
        self.problems.sort()
        self.by_id: dict[str, AnyRecord] = {record.id: record for record in standing}

    def joined(self, said: Iterable[AnyRecord]) -> Records:
        """Return what stands once more has been said; the same as merging everything anew, in less time."""
        said = list(said)
        new = Records(())
        new._first, new._again = dict(self._first), dict(self._again)
        new.history, new.by_id, new.latest = dict(self.history), dict(self.by_id), self.latest
        names = new._hear(said)
        new.problems = [problem for problem in self.problems if problem.place not in names]
        new.apart = {name: heads for name, heads in self.apart.items() if name not in names}
        standing = []
        for name in names:
            new.by_id.pop(name, None)
            record = new._standing(name) if name in new._again else new._first[name]
            if record and type(record) is not Retraction:
                standing.append(record)
        standing.sort(key=_order)
        new.problems.sort()
        last = next(reversed(new.by_id.values()), None)
        new.by_id |= {record.id: record for record in standing}
        if last and standing and _order(standing[0]) < _order(last):
            new.by_id = {record.id: record for record in sorted(new.by_id.values(), key=_order)}
        return new

    def _hear(self, said: Iterable[AnyRecord]) -> dict[str, None]:
        """Take in what was said; return the ids spoken of."""
        names: dict[str, None] = {}
        for record in said:
            names[record.id] = None
            if self._first.setdefault(record.id, record) is not record:
                self._again[record.id] = [*self._again.get(record.id, ()), record]
            if self.latest is None or record.at > self.latest:
                self.latest = record.at
        return names

    @cached_property
    def _by_type(self) -> Mapping[type, list[AnyRecord]]:
        groups: defaultdict[type, list[AnyRecord]] = defaultdict(list)
        for record in self.by_id.values():
            groups[type(record)].append(record)
        return groups

    def of(self, kind: type[R]) -> list[R]:
        """Return the standing records of one type."""
        return self._by_type.get(kind, [])  # pyright: ignore[reportReturnType]

    def get(self, kind: type[R], identity: str | None) -> R | None:
        """Return the standing record of that id if it is of that type."""
        record = self.by_id.get(identity or "")
        return record if isinstance(record, kind) else None

    def _standing(self, name: str) -> AnyRecord | None:
        heads = self._heads([self._first[name], *self._again[name]])
        if len(heads) > 1:
            self.problems.append(_two_heads(heads))
            self.apart[name] = heads
        kept = [record for record in heads if not isinstance(record, Retraction)]
        return kept[-1] if kept else None

    def _heads(self, sayings: list[AnyRecord]) -> list[AnyRecord]:
        versions = {version(record): record for record in sayings}
        ordered = sorted(versions.items(), key=lambda item: (item[1].at, item[1].by, item[0]))
        self.history[sayings[0].id] = [record for _, record in ordered]
        replaced = {old for _, record in ordered for old in record.revises}
        return [record for name, record in ordered if name not in replaced] or [ordered[-1][1]]


def _order(record: Record) -> tuple[datetime, str]:
    return record.at, record.id


def _two_heads(heads: list[AnyRecord]) -> Problem:
    who = " and ".join(f"{record.by} ({record.at:%Y-%m-%d %H:%M})" for record in heads)
    kind = next((type(record).__name__ for record in heads if not isinstance(record, Retraction)), "record")
    return Problem(
        place=heads[0].id,
        message=f"Two revisions of {kind} '{heads[0].id}' were made apart, by {who}.",
        remedy="Both are kept and the later one is shown. Settle it on the page Study, or with "
        f"'colligate settle {heads[0].id}'.",
    )
