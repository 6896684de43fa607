"""Two revisions made apart are set side by side and settled by a person, whatever the order of the files."""

from __future__ import annotations

import itertools
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.actions.looking import standing_of
from colligate.actions.settling import NoSuchSideError, NotApartError, SettledMeanwhileError, apart, settle
from colligate.actions.starting import new_study
from colligate.cli import main
from colligate.codings.coding import Coding, Memo
from colligate.record import Record, Retraction, version
from colligate.study.checks import study_problems
from colligate.study.journal import Journal
from colligate.study.records import Records
from colligate.study.study import Study

AT = datetime(2026, 1, 1, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


def said(path: Path, who: str, record: Record, minutes: int, *, after: Record) -> Record:
    """Append a revision of `after` to somebody's journal."""
    at = after.at + timedelta(minutes=minutes)
    revision = msgspec.structs.replace(record, by=who, at=at, revises=(version(after),))
    Journal(path / "journal" / f"{who}.jsonl").append([revision])
    return revision


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture
def coding(folder: Path) -> Coding:
    """A coding that Amina and Bram changed apart from each other."""
    first = Study(folder).records.of(Coding)[0]
    said(folder, "amina@laptop", msgspec.structs.replace(first, stance="contradicts", memo="Not so."), 1, after=first)
    said(folder, "bram@office", msgspec.structs.replace(first, stance="mentions"), 2, after=first)
    return first


def test_both_sides_are_shown_with_who_when_and_the_words_they_rest_on(folder: Path, coding: Coding) -> None:
    (one,) = apart(standing_of(folder))
    assert (one.id, one.kind) == (coding.id, "Coding")
    assert [side.by for side in one.sides] == ["amina@laptop", "bram@office"]
    assert {field.name for field in one.fields if field.differs} == {"stance", "memo"}
    stance = next(field for field in one.fields if field.name == "stance")
    assert list(stance.told.values()) == ["contradicts", "mentions"]
    assert all(side.quotes[0].passage == coding.passage for side in one.sides)
    assert one.mixed


def test_one_side_is_taken_and_the_other_stays_in_the_journal(folder: Path, coding: Coding) -> None:
    settle(folder, coding.id, take="bram@office", by="chris@home")
    study = Study(folder)
    now = study.records.get(Coding, coding.id)
    assert now
    assert (now.stance, now.memo, now.by) == ("mentions", coding.memo, "chris@home")
    assert len(now.revises) == 2
    assert len(study.records.history[coding.id]) == 4
    assert apart(standing_of(folder)) == []
    assert study_problems(study) == []


def test_sides_are_mixed_field_by_field(folder: Path, coding: Coding) -> None:
    settle(folder, coding.id, take="bram@office", fields={"memo": "amina@laptop"}, by="chris@home")
    now = Study(folder).records.get(Coding, coding.id)
    assert now
    assert (now.stance, now.memo) == ("mentions", "Not so.")


def test_a_withdrawal_made_apart_from_a_change_can_be_taken_or_refused(folder: Path) -> None:
    first = Study(folder).records.of(Coding)[0]
    gone = Retraction(id=first.id, by="bram@office", at=first.at, reason="Said twice.")
    said(folder, "bram@office", gone, 1, after=first)
    said(folder, "amina@laptop", msgspec.structs.replace(first, memo="Keep it."), 2, after=first)
    (one,) = apart(standing_of(folder))
    assert [(side.withdrawn, side.reason) for side in one.sides] == [(True, "Said twice."), (False, "")]
    assert not one.mixed
    with pytest.raises(NoSuchSideError):
        settle(folder, first.id, take="amina@laptop", fields={"memo": "bram@office"}, by="chris@home")
    settle(folder, first.id, take="bram@office", by="chris@home")
    assert first.id not in Study(folder).records.by_id


def test_what_was_settled_meanwhile_is_not_settled_again_unseen(folder: Path, coding: Coding) -> None:
    (one,) = apart(standing_of(folder))
    seen = [side.version for side in one.sides]
    with pytest.raises(SettledMeanwhileError):
        settle(folder, coding.id, take=seen[0], seen=[*seen[1:], "0123456789abcdef"], by="chris@home")
    settle(folder, coding.id, take=seen[0], seen=seen, by="chris@home")
    with pytest.raises(NotApartError, match="To settle: nothing"):
        settle(folder, coding.id, take=seen[0], by="chris@home")


@pytest.mark.parametrize("take", ["dora@train", "amina", ""])
def test_a_side_that_is_none_is_refused_with_those_there_are(folder: Path, coding: Coding, take: str) -> None:
    with pytest.raises(NoSuchSideError, match="bram@office, 2026"):
        settle(folder, coding.id, take=take, by="chris@home")
    assert len(apart(standing_of(folder))) == 1


def test_the_command_shows_what_is_apart_and_settles_it(folder: Path, coding: Coding) -> None:
    run = CliRunner().invoke
    shown = run(main, ["settle", "--study", str(folder)]).output
    assert "stance: contradicts" in shown
    assert "stance: mentions" in shown
    assert shown.endswith("1 to settle.\n")
    chosen = ["settle", coding.id, "--take", "amina@laptop", "--field", "stance=bram@office", "--by", "chris@home"]
    assert run(main, [*chosen, "--study", str(folder)]).output == f"settled {coding.id}\n"
    now = Study(folder).records.get(Coding, coding.id)
    assert now
    assert (now.stance, now.memo) == ("mentions", "Not so.")


SIDES = st.lists(st.tuples(st.text("ab", max_size=2), st.integers(0, 9), st.booleans()), min_size=2, max_size=4)


@given(SIDES, st.data())
@settings(max_examples=40, deadline=None)
def test_settling_leaves_exactly_one_head_whatever_the_order_of_the_files(tmp_path_factory, sides: list, data) -> None:
    path = new_study(tmp_path_factory.mktemp("apart") / "study")
    first = Memo(id="m", by="authors", at=AT, text="first")
    Journal(path / "journal" / "authors.jsonl").append([first])
    revisions = []
    for number, (text, minutes, withdrawn) in enumerate(sides):
        who = f"person-{number}"
        record = Retraction(id="m", by=who, at=AT) if withdrawn else msgspec.structs.replace(first, text=text)
        revisions.append(said(path, who, record, minutes, after=first))
    chosen = data.draw(st.sampled_from(revisions))
    settle(path, "m", take=version(chosen), by="chris@home")
    journals = sorted((path / "journal").iterdir())
    data.draw(st.randoms(use_true_random=False)).shuffle(journals)
    for number, journal in enumerate(journals):
        journal.rename(journal.with_name(f"{number}-{journal.name}"))
    records = Study(path).records
    assert records.apart == {}
    assert records.problems == []
    standing = records.get(Memo, "m")
    if isinstance(chosen, Memo):
        assert standing
        assert standing.text == chosen.text
    else:
        assert standing is None


def test_every_order_of_hearing_comes_to_the_same_heads(folder: Path, coding: Coding) -> None:
    sayings = Study(folder).records.history[coding.id]
    settle(folder, coding.id, take="bram@office", by="chris@home")
    last = Study(folder).records.history[coding.id][-1]
    for order in itertools.permutations([*sayings, last]):
        assert Records(order).apart == {}
        assert Records(order[:2]).joined(order[2:]).apart == {}
