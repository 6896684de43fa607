"""The report's sentences go out annotated: claim, excerpt, note, citation; as annotations, table and document."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_study import TEXTS, SmallStudy

from colligate.actions.annotating import export_ati
from colligate.exchange.ati import Annotation, csv_bytes
from colligate.exchange.losses import Losses
from colligate.reports.sentence import Sentence
from colligate.sources.excerpts import LEAST, MOST, excerpt


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("ati")
    SmallStudy(place / "study")
    export_ati(place / "study", place / "ati")
    return place / "ati"


def annotations(folder: Path) -> dict[str, dict[str, Any]]:
    collection = json.loads((folder / "ati.jsonld").read_bytes())
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    return {item["target"]["selector"][1]["value"]: item for item in items}


def test_each_bound_sentence_is_an_annotation_of_the_words_it_stands_in(folder: Path) -> None:
    made = annotations(folder)
    assert list(made) == ["s-launch", "s-officers", "s-fall", "s-poverty", "s-may"]
    target = made["s-officers"]["target"]
    assert target["source"] == "build/report.html"
    assert target["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "By its own account it trained 600 officers.",
        "prefix": "Bureau launched its course in May 2014.",
        "suffix": "A training of this size is cheap for wha",
    }


def test_an_annotation_has_excerpt_place_citation_and_note(folder: Path) -> None:
    bodies = annotations(folder)["s-officers"]["body"]
    by_purpose = {body["purpose"]: body for body in bodies}
    assert "It trained 600 officers in five provinces." in by_purpose["describing"]["value"]
    exact = by_purpose["linking"]["selector"][0]["exact"]
    assert exact == "It trained 600 officers in five provinces."
    place = by_purpose["linking"]["selector"][1]
    assert "\f".join(TEXTS["bureau-2014"])[place["start"] : place["end"]] == exact
    assert by_purpose["identifying"]["value"].startswith("The Bureau. 2014. Annual Report 2014.")
    note = by_purpose["commenting"]["value"]
    assert "claimed (supporting evidence, all of it self-reported)." in note
    assert "What would change it: " in note


def test_the_table_has_a_row_for_each_excerpt_and_the_document_the_same(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "ati.csv").read_text(encoding="utf-8-sig"))))
    assert {row["sentence"] for row in rows} == set(annotations(folder))
    row = next(row for row in rows if row["sentence"] == "s-launch")
    assert (row["claim"], row["source"], row["page"]) == (
        "The Bureau launched its course in May 2014.", "bureau-2014", "2",
    )  # fmt: skip
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(folder / "ati.docx")).paragraphs)
    assert "Annotation 5" in words
    assert "Annotation 6" not in words
    assert all(" ".join(row["excerpt"].split()) in words for row in rows)


def test_sentences_that_rest_on_nothing_are_told(folder: Path) -> None:
    losses = (folder / "losses.txt").read_text()
    assert "5 sentences" in losses
    assert "they rest on nothing but their author's argument\n    s-cheap" in losses
    assert "they are not bound" in losses


def test_a_claim_is_not_run_as_a_formula_and_a_number_is_not_touched(tmp_path: Path) -> None:
    small = SmallStudy(tmp_path / "study")
    small.write_report(
        '[\uff1dHYPERLINK(1), it says.]{#s-run rests="ev-launch"}\n\n[-3.2]{#s-number rests="ev-launch"}\n'
    )
    export_ati(tmp_path / "study", tmp_path / "ati")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "ati" / "ati.csv").read_text(encoding="utf-8-sig"))))
    assert {row["sentence"]: row["claim"] for row in rows} == {
        "s-run": "'\uff1dHYPERLINK(1), it says.", "s-number": "-3.2",
    }  # fmt: skip
    losses = (tmp_path / "ati" / "losses.txt").read_text()
    assert "1 row of ati.csv: an apostrophe stands before" in losses


def test_the_same_study_gives_the_same_bytes(folder: Path) -> None:
    again = folder.parent / "again"
    export_ati(folder.parent / "study", again)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


@given(st.lists(st.sampled_from(["word", "end.", "two\n", "(so)!"]), min_size=1, max_size=400), st.data())
def test_an_excerpt_holds_the_quote_and_keeps_its_bounds(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    first, last = excerpt(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert len(text[first:last].split()) <= MOST
    if len(words) >= MOST * 2:
        assert len(text[first:last].split()) >= LEAST


def test_an_excerpt_begins_and_ends_with_a_sentence_where_it_can() -> None:
    text = " ".join(f"Sentence {number} has six words here." for number in range(60))
    at = text.index("Sentence 30")
    first, last = excerpt(text, at, at + 8)
    assert text[first:last].startswith("Sentence ")
    assert text[first:last].endswith("here.")
    assert LEAST <= len(text[first:last].split()) <= MOST


def test_no_cell_of_the_table_runs_as_a_formula() -> None:
    made = Annotation(
        number=1, sentence=Sentence(id="s", words="\N{FULLWIDTH EQUALS SIGN}HYPERLINK(x)"), prefix="", suffix="",
        excerpts=(), note=("\nnew line", "=1+1"),
    )  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(csv_bytes([made], Losses()).decode("utf-8-sig"), newline=""))
    assert row["claim"] == "'\N{FULLWIDTH EQUALS SIGN}HYPERLINK(x)"
    assert row["analytic note"] == "'\nnew line\n=1+1"


@pytest.mark.parametrize("word", ["Rindfleischetikettierungsueberwachung", "Donaudampfschiffe", "a" * 400])
def test_an_excerpt_of_long_words_begins_and_ends_with_whole_ones(word: str) -> None:
    text = " ".join([word] * 300 + ["The end was quoted here."] + [word] * 300)
    at = text.index("The end")
    first, last = excerpt(text, at, at + 24)
    assert set(text[first:last].split()) == {word, "The", "end", "was", "quoted", "here."}


def test_an_excerpt_without_blanks_takes_marks_with_their_letters() -> None:
    text = "\u0e17\u0e35\u0e48" * 2_000  # one syllable of Thai: a letter with two marks
    first, last = excerpt(text, 3_000, 3_003)
    assert (text[first], text[last]) == ("\u0e17", "\u0e17")
    assert 2_900 < last - first <= 3_003
