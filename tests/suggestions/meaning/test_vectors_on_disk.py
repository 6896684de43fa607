"""Vectors on disk: each is its passage's own, whatever changed, was stopped or damaged in between."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searched_texts import Texts, indexed

from colligate.suggestions.meaning import rows as rowing
from colligate.suggestions.meaning.embedding import Coverage, coverage, states_of, turn
from colligate.suggestions.meaning.rows import open_rows
from colligate.suggestions.searching.index import Index

TEXTS: Texts = {
    "one": ("en", [f"Passage {n} of one." for n in range(7)]),
    "two": ("en", ["A short one."]),
    "thai": ("th", ["ตำรวจ", "เหยื่อ"]),
    "three": ("en", [f"Three says {n}." for n in range(5)]),
}


class Hashed:
    """Gives each text a vector of its own, and remembers which it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        self.given += texts
        return np.stack([_vector(text) for text in texts])


def _vector(text: str) -> np.ndarray:
    drawn = np.frombuffer(hashlib.sha256(text.encode()).digest(), np.uint8).astype(np.float32)
    return drawn / np.linalg.norm(drawn)


def _english(index: Index) -> dict[str, str]:
    return states_of(index, lambda language: language == "en")


def _embed(folder: Path, index: Index, encoder: Hashed, size: int = 3, most: int = 1000) -> int:
    turns = 0
    while turns < most and turn(folder, index, _english(index), encoder, size=size):
        turns += 1
    return turns


def _held(folder: Path, index: Index) -> dict[str, list[str]]:
    """The passages that have a vector, told by the vectors themselves."""
    rows = open_rows(folder).of(_english(index))
    words = {_vector(said).tobytes(): said for source in index.sources for said in index.words(source)}
    return {
        one.source: [words[bytes(row)] for row in rows.matrix[one.first : one.first + one.rows]]
        for one in rows.segments
    }


def _english_texts(texts: Texts) -> dict[str, list[str]]:
    return {source: list(said) for source, (language, said) in texts.items() if language == "en"}


def test_every_passage_in_a_language_the_model_knows_gets_its_vector(tmp_path: Path) -> None:
    index, encoder = indexed(tmp_path / "i", TEXTS), Hashed()
    assert open_rows(tmp_path / "v").covered() == 0
    assert coverage(tmp_path / "v", index, _english(index)) == Coverage(0, 13)
    assert _embed(tmp_path / "v", index, encoder, most=2) == 2
    assert coverage(tmp_path / "v", index, _english(index)) == Coverage(6, 13)
    assert _held(tmp_path / "v", index) == {"one": TEXTS["one"][1][:6]}
    assert _embed(tmp_path / "v", index, encoder) == 3
    assert _held(tmp_path / "v", index) == _english_texts(TEXTS)
    assert sorted(encoder.given) == sorted(said for held in _english_texts(TEXTS).values() for said in held)


def test_only_what_changed_is_embedded_again(tmp_path: Path) -> None:
    _embed(tmp_path / "v", indexed(tmp_path / "i", TEXTS), Hashed())
    changed = TEXTS | {"two": ("en", ["Said otherwise.", "And more."]), "new": ("en", ["New."])}
    del changed["three"]
    index, encoder = indexed(tmp_path / "i", changed), Hashed()
    _embed(tmp_path / "v", index, encoder)
    assert sorted(encoder.given) == ["And more.", "New.", "Said otherwise."]
    assert _held(tmp_path / "v", index) == _english_texts(changed)


@pytest.mark.parametrize(
    "damage", ["rows behind", "half a row", "rows gone", "rows cut", "no directory", "half directory"]
)
def test_whatever_was_left_behind_each_passage_has_its_own_vector(tmp_path: Path, damage: str) -> None:
    index, folder = indexed(tmp_path / "i", TEXTS), tmp_path / "v"
    _embed(folder, index, Hashed(), most=2)
    (rows,) = folder.glob("rows-*")
    held = rows.read_bytes()
    if damage in ("rows behind", "half a row"):  # stopped between the rows and the directory
        rows.write_bytes(held + bytes(1280 if damage == "rows behind" else 61))
    elif damage == "rows gone":
        rows.unlink()
    elif damage == "rows cut":
        rows.write_bytes(held[:-5])
    elif damage == "no directory":
        (folder / "directory.json").unlink()
    else:
        (folder / "directory.json").write_bytes((folder / "directory.json").read_bytes()[:20])
    rowing._open.clear()  # as in another process
    _embed(folder, index, Hashed())
    assert _held(folder, index) == _english_texts(TEXTS)


def test_the_file_is_made_anew_once_most_of_it_is_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rowing, "_FEW", 4)
    folder = tmp_path / "v"
    for step in range(6):
        texts = TEXTS | {"one": ("en", [f"Passage {n} said the {step}th time." for n in range(7)])}
        index = indexed(tmp_path / "i", texts)
        before = open_rows(folder)
        _embed(folder, index, Hashed())
        assert _held(folder, index) == _english_texts(texts)
        assert before.matrix.shape[0] == 0 or np.linalg.norm(before.matrix[0]) > 0.9  # read on as it was opened
    (rows,) = folder.glob("rows-*")
    assert rows.stat().st_size <= 2 * 13 * 4 * 32 + 4 * 4 * 32


_texts = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.tuples(st.sampled_from(["en", "th"]), st.lists(st.sampled_from("pqrstu"), min_size=1, max_size=6)),
    max_size=3,
)


@given(steps=st.lists(st.tuples(_texts, st.integers(1, 4), st.integers(0, 4)), min_size=1, max_size=4), last=_texts)
@settings(max_examples=12)
def test_whatever_changes_between_turns_rows_are_those_of_their_passages(steps: list, last: Texts) -> None:
    few = rowing._FEW
    rowing._FEW = 3
    try:
        with TemporaryDirectory() as place:
            for texts, size, most in steps:
                index = indexed(Path(place) / "i", texts)
                _embed(Path(place) / "v", index, Hashed(), size=size, most=most)
                for source, said in _held(Path(place) / "v", index).items():
                    assert said == _english_texts(texts)[source][: len(said)]
            index = indexed(Path(place) / "i", last)
            _embed(Path(place) / "v", index, Hashed(), size=2)
            assert _held(Path(place) / "v", index) == _english_texts(last)
    finally:
        rowing._FEW = few


def test_one_that_is_killed_at_any_moment_leaves_what_the_next_goes_on_from(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from searched_texts import indexed
from test_vectors_on_disk import Hashed, TEXTS, _english
from colligate.suggestions.meaning.embedding import turn
index, encoder = indexed(Path(sys.argv[3]) / "i", TEXTS), Hashed()
while turn(Path(sys.argv[3]) / "v", index, _english(index), encoder, size=1):
    print("turn", flush=True)
"""
    here = Path(__file__).parent
    command = [sys.executable, "-c", program, str(here), str(here.parent / "searching"), str(tmp_path)]
    for turns in (1, 2, 4):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(turns):
                assert process.stdout.readline() == b"turn\n"
            process.kill()
    index, encoder = indexed(tmp_path / "i", TEXTS), Hashed()
    done = coverage(tmp_path / "v", index, _english(index)).done
    assert done >= 7
    _embed(tmp_path / "v", index, encoder)
    assert len(encoder.given) == 13 - done
    assert _held(tmp_path / "v", index) == _english_texts(TEXTS)
