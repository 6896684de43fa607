"""A study searched by words and by meaning: words answer always, and a silence rests on them alone."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

if any(find_spec(name) is None for name in ("onnx", "onnxruntime", "safetensors", "tokenizers")):
    pytest.skip("pip install 'colligate[meaning]'", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parents[1] / "suggestions" / "meaning"))
from small_model import write_model

from colligate.actions.adding import add_sources
from colligate.actions.keeping import keep, kept
from colligate.actions.looking import standing_of
from colligate.actions.meaning import embed, embedded, extent
from colligate.actions.searching import Results, search
from colligate.actions.starting import new_study
from colligate.sources.source import Search
from colligate.study.study import Study

AMINA = "amina@laptop"
ONE = (
    "The police were trained to find victims at the border.",
    "Police officers of the army were trained at the border to find victims.",
    "Victims were found by trained officers of the police.",
    "The harvest of rice was good and the prices of rice rose again.",
)
MANY = tuple(f"Border police trained group {n} of the officers." for n in range(30))


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLLIGATE_MODEL", str(write_model(tmp_path / "model", [*ONE, *MANY])))
    folder = tmp_path / "study"
    new_study(folder, lenses=["causes"])
    _add(folder, "one", ONE)
    _add(folder, "thai", ("ตำรวจไทยช่วยเหลือเหยื่อการค้ามนุษย์",))
    return folder


def _add(folder: Path, name: str, said: tuple[str, ...]) -> None:
    path = folder.parent / f"{name}.txt"
    path.write_text("\n\n".join(said), encoding="utf-8")
    assert not add_sources(folder, [path], by=AMINA, even_if_alike=True).problems


def _search(folder: Path, query: str, **options) -> Results:
    return search(standing_of(folder), query, meaning=True, **options)


def _words(found: Results, *, by_meaning: bool) -> list[str]:
    """Passages found, told by what they say; those that words found have a star at each word marked."""
    return [
        "".join(f"*{snip.words}" if snip.marked else snip.words for snip in one.context)
        for one in found.found
        if (one.nearness is not None) is by_meaning
    ]


def test_meaning_adds_what_other_words_say_unmarked_and_uncounted(study: Path) -> None:
    embed(Study(study))
    found, alone = _search(study, "trained police border"), search(standing_of(study), "trained police border")
    assert (alone.count, alone.added, alone.wanting) == (2, 0, 0)
    assert (found.count, found.added, found.wanting) == (2, 1, 0)
    assert _words(found, by_meaning=True) == [ONE[2]]
    assert sorted(_words(found, by_meaning=False)) == [
        "*Police officers of the army were *trained at the *border to find victims.",
        "The *police were *trained to find victims at the *border.",
    ]
    (added,) = (one for one in found.found if one.nearness is not None)
    assert added.places == ()
    assert 0.3 <= (added.nearness or 0) <= 1
    text = standing_of(study).study.texts["one"]
    assert Study(study).searchable(text).text[added.start : added.end] == ONE[2]
    assert (found.by_source, found.by_year) == (alone.by_source, alone.by_year)
    assert any(note.startswith("1 more found by meaning alone (model)") for note in found.notes)
    assert (
        "Meaning is not available for 1 source in th: model knows en. Words are searched there as always."
        in found.notes
    )


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("border police trained -army", [2]),
        ("border police trained -victims", []),
        ('border police trained "of the police"', [2]),
        ('border police trained "the army"', []),
        ("border police trained army", [0, 2]),
        ("border police trained source:thai", []),
        ("border police trained (rice OR officers)", [2]),
        ("border police trained foun*", [2]),
        ("officers army -code:* -rice", [0, 2]),
        ("officers army code:*", []),
    ],
)
def test_what_is_added_meets_all_but_the_plain_words(study: Path, query: str, added: list[int]) -> None:
    embed(Study(study))
    assert sorted(_words(_search(study, query), by_meaning=True)) == sorted(ONE[n] for n in added)


@pytest.mark.parametrize("query", ['"rice was"', "police OR rice", "year:2014", "polic*", "NOT rice"])
def test_without_a_plain_word_words_answer_alone_and_it_is_said(study: Path, query: str) -> None:
    embed(Study(study))
    found, alone = _search(study, query), search(standing_of(study), query)
    assert (found.found, found.count, found.added) == (alone.found, alone.count, 0)
    assert found.notes[-1].startswith("Meaning was not asked: it stands in for plain words")


def test_a_search_that_is_kept_counts_words_alone(study: Path) -> None:
    embed(Study(study))
    found = _search(study, "border rice")
    assert (found.count, found.added) == (0, 4)
    said = keep(study, "border rice", codes=["causes/conflict"], by=AMINA)
    record = Study(study).records.get(Search, said.id)
    assert record is not None
    assert record.hits == 0
    assert kept(standing_of(study))[0].stale == ()


def test_pages_show_every_passage_once_however_it_was_found(study: Path) -> None:
    _add(study, "many", MANY)
    embed(Study(study))
    first = _search(study, "border police trained", size=7)
    pages = [_search(study, "border police trained", size=7, page=n) for n in range(1, first.pages + 1)]
    places = [(one.source, one.start) for page in pages for one in page.found]
    assert len(places) == len(set(places)) == first.count + first.added == 33
    assert [len(page.found) for page in pages] == [7, 7, 7, 7, 5]
    assert sum(one.nearness is not None for page in pages for one in page.found) == first.added == 1


def test_how_much_is_embedded_is_told_and_a_source_added_later_is_wanting(study: Path) -> None:
    before = _search(study, "border police trained")
    assert (before.count, before.added, before.wanting) == (2, 0, 4)
    assert any(note.startswith("Meaning covers 0 of 4 passages; words cover all.") for note in before.notes)
    told: list[tuple[int, int]] = []
    assert embed(Study(study), progress=lambda done: told.append((done.done, done.of))) == (4, 4)
    assert told == [(0, 4), (4, 4)]
    _add(study, "many", MANY)
    assert (extent(Study(study)).done, extent(Study(study)).of, extent(Study(study)).unknown) == (4, 34, {"th": 1})
    assert embed(Study(study), stopped=lambda: True).done == 4
    assert _search(study, "border police trained").wanting == 30
    assert embed(Study(study)).done == 34
    keys, matrix = embedded(Study(study))
    assert sorted(keys) == [("many", n) for n in range(30)] + [("one", n) for n in range(4)]
    assert matrix.shape[0] == 34
    assert np.abs(np.linalg.norm(matrix, axis=1) - 1).max() < 1e-5


def test_in_the_order_of_the_corpus_words_are_searched_alone(study: Path) -> None:
    embed(Study(study))
    found = _search(study, "border police trained", by="corpus")
    assert (found.count, found.added) == (2, 0)
    assert found.notes[-1].startswith("In the order of the corpus only words are searched")


def test_without_a_model_words_answer_and_the_way_out_is_said(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLIGATE_MODEL", str(study / "nowhere"))
    found = _search(study, "border police trained")
    assert (found.count, found.added) == (2, 0)
    assert found.notes[-1].startswith(f"Search by meaning is not available: there is no folder {study / 'nowhere'}.")


def test_another_model_does_not_use_the_vectors_of_the_first(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed(Study(study))
    monkeypatch.setenv("COLLIGATE_MODEL", str(write_model(tmp_path / "other", ONE, seed=2)))
    assert extent(Study(study)).done == 0
    monkeypatch.setenv("COLLIGATE_MODEL", str(tmp_path / "model"))
    assert extent(Study(study)).done == 4


def test_the_command_line_embeds_tells_and_searches(study: Path) -> None:
    def run(*words: str) -> str:
        command = [sys.executable, "-m", "colligate.cli", *words, "--study", str(study)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert json.loads(run("meaning", "--status", "--json"))["done"] == 0
    assert run("meaning").splitlines() == [
        "Meaning covers 4 of 4 passages (model).",
        "Not in th, which the model does not know: 1 source; words only.",
    ]
    told = run("search", "border police trained", "--meaning")
    assert "2 passages in 1 of 2 sources; 1 more by meaning alone; page 1 of 1." in told
    assert told.count(" by meaning alone, 0.") == 1
