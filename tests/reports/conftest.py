"""What tests of reports share: a small study in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from blank import blank_figure
from small_study import SmallStudy

from colligate.reports.composing import Composed, compose
from colligate.study.assessing import material
from colligate.study.building import assess
from colligate.study.study import Study


@pytest.fixture
def small(tmp_path: Path) -> SmallStudy:
    return SmallStudy(tmp_path / "small")


@pytest.fixture
def composed(small: SmallStudy) -> Callable[[str], Composed]:
    """Compose a report's text against the small study."""

    def make(text: str) -> Composed:
        case = material(Study(small.folder.path))
        return compose({"report/report.md": text.encode()}, case, assess(case), draw=blank_figure)

    return make
