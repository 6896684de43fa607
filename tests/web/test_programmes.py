"""The register in the browser: what is told, by whom, with which words, and when it was."""

from __future__ import annotations

import pytest
from axe_core_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = (
    "/programmes", "/programmes?show=events", "/programmes?show=actors", "/programmes?show=factors",
    "/programmes?show=timeline&from=all", "/programmes/elearning", "/programmes/unodc",
    "/programmes/factor-poverty", "/programmes/field-office-1986",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_register_has_a_fault_that_axe_can_find(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    faults = []
    for address in PAGES:
        page.goto(address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        faults += [(address, fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]]
    assert faults == []


def test_no_page_scrolls_two_ways_at_half_the_width(page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_lists_are_searched_and_the_search_stands_in_the_address(page) -> None:
    page.goto("/programmes?show=events")
    assert page.locator("table.register tbody tr").count() == 33
    page.fill("#q", "tip report 2014")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=tip+report+2014**")
    assert page.locator("table.register tbody th").all_inner_texts() == [
        "The TIP Report 2014 lowers Thailand to Tier 3"
    ]
    page.goto("/programmes?show=events&q=nothing+of+the+kind")
    assert "Show all 33" in page.locator("main").inner_text()


def test_every_account_of_a_programme_stands_beside_its_words(page) -> None:
    page.goto("/programmes/elearning")
    told = page.locator("#fact-elearning-start-2014-12")
    assert told.locator(".value").inner_text() == "2014-12"
    assert told.locator(".tag.differ").inner_text() == "accounts differ"
    assert told.locator("blockquote").inner_text() != ""
    assert told.locator("figcaption a").get_attribute("href").startswith("/sources/")
    starts = page.locator(".field", has=page.get_by_role("heading", name="start", exact=True)).locator(".value")
    assert starts.all_inner_texts() == ["2012", "2014-12", "2014", "2014/2016"]


def test_the_results_chain_shows_its_holes(page) -> None:
    page.goto("/programmes/elearning")
    chain = page.locator("ol.chain > li")
    assert chain.locator("h3").all_inner_texts() == ["Inputs", "Activities", "Outputs", "Outcomes", "Impact"]
    assert [link.get_attribute("class") for link in chain.all()] == ["", "", "", "hole", "hole"]
    assert "2250 certified users" in chain.nth(2).inner_text()
    assert "Nothing shows this." in chain.nth(3).inner_text()


def test_the_timeline_shows_every_account_and_marks_the_period_of_the_study(page) -> None:
    page.goto("/programmes?show=timeline")
    lane = page.locator(".lanes li", has_text="Global eLearning Programme").first
    assert lane.locator(".mark").all_inner_texts() == [
        "start 2014-12", "start 2014", "start 2014 to 2016", "end 2015", "end 2016 or later",
    ]  # fmt: skip
    assert "1 told outside these years" in lane.inner_text()
    assert "12 earlier and 1 later lie outside these years." in page.locator("main").inner_text()
    page.get_by_role("link", name="Show all years").click()
    page.wait_for_url("**from=all**")
    assert page.locator("h1").inner_text() == "Timeline, 1971 to 2018"
    assert lane.locator(".mark").count() == 6


def test_a_mark_opens_the_words_and_the_table_behind_says_the_same(page) -> None:
    page.goto("/programmes?show=timeline")
    page.locator("details.behind summary").click()
    rows = page.locator("details.behind tbody tr")
    assert rows.count() == page.locator(".lanes .mark").count()
    row = rows.filter(has_text="Thailand ratifies the ASEAN convention")
    assert row.locator("td.date").inner_text() == "2016-07"
    page.locator(".lanes li", has_text="Thailand ratifies the ASEAN convention").locator(".mark").click()
    page.wait_for_url("**/sources/*passage=*")
    assert page.locator("#sought").count() == 1


def test_dates_that_cannot_be_read_are_said_with_the_forms_that_would_do(page) -> None:
    told = page.goto("/programmes?show=timeline&from=spring")
    assert told.status == 400
    assert "Write 2014, 2014-11" in page.locator("[role=alert]").inner_text()


def test_an_unknown_record_says_so(page) -> None:
    told = page.goto("/programmes/elearnin")
    assert told.status == 404
    assert "Did you mean elearning or" in page.locator("[role=alert]").inner_text()
