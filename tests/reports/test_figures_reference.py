"""The reference of the figures says what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.reports.figures import NoSuchFigureError, figure

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "figures.md"


def test_every_figure_there_is_stands_in_the_reference_and_no_other():
    listed = re.findall(r"^\| `(\w+)` \|", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    with pytest.raises(NoSuchFigureError) as refused:
        figure("none", {}, Material([], lenses={}), Assessment())
    assert str(refused.value).endswith(f"Figures: {', '.join(listed)}.")
