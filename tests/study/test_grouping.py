"""Groups of records that are kept up as more is said are those that grouping everything anew gives."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.codings.coding import Coding, Memo
from colligate.record import Retraction, version
from colligate.sources.passage import Passage
from colligate.study.journal import AnyRecord
from colligate.study.records import Records

START = datetime(2026, 1, 1, tzinfo=UTC)


def told(chance: random.Random, known: list[AnyRecord]) -> AnyRecord:
    """Say something of six things: a passage, a coding, a memo or a withdrawal, now or with a late clock."""
    identity, at = chance.choice("abcdef"), START + timedelta(minutes=chance.randrange(300))
    revises = tuple(version(record) for record in known if record.id == identity and chance.random() < 0.8)
    said = {"id": identity, "by": chance.choice("xy"), "at": at, "revises": revises}
    kind = chance.choice(("passage", "coding", "coding", "coding", "memo", "withdrawal"))
    if kind == "passage":
        return Passage(**said, source="s", text=chance.choice("tu"), start=0, end=1, quote="q")
    if kind == "coding":
        return Coding(**said, passage=chance.choice("abc"), code="lens/code")
    return Memo(**said, text="m") if kind == "memo" else Retraction(**said)


def groups(records: Records) -> tuple[object, ...]:
    return (
        [records.of(kind) for kind in (Passage, Coding, Memo)],
        records.by(Passage, "text"), records.by(Coding, "passage"), records.by(Coding, "by"),
    )  # fmt: skip


@given(st.randoms(use_true_random=False), st.integers(0, 12), st.lists(st.integers(0, 4), max_size=6))
@settings(max_examples=200, deadline=None)
def test_groups_kept_up_are_those_made_anew(chance: random.Random, before: int, joins: list[int]) -> None:
    said: list[AnyRecord] = []
    for _ in range(before):
        said.append(told(chance, said))
    records = Records(said)
    for number in joins:
        if chance.random() < 0.7:
            groups(records)
        earlier, asked = records, groups(Records(said))
        fresh = [told(chance, said) for _ in range(number)]
        said += fresh
        records = records.joined(fresh)
        assert groups(records) == groups(Records(said))
        assert groups(earlier) == asked


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 4), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_whatever_differs_from_earlier_records_was_spoken_of_since(chance: random.Random, joins: list[int]) -> None:
    said: list[AnyRecord] = []
    stages = [Records(())]
    for number in joins:
        fresh = [told(chance, said) for _ in range(number)]
        said += fresh
        stages.append(stages[-1].joined(fresh))
    for earlier in stages:
        changed = stages[-1].changed_since(earlier)
        assert changed is not None
        names = earlier.by_id.keys() | stages[-1].by_id.keys()
        assert {name for name in names if earlier.by_id.get(name) != stages[-1].by_id.get(name)} <= changed


def test_records_that_did_not_grow_out_of_each_other_do_not_say_what_changed() -> None:
    first = Records(())
    memo = Memo(id="a", by="x", at=START, text="m")
    one, other = first.joined([memo]), first.joined([memo])
    assert one.changed_since(first) == {"a"}
    assert first.changed_since(one) is None
    assert other.changed_since(one) is None
    assert Records([memo]).changed_since(first) is None
