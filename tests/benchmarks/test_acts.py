"""The building step of the workbench's benchmark, small: no browser and no other program."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from acts.book import as_html, pages
from acts.studies import Book, coded_book
from acts.taguette import as_paragraphs

from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.study.checks import study_problems
from colligate.study.study import Study


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return coded_book(tmp_path_factory.mktemp("book"), length=4, codings=12, opened=3)


def test_the_same_book_is_made_each_time_and_no_page_is_like_another() -> None:
    made = pages(5)
    assert made == pages(5)
    assert len({tuple(page) for page in made}) == 5


def test_every_page_made_is_a_page_of_the_source_and_every_coding_stands_on_its_words(book: Book) -> None:
    study = Study(book.path)
    layout = study.layout(study.texts[book.source])
    assert [page.label for page in layout.pages] == ["1", "2", "3", "4"]
    assert len(study.records.of(Coding)) == 12
    assert [problem for problem in study_problems(study) if problem.severity == "error"] == []


def test_the_passage_opened_stands_on_the_page_asked_for(book: Book) -> None:
    study = Study(book.path)
    passage = study.records.get(Passage, book.passage)
    assert passage
    page = study.layout(study.texts[book.source]).page_at(passage.start)
    assert page
    assert (page.label, passage.start) == ("3", book.at)


class _Words(HTMLParser):
    """The words between the tags of a body, as bytes."""

    words = b""

    def handle_data(self, data: str) -> None:
        self.words += data.encode()


def test_what_the_other_program_is_given_has_the_same_words_at_the_offsets_it_counts(book: Book) -> None:
    paragraphs, places = as_paragraphs(book.text)
    reader = _Words()
    reader.feed(as_html(paragraphs, "").decode())
    for start, end in book.spans:
        assert reader.words[places[start] : places[end - 1] + 1].decode() == book.text[start:end]
