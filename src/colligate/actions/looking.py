"""A study as it stands, for whoever looks at it more than once: read again when a file of it has changed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from colligate.assessments.assessing import Assessed, assessed
from colligate.assessments.claims.ground import Ground
from colligate.assessments.leaving_out import Resting, resting
from colligate.assessments.material import Material
from colligate.assessments.reassessing import reassessed
from colligate.assessments.results import Assessment, Coverage, Finding
from colligate.problems import Problem
from colligate.reports.binding import Binder
from colligate.reports.composing import Composed
from colligate.reports.sentence import Sentence
from colligate.study.assessing import material
from colligate.study.building import read_report_of, report_problems
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
    def ground(self) -> Ground:
        """What a claim not yet said can be set against."""
        return self._assessed.ground

    @cached_property
    def binder(self) -> Binder:
        """Resolves ids, finding keys and gaps to what supports them."""
        return Binder(self.material, self.assessment)

    @cached_property
    def coverage(self) -> dict[tuple[str, str], Coverage]:
        """What each programme touches, by programme and code."""
        return {(row.programme, row.code): row for row in self.assessment.coverage}

    def findings_of(self, lens: str) -> list[Finding]:
        """Return the findings of one lens, in the order of the assessment."""
        return self._by_lens.get(lens, [])

    @cached_property
    def _by_lens(self) -> dict[str, list[Finding]]:
        grouped: dict[str, list[Finding]] = {}
        for finding in self.assessment.findings:
            grouped.setdefault(finding.lens, []).append(finding)
        return grouped

    @cached_property
    def resting(self) -> Resting:
        """What findings rest on."""
        return resting(self.assessment.findings)

    @cached_property
    def composed(self) -> Composed:
        """The report, its sentences bound and checked; figures are left blank."""
        return read_report_of(self.study, assessed=(self.material, self.assessment))

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything wrong with the study."""
        return study_problems(self.study)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The report's sentences; none where a file of it cannot be read."""
        return () if self._unread else self.composed.document.sentences

    @cached_property
    def every_problem(self) -> list[Problem]:
        """Everything wrong with the study and its report: what ``colligate check`` tells."""
        told = self._unread or report_problems(self.study, composed=self.composed)
        return [*self.problems, *told]

    @cached_property
    def _unread(self) -> list[Problem]:
        """What keeps the report from being read at all."""
        try:
            _ = self.composed
        except OSError as error:
            name = Path(error.filename).name if error.filename else ""
            return [
                Problem(
                    place=f"report/{name}".rstrip("/"),
                    message=f"The file could not be read: {error.strerror}.",
                    remedy="See that it is a file and that you may read it.",
                )
            ]
        return []


def standing_of(path: Path, known: Standing | None = None) -> Standing:
    """Return `known` if no file has changed since it was read, else a new reading. Raises NotAStudyError."""
    stamp = stamp_of(Folder(path).require())
    return known if known and known.stamp == stamp else Standing(Study(path), stamp, known)


def stamp_of(folder: Folder) -> Stamp:
    """Return the state of every file that a study is read from; nothing is opened."""
    files = [
        folder.settings,
        *sorted(folder.lenses.glob("*.yaml")),
        *sorted(folder.journals.glob("*.jsonl")),
        *sorted(folder.report.glob("*")),
    ]
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file())
