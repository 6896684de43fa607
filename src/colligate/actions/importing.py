"""Tables into a study: every row said in the importer's journal, or refused with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import msgspec

from colligate.actions.identity import identity
from colligate.actions.saying import as_read, heads
from colligate.actions.staging import Act
from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.exchange.assembling import Draft
from colligate.exchange.tables import Known, read_tables
from colligate.problems import Problem
from colligate.record import Record
from colligate.sources.locating import Searchable
from colligate.sources.text import Text
from colligate.study.checks.references import CODES, REFERENCES
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study


class ImportReport(msgspec.Struct, kw_only=True, dict=True):
    """What became of the rows: records added, revised or unchanged, counted by type, and everything refused."""

    added: dict[str, int] = {}
    revised: dict[str, int] = {}
    unchanged: dict[str, int] = {}
    #: Rows, columns and files not taken, and warnings (by `severity`), each with place, reason and way out.
    refusals: list[Problem] = []

    @cached_property
    def act(self) -> Act:
        """What was said; set once it is, and no part of what is told."""
        return Act()

    def summary(self) -> str:
        """Say in one line what was added, revised, unchanged and refused, by type."""
        parts = [
            f"{verb} {', '.join(_counted(count, kind) for kind, count in sorted(counts.items()))}."
            for verb, counts in (("Added", self.added), ("Revised", self.revised), ("Unchanged", self.unchanged))
            if counts
        ]
        errors = sum(problem.severity == "error" for problem in self.refusals)
        parts += [f"Refused {errors}."] if errors else []
        return " ".join(parts) or "Nothing to import."


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}" if count == 1 else f"{count} {kind}s"


def import_tables(
    path: Path, files: Sequence[Path], *, by: str, as_table: str = "", at: datetime | None = None
) -> ImportReport:
    """Import tables (CSV, XLSX) into a study; see the tables reference. All acts are written with one flush.

    Args:
        path: The study folder.
        files: The tables; rows may name records of any other of them.
        by: Whose journal, such as ``amina@laptop``.
        as_table: What the rows are, whatever the files' names say.
        at: Fixes the time of the first act, for builds that must repeat; else the clock.

    Raises:
        NotAStudyError: Where `path` is no study.
        BadNameError: Where `by` cannot name a journal.
    """
    who = identity(by)
    study = Study(path)
    report = ImportReport()
    reading = read_tables(_bytes(files, report.refusals), _known(study), by=who, as_table=as_table)
    report.refusals += reading.problems
    acts = list(_acts(study, reading.drafts, report, _Clock(at, study.records.latest)))
    Journal(study.folder.journals / f"{who}.jsonl").append_all(acts)
    report.act = Act(said=tuple(record for act in acts for record in act), before=study.records)
    return report


def _bytes(files: Sequence[Path], refusals: list[Problem]) -> Iterator[tuple[str, bytes]]:
    names = Counter(file.name for file in files)
    for file in files:
        try:
            yield file.name if names[file.name] == 1 else str(file), file.read_bytes()
        except OSError as error:
            message = f"The table cannot be opened: {error.strerror}."
            refusals.append(Problem(place=str(file), message=message, remedy="Check the name and its permissions."))


def _known(study: Study) -> Known:
    def read(source: str, identity: str) -> tuple[Text, Searchable] | None:
        text = study.records.get(Text, identity) or study.texts.get(source)
        text = text if text and text.source == source else study.texts.get(source)
        try:
            return (text, study.searchable(text)) if text else None
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            return None

    withdrawn = study.records.withdrawn()
    return Known(
        records=study.records.by_id,
        codes={**study.codes, RESIDUAL: NO_CODE_FITS},
        references=REFERENCES,
        coded=CODES,
        text=read,
        withdrawn=lambda name: withdrawn.get(name, ""),
    )


class _Clock:
    """Times for acts, each a microsecond after the last, all after what was said before."""

    def __init__(self, at: datetime | None, latest: datetime | None) -> None:
        self._next = at.astimezone(UTC) if at else stamp(latest)
        if at and latest and self._next <= latest:
            self._next = stamp(latest) if self._next == latest else latest.astimezone(UTC) + timedelta(microseconds=1)

    def tick(self) -> datetime:
        """Return the time of the next act."""
        now = self._next
        self._next += timedelta(microseconds=1)
        return now


def _acts(study: Study, drafts: Iterable[Draft], report: ImportReport, clock: _Clock) -> Iterator[list[Record]]:
    """Yield what is to be said: each record after the new passages it rests on."""
    said: set[str] = set()
    for draft in drafts:
        resting = [passage for passage in draft.passages if passage.id not in study.records.by_id]
        fresh = [passage for passage in dict.fromkeys(resting) if passage.id not in said]
        counts, record = _news(draft, report)
        if record.id not in said:
            _count(counts, record)
        act: list[Record] = list(fresh)
        if counts is not report.unchanged and record.id not in said:
            act.append(record)
        said.update(each.id for each in act)
        for passage in fresh:
            _count(report.added, passage)
        if act:
            now = clock.tick()
            yield [
                as_read(msgspec.structs.replace(each, at=now, revises=heads(study.records, each.id))) for each in act
            ]


def _count(counts: dict[str, int], record: Record) -> None:
    kind = type(record).__name__
    counts[kind] = counts.get(kind, 0) + 1


def _news(draft: Draft, report: ImportReport) -> tuple[dict[str, int], Record]:
    """Say whether a draft is new, says an old record again otherwise, or says nothing new."""
    old, record = draft.old, draft.record
    if old is None:
        return report.added, record
    if msgspec.structs.replace(record, by=old.by, at=old.at, revises=old.revises) == old:
        return report.unchanged, old
    return report.revised, msgspec.structs.replace(record, stated_by="")
