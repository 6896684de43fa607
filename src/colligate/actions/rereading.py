"""Sources read again by today's readers, every passage placed anew by its words or left for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from colligate.actions.adding import text_record
from colligate.problems import ColligateError, Problem
from colligate.record import Record, version
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.grids.grid import EXTRACTOR
from colligate.sources.grids.opening import read_again
from colligate.sources.locating import Searchable, locate
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.readers import read
from colligate.sources.source import Source
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study


class NoSuchSourceError(ColligateError):
    """A source id that the study does not have."""

    def __init__(self, identity: str) -> None:
        """Name the id."""
        super().__init__(f"The study has no source '{identity}'. 'colligate sources list' shows those it has.")


class RereadReport(msgspec.Struct, kw_only=True):
    """What reading again changed."""

    #: Ids of sources whose text or layout came out the same.
    unchanged: list[str] = []
    #: Ids of sources with a new text.
    reread: list[str] = []
    #: Ids of passages whose words stand at the same offsets, and of those placed elsewhere.
    kept: list[str] = []
    moved: list[str] = []
    #: Files that cannot be read, and passages that could not be placed: they keep their old text.
    problems: list[Problem] = []


def reread_sources(path: Path, sources: Sequence[str] = (), *, by: str) -> RereadReport:
    """Read originals again and re-anchor every passage by its quote, its surroundings and its position.

    A passage whose words are lost or fit several places is listed and stays with the text it was taken from, which is
    kept. Each source is one act.

    Args:
        path: The study folder.
        sources: Ids; all sources with an original if left out.
        by: Whose journal.

    Raises:
        NotAStudyError: Where `path` is no study.
        NoSuchSourceError: For an id the study does not have.
    """
    study = Study(path)
    report = RereadReport()
    for identity in sources or [source.id for source in study.records.of(Source) if source.sha256]:
        source = study.records.get(Source, identity)
        if source is None:
            raise NoSuchSourceError(identity)
        if extraction := _read(study, source, report):
            _replace(study, source, extraction, report, by=by)
    return report


def _read(study: Study, source: Source, report: RereadReport) -> Extraction | None:
    found = next(iter(study.folder.originals.glob(f"{source.sha256}*")), None)
    if found is None:
        report.problems.append(
            Problem(
                place=source.id,
                message="Its original is not in the folder.",
                remedy="Restore it from a copy of the study.",
            )
        )
        return None
    try:
        name, text = source.name or found.name, study.texts.get(source.id)
        if text and text.extractor.startswith(EXTRACTOR):
            return read_again(found.read_bytes(), name, text.extractor)
        return read(found.read_bytes(), name)
    except UnreadableFileError as error:
        report.problems.append(Problem(place=source.id, message=error.reason, remedy=error.remedy))
        return None


def _replace(study: Study, source: Source, extraction: Extraction, report: RereadReport, *, by: str) -> None:
    text, layout = study.folder.freeze(extraction.text, extraction.layout)
    old = study.texts.get(source.id)
    if old and (old.sha256, old.layout) == (text, layout):
        report.unchanged.append(source.id)
        return
    at = stamp(study.records.latest)
    reading = text_record(source.id, text, layout, extraction, by=by, at=at)
    searchable = Searchable(extraction.text, extraction.layout)
    act: list[Record] = [reading]
    for passage in study.records.of(Passage):
        if passage.source == source.id and passage.text != reading.id:
            act.extend(_anchor(passage, reading.id, searchable, report))
    act = [msgspec.structs.replace(record, by=by, at=at) for record in act]
    Journal(study.folder.journals / f"{by}.jsonl").append(act)
    study.records.latest = at
    report.reread.append(source.id)


def _anchor(passage: Passage, text: str, searchable: Searchable, report: RereadReport) -> list[Passage]:
    location = locate(passage, searchable)
    if not location.found:
        report.problems.append(_unplaced(passage, location.nearest, len(location.candidates)))
        return []
    (report.kept if location.status == "exact" else report.moved).append(passage.id)
    fields = passage_fields(searchable.text, searchable.layout, location.start, location.end)
    return [msgspec.structs.replace(passage, text=text, revises=(version(passage),), **fields)]


def _unplaced(passage: Passage, nearest: str, candidates: int) -> Problem:
    if candidates:
        message = f"The quote '{passage.quote[:120]}' fits {candidates} places of the new text."
    else:
        message = f"The quote '{passage.quote[:120]}' is not in the new text."
    near = f" The nearest text is: '{nearest[:120]}'." if nearest else ""
    return Problem(
        place=passage.id,
        message=message + near,
        remedy="It stays with the text it was taken from. Place it by hand, or leave it so.",
    )
