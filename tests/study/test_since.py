"""What came into a folder after a moment is told by the places of its journals, not by clocks."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.actions.arrivals import told
from colligate.actions.looking import stamp_of, standing_of
from colligate.actions.noticing import Mark, mark_of, news, read_mark
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding, Memo
from colligate.record import Record, Retraction
from colligate.study.folder import Folder
from colligate.study.journal import Journal
from colligate.study.since import moment, said_since

AT = datetime(2026, 1, 1, tzinfo=UTC)
ACTS = st.lists(st.tuples(st.sampled_from(["amina", "bram", "chris"]), st.text(max_size=5)), max_size=12)


def memo(number: int, by: str, text: str = "") -> Memo:
    return Memo(id=f"m-{number}", by=by, at=AT + timedelta(seconds=number), text=text)


@given(ACTS, st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_just_what_was_appended_after_a_moment_came_since(tmp_path_factory, acts: list, cut: int) -> None:
    path = new_study(tmp_path_factory.mktemp("since") / "study")
    records = [memo(number, by, text) for number, (by, text) in enumerate(acts)]
    for record in records[:cut]:
        Journal(path / "journal" / f"{record.by}.jsonl").append([record])
    then = moment(Folder(path))
    for record in records[cut:]:
        Journal(path / "journal" / f"{record.by}.jsonl").append([record])
    assert said_since(Folder(path), then.journals) == records[cut:]


def test_a_line_that_was_torn_when_one_looked_counts_once_it_is_whole(tmp_path: Path) -> None:
    path = new_study(tmp_path / "study")
    journal = path / "journal" / "bram.jsonl"
    Journal(journal).append([memo(1, "bram")])
    Journal(journal).append([memo(2, "bram")])
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-20])
    then = moment(Folder(path))
    journal.write_bytes(whole)
    assert [record.id for record in said_since(Folder(path), then.journals)] == ["m-2"]


def test_two_copies_of_a_study_have_come_equally_far(tmp_path: Path) -> None:
    path = new_study(tmp_path / "study", lenses=["causes"])
    Journal(path / "journal" / "bram.jsonl").append([memo(1, "bram")])
    shutil.copytree(path, tmp_path / "copy")
    assert moment(Folder(path)) == moment(Folder(tmp_path / "copy"))


def test_who_said_what_is_told_in_one_line() -> None:
    coding = Coding(id="c", by="bram@office", at=AT, passage="p", code="x/y")
    said: list[Record] = [
        coding,
        Coding(id="d", by="bram@office", at=AT, passage="p", code="x/y"),
        Coding(id="e", by="bram@office", at=AT, passage="p", code="x/y", revises=("0" * 16,)),
        memo(1, "amina@laptop"),
        Retraction(id="f", by="bram@office", at=AT, revises=("0" * 16,)),
    ]
    assert told(said) == "amina@laptop: 1 new memo; bram@office coded 2 passages, 1 changed coding, 1 withdrawal"
    assert told([]) == ""


def test_a_mark_that_is_none_counts_as_the_beginning_and_news_comes_once(tmp_path: Path) -> None:
    path = new_study(tmp_path / "study")
    began = mark_of(standing_of(path).stamp)
    assert news(path, since=began, by="amina") is None
    Journal(path / "journal" / "bram.jsonl").append([memo(1, "bram")])
    found = news(path, since=began, by="amina")
    assert found
    assert found.told == "bram: 1 new memo"
    assert found.mark == mark_of(stamp_of(Folder(path)))
    assert news(path, since=began, seen=found.mark, by="amina") is None
    mine = news(path, since=began, by="bram")
    assert mine
    assert mine.told == ""
    for word in ("", "x", "é", "e30", "bm90IGpzb24="):
        assert read_mark(word) == Mark()
