"""A lens edited in a study: what it would do is told exactly, and done whole or mended by doing it again."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.actions.checking import check_study
from colligate.actions.coding import code_span
from colligate.actions.judging import judge
from colligate.actions.lens_editing import LensAwayError, OtherPreviewError, edit_lens, preview_edit
from colligate.actions.lens_preview import Preview
from colligate.actions.looking import standing_of
from colligate.actions.residual import residual
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.lenses.editing import LensEditError, paths
from colligate.lenses.edits import Add, Edit, Merge, Part, Remove, Rename, Reword, Split, Wording
from colligate.sources.source import Search
from colligate.study.assessing import assessment
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
ME, AUTHORS = "amina@laptop", "authors@colligate"
MERGE = Merge(code="actor.recognised", into="actor.separate-entity")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build"))
    return path


def shown(path: Path, lens: str, edit: Edit) -> Preview:
    return preview_edit(standing_of(path), lens, edit)


def done(path: Path, lens: str, edit: Edit, reason: str = "") -> Preview:
    return edit_lens(path, lens, edit, seen=shown(path, lens, edit).fingerprint, reason=reason, by=ME)


def files(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def test_a_preview_tells_exactly_which_codings_findings_and_claims_change_and_writes_nothing(study: Path) -> None:
    before = files(study)
    told = shown(study, "io-roles", MERGE)
    assert {one.id for one in told.codings} == {
        "cod-0b87f8265a", "cod-cad99f75bb", "cod-749b2089c1", "cod-adde18216f", "cod-874b5ca5a6", "cod-660b25503f",
        "cod-1bdfe208be",
    }  # fmt: skip
    assert {one.after for one in told.codings} == {"io-roles/actor.separate-entity"}
    assert [
        (one.subject, one.code, one.level, one.code_after, one.level_after) for one in told.findings if one.moved
    ] == [
        ("elearning", "io-roles/actor.recognised", "claimed", "io-roles/actor.separate-entity", "contested"),
        ("untoc-seminar", "io-roles/actor", "absent", "io-roles/actor", "corroborated"),
        ("untoc-seminar", "io-roles/actor.separate-entity", "absent", "io-roles/actor.separate-entity", "corroborated"),
        ("tij-research", "io-roles/actor.recognised", "claimed", "io-roles/actor.separate-entity", "contested"),
        ("unodc", "io-roles/actor.recognised", "established", "io-roles/actor.separate-entity", "contested"),
    ]
    assert [(one.id, one.before, one.after) for one in told.claims] == [
        ("fits-three-roles", "contested", "unsupported")
    ]
    assert (told.others, told.left) == ((), ())
    assert files(study) == before


def test_what_was_shown_is_what_happens(study: Path) -> None:
    old = {one.key: one.level for one in assessment(Study(study)).findings}
    told = done(study, "io-roles", MERGE, "One was never coded without the other.")
    now = Study(study)
    new = {one.key: one.level for one in assessment(now).findings}
    gone = {key for key in old if key.endswith("io-roles/actor.recognised")}
    assert old.keys() - new.keys() == gone
    changed = {key for key in new if new[key] != old[key]}
    assert changed == {
        f"{one.subject}@{one.code_after}" for one in told.findings if one.moved and one.code == one.code_after
    }
    assert now.lenses["io-roles"].version == "1.0+study.1"
    assert "io-roles@1.0+study.1" in now.settings.lenses
    assert [one for one in check_study(study) if one.severity == "error"] == []
    memo = now.records.get(Memo, "lens-edit:io-roles@1.0+study.1")
    assert memo is not None
    assert memo.text == (
        "Lens io-roles, 1.0 to 1.0+study.1: Merge “Recognised as able to act” (actor.recognised) into “Legally apart "
        "from states” (actor.separate-entity). 7 records said again. One was never coded without the other."
    )


def test_an_edit_adds_one_line_to_the_editors_journal_and_changes_no_other_line(study: Path) -> None:
    before = (study / "journal" / f"{AUTHORS}.jsonl").read_bytes()
    done(study, "io-roles", MERGE)
    assert (study / "journal" / f"{AUTHORS}.jsonl").read_bytes() == before
    assert (study / "journal" / f"{ME}.jsonl").read_bytes().count(b"\n") == 1


def test_who_coded_stays_on_record_when_another_carries_a_coding_over(study: Path) -> None:
    done(study, "io-roles", MERGE)
    said = Study(study).records.get(Coding, "cod-adde18216f")
    assert said is not None
    assert (said.by, said.stated_by, said.speaker) == (ME, AUTHORS, AUTHORS)
    assert {one.coder for one in assessment(Study(study)).evidence} == {AUTHORS}


def test_the_study_file_keeps_its_comments_and_the_lens_before_is_kept(study: Path) -> None:
    text = (study / "study.yaml").read_text()
    (study / "study.yaml").write_text(f"# Ours.\n{text}")
    done(study, "io-roles", MERGE)
    assert (study / "study.yaml").read_text() == f"# Ours.\n{text}".replace("io-roles@1.0", "io-roles@1.0+study.1")
    earlier = study / "lenses" / "earlier" / "io-roles@1.0.yaml"
    assert earlier.read_bytes() == (EXAMPLE / "lenses" / "io-roles.yaml").read_bytes()


def test_an_edit_is_not_written_on_the_ground_of_another_preview(study: Path) -> None:
    seen = shown(study, "io-roles", MERGE).fingerprint
    code_span(study, source="unodc-2016-tij", start=0, end=60, code="io-roles/actor.recognised", by="bram@office")
    before = files(study)
    with pytest.raises(OtherPreviewError) as refused:
        edit_lens(study, "io-roles", MERGE, seen=seen, by=ME)
    assert len(refused.value.preview.codings) == 8
    assert files(study) == before


def test_a_change_that_touches_nothing_shown_does_not_ask_again(study: Path) -> None:
    seen = shown(study, "io-roles", MERGE).fingerprint
    code_span(study, source="unodc-2016-tij", start=0, end=60, code="four-ps/prevention", by="bram@office")
    assert edit_lens(study, "io-roles", MERGE, seen=seen, by=ME).after == "1.0+study.1"


@pytest.mark.parametrize("written", [("journal",), ("journal", "study.yaml")])
def test_an_edit_that_ended_halfway_is_told_by_check_and_mended_by_making_it_again(
    study: Path, tmp_path: Path, written: tuple[str, ...]
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(study, whole)
    done(whole, "io-roles", MERGE)
    shutil.copytree(whole / "journal", study / "journal", dirs_exist_ok=True)
    if "study.yaml" in written:
        shutil.copy(whole / "study.yaml", study / "study.yaml")
    told = next(one for one in check_study(study) if one.message.startswith("The journal tells of an edit"))
    assert "make the same edit again" in told.remedy
    again = shown(study, "io-roles", MERGE)
    assert len(again.codings) == 0
    done(study, "io-roles", MERGE)
    assert [one for one in check_study(study) if one.severity == "error"] == []
    assert Study(study).lenses == Study(whole).lenses
    levels = [(one.key, one.level, one.supporting) for one in assessment(Study(whole)).findings]
    assert [(one.key, one.level, one.supporting) for one in assessment(Study(study)).findings] == levels


def test_renaming_carries_everything_that_names_the_code_and_lists_the_report(study: Path) -> None:
    told = shown(study, "io-roles", Rename(code="actor", id="agent"))
    assert len(told.codings) == 37
    assert Counter(one.kind for one in told.others) == {"Claim": 5, "Judgement": 1}
    assert told.findings == told.coverage == told.claims == ()
    assert [(one.place, one.remedy) for one in told.left] == [
        (f"report/01-report.md:{line}", "In place of io-roles/actor write io-roles/agent.")
        for line in (120, 121, 122, 128)
    ]
    done(study, "io-roles", Rename(code="actor", id="agent"))
    carried = Study(study).records.get(Judgement, "judgement-elearning-actor")
    assert carried is not None
    assert (carried.finding, carried.speaker) == ("elearning@io-roles/agent", AUTHORS)


def test_a_later_judgement_of_a_renamed_finding_is_one_more_word_of_the_same_person(study: Path) -> None:
    first = judge(study, "elearning@io-roles/forum", decision="absent", reason="Nobody met.", by=ME)
    done(study, "io-roles", Rename(code="forum", id="arena"))
    again = judge(study, "elearning@io-roles/arena", decision="claimed", reason="Some met.", by=ME)
    assert again == first
    said = [one for one in Study(study).records.of(Judgement) if one.finding == "elearning@io-roles/arena"]
    assert [(one.decision, one.by) for one in said] == [("claimed", ME)]


def test_a_judgement_of_a_finding_that_is_merged_away_is_left_to_its_judge(study: Path) -> None:
    identity = judge(study, "unodc@io-roles/actor.recognised", decision="claimed", reason="Told by itself.", by=ME)
    told = shown(study, "io-roles", MERGE)
    assert [(one.place, one.words) for one in told.left] == [(identity, "claimed: Told by itself.")]
    assert told.others == ()


def test_a_search_for_a_merged_code_is_said_again_for_the_other(study: Path) -> None:
    done(study, "human-security", Merge(code="food", into="economic"))
    search = Study(study).records.get(Search, "search-food")
    assert search is not None
    assert (search.codes, search.speaker) == (("human-security/economic",), AUTHORS)


def split(**assigned: str) -> Split:
    parts = tuple(
        Part(id=one, wording=Wording(name=one.title(), definition=f"The {one}.")) for one in ("police", "courts")
    )
    return Split(
        code="prosecution", parts=parts, assigned={name.replace("_", "-"): to for name, to in assigned.items()}
    )


def test_codings_of_a_split_code_go_where_a_person_puts_them_and_the_rest_waits(study: Path) -> None:
    mine = [one.id for one in Study(study).records.of(Coding) if one.code == "four-ps/prosecution"]
    assert len(mine) == 11
    edit = split(**{mine[0].replace("-", "_"): "police", mine[1].replace("-", "_"): "courts"})
    told = done(study, "four-ps", edit)
    assert Counter(one.after for one in told.codings) == {"four-ps/police": 1, "four-ps/courts": 1, RESIDUAL: 9}
    now = Study(study)
    first, left = now.records.get(Coding, mine[0]), now.records.get(Coding, mine[2])
    assert first is not None
    assert left is not None
    assert (first.code, first.speaker) == ("four-ps/police", ME)
    assert (left.code, left.speaker) == (RESIDUAL, AUTHORS)
    waiting = residual(standing_of(study))
    assert [one.id for one in waiting] == mine[2:]
    assert {one.was for one in waiting} == {"four-ps/prosecution"}
    assert [one for one in check_study(study) if one.severity == "error"] == []


def test_a_cause_that_rests_on_a_split_code_must_be_assigned(study: Path) -> None:
    parts = tuple(Part(id=one, wording=Wording(name=one, definition=one)) for one in ("rural-poverty", "urban-poverty"))
    with pytest.raises(LensEditError, match="Say which of the parts it belongs to"):
        shown(study, "causes", Split(code="economic.poverty", parts=parts))
    edit = Split(code="economic.poverty", parts=parts, assigned={"factor-poverty": "rural-poverty"})
    assert ("factor-poverty", ("causes/economic.rural-poverty",)) in [
        (one.id, one.after) for one in shown(study, "causes", edit).others
    ]


def test_a_code_that_something_names_is_not_taken_out(study: Path) -> None:
    with pytest.raises(LensEditError, match=r"cod-cf220fb1fc, cod-c29d7c0d90 name it\. Merge it"):
        shown(study, "dac-criteria", Remove(code="relevance"))
    done(study, "dac-criteria", Remove(code="impact"))
    assert "impact" not in paths(Study(study).lenses["dac-criteria"])


def test_a_reworded_code_tells_how_many_codings_were_made_by_the_rule_before(study: Path) -> None:
    told = shown(study, "io-roles", Reword(code="actor.recognised", wording=Wording(definition="Others deal with it.")))
    assert (told.codings, told.earlier_rule, [field for field, _, _ in told.wording]) == ((), 7, ["definition"])
    named = shown(study, "io-roles", Reword(code="actor.recognised", wording=Wording(cues=("asked",))))
    assert named.earlier_rule == 0


def test_a_new_criterion_shows_which_concepts_fall_by_it(study: Path) -> None:
    told = shown(study, "io-roles", Add(parent="actor", id="budget", wording=Wording(name="Budget", definition="Own.")))
    assert [(one.subject, one.code, one.level, one.level_after) for one in told.findings] == [
        ("elearning", "io-roles/actor", "contested", "absent"),
        ("tij-research", "io-roles/actor", "contested", "absent"),
        ("unodc", "io-roles/actor", "contested", "absent"),
    ]


def test_edits_of_one_lens_made_apart_are_both_kept_and_a_person_is_asked(study: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(study, other)
    done(study, "io-roles", MERGE)
    rename = Rename(code="forum", id="arena")
    seen = shown(other, "io-roles", rename).fingerprint
    edit_lens(other, "io-roles", rename, seen=seen, by="bram@office")
    shutil.copy(other / "journal" / "bram@office.jsonl", study / "journal")
    told = [one.message for one in check_study(study) if one.place == "lens-edit:io-roles@1.0+study.1"]
    assert len(told) == 1
    assert "amina@laptop" in told[0]
    assert "bram@office" in told[0]


def test_a_lens_whose_pin_disagrees_is_not_edited(study: Path) -> None:
    text = (study / "study.yaml").read_text()
    (study / "study.yaml").write_text(text.replace("io-roles@1.0", "io-roles@0.9"))
    with pytest.raises(LensAwayError, match=r"pins 'io-roles@0\.9' and lenses/ holds '1\.0'"):
        shown(study, "io-roles", MERGE)


@settings(max_examples=4, deadline=None)
@given(st.data())
def test_a_code_renamed_there_and_back_leaves_every_finding_as_it_was(tmp_path_factory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("there") / "study"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build", "report", "originals"))
    lenses = Study(path).lenses
    lens = data.draw(st.sampled_from(sorted(lenses)))
    code = data.draw(st.sampled_from(sorted(paths(lenses[lens]))))
    before = assessment(Study(path))
    parent, _, identity = code.rpartition(".")
    done(path, lens, Rename(code=code, id="elsewhere"))
    done(path, lens, Rename(code=f"{parent}.elsewhere" if parent else "elsewhere", id=identity))
    after = assessment(Study(path))
    assert after.findings == before.findings
    assert after.coverage == before.coverage
    # Claims said again come last in the order said; each has the verdict and the reason it had.
    assert {one.id: one for one in after.claims} == {one.id: one for one in before.claims}
    assert after.chains == before.chains
