"""The reference of the report holds every word and name the program knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from colligate.assessments.wording import VOCABULARY
from colligate.reports.computing import _OPERATIONS
from colligate.reports.counting import _RECORDS, _RESULTS
from colligate.reports.lists import LISTS
from colligate.reports.locking import Change
from colligate.reports.parsing import PLACED
from colligate.reports.placing import FIGURES
from colligate.reports.tables import TABLES

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "report.md").read_text(encoding="utf-8")


def test_every_strength_word_stands_beside_its_level():
    for level, words in VOCABULARY.items():
        (row,) = re.findall(rf"^\| {level} \| (.*) \|$", REFERENCE, re.MULTILINE)
        assert row == "; ".join(", ".join(forms) for forms in words)


def test_every_kind_of_value_is_described():
    assert [name for name in _OPERATIONS if f"`{name}:" not in REFERENCE] == []


def test_everything_that_can_be_counted_is_named():
    assert [name for name in (*_RECORDS, *_RESULTS) if f"`{name}`" not in REFERENCE] == []


def test_everything_that_can_be_placed_is_named():
    assert {"figure", "appendix", *TABLES, *LISTS, *FIGURES} == PLACED
    assert [name for name in sorted(PLACED) if f"`.{name}`" not in REFERENCE] == []


def test_every_kind_of_change_is_named():
    assert [name for name in get_args(Change) if f"`{name}`" not in REFERENCE] == []
