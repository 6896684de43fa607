"""The report as one HTML page."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from small_study import REPORT, SmallStudy

from colligate.study.building import build
from colligate.study.study import Study


@pytest.fixture
def page(small: SmallStudy) -> BeautifulSoup:
    build(Study(small.folder.path), formats=("html",))
    return BeautifulSoup((small.folder.build / "report.html").read_text(), "lxml")


def words(element: object) -> str:
    return " ".join(element.get_text(" ").split())  # pyright: ignore[reportAttributeAccessIssue]


def test_the_page_asks_for_nothing_outside_itself(page: BeautifulSoup):
    linked = [tag.get("href", "") for tag in page.find_all("link")]
    assert linked == ["data:,"]
    assert page.find_all("script", src=True) == []
    assert page.find_all("img") == []
    assert "default-src 'none'" in page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert not re.search(r"@import|url\((?!#)", page.find("style").string)


def test_each_bound_sentence_leads_to_a_note_with_quote_page_and_standing(page: BeautifulSoup):
    mark = page.select_one("#s-officers .mark")
    assert mark["href"] == "#n-s-officers"
    note = words(page.select_one("#n-s-officers"))
    assert "“It trained 600 officers in five provinces.” Annual report 2014 , p. 2; self-reported." in note
    assert "Judged corroborated by amina, 2026-01-02" in note


def test_an_inferred_page_and_readers_notes_are_marked(page: BeautifulSoup):
    value = words(page.find(id="r-obs-2016"))
    assert "p. 3 page inferred" in value
    assert "independent reader\N{RIGHT SINGLE QUOTATION MARK}s notes" in value
    assert "own words on: The National Auditors' report of 2016, chapter 3" in value


def test_a_finding_shows_the_rule_both_sides_and_what_flips_it(page: BeautifulSoup):
    finding = page.find(id="r-course@results-chain/outcome")
    assert "◇ contested The rule: supporting and contradicting evidence." in words(finding)
    assert "Ministries use the course as part of their own curriculum." in words(finding.select_one(".for"))
    assert "Nobody measured what officers did afterwards." in words(finding.select_one(".against"))
    assert "Without the source Audit of border training: claimed" in words(finding.select_one(".flips"))


def test_the_authors_argument_and_an_unbound_sentence_say_in_words_what_they_are(page: BeautifulSoup):
    assert words(page.select_one("#s-cheap .tag")) == "argument"
    assert page.select_one("#s-cheap .mark") is None
    assert words(page.select_one(".unbound .tag")) == "unbound"


def test_evidence_leads_back_to_the_sentences_that_rest_on_it(page: BeautifulSoup):
    back = page.find(id="r-obs-2016").select(".used a")
    assert [(link.get_text(), link["href"]) for link in back] == [("sentence 3", "#s-fall")]


def test_a_gap_is_told_as_a_gap_of_these_sources(page: BeautifulSoup):
    gap = words(page.find(id="r-gap:*@causes/economic.poverty"))
    assert "searched and silent" in gap
    assert "Searched 'poverty OR poor' in 3 sources on 2026-01-02 (amina): 1 hits." in gap
    assert "A gap of these sources is not a gap of the world." in gap


def test_every_link_on_the_page_leads_somewhere_on_it(page: BeautifulSoup):
    ids = {tag["id"] for tag in page.find_all(id=True)}
    targets = {tag["href"][1:] for tag in page.find_all("a", href=True) if tag["href"].startswith("#")}
    assert targets - ids == set()
    assert len(page.find_all(id=True)) == len(ids)


def test_citations_are_set_and_every_quoted_source_is_in_the_references(page: BeautifulSoup):
    assert words(page.select_one("#s-launch .citation")) == "( The Bureau 2014, 2 )"
    assert [entry["id"] for entry in page.select(".csl-entry")] == [
        "ref-audit-2016",
        "ref-bureau-2014",
        "ref-daily-2014",
    ]


def test_cells_of_the_matrix_show_a_sign_a_word_and_the_judgement(page: BeautifulSoup):
    cell = page.find("a", href="#r-course@results-chain/output")
    row = page.select("table")[1].find("a", href="#r-course@results-chain/output").find_parent("td")
    assert cell.get_text() == "○\N{NO-BREAK SPACE}claimed"
    assert words(row) == "○ claimed (judged: corroborated)"


def test_words_of_authors_and_sources_cannot_become_markup(small: SmallStudy):
    evil = "<script>alert(1)</script>"
    text = REPORT.replace("title: Training", f"title: {evil} Training")
    small.write_report(text + f"\n{evil} `{evil}`{{=html}} [so](javascript:alert(1)) it is.\n")
    build(Study(small.folder.path), formats=("html",))
    made = BeautifulSoup((small.folder.build / "report.html").read_text(), "lxml")
    assert len(made.find_all("script")) == 1
    assert made.find_all("a", href=re.compile("javascript")) == []
    assert made.h1.get_text() == "<script>alert(1)</script> Training at the border"
