"""Records said from forms: each field checked, words rested on again rather than quoted twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from colligate.actions.coding import NoSuchThingError, code_span
from colligate.actions.recording import BadFieldError, record
from colligate.actions.saying import Span
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Observation
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact, Programme
from colligate.sources.passage import Passage
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
SPAN, ME = Span(source="unodc-2016-tij", start=0, end=8), "amina@laptop"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "study", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "study"


def test_an_event_has_its_date_and_the_words_that_show_it(path: Path) -> None:
    said = record(path, "event", {"name": "Signing", "kind": "launch", "date": "2016-06"}, span=SPAN, by=ME)
    records = Study(path).records
    event = records.get(Event, said.id)
    assert event is not None
    assert (event.id, event.name, event.date, len(event.passages)) == ("signing", "Signing", "2016-06", 1)
    passage = records.get(Passage, event.passages[0])
    assert passage is not None
    assert (passage.source, passage.start, passage.end) == ("unodc-2016-tij", 0, 8)


def test_words_that_stand_are_rested_on_again(path: Path) -> None:
    coded = code_span(path, source=SPAN.source, start=0, end=8, code="results-chain/input", by="bram@office")
    given = {"about": "tij-research", "field": "note", "value": "Three years"}
    said = record(path, "fact", given, span=SPAN, by=ME)
    records = Study(path).records
    coding, fact = records.get(Coding, coded.id), records.get(Fact, said.id)
    assert coding is not None
    assert fact is not None
    assert fact.passages == (coding.passage,)
    assert [identity for identity, _ in said.versions] == [said.id]


def test_a_value_loses_its_separators(path: Path) -> None:
    given = {"indicator": "victims-identified", "area": "THA", "period": "2018", "value": "1,250"}
    said = record(path, "observation", given, span=SPAN, by=ME)
    observation = Study(path).records.get(Observation, said.id)
    assert observation is not None
    assert (observation.value, observation.period, observation.indicator) == ("1250", "2018", "victims-identified")


def test_a_programme_keeps_the_words_that_name_it_and_an_actor_too(path: Path) -> None:
    record(path, "programme", {"name": "Safe Ports", "kind": "research"}, span=SPAN, by=ME)
    record(path, "actor", {"name": "Port Office", "kind": "office"}, span=SPAN, by=ME)
    records = Study(path).records
    assert records.get(Programme, "safe-ports") is not None
    fact = next(fact for fact in records.of(Fact) if fact.about == "safe-ports")
    actor = records.get(Actor, "port-office")
    assert actor is not None
    assert actor.names[0].passages == fact.passages


def test_said_again_it_keeps_what_was_not_given(path: Path) -> None:
    said = record(path, "event", {"name": "Signing", "kind": "launch", "date": "2016-06"}, span=SPAN, by=ME)
    record(path, "event", {"date": "2016-07"}, identity=said.id, by=ME)
    event = Study(path).records.get(Event, said.id)
    assert event is not None
    assert (event.name, event.date, len(event.passages)) == ("Signing", "2016-07", 1)


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("event", {"name": "Signing", "kind": "launch", "date": "June 2016"}, "date"),
        ("event", {"kind": "launch"}, "name"),
        ("fact", {"about": "tij-research", "field": "start", "value": "soon"}, "value"),
        ("fact", {"about": "tij-research", "field": "colour", "value": "red"}, "field"),
        ("observation", {"indicator": "victims-identified", "area": "THA", "period": "2018", "value": "many"}, "value"),
        ("programme", {"name": "Safe Ports", "kind": "party"}, "kind"),
    ],
)
def test_a_field_that_does_not_hold_what_it_should_is_named_and_nothing_is_said(
    path: Path, kind: str, given: dict[str, str], field: str
) -> None:
    with pytest.raises(BadFieldError) as told:
        record(path, kind, given, span=SPAN, by=ME)
    assert told.value.field == field
    assert not (path / "journal" / f"{ME}.jsonl").exists()


def test_what_the_study_does_not_have_is_named_with_the_nearest(path: Path) -> None:
    with pytest.raises(NoSuchThingError, match="Did you mean tij-research"):
        record(path, "fact", {"about": "tij-reserch", "field": "note", "value": "x"}, by=ME)
