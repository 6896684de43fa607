"""The queue of a code in a whole study: put forward, decided, remembered, learnt from, undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from colligate.actions.code_queue import queue, reading_of, refusals, said_of, shelf_of
from colligate.actions.code_stopping import codes_read, stop_of
from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import standing_of
from colligate.actions.reading_for_codes import refuse, take_up
from colligate.actions.saying import Span
from colligate.actions.undoing import undo
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.study.checks import study_problems
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
CODE, ME = "io-roles/actor.capacity-shown", "amina@laptop"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


def first(study: Path, **asked):
    return queue(standing_of(study), CODE, most=1, **asked)[0]


def span(one) -> Span:
    return Span(source=one.candidate.source, start=one.candidate.start, end=one.candidate.end)


def test_the_same_study_gives_the_same_queue_to_the_byte(study: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(study, other)
    one, two = (msgspec.json.encode(queue(standing_of(folder), CODE, most=50)) for folder in (study, other))
    assert one == two


def test_looking_at_the_queue_writes_nothing(study: Path) -> None:
    before = {file.name: file.read_bytes() for file in (study / "journal").iterdir()}
    queue(standing_of(study), CODE, most=20)
    codes_read(Study(study))
    assert {file.name: file.read_bytes() for file in (study / "journal").iterdir()} == before


def test_whoever_supports_a_code_is_shown_what_may_contradict_it_second(study: Path) -> None:
    shown = queue(standing_of(study), CODE, most=5)
    assert [one.track for one in shown] == ["likely", "against", "informative", "likely", "random"]
    assert shown[1].stance == "contradicts"
    assert shown[1].candidate.words == "No act of a government is told that rests on the report."


def test_a_passage_taken_up_is_a_coding_that_keeps_what_proposed_it(study: Path) -> None:
    one = first(study)
    said = take_up(study, CODE, span(one), stance="mentions", proposed_by=one.proposed_by, by=ME)
    coding = Study(study).records.get(Coding, said.id)
    assert coding is not None
    assert (coding.by, coding.code, coding.stance, coding.proposed_by) == (ME, CODE, "mentions", "learned 3 likely")
    assert one.candidate.key not in {other.candidate.key for other in queue(standing_of(study), CODE, most=1000)}


def test_a_refusal_is_one_line_and_never_comes_back(study: Path) -> None:
    known = {(one.source, one.start, one.end) for one in Study(study).records.of(Passage)}
    shown = queue(standing_of(study), CODE, most=50)
    one = next(
        one for one in shown
        if one.track == "likely" and (one.candidate.source, one.candidate.start, one.candidate.end) not in known
    )  # fmt: skip
    refuse(study, CODE, span(one), reason="A reference, no act.", proposed_by=one.proposed_by, by=ME)
    lines = (study / "journal" / f"{ME}.jsonl").read_text().splitlines()
    assert [[record["type"] for record in msgspec.json.decode(line)] for line in lines] == [
        ["Passage", "Suggestion", "Retraction"]
    ]
    assert [(kept.code, kept.by, kept.reason, kept.proposed_by) for kept in refusals(Study(study))] == [
        (CODE, ME, "A reference, no act.", "learned 3 likely")
    ]
    assert one.candidate.key not in {other.candidate.key for other in queue(standing_of(study), CODE, most=1000)}
    assert [p for p in study_problems(Study(study)) if p.severity == "error"] == []


def test_a_refusal_undone_is_put_forward_again(study: Path) -> None:
    one = first(study)
    said = refuse(study, CODE, span(one), proposed_by=one.proposed_by, by=ME)
    undo(study, said, by=ME)
    assert list(refusals(Study(study))) == []
    assert first(study).candidate.key == one.candidate.key


def test_reading_everything_puts_every_passage_forward_once(study: Path) -> None:
    standing = standing_of(study)
    whole = queue(standing, CODE, most=10_000)
    keys = [one.candidate.key for one in whole]
    reading = reading_of(standing.study, CODE, said_of(standing.study)[CODE])
    assert len(keys) == len(set(keys)) == reading.total - reading.read
    assert [one.track for one in whole[:10]].count("random") == 2


def test_what_was_refused_lowers_what_is_like_it(study: Path) -> None:
    def score(key: str) -> float:
        return next(one.score for one in queue(standing_of(study), CODE, most=10_000) if one.candidate.key == key)

    shown = queue(standing_of(study), CODE, most=10_000)
    notes = [one for one in shown if one.candidate.words.startswith("Not read by us: this is what the article reports")]
    before = score(notes[-1].candidate.key)
    for one in notes[:6]:
        refuse(study, CODE, span(one), proposed_by=one.proposed_by, by=ME)
    assert score(notes[-1].candidate.key) < before


def test_a_check_draws_by_chance_and_counts_only_its_own_sample(study: Path) -> None:
    start = reading_of(Study(study), CODE, said_of(Study(study))[CODE])
    assert (start.check, start.sample) == (0, 0)
    for one in queue(standing_of(study), CODE, most=3, check=1):
        assert one.proposed_by == "learned 3 check 1"
        refuse(study, CODE, span(one), proposed_by=one.proposed_by, by=ME)
    likely = first(study)
    take_up(study, CODE, span(likely), proposed_by=likely.proposed_by, by=ME)
    reading = reading_of(Study(study), CODE, said_of(Study(study))[CODE])
    assert (reading.check, reading.left, reading.before) == (1, start.total - start.read, start.found)
    assert (reading.sample, reading.hits, reading.found) == (3, 0, start.found + 1)
    told = stop_of(Study(study), CODE)
    assert told.reached is False
    assert told.p is not None


def test_a_code_that_is_not_there_is_named_with_the_nearest(study: Path) -> None:
    with pytest.raises(NoSuchThingError, match=r"io-roles/actor\.capacity-shown"):
        queue(standing_of(study), "io-roles/actor.capacity-show")


def test_a_text_that_arrives_late_is_put_forward_without_a_new_start(study: Path) -> None:
    text = next(iter(Study(study).texts.values()))
    file = study / "texts" / f"{text.sha256}.txt"
    whole, words = len(shelf_of(Study(study)).candidates), file.read_bytes()
    file.unlink()
    other = study.parent / "elsewhere"
    study.rename(other)
    assert len(shelf_of(Study(other)).candidates) < whole
    (other / "texts" / file.name).write_bytes(words)
    assert len(shelf_of(Study(other)).candidates) == whole
