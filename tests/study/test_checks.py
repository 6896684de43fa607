"""A study broken in many ways gets as many clear messages at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from colligate.actions.adding import add_sources
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact, Programme
from colligate.record import Record
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Layout
from colligate.study.checks import study_problems
from colligate.study.journal import Journal
from colligate.study.study import Study

TEXT = "The office trained 600 officers in 2015. In 2014 the ministry counted 595 victims."
AT = datetime(2030, 1, 1, tzinfo=UTC)


class Writer:
    """Says records into a study, one second apart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = AT
        source = Study(path).records.of(Source)[0]
        self.text = Study(path).texts[source.id]

    def say(self, record_type: type[Record], identity: str, /, **fields: object) -> None:
        self.clock += timedelta(seconds=1)
        record = record_type(id=identity, by="amina@laptop", at=self.clock, **fields)
        Journal(self.path / "journal" / "amina@laptop.jsonl").append([record])

    def quote(self, identity: str, words: str, **changes: object) -> None:
        start = TEXT.index(words)
        fields = passage_fields(TEXT, Layout(), start, start + len(words)) | changes
        self.say(Passage, identity, source="report", text=self.text.id, **fields)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = new_study(tmp_path / "study", lenses=["io-roles"])
    (tmp_path / "report.txt").write_text(TEXT)
    add_sources(path, [tmp_path / "report.txt"], by="amina@laptop")
    writer = Writer(path)
    writer.say(Actor, "office", name="The office", kind="organisation")
    writer.say(Programme, "training", name="Training", kind="capacity building")
    writer.quote("p-officers", "trained 600 officers")
    writer.quote("p-victims", "595 victims")
    writer.say(Coding, "c-1", passage="p-officers", code="io-roles/actor.capacity-shown", about="training")
    writer.say(Indicator, "victims", name="Victims", concept="identified by the ministry", unit="persons")
    writer.say(
        Observation, "o-2014", indicator="victims", area="THA", period="2014", value="595", passages=("p-victims",)
    )
    return path


def messages(study: Path) -> dict[str, str]:
    return {problem.place: f"{problem.message} {problem.remedy}" for problem in study_problems(Study(study))}


def test_a_sound_study_has_no_problems(study: Path) -> None:
    assert messages(study) == {}


def test_ten_faults_give_ten_messages_at_once(study: Path) -> None:
    writer = Writer(study)
    writer.quote("p-wrong", "595 victims", quote="959 victims")
    writer.say(Coding, "c-2", passage="p-officer", code="io-roles/actor.capacity-shown", about="training")
    writer.say(Coding, "c-3", passage="p-officers", code="io-roles/actor.capacity", about="training")
    writer.say(Fact, "f-unsourced", about="training", field="output", value="600", unit="officers")
    writer.say(Fact, "f-start", about="training", field="start", value="2016", passages=("p-officers",))
    writer.say(Fact, "f-end", about="training", field="end", value="2015", passages=("p-officers",))
    writer.say(Event, "e-date", name="Seminar", kind="seminar", date="17 November 2014", passages=("p-officers",))
    writer.say(
        Observation, "o-again", indicator="victims", area="THA", period="2014", value="600", passages=("p-officers",)
    )
    writer.say(
        Observation, "o-comma", indicator="victims", area="THA", period="2015", value="2,250", passages=("p-officers",)
    )
    with (study / "journal" / "bram@office.jsonl").open("w") as journal:
        journal.write('[{"type":"Memo","id":"m","by":"bram@off')
    (study / "lenses" / "own.yaml").write_text("id: own\ntitel: Own theory\n")
    original = next((study / "originals").iterdir())
    original.write_text(TEXT.replace("600", "6000"))

    found = messages(study)
    assert "not in its source" in found["p-wrong (source report)"]
    assert "595 victims" in found["p-wrong (source report)"]
    assert "Did you mean 'p-officers'?" in found["c-2"]
    assert "Did you mean 'io-roles/actor.capacity-shown'?" in found["c-3"]
    assert "nothing shows where it is from" in found["f-unsourced"]
    assert "ends in 2015 (f-end) but starts in 2016 (f-start)" in found["training"]
    assert "'17 November 2014' is not a date" in found["e-date"]
    assert "Sources differ: 595, 600 (o-2014, o-again)" in found["victims|THA|2014"]
    assert "'2,250' is not a number" in found["o-comma"]
    assert "torn" in found["journal/bram@office.jsonl:1"]
    assert "hash changed" in found[f"originals/{original.name}"]
    assert any(place.startswith("lenses/own.yaml:2") and "title" in message for place, message in found.items())
    assert len(found) >= 11


def test_two_values_for_one_period_are_settled_by_a_preference(study: Path) -> None:
    writer = Writer(study)
    writer.say(
        Observation, "o-again", indicator="victims", area="THA", period="2014", value="600", passages=("p-officers",)
    )
    assert list(messages(study)) == ["victims|THA|2014"]
    settings = (study / "study.yaml").read_text()
    (study / "study.yaml").write_text(settings.replace("prefer: {}", "prefer: {victims: report}"))
    assert messages(study) == {}


def test_a_value_off_its_scale_is_told_the_levels(study: Path) -> None:
    writer = Writer(study)
    writer.say(Indicator, "tier", name="Tier", concept="judgement", scale=("3", "2WL", "2", "1"))
    writer.say(Observation, "o-t", indicator="tier", area="THA", period="2014", value="4", passages=("p-victims",))
    assert "Use one of: 3, 2WL, 2, 1." in messages(study)["o-t"]


def test_a_missing_text_and_a_missing_lens_are_named(study: Path) -> None:
    next((study / "texts").glob("*.txt")).unlink()
    (study / "lenses" / "io-roles.yaml").unlink()
    found = messages(study)
    assert any(place.startswith("texts/") and "missing" in message for place, message in found.items())
    assert "colligate lenses add io-roles" in found["study.yaml"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("question: 'half", "not YAML"),
        ("questoin: why", "questoin"),
        ("lenses: io-roles", "does not hold"),
        (b"\xff\xfe\x00", "not YAML"),
    ],
)
def test_a_broken_study_file_is_a_problem_and_not_a_crash(study: Path, content: str | bytes, message: str) -> None:
    (study / "study.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    places = [problem for problem in study_problems(Study(study)) if problem.place.startswith("study.yaml")]
    assert any(message in problem.message for problem in places)
