"""An act, its undoing and its doing again, on journals as they come."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.actions.coding import change, code_span, withdraw
from colligate.actions.recording import record
from colligate.actions.saying import Said, Span
from colligate.actions.undoing import ChangedSinceError, act_of, undo
from colligate.codings.coding import Coding
from colligate.record import Record
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
SOURCE, ME = "unodc-2016-tij", "amina@laptop"
CODES = ("results-chain/input", "results-chain/output", "io-roles/actor.recognised")


def opened(held: Path) -> Path:
    """Return a copy of the worked study with the two lenses used here."""
    path = held / "study"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build", "report"))
    for lens in (path / "lenses").glob("*.yaml"):
        if lens.stem.partition("@")[0] not in {"results-chain", "io-roles"}:
            lens.unlink()
    return path


def standing(path: Path) -> dict[str, Record]:
    """Return what stands, without when it was said and what it replaced."""
    return {
        identity: msgspec.structs.replace(one, at=one.at.min, revises=())
        for identity, one in Study(path).records.by_id.items()
    }


def do(path: Path, move: tuple[int, int, int, str]) -> Said:
    """Do one act that a reader could: code, change, withdraw or record."""
    what, start, which, stance = move
    mine = [coding for coding in Study(path).records.of(Coding) if coding.by == ME]
    if what == 1 and mine:
        return change(path, mine[start % len(mine)].id, code=CODES[which], stance=stance, by=ME)  # pyright: ignore[reportArgumentType]
    if what == 2 and mine:
        return withdraw(path, mine[start % len(mine)].id, by=ME, reason="a slip")
    if what == 3:
        given = {"about": "tij-research", "field": "note", "value": stance}
        return record(path, "fact", given, span=Span(source=SOURCE, start=start, end=start + 9), by=ME)
    return code_span(path, source=SOURCE, start=start, end=start + 9, code=CODES[which], stance=stance, by=ME)  # pyright: ignore[reportArgumentType]


MOVES = st.tuples(
    st.integers(0, 3), st.sampled_from([0, 20, 40]), st.integers(0, 2), st.sampled_from(["supports", "mentions"])
)


@settings(max_examples=12, deadline=None)
@given(st.lists(MOVES, min_size=1, max_size=4))
def test_undone_backwards_all_is_as_before_and_redone_forwards_as_after(moves: list) -> None:
    with TemporaryDirectory() as held:
        path = opened(Path(held))
        states, acts = [standing(path)], []
        for move in moves:
            acts.append(do(path, move))
            states.append(standing(path))
        journal = path / "journal" / f"{ME}.jsonl"
        written = journal.read_bytes()
        opposites = []
        for n in reversed(range(len(acts))):
            opposites.append(undo(path, act_of(acts[n].token), by=ME))
            assert standing(path) == states[n]
        for n, opposite in enumerate(reversed(opposites)):
            undo(path, opposite, by=ME)
            assert standing(path) == states[n + 1]
        assert journal.read_bytes().startswith(written)
        assert [one for one in Study(path).problems if one.place.startswith(("coding", "p-", "fact"))] == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return opened(tmp_path)


def test_a_coding_undone_takes_its_words_along_and_redone_brings_them_back(path: Path) -> None:
    before = standing(path)
    said = code_span(path, source=SOURCE, start=0, end=9, code=CODES[0], memo="Look again.", by=ME)
    after = standing(path)
    opposite = undo(path, said, by=ME)
    assert standing(path) == before
    undo(path, opposite, by=ME)
    assert standing(path) == after


def test_words_that_another_coding_rests_on_stay(path: Path) -> None:
    said = code_span(path, source=SOURCE, start=0, end=9, code=CODES[0], by=ME)
    other = code_span(path, source=SOURCE, start=0, end=9, code=CODES[1], by="bram@office")
    undo(path, said, by=ME)
    records = Study(path).records
    coding = records.get(Coding, other.id)
    assert coding is not None
    assert coding.passage in records.by_id
    assert said.id not in records.by_id


def test_what_another_changed_since_is_not_undone(path: Path) -> None:
    said = code_span(path, source=SOURCE, start=0, end=9, code=CODES[0], by=ME)
    change(path, said.id, code=CODES[1], stance="mentions", by="bram@office")
    with pytest.raises(ChangedSinceError, match="changed or withdrawn since"):
        undo(path, said, by=ME)


def test_a_coding_withdrawn_and_said_anew_is_no_conflict(path: Path) -> None:
    said = code_span(path, source=SOURCE, start=0, end=9, code=CODES[0], by=ME)
    withdraw(path, said.id, by=ME)
    code_span(path, source=SOURCE, start=0, end=9, code=CODES[0], by=ME)
    study = Study(path)
    assert said.id in study.records.by_id
    assert [problem.message for problem in study.problems if said.id in problem.place] == []


def test_an_act_said_with_words_from_a_form_is_found_again_to_be_undone(path: Path) -> None:
    typed = b"supports".decode()  # equal to the default of the field, and not the same object
    said = code_span(path, source=SOURCE, start=0, end=9, code=CODES[0], stance=typed, by=ME)  # pyright: ignore[reportArgumentType]
    undo(path, said, by=ME)
    assert said.id not in Study(path).records.by_id
