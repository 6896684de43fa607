"""A passage is found again, or a person is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from colligate.sources.locating import Searchable, find, locate
from colligate.sources.passage import Passage, passage_fields, reading, stands
from colligate.sources.readers import read
from colligate.sources.text import Layout, PageStart, Region

NO_LAYOUT = Layout()


def passage(text: str, start: int, end: int, layout: Layout = NO_LAYOUT) -> Passage:
    fields = passage_fields(text, layout, start, end)
    return Passage(id="p", by="a", at=datetime(2026, 1, 1, tzinfo=UTC), source="s", text="t", **fields)


def located(text: str, quote: str) -> str:
    location = find(quote, Searchable(text, NO_LAYOUT))
    return text[location.start : location.end] if location.found else location.status


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="-\u2010\u00ad\u200b\ufeff"), min_size=1
)
PROSE = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


@given(PROSE, st.data())
def test_a_passage_taken_from_a_text_is_found_exactly_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip() == text[start:end])
    taken = passage(text, start, end)
    assert stands(taken, text, NO_LAYOUT)
    assert locate(taken, Searchable(text, NO_LAYOUT)).status == "exact"


@given(PROSE, PROSE, PROSE)
def test_a_passage_in_another_reading_is_placed_on_its_own_words_or_not_at_all(
    before: str, words: str, after: str
) -> None:
    old = f"{before}\n{words}\n{after}"
    taken = passage(old, len(before) + 1, len(before) + 1 + len(words))
    new = f"A new first page.\n\n{before} {words}\n\n{after}"
    location = locate(taken, Searchable(new, NO_LAYOUT))
    assert location.status in ("exact", "moved", "ambiguous")
    if location.found:
        assert new[location.start : location.end].split() == words.split()


@given(PROSE, PROSE)
def test_words_that_are_not_in_a_text_are_lost_however_like_it_is(text: str, words: str) -> None:
    assume("".join(words.split()) not in "".join(text.split()))
    folded = Searchable(text, NO_LAYOUT)
    assume(not folded.places(words))
    taken = passage(words, 0, len(words))
    assert locate(taken, folded).status == "lost"


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("more than 600\nofficers were", "600 officers", "600\nofficers"),
        ("evidence-\nbased policy", "evidence-based policy", "evidence-\nbased policy"),
        ("the informa-\ntion given", "the information given", "the informa-\ntion given"),
        ("the \u201crule\u201d \u2013 so called", 'the "rule" - so called', "the \u201crule\u201d \u2013 so called"),
        ("an o\ufb03ce of \ufb01ve", "office of five", "o\ufb03ce of \ufb01ve"),
        ("co\u00adoperation with Thailand", "cooperation", "co\u00adoperation"),
        ("การค้ามนุษย์ในประเทศไทย", "มนุษย์", "มนุษย์"),
        ("مكافحة الاتجار بالأشخاص", "الاتجار", "الاتجار"),
        ("one 😀 two 👩‍👩‍👧 three", "two 👩‍👩‍👧 three", "two 👩‍👩‍👧 three"),
        ("trained 600 officers", "trained 6000 officers", "lost"),
        ("reform and reform", "reform", "ambiguous"),
    ],
)
def test_only_white_space_hyphens_at_line_ends_and_sign_shapes_are_overlooked(
    text: str, quote: str, found: str
) -> None:
    assert located(text, quote) == found


def test_a_lost_quote_comes_with_the_nearest_text() -> None:
    text = "In 2014 the bureau reached 2,250 certified users through mobile units. Other things happened."
    location = find("reached 2,520 certified users", Searchable(text, NO_LAYOUT))
    assert location.status == "lost"
    assert "2,250 certified users" in location.nearest


def test_nothing_is_offered_for_a_quote_from_another_document() -> None:
    text = "The General Assembly met in New York."
    assert not find("Bananen wachsen in Ecuador schnell", Searchable(text, NO_LAYOUT)).nearest


def test_a_sentence_is_found_across_a_page_break_with_footer_and_footnote() -> None:
    page_one = "Officers were trained in\n"
    furniture = "1 See annex.\nReport 2014, page 4\n"
    text = f"{page_one}{furniture}six provinces of the south."
    break_at, after = len(page_one), len(page_one) + len(furniture)
    layout = Layout(
        pages=(PageStart(0, "4"), PageStart(after, "5")),
        regions=(Region(break_at, break_at + 13, "footnote"), Region(break_at + 13, after, "footer")),
    )
    searchable = Searchable(text, layout)
    location = find("trained in six provinces", searchable)
    assert reading(text, layout, location.start, location.end) == "trained in six provinces"
    assert layout.page_at(location.start) == PageStart(0, "4")
    assert find("See annex.", searchable).found


def test_the_surroundings_choose_between_the_same_words_on_two_pages() -> None:
    old = "In Lampang they met. In Yala they met."
    taken = passage(old, 29, 37)
    new = "Title. In Lampang they met. Then in Songkhla. In Yala they met."
    location = locate(taken, Searchable(new, NO_LAYOUT))
    assert location.status == "moved"
    assert location.start == new.index("they met", 40)


def test_lines_of_the_article_are_found_on_the_page_that_its_line_breaks_tell(material: Path) -> None:
    extraction = read((material / "seed" / "article.txt").read_bytes(), "article.txt")
    searchable = Searchable(extraction.text, extraction.layout)
    for quote, page in [
        ("UNODC, 2009", "9"),
        ("2,250 certified users", "12"),
        ("To what extent has the UNODC assisted", "4"),
        ("namely poverty and low education level", "14"),
    ]:
        places = searchable.places(quote)
        labels = [start.label for place in places if (start := extraction.layout.page_at(place[0]))]
        assert page in labels, (quote, labels)
