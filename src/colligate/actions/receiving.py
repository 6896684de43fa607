"""Files of other programs into a study: one act, all or nothing, with a report of what was lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import msgspec

from colligate.actions.coding import read_source
from colligate.actions.identity import identity
from colligate.actions.saying import all_as_read, heads
from colligate.actions.staging import Act, Staging, keep_report
from colligate.exchange.annotations.taking import take_annotations
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.highlights.taking import take_highlights
from colligate.exchange.iati.taking import take_activities
from colligate.exchange.incoming import Incoming, Known
from colligate.exchange.libraries.packed import unpacked
from colligate.exchange.libraries.reading import library_file, read_library
from colligate.exchange.libraries.taking import take_library
from colligate.exchange.losses import Loss, Losses, in_words
from colligate.exchange.recognising import FileKind, kind_of_file
from colligate.exchange.refi.archive import beside, open_archive
from colligate.exchange.refi.reading import read_project
from colligate.exchange.refi.taking import take_project
from colligate.lenses.writing import lens_bytes
from colligate.record import Record
from colligate.study.checks.references import REFERENCES
from colligate.study.folder import Folder, digest
from colligate.study.journal import RECORD_TYPES, Journal, stamp
from colligate.study.settings import read_settings, settings_bytes
from colligate.study.sketches import sketched
from colligate.study.study import Study

#: Bytes of one file. A project with its films may be larger; films have no place here.
LARGEST_FILE = 2_000_000_000


class Received(msgspec.Struct, kw_only=True, dict=True):
    """What became of a file."""

    file: str
    kind: FileKind
    #: Records by type that were new, or said otherwise than before, or as they stood already.
    added: dict[str, int] = {}
    revised: dict[str, int] = {}
    unchanged: dict[str, int] = {}
    losses: list[Loss] = []
    #: Where the report lies, as text.
    report: str = ""

    @cached_property
    def act(self) -> Act:
        """What was said and written; set once it is, and no part of what is told."""
        return Act()

    def words(self) -> str:
        """Tell it for people."""
        counts = [
            f"{verb} {', '.join(_counted(count, name) for name, count in sorted(found.items()))}."
            for verb, found in (("Added", self.added), ("Revised", self.revised), ("Unchanged", self.unchanged))
            if found
        ]
        return (
            f"{self.file}: {' '.join(counts) or 'nothing new.'}\n{in_words(self.losses)}The whole report: {self.report}"
        )


def _counted(count: int, kind: str) -> str:
    return f"{count:,} {kind}" if count == 1 else f"{count:,} {kind}s"


def receive(
    path: Path, file: Path, *, by: str, source: str = "", without_missing: bool = False, codes: Sequence[str] = (),
    at: datetime | None = None,
) -> Received:  # fmt: skip
    """Import a file of another program: REFI-QDA, annotations, highlights of a PDF, IATI activities, or a library.

    A library of a reference manager is an export of Zotero (RDF, Better BibTeX JSON), or BibTeX, RIS or CSL-JSON, with
    the files it links beside it or in one archive (.zip) with it.

    Args:
        path: The study folder.
        file: The file, or the folder of an exported library. What it is, is read off its content.
        by: Whose journal, such as ``amina@laptop``.
        source: For annotations and highlights: id of the source they are about, where the file does not lead to it.
        without_missing: Take a project although documents of it are missing.
        codes: For highlights: which code a colour or an author stands for, each as ``yellow=lens/code``.
        at: Fixes the time of the first record, for builds that must repeat; else the clock.

    Raises:
        NotAStudyError: Where `path` is no study.
        BadNameError: Where `by` cannot name a journal.
        RefusedFileError: Where the file is not taken; the study is unchanged.
        BadChoiceError: Where one of `codes` cannot be read or names no code of the study.
    """
    who = identity(by)
    study = Study(path)
    file = library_file(file)
    data = bytes_of(file)
    kind = kind_of_file(data, file.name)
    if kind == "library":
        return _library(study, data, file, who, at)
    if kind == "highlights":
        return _highlights(study, data, file.name, who, source, codes, at)
    if kind == "annotations":
        known = known_of(study)
        incoming, losses = take_annotations(data, known, study.searchable, name=file.name, by=who, source=source)
    elif kind == "iati-activities":
        incoming, losses = take_activities(data, known_of(study), name=file.name, by=who)
    elif kind == "series":
        raise RefusedFileError(
            file.name, "It holds values of indicators.", "Import it with --as series, which shows first how it is read."
        )
    elif kind == "package":
        raise RefusedFileError(
            file.name, "It is a research package, which is a whole study.",
            f"Unpack it into a new folder: colligate import {file.name} --study NEW-FOLDER.",
        )  # fmt: skip
    elif kind == "table":
        raise RefusedFileError(file.name, "It is no file of a format known here.", "See the how-to on exchange.")
    else:
        archive = data.startswith(b"PK") or file.suffix.lower() == ".qdpx"
        files = open_archive(data, file.name, file.parent) if archive else beside(file)
        project = read_project(files.project() if archive else data, file.name)
        incoming, losses = take_project(
            project, files, known_of(study), name=file.name, by=who, without_missing=without_missing
        )
    return commit(study, incoming, losses, Received(file=file.name, kind=kind), who, at)


def _library(study: Study, data: bytes, file: Path, who: str, at: datetime | None) -> Received:
    """Take a library whose files lie beside it, or in one archive with it."""
    with unpacked(data, file.name) if data.startswith(b"PK") else nullcontext(file) as place:
        content = data if place is file else bytes_of(place)
        library = read_library(content, place.name)
        incoming, losses = take_library(
            library, place.parent, known_of(study), study.records.history,
            lambda text: sketched(study.folder, text.sha256), by=who,
        )  # fmt: skip
        return commit(study, incoming, losses, Received(file=file.name, kind="library"), who, at)


def receive_highlights(path: Path, source: str, *, by: str, codes: Sequence[str] = ()) -> Received:
    """Take up what is marked in the original of a source.

    Raises:
        NoSuchThingError: Where the study has no such source.
        RefusedFileError: Where its original is not here, is no PDF or holds no marks; the study is unchanged.
        BadChoiceError: Where one of `codes` cannot be read or names no code of the study.
    """
    who, study = identity(by), Study(path)
    found, _ = read_source(study, source)
    original = next(iter(study.folder.originals.glob(f"{found.sha256}.pdf")), None) if found.sha256 else None
    if original is None:
        raise RefusedFileError(source, "Its original is not here, or is no PDF.", "Import the PDF itself.")
    return _highlights(study, bytes_of(original), found.name or original.name, who, source, codes)


def _highlights(
    study: Study, data: bytes, name: str, who: str, source: str, codes: Sequence[str], at: datetime | None = None
) -> Received:
    incoming, losses = take_highlights(
        data, known_of(study), study.searchable, name=name, by=who, source=source, codes=codes
    )
    return commit(study, incoming, losses, Received(file=name, kind="highlights"), who, at)


def sorted_files(files: Sequence[Path], *, as_table: str = "") -> tuple[list[Path], list[Path]]:
    """Return the tables among some files, and the files of other formats; `as_table` makes all of them tables."""
    if as_table:
        return list(files), []
    tables: list[Path] = []
    others: list[Path] = []
    for file in files:
        try:
            if file.is_dir():
                others.append(file)
                continue
            kind = kind_of_file(file.read_bytes(), file.name) if file.stat().st_size <= LARGEST_FILE else "refi-project"
        except OSError:
            kind = "table"  # whose reader says what is wrong
        (tables if kind == "table" else others).append(file)
    return tables, others


def bytes_of(file: Path) -> bytes:
    """Read a file of bearable size. Raises RefusedFileError."""
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise RefusedFileError(file.name, f"It has {size:,} bytes.", f"At most {LARGEST_FILE:,} are read.")
        return file.read_bytes()
    except OSError as error:
        raise RefusedFileError(
            file.name, f"It cannot be opened: {error.strerror}.", "Check the name and its permissions."
        ) from error


def known_of(study: Study) -> Known:
    """Return what an import is given of a study."""
    standing = study.records.by_id
    return Known(
        records=standing, lenses=study.lenses, references=REFERENCES, kinds=RECORD_TYPES,
        texts={source: text for source, text in study.texts.items() if source in standing},
        withdrawn=study.records.withdrawn(),
    )  # fmt: skip


def commit(
    study: Study, incoming: Incoming, losses: Losses, report: Received, by: str, at: datetime | None
) -> Received:
    """Write files first and the act last; should anything fail, take back every file."""
    act = _act(study, incoming.records, report, at)
    staging = Staging()
    try:
        _files(study.folder, incoming, staging)
        if act:
            Journal(study.folder.journals / f"{by}.jsonl").append(act)
    except BaseException:
        staging.undo()
        raise
    report.losses = losses.lines()
    report.act = Act(said=tuple(act), before=study.records, files=staging.replaced(study.folder))
    report.report = keep_report(study.folder, report.file, report.losses)
    return report


def _act(study: Study, records: Iterable[Record], report: Received, at: datetime | None) -> list[Record]:
    """Return the records that say something new, stamped one after the other."""
    now = (
        max(at.astimezone(UTC), stamp(study.records.latest))
        if at and study.records.latest
        else at or stamp(study.records.latest)
    )
    act: list[Record] = []
    for record in records:
        kind = type(record).__name__
        old = study.records.by_id.get(record.id)
        if old is None:
            report.added[kind] = report.added.get(kind, 0) + 1
        elif msgspec.structs.replace(record, by=old.by, at=old.at, revises=old.revises) == old:
            report.unchanged[kind] = report.unchanged.get(kind, 0) + 1
            continue
        else:
            report.revised[kind] = report.revised.get(kind, 0) + 1
        act.append(msgspec.structs.replace(record, at=now, revises=heads(study.records, record.id)))
        now += timedelta(microseconds=1)
    return all_as_read(act)


def _files(folder: Folder, incoming: Incoming, staging: Staging) -> None:
    for data, suffix in incoming.originals:
        staging.add(folder.originals / f"{digest(data)}{suffix}", data)
    for place, sha256 in incoming.files:
        data = place.read_bytes()
        if digest(data) != sha256:
            raise RefusedFileError(place.name, "It changed while it was read.", "Import the library again.")
        staging.add(folder.originals / f"{sha256}{place.suffix.lower()}", data)
    for text, layout in incoming.texts:
        words = text.encode("utf-8")
        staging.add(folder.texts / f"{digest(words)}.txt", words)
        frozen = msgspec.json.encode(layout)
        staging.add(folder.texts / f"{digest(frozen)}.json", frozen)
    for lens in incoming.lenses:
        staging.add(folder.lenses / f"{lens.id}.yaml", lens_bytes(lens))
    for dataset, mapping in incoming.mappings:
        staging.replace(folder.mappings / f"{dataset}.yaml", mapping)
    if incoming.lenses:
        settings, faults = read_settings(folder.settings.read_bytes(), "study.yaml")
        if faults:
            raise RefusedFileError("study.yaml", faults[0].message, faults[0].remedy)
        pins = {name: version for name, _, version in (entry.partition("@") for entry in settings.lenses)}
        pins |= {lens.id: lens.version for lens in incoming.lenses}
        pinned = tuple(f"{name}@{version}" for name, version in pins.items())
        staging.replace(folder.settings, settings_bytes(msgspec.structs.replace(settings, lenses=pinned)))
