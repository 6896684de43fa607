"""The journal keeps what was said, whatever happens to the file."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.codings.coding import Memo
from colligate.record import Retraction, version
from colligate.study.journal import Journal, read_journal, stamp
from colligate.study.records import Records

START = datetime(2026, 1, 1, tzinfo=UTC)


def memo(identity: str, text: str, minutes: int = 0, by: str = "amina@laptop", revises: tuple[str, ...] = ()) -> Memo:
    return Memo(id=identity, by=by, at=START + timedelta(minutes=minutes), text=text, revises=revises)


MEMOS = st.builds(
    memo,
    st.text("abc", min_size=1, max_size=3),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.integers(0, 10_000),
    st.sampled_from(["amina@laptop", "bram@office"]),
)


@given(st.lists(st.lists(MEMOS, min_size=1, max_size=3), max_size=8))
def test_what_was_appended_is_read_back_in_order(tmp_path_factory, acts: list[list[Memo]]) -> None:
    path = tmp_path_factory.mktemp("journal") / "amina@laptop.jsonl"
    for act in acts:
        Journal(path).append(act)
    data = path.read_bytes() if acts else b""
    records, problems = read_journal(data, "journal")
    assert records == [record for act in acts for record in act]
    assert problems == []


@given(st.lists(MEMOS, min_size=1, max_size=5), st.data())
@settings(max_examples=60)
def test_a_torn_last_line_costs_that_act_alone_and_never_the_next(tmp_path_factory, memos: list[Memo], data) -> None:
    path = tmp_path_factory.mktemp("journal") / "j.jsonl"
    for one in memos:
        Journal(path).append([one])
    whole = path.read_bytes()
    last = len(whole) - len(whole.splitlines(keepends=True)[-1])
    path.write_bytes(whole[: data.draw(st.integers(last + 1, len(whole) - 2))])
    following = memo("zzz", "said after the crash")
    Journal(path).append([following])
    records, problems = read_journal(path.read_bytes(), "j.jsonl")
    assert records == [*memos[:-1], following]
    assert [problem.place for problem in problems] == [f"j.jsonl:{len(memos)}"]
    assert "torn" in problems[0].message


def test_a_bad_line_in_the_middle_is_named_and_passed_over() -> None:
    good = msgspec.json.encode([memo("a", "kept")])
    data = b"\n".join([good, b'{"half": ', msgspec.json.encode([memo("b", "kept too")]), b""])
    records, problems = read_journal(data, "journal/bram@office.jsonl")
    assert [record.id for record in records] == ["a", "b"]
    assert problems[0].place == "journal/bram@office.jsonl:2"


def test_a_misspelt_key_is_told_rather_than_dropped() -> None:
    line = b'[{"type":"Memo","id":"a","by":"x","at":"2026-01-01T00:00:00Z","text":"t","abuot":"b"}]\n'
    records, problems = read_journal(line, "j")
    assert records == []
    assert "abuot" in problems[0].message


def test_an_act_is_whole_or_absent() -> None:
    good = msgspec.to_builtins(memo("a", "fine"))
    line = msgspec.json.encode([good, {"type": "Memo", "id": "b"}])
    assert read_journal(line, "j")[0] == []


def test_a_revision_replaces_and_a_retraction_withdraws() -> None:
    first = memo("a", "one")
    second = memo("a", "two", 1, revises=(version(first),))
    assert Records([second, first]).get(Memo, "a") == second
    gone = Retraction(id="a", by="amina@laptop", at=START + timedelta(minutes=2), revises=(version(second),))
    assert "a" not in Records([first, gone, second]).by_id


def test_two_revisions_made_apart_are_both_kept_and_named_until_one_settles_them() -> None:
    first = memo("a", "one")
    amina = memo("a", "two", 1, revises=(version(first),))
    bram = memo("a", "three", 2, by="bram@office", revises=(version(first),))
    apart = Records([first, amina, bram])
    assert apart.get(Memo, "a") == bram
    assert len(apart.history["a"]) == 3
    assert "amina@laptop" in apart.problems[0].message
    assert "bram@office" in apart.problems[0].message
    settled = memo("a", "both", 3, revises=(version(amina), version(bram)))
    assert Records([first, amina, bram, settled]).problems == []


def test_a_withdrawal_made_apart_from_a_revision_does_not_hide_it() -> None:
    first = memo("a", "one")
    gone = Retraction(id="a", by="bram@office", at=START + timedelta(minutes=5), revises=(version(first),))
    kept = memo("a", "two", 1, revises=(version(first),))
    merged = Records([first, gone, kept])
    assert merged.get(Memo, "a") == kept
    assert len(merged.problems) == 1


@given(st.lists(MEMOS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_in_which_journals_are_read_does_not_matter_and_duplicates_are_harmless(
    memos: list[Memo], chance: random.Random
) -> None:
    shuffled = [*memos, *memos]
    chance.shuffle(shuffled)
    one, other = Records(memos), Records(shuffled)
    assert list(one.by_id.items()) == list(other.by_id.items())
    assert sorted(one.problems) == sorted(other.problems)


def test_a_clock_that_runs_behind_still_stamps_later_than_anything_read() -> None:
    ahead = datetime.now(UTC) + timedelta(days=2)
    assert stamp(ahead) > ahead


def test_a_journal_is_only_ever_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Journal(path).append([memo("a", "one")])
    before = path.read_bytes()
    Journal(path).append([memo("b", "two")])
    assert path.read_bytes().startswith(before)
