"""Everything that can be wrong with a study folder, found at once."""

from __future__ import annotations

from colligate.problems import Problem
from colligate.record import Suggestion
from colligate.study.checks.files import file_problems
from colligate.study.checks.lenses import lens_problems
from colligate.study.checks.passages import passage_problems
from colligate.study.checks.references import reference_problems
from colligate.study.checks.values import value_problems
from colligate.study.model_runs import run_problems
from colligate.study.study import Study
from colligate.study.supposing import suggestion_problems


def study_problems(study: Study) -> list[Problem]:
    """Return every problem of settings, lenses, journals, files, references, quotes, values and runs; order fixed."""
    return [
        *study.problems,
        *lens_problems(study),
        *file_problems(study),
        *reference_problems(study),
        *passage_problems(study),
        *value_problems(study),
        *suggestion_problems(study.records.of(Suggestion)),
        *run_problems(study.folder),
    ]
