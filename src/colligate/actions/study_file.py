"""The study file from a form: a study started, its case described, lenses taken in, or the file mended as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from colligate.actions.cataloguing import actor_meant
from colligate.actions.lenses import add_lens
from colligate.actions.starting import new_study
from colligate.actions.writing import ChangedMeanwhileError
from colligate.lenses.shipped import shipped_lens
from colligate.periods import period
from colligate.problems import ColligateError, Problem
from colligate.study.folder import Folder, digest, write
from colligate.study.journal import Journal, stamp
from colligate.study.rewriting import settings_rewritten
from colligate.study.settings import read_settings
from colligate.study.study import Study

#: What a form asks for, in its order.
FIELDS = ("title", "question", "organisation", "area", "threat", "period")


class UnreadableStudyFileError(ColligateError):
    """A study file that would not hold what it should."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Name the first fault and its line."""
        problem = problems[0]
        line = problem.place.partition(":")[2]
        where = f"Line {line}: " if line else ""
        super().__init__(f"Nothing was written. {where}{problem.message} {problem.remedy}")


def can_start(path: Path) -> bool:
    """Say whether a study can be started in a folder: it is not there yet, or empty."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def start_study(path: Path, told: Mapping[str, str], *, lenses: Iterable[str], by: str) -> None:
    """Start a study from a form.

    Args:
        path: Where; it is made.
        told: By the names in `FIELDS`; the organisation by its name.
        lenses: Ids of lenses that ship.
        by: Whose journal.

    Raises:
        PeriodError: Where the period cannot be read.
        FolderTakenError: Where the folder holds something.
        UnknownLensError: Where no lens of an id ships.
    """
    _check(told)
    title = told.get("title", "").strip() or path.name
    new_study(path, lenses=list(lenses), title=title, question=_one_line(told.get("question", "")))
    describe_study(path, {**told, "title": title}, by=by)


def describe_study(
    path: Path, told: Mapping[str, str], *, lenses: Iterable[str] = (), seen: str = "", by: str
) -> list[Problem]:
    """Write into the study file what a form tells; return what is wrong with a lens that was not taken in.

    Fields left out stay. An organisation that the study does not know by its id or any name becomes an actor.

    Args:
        path: The study folder.
        told: By the names in `FIELDS`.
        lenses: Ids of lenses that ship, to be taken in as well.
        seen: What `state` gave when the form was shown; empty to skip the comparison.
        by: Whose journal.

    Raises:
        PeriodError: Where the period cannot be read.
        ChangedMeanwhileError: Where the file is not what it was when the form was shown.
        UnreadableStudyFileError: Where the file must be mended first.
        UnknownLensError: Where no lens of an id ships.
    """
    _check(told)
    chosen = [shipped_lens(lens).id for lens in lenses]
    study = Study(path)
    data = study.folder.settings.read_bytes()
    _require_seen(data, seen)
    settings, problems = read_settings(data, "study.yaml")
    if problems:
        raise UnreadableStudyFileError(problems)
    plain = {name: _one_line(told[name]) for name in ("title", "question", "period") if name in told}
    case = {name: _one_line(told[name]) for name in ("area", "threat") if name in told}
    if "organisation" in told:
        case["organisation"] = _organisation(study, _one_line(told["organisation"]), by)
    wanted = msgspec.structs.replace(settings, **plain, case=msgspec.structs.replace(settings.case, **case))
    if wanted != settings:
        write(study.folder.settings, settings_rewritten(data, wanted))
    return [problem for lens in chosen for problem in add_lens(path, lens)]


def state(path: Path) -> str:
    """Return a word for the study file as it is, to be compared when it is written. Raises NotAStudyError."""
    return digest(Folder(path).require().settings.read_bytes())[:16]


def mend_study_file(path: Path, text: str, *, seen: str = "") -> None:
    """Write the study file as text, unless it could not be read then.

    Raises:
        ChangedMeanwhileError: Where the file is not what it was when it was shown.
        UnreadableStudyFileError: Where the text is not YAML or does not hold what a study file should.
    """
    folder = Folder(path).require()
    _require_seen(folder.settings.read_bytes(), seen)
    data = f"{text.replace(chr(13), '').rstrip()}\n".encode()
    _, problems = read_settings(data, "study.yaml")
    if problems:
        raise UnreadableStudyFileError(problems)
    write(folder.settings, data)


def _check(told: Mapping[str, str]) -> None:
    if told.get("period", "").strip():
        period(_one_line(told["period"]))


def _require_seen(data: bytes, seen: str) -> None:
    if seen and digest(data)[:16] != seen:
        raise ChangedMeanwhileError("study.yaml", data.decode("utf-8", errors="replace"))


def _organisation(study: Study, named: str, by: str) -> str:
    """Return the id of the actor meant; one not known is said first."""
    at = stamp(study.records.latest)
    identity, made = actor_meant(study, named, by=by, at=at)
    if made:
        Journal(study.folder.journals / f"{by}.jsonl").append(made)
    return identity or ""


def _one_line(words: str) -> str:
    return " ".join(words.split())
