"""What a study holds now: the journals merged, revisions followed, retractions honoured, conflicts named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from colligate.problems import Problem
from colligate.record import Record, Retraction, version
from colligate.study.grouping import Groups, by_type, grouped, order, regrouped
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
        #: Groups asked for so far, by type and field; the one of all records by their type has no name.
        self._groups: dict[tuple[type, str] | None, Groups] = {}
        #: Ids spoken of in each joining that led here, shared with what these records were joined from.
        self._log: list[frozenset[str]] = []
        self._position = 0
        self._hear(said)
        first, again = self._first, self._again
        standing = [record for record in first.values() if record.id not in again and type(record) is not Retraction]
        standing += [record for name in again if (record := self._standing(name))]
        standing.sort(key=order)
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
        gone = [record for name in names if (record := new.by_id.pop(name, None))]
        come: list[AnyRecord] = []
        for name in names:
            record = new._standing(name) if name in new._again else new._first[name]
            if record and type(record) is not Retraction:
                come.append(record)
        come.sort(key=order)
        new.problems.sort()
        last = next(reversed(new.by_id.values()), None)
        new.by_id |= {record.id: record for record in come}
        if last and come and order(come[0]) < order(last):
            new.by_id = {record.id: record for record in sorted(new.by_id.values(), key=order)}
        new._follow(self, names, gone, come)
        return new

    def _follow(
        self, before: Records, names: Iterable[str], gone: Sequence[AnyRecord], come: Sequence[AnyRecord]
    ) -> None:
        """Keep up what was derived from the records before, and note what was spoken of."""
        for key, groups in list(before._groups.items()):
            self._groups[key] = regrouped(groups, _named(key, gone), _named(key, come))
        at_end = before._position == len(before._log)
        self._log = before._log if at_end else before._log[: before._position]
        self._log.append(frozenset(names))
        self._position = len(self._log)

    def changed_since(self, earlier: Records) -> frozenset[str] | None:
        """Return the ids spoken of since earlier records that these grew out of; None where they did not."""
        if earlier._log is not self._log or earlier._position > self._position:
            return None
        return frozenset().union(*self._log[earlier._position : self._position])

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

    def of(self, kind: type[R]) -> list[R]:
        """Return the standing records of one type."""
        if None not in self._groups:
            self._groups[None] = by_type(self.by_id.values())
        return self._groups[None].get(kind, [])  # pyright: ignore[reportReturnType]

    def by(self, kind: type[R], field: str) -> Mapping[str, list[R]]:
        """Return the standing records of one type by what a field of them names, each group in the order said."""
        key = (kind, field)
        if key not in self._groups:
            self._groups[key] = grouped(self.of(kind), field)  # pyright: ignore[reportArgumentType]
        return self._groups[key]  # pyright: ignore[reportReturnType]

    def get(self, kind: type[R], identity: str | None) -> R | None:
        """Return the standing record of that id if it is of that type."""
        record = self.by_id.get(identity or "")
        return record if isinstance(record, kind) else None

    def withdrawn(self) -> dict[str, str]:
        """Return the ids that somebody withdrew, and who did; what was only undone may come again and is not named."""
        found: dict[str, str] = {}
        for name, said in self.history.items():
            if name in self.by_id:
                continue
            gone = [record for record in said if isinstance(record, Retraction) and not record.undone]
            replaced = {old for record in said for old in record.revises} if gone else set()
            if refusals := [record for record in gone if version(record) not in replaced]:
                found[name] = refusals[-1].by
        return found

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


def _named(key: tuple[type, str] | None, records: Iterable[AnyRecord]) -> list[tuple[object, AnyRecord]]:
    """Return the records that a grouping holds, each with the name of its group."""
    if key is None:
        return [(type(record), record) for record in records]
    return [(getattr(record, key[1]), record) for record in records if type(record) is key[0]]


def _two_heads(heads: list[AnyRecord]) -> Problem:
    who = " and ".join(f"{record.by} ({record.at:%Y-%m-%d %H:%M})" for record in heads)
    kind = next((type(record).__name__ for record in heads if not isinstance(record, Retraction)), "record")
    return Problem(
        place=heads[0].id,
        message=f"Two revisions of {kind} '{heads[0].id}' were made apart, by {who}.",
        remedy="Both are kept and the later one is shown. Settle it on the page Study, or with "
        f"'colligate settle {heads[0].id}'.",
    )
