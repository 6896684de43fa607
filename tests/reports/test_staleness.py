"""A sentence is stale when it, or what it rests on, is not what its author last confirmed."""

from __future__ import annotations

import msgspec
import pytest
from small_study import REPORT, SmallStudy

from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Observation
from colligate.record import Retraction, version
from colligate.reports.locking import Confirmed, Rested, lock_bytes, read_lock, stale
from colligate.study.building import BuildResult, UnknownSentenceError, build, confirm
from colligate.study.study import Study


def built(small: SmallStudy) -> BuildResult:
    return build(Study(small.folder.path), formats=("html",))


def reasons(result: BuildResult) -> list[str]:
    return [problem.message for problem in result.problems if "stale" in problem.message]


def test_a_first_build_confirms_every_bound_sentence(small: SmallStudy):
    assert built(small).stale == ()
    lock, problems = read_lock((small.folder.report / "report.lock").read_bytes(), "report.lock")
    assert (list(lock), problems) == (["s-fall", "s-launch", "s-may", "s-officers", "s-poverty"], [])


def test_the_lock_has_one_line_for_each_sentence(small: SmallStudy):
    built(small)
    lines = (small.folder.report / "report.lock").read_text().splitlines()
    assert [line[:9] for line in lines] == ["{", '"s-fall":', '"s-launch', '"s-may": ', '"s-office', '"s-povert', "}"]


def test_new_evidence_makes_the_sentence_stale_until_it_is_confirmed(small: SmallStudy):
    built(small)
    small.say(
        small.quoted("p-212b", "audit-2016", "212 officers complete the course"),
        Coding(id="cod-output-2", passage="p-212b", code="results-chain/output", about="course", **small.stamp()),
    )
    result = built(small)
    assert result.stale == ("s-officers",)
    assert reasons(result) == [
        (
            "This sentence is stale: evidence added (course@results-chain/output): cod-output-2; "
            "level changed (course@results-chain/output): was claimed, is corroborated."
        )
    ]
    assert b"Not confirmed since" in (small.folder.build / "report.html").read_bytes()
    assert confirm(Study(small.folder.path), ["all"]) == ("s-officers",)
    assert built(small).stale == ()


def test_a_corrected_value_makes_its_sentences_stale(small: SmallStudy):
    built(small)
    old = Study(small.folder.path).records.get(Observation, "obs-2017")
    assert old is not None
    small.say(msgspec.structs.replace(old, value="471", revises=(version(old),), **small.stamp()))
    result = built(small)
    assert result.stale == ("s-fall",)
    assert "value changed (obs-2017): was 455, is 471" in reasons(result)[0]


def test_a_judgement_decided_otherwise_makes_the_sentence_stale(small: SmallStudy):
    built(small)
    old = Study(small.folder.path).records.get(Judgement, "judge-output")
    assert old is not None
    small.say(msgspec.structs.replace(old, decision="claimed", revises=(version(old),), **small.stamp()))
    assert built(small).stale == ("s-officers",)


def test_changed_words_are_stale_but_a_recomputed_layout_is_not(small: SmallStudy):
    built(small)
    small.write_report(REPORT.replace("it trained [600]", "it has trained [600]").replace("\n[By its", " [By its"))
    assert built(small).stale == ("s-officers",)


def test_withdrawn_evidence_stops_the_build(small: SmallStudy):
    built(small)
    old = Study(small.folder.path).records.get(Coding, "cod-output")
    assert old is not None
    small.say(Retraction(id="cod-output", reason="miscoded", revises=(version(old),), **small.stamp()))
    result = built(small)
    assert result.failed
    assert any("'cod-output', which the study does not hold" in problem.message for problem in result.problems)
    assert "record withdrawn (cod-output): the study no longer holds it" in reasons(result)[0]


def test_a_sentence_taken_out_leaves_the_lock(small: SmallStudy):
    built(small)
    small.write_report('[The Bureau launched its course.]{#s-launch rests="ev-launch"}')
    built(small)
    lock, _ = read_lock((small.folder.report / "report.lock").read_bytes(), "report.lock")
    assert list(lock) == ["s-launch"]


def test_a_sentence_that_is_not_there_cannot_be_confirmed(small: SmallStudy):
    built(small)
    with pytest.raises(UnknownSentenceError, match=r"no bound sentence s-lunch\. Those that are stale: none\."):
        confirm(Study(small.folder.path), ["s-lunch"])


def test_a_lock_that_cannot_be_read_is_a_problem():
    lock, (problem,) = read_lock(b'{"s-a": {"word": "x"}}', "report/report.lock")
    assert lock == {}
    assert problem.remedy == "Restore the file from a copy, or delete it and confirm every sentence anew."


def test_every_kind_of_change_has_its_name():
    then = Confirmed(
        words="a",
        values={"obs": "1"},
        rests={
            "gone": Rested(),
            "f": Rested(level="claimed", value="1", evidence=("a", "b"), quotes="q", record="r"),
            "c": Rested(evidence=("c",), quotes="q", record="r"),
        },
    )
    now = Confirmed(
        words="b",
        values={"obs": "2"},
        rests={
            "f": Rested(level="contested", value="2", evidence=("b", "c"), quotes="p", record="r"),
            "c": Rested(evidence=("c",), quotes="p", record="s"),
        },
    )
    assert [(reason.change, reason.about) for reason in stale(then, now)] == [
        ("words changed", ""),
        ("quote changed", "c"),
        ("record changed", "c"),
        ("evidence added", "f"),
        ("evidence removed", "f"),
        ("level changed", "f"),
        ("value changed", "f"),
        ("binding changed", "gone"),
        ("value changed", "obs"),
    ]


def test_a_lock_reads_back_as_it_was_written():
    lock = {
        "s-b": Confirmed(words="w", rests={"f": Rested(level="claimed", evidence=("a",))}),
        "s-a": Confirmed(words="é"),
    }
    assert read_lock(lock_bytes(lock), "x") == (lock, [])
