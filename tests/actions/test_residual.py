"""Passages that no code fits: kept, counted for nothing, and reviewed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from colligate.actions.checking import check_study
from colligate.actions.coding import code_span
from colligate.actions.lens_editing import edit_lens, preview_edit
from colligate.actions.lens_shown import tree, waiting
from colligate.actions.looking import standing_of
from colligate.actions.residual import NoReasonGivenError, NotWaitingError, dismiss, give_code, residual
from colligate.actions.undoing import act_of, undo
from colligate.codings.coding import Coding
from colligate.codings.residual import RESIDUAL
from colligate.exchange.writing import table_rows
from colligate.lenses.checking import check_lens
from colligate.lenses.edits import Add, Wording
from colligate.lenses.lens import Lens
from colligate.record import Retraction
from colligate.study.assessing import assessment
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
ME = "amina@laptop"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build", "originals"))
    return path


def kept(path: Path, start: int = 0) -> str:
    return code_span(
        path, source="unodc-2016-tij", start=start, end=start + 40, code=RESIDUAL, stance="mentions", by=ME,
        about="tij-research", memo="On money.",
    ).id  # fmt: skip


def test_a_passage_no_code_fits_is_evidence_for_nothing_and_no_fault(study: Path) -> None:
    before, faults = assessment(Study(study)), check_study(study)
    identity = kept(study)
    after = assessment(Study(study))
    assert after == before
    assert identity not in {one.id for one in after.evidence}
    assert check_study(study) == faults


def test_it_waits_with_its_words_its_place_and_what_it_is_about(study: Path) -> None:
    identity = kept(study)
    standing = standing_of(study)
    one = residual(standing)[0]
    assert one.quote is not None
    assert (one.id, one.memo, one.subject, one.was) == (
        identity, "On money.", "TIJ-UNODC Joint Project to Counter Human Trafficking", "",
    )  # fmt: skip
    assert (one.quote.source, one.quote.words) == ("unodc-2016-tij", "# Unique partnership started to tackle h")
    assert waiting(standing) == 1


def test_given_a_code_it_leaves_the_queue_as_a_coding_like_any_other(study: Path) -> None:
    identity = kept(study)
    give_code(study, identity, code="results-chain/input", stance="supports", by="bram@office")
    said = Study(study).records.get(Coding, identity)
    assert said is not None
    assert (said.code, said.stance, said.about, said.memo, said.speaker) == (
        "results-chain/input", "supports", "tij-research", "On money.", "bram@office",
    )  # fmt: skip
    assert residual(standing_of(study)) == []
    assert identity in {one.id for one in assessment(Study(study)).evidence}
    with pytest.raises(NotWaitingError):
        give_code(study, identity, code="results-chain/output", by=ME)


def test_the_same_words_kept_again_do_not_undo_the_code_given(study: Path) -> None:
    first = kept(study)
    give_code(study, first, code="results-chain/input", by=ME)
    second = kept(study)
    assert second != first
    given = Study(study).records.get(Coding, first)
    assert given is not None
    assert given.code == "results-chain/input"


def test_giving_a_code_is_undone(study: Path) -> None:
    identity = kept(study)
    said = give_code(study, identity, code="results-chain/input", by=ME)
    undo(study, act_of(said.token), by=ME)
    assert [one.id for one in residual(standing_of(study))] == [identity]


def test_it_is_dismissed_with_a_reason_only(study: Path) -> None:
    identity = kept(study)
    with pytest.raises(NoReasonGivenError):
        dismiss(study, identity, reason="  ", by=ME)
    dismiss(study, identity, reason="A heading.", by=ME)
    history = Study(study).records.history[identity]
    assert isinstance(history[-1], Retraction)
    assert history[-1].reason == "A heading."
    assert residual(standing_of(study)) == []


def test_a_new_code_made_from_it_holds_it_in_the_same_act(study: Path) -> None:
    identity = kept(study)
    edit = Add(
        id="financing", coding=identity, stance="supports",
        wording=Wording(name="Financing", definition="Money given.", example="Seed money."),
    )  # fmt: skip
    seen = preview_edit(standing_of(study), "dac-criteria", edit)
    assert [(one.before, one.after, one.stance) for one in seen.codings] == [
        (RESIDUAL, "dac-criteria/financing", "supports")
    ]
    edit_lens(study, "dac-criteria", edit, seen=seen.fingerprint, by=ME)
    assert (study / "journal" / f"{ME}.jsonl").read_bytes().count(b"\n") == 2
    standing = standing_of(study)
    branch = tree(standing, "dac-criteria").branches[-1]
    assert (branch.code.name, branch.own.supports, branch.code.example) == ("Financing", 1, "Seed money.")
    assert residual(standing) == []


def test_no_lens_can_take_the_id_that_is_kept_for_it() -> None:
    lens = Lens(id="residual", version="1", title="R", kind="typology", summary="S", works=(), codes=())
    assert "The id 'residual' is kept" in next(iter(check_lens(lens))).message


def test_it_is_exported_like_other_codings(study: Path) -> None:
    kept(study)
    rows = [row for _, row in table_rows("codings", Study(study).records.of(Coding))]
    assert rows[-1]["code"] == RESIDUAL
