"""Bibliographic data into a study: entries of a reference manager matched to the sources they describe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from colligate.problems import Problem
from colligate.record import Record, version
from colligate.sources.bibliography import read_bibliography
from colligate.sources.fitting import Fitting
from colligate.sources.source import Source
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study


class BibliographyReport(msgspec.Struct, kw_only=True):
    """Which sources were described, and which entries fit none."""

    described: list[str] = []
    unchanged: list[str] = []
    problems: list[Problem] = []


def add_bibliography(path: Path, file: Path, *, by: str, source: str = "") -> BibliographyReport:
    """Describe sources by the entries of a RIS, BibTeX or CSL-JSON file.

    An entry belongs to a source when DOI or address are the same, or the title is, ignoring case and signs, or its key
    is the source's id. An entry that fits no source or several is listed and nothing is guessed.

    Args:
        path: The study folder.
        file: The bibliography.
        by: Whose journal.
        source: Id of the one source that a file of a single entry describes.

    Raises:
        NotAStudyError: Where `path` is no study.
    """
    study = Study(path)
    items, problems = read_bibliography(file.read_bytes(), file.name)
    report = BibliographyReport(problems=problems)
    sources = study.records.of(Source)
    known = Fitting(sources)
    at = stamp(study.records.latest)
    act: list[Record] = []
    for item in items:
        fitting = [each for each in sources if each.id == source] if source else known.of(item)
        if len(fitting) != 1:
            report.problems.append(_unmatched(file.name, item, fitting))
            continue
        told = _described(fitting[0], item)
        if told == fitting[0]:
            report.unchanged.append(told.id)
            continue
        act.append(msgspec.structs.replace(told, by=by, at=at, revises=(version(fitting[0]),)))
        report.described.append(told.id)
    Journal(study.folder.journals / f"{by}.jsonl").append(act)
    return report


def _described(source: Source, item: dict[str, Any]) -> Source:
    csl = {**source.csl, **{key: value for key, value in item.items() if key != "id"}}
    return msgspec.structs.replace(
        source, csl=csl, title=str(item.get("title") or source.title), url=source.url or str(item.get("URL", ""))
    )


def _unmatched(name: str, item: dict[str, Any], fitting: Sequence[Source]) -> Problem:
    title = str(item.get("title", "an entry without a title"))[:80]
    if fitting:
        message = f"'{title}' fits several sources: {', '.join(source.id for source in fitting)}."
    else:
        message = f"'{title}' fits no source of the study."
    return Problem(
        place=name,
        message=message,
        remedy="Give it alone in a file, with '--source ID', to say which it describes.",
        severity="warning",
    )
