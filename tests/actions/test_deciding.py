"""Suggestions: what rules propose stands only once a person says it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from colligate.actions.checking import check_study
from colligate.actions.deciding import (
    BadCorrectionError,
    NoSuchSuggestionError,
    accept_suggestions,
    correct_suggestion,
    refuse_suggestions,
)
from colligate.actions.starting import new_study
from colligate.indicators.indicator import Indicator, Observation
from colligate.record import Suggestion, suggestion_id
from colligate.study.journal import Journal
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions, supposed

AT = datetime(2026, 1, 2, tzinfo=UTC)
INDICATOR = {"type": "Indicator", "id": "victims", "name": "Victims", "concept": "identified by the ministry"}
VALUE = {"type": "Observation", "id": "victims-2014", "indicator": "victims", "area": "THA",
         "period": "2014", "value": "595"}  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = new_study(tmp_path / "study")
    journal = Journal(path / "journal" / "amina@laptop.jsonl")
    for number, proposes in enumerate((INDICATOR, VALUE)):
        journal.append(
            [
                Suggestion(
                    id=suggestion_id(proposes["id"]),
                    by="amina@laptop",
                    at=AT + timedelta(seconds=number),
                    proposed_by="series 1",
                    proposes=proposes,
                    why="A year and a number in one sentence.",
                )
            ]
        )
    return path


def test_what_a_rule_proposes_is_no_record_of_the_study(study: Path) -> None:
    opened = Study(study)
    assert opened.records.of(Observation) == []
    assert [record.id for record in open_suggestions(opened).values()] == ["victims", "victims-2014"]
    assert [record.proposed_by for record in supposed(opened) if isinstance(record, Observation)] == ["series 1"]
    assert check_study(study) == []


def test_accepting_a_value_accepts_the_series_it_belongs_to(study: Path) -> None:
    assert accept_suggestions(study, ["victims-2014"], by="bram@office") == ("victims", "victims-2014")
    opened = Study(study)
    (value,) = opened.records.of(Observation)
    assert (value.value, value.by, value.proposed_by) == ("595", "bram@office", "series 1")
    assert [record.by for record in opened.records.of(Indicator)] == ["bram@office"]
    assert open_suggestions(opened) == {}


def test_a_corrected_value_stands_as_corrected(study: Path) -> None:
    assert correct_suggestion(study, "victims-2014", {"value": "596"}, by="bram@office") == ("victims", "victims-2014")
    (value,) = Study(study).records.of(Observation)
    assert (value.value, value.proposed_by) == ("596", "series 1")


def test_a_refused_suggestion_is_gone_and_its_reason_kept(study: Path) -> None:
    assert refuse_suggestions(study, ["victims-2014"], by="bram@office", reason="A misreading.") == ("victims-2014",)
    opened = Study(study)
    assert list(open_suggestions(opened)) == ["suggestion:victims"]
    kept = [msgspec.to_builtins(saying) for saying in opened.records.history["suggestion:victims-2014"]]
    assert kept[-1]["reason"] == "A misreading."


def test_a_wrong_name_or_field_says_what_there_is(study: Path) -> None:
    with pytest.raises(NoSuchSuggestionError, match="Did you mean victims-2014"):
        accept_suggestions(study, ["victim-2014"], by="bram@office")
    with pytest.raises(BadCorrectionError, match="no field 'valeu'"):
        correct_suggestion(study, "victims-2014", {"valeu": "1"}, by="bram@office")
    with pytest.raises(BadCorrectionError, match=r"Expected `str \| null`"):
        correct_suggestion(study, "victims-2014", {"value": [1]}, by="bram@office")


def test_a_suggestion_nobody_can_read_is_named_and_the_rest_kept(study: Path) -> None:
    bad = Suggestion(id="suggestion:x", by="amina@laptop", at=AT + timedelta(days=1), proposes={"type": "Wonder"})
    Journal(study / "journal" / "amina@laptop.jsonl").append([bad])
    assert [problem.place for problem in check_study(study)] == ["suggestion:x"]
    assert len(open_suggestions(Study(study))) == 2
