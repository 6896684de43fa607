"""A study as it stands, for whoever looks at it more than once: read again when a file of it has changed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from colligate.assessments.assessing import Assessed, assessed
from colligate.assessments.material import Material
from colligate.assessments.reassessing import reassessed
from colligate.assessments.results import Assessment
from colligate.problems import Problem
from colligate.reports.binding import Binder
from colligate.reports.composing import Composed
from colligate.study.assessing import material
from colligate.study.building import read_report_of
from colligate.study.checks import study_problems
from colligate.study.folder import Folder
from colligate.study.records import Records
from colligate.study.study import Study

#: State of every file that a study is read from: path, time of change, size.
Stamp = tuple[tuple[str, int, int], ...]


class Standing:
    """One reading of a study; whatever is derived from it is derived once."""

    def __init__(self, study: Study, stamp: Stamp, before: Standing | None = None) -> None:
        """Keep the study and the state of its files.

        What was assessed in the reading `before`, or in one before that, is built on.
        """
        self.study, self.stamp = study, stamp
        self._last: tuple[Records, Assessed] | None = before._latest if before else None  # noqa: SLF001 - of its own kind

    @cached_property
    def material(self) -> Material:
        """What an assessment reads."""
        return material(self.study)

    @cached_property
    def assessment(self) -> Assessment:
        """Everything assessed."""
        return self._assessed.assessment

    @cached_property
    def _assessed(self) -> Assessed:
        last, self._last = self._last, None
        changed = self.study.records.changed_since(last[0]) if last else None
        if last is None or changed is None:
            return assessed(self.material)
        return reassessed(last[1], self.material, changed)

    @property
    def _latest(self) -> tuple[Records, Assessed] | None:
        """What was assessed last, and of which records."""
        done = self.__dict__.get("_assessed")
        return (self.study.records, done) if done else self._last

    @cached_property
    def binder(self) -> Binder:
        """Resolves ids, finding keys and gaps to what supports them."""
        return Binder(self.material, self.assessment)

    @cached_property
    def composed(self) -> Composed:
        """The report, its sentences bound and checked; figures are left blank."""
        return read_report_of(self.study, assessed=(self.material, self.assessment))

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything wrong with the study."""
        return study_problems(self.study)


def standing_of(path: Path, known: Standing | None = None) -> Standing:
    """Return `known` if no file has changed since it was read, else a new reading. Raises NotAStudyError."""
    stamp = _stamp(Folder(path).require())
    return known if known and known.stamp == stamp else Standing(Study(path), stamp, known)


def _stamp(folder: Folder) -> Stamp:
    files = [
        folder.settings,
        *sorted(folder.lenses.glob("*.yaml")),
        *sorted(folder.journals.glob("*.jsonl")),
        *sorted(folder.report.glob("*")),
    ]
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file())
