"""What is remembered of the journals is what a first reading of them finds, whatever happened to the files between."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.codings.coding import Memo
from colligate.record import Retraction, version
from colligate.study.journal import AnyRecord, Journal
from colligate.study.records import Records
from colligate.study.remembering import Remembered, lent, remembered

START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("a", "b", "c", "d")


def told(chance: random.Random, known: list[AnyRecord]) -> AnyRecord:
    """Say something: new, said again of one or two sayings, withdrawn, or a word for word repetition."""
    identity, at = chance.choice(NAMES), START + timedelta(minutes=chance.randrange(500))
    earlier = [record for record in known if record.id == identity]
    if earlier and chance.random() < 0.15:
        return chance.choice(earlier)
    revises = tuple(version(record) for record in chance.sample(earlier, min(len(earlier), chance.randrange(3))))
    if chance.random() < 0.2:
        return Retraction(id=identity, by="x", at=at, revises=revises)
    return Memo(id=identity, by="x", at=at, text=str(chance.random()), revises=revises)


def standing(records: Records) -> tuple[object, ...]:
    history = {name: sayings for name, sayings in records.history.items() if len(sayings) > 1}
    return list(records.by_id.values()), records.problems, history, records.latest


@given(st.randoms(use_true_random=False), st.integers(0, 12), st.integers(0, 12))
@settings(max_examples=200)
def test_joining_later_sayings_is_merging_all_at_once(chance: random.Random, before: int, after: int) -> None:
    said: list[AnyRecord] = []
    for _ in range(before + after):
        said.append(told(chance, said))
    assert standing(Records(said[:before]).joined(said[before:])) == standing(Records(said))


def change(chance: random.Random, folder: Path, said: list[AnyRecord]) -> None:
    """Do to the journals what people, crashes and sync clients do."""
    path = folder / f"{chance.choice(('amina', 'bram'))}@x.jsonl"
    known = path.read_bytes() if path.exists() else b""
    what = chance.choice(("append", "append", "append", "tear", "cut", "swap", "remove", "bad", "no line end"))
    if what == "append":
        said.append(told(chance, said))
        Journal(path).append([said[-1]])
    elif what == "tear":
        path.write_bytes(known + msgspec.json.encode([told(chance, said)])[: chance.randrange(1, 30)])
    elif what == "cut":
        path.write_bytes(known[: chance.randrange(len(known) + 1)])
    elif what == "swap":
        path.write_bytes(b"".join(reversed(known.splitlines(keepends=True))))
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what == "bad":
        path.write_bytes(known + b"{}\n")
    else:
        path.write_bytes(known.rstrip(b"\n"))


@given(st.randoms(use_true_random=False), st.integers(1, 15))
@settings(max_examples=150, deadline=None)
def test_a_remembered_folder_reads_as_one_never_seen(tmp_path_factory, chance: random.Random, changes: int) -> None:
    folder = tmp_path_factory.mktemp("journal")
    remembered, said = Remembered(folder), []
    for _ in range(changes):
        change(chance, folder, said)
        records, problems = remembered.records()
        anew, anew_problems = Remembered(folder).records()
        assert (standing(records), problems) == (standing(anew), anew_problems)


def journal(folder: Path) -> Journal:
    return Journal(folder / "amina@laptop.jsonl")


def memo(identity: str) -> Memo:
    return Memo(id=identity, by="amina@laptop", at=START, about="x", text="seen")


def test_a_copy_is_remembered_beside_the_folder_it_was_made_of(tmp_path: Path) -> None:
    folder, copy = tmp_path / "journal", tmp_path / "copy"
    journal(folder).append([memo("a")])
    records, _ = remembered(folder)
    shutil.copytree(folder, copy)
    with lent(folder, copy):
        assert remembered(copy)[0] is records
        journal(copy).append([memo("b")])
        assert set(remembered(copy)[0].by_id) == {"a", "b"}
        assert remembered(folder)[0] is records
    assert set(records.by_id) == {"a"}


def test_a_copy_that_is_not_as_the_folder_was_read_is_read_itself(tmp_path: Path) -> None:
    folder, copy = tmp_path / "journal", tmp_path / "copy"
    journal(folder).append([memo("a")])
    remembered(folder)
    shutil.copytree(folder, copy)
    (copy / "amina@laptop.jsonl").write_bytes(b"")
    journal(copy).append([memo("b")])
    with lent(folder, copy):
        assert set(remembered(copy)[0].by_id) == {"b"}
        assert set(remembered(folder)[0].by_id) == {"a"}
