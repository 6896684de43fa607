"""Everything wrong with a study, in one list."""

from __future__ import annotations

from pathlib import Path

from colligate.problems import Problem
from colligate.study.building import report_problems
from colligate.study.checks import study_problems
from colligate.study.study import Study


def check_study(path: Path) -> list[Problem]:
    """Return every problem of the folder, its records and its report. Raises NotAStudyError."""
    study = Study(path)
    return [*study_problems(study), *report_problems(study)]
