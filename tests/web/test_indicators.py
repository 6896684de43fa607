"""Series in the browser: every account with its words, differing ones side by side, holes as holes."""

from __future__ import annotations

import pytest
from axe_core_python.sync_playwright import Axe

from colligate.study.settings import read_settings

pytestmark = pytest.mark.browser

PAGES = ("/indicators", "/indicators/victims-identified", "/indicators/tip-tier", "/indicators/victim-countries")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_indicators_has_a_fault_that_axe_can_find(page, scheme: str) -> None:
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


def test_the_list_names_holes_breaks_and_differing_accounts(page) -> None:
    page.goto("/indicators")
    row = page.locator("tbody tr", has_text="Victims of trafficking identified")
    assert row.locator(".tag").all_inner_texts() == ["accounts differ: 2015", "missing: 2018", "break: 2016"]
    assert row.locator("td.date").inner_text() == "2014 to 2019"
    assert [bar.get_attribute("class") for bar in row.locator(".shape i").all()] == [
        "known", "conflict", "known cut", "known", "missing", "known",
    ]  # fmt: skip
    page.fill("#q", "convicted")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=convicted")
    assert page.locator("tbody th").all_inner_texts() == ["Persons convicted of trafficking persons"]


_OPEN = "accounts of 2015 differ and none is preferred: what is read off here holds without them."


def _values(page) -> list[tuple[str, str]]:
    rows = page.locator("table.observed > tbody > tr:not(.break)")
    return [(row.locator("> th").inner_text(), row.locator("> td").first.inner_text()) for row in rows.all()]


def test_every_period_shows_its_value_or_that_it_has_none(page) -> None:
    page.goto("/indicators/victims-identified")
    assert _values(page) == [
        ("2014", "595"), ("2015", "accounts differ"), ("2016", "824"), ("2017", "455"), ("2018", "missing"),
        ("2019", "1,807"),
    ]  # fmt: skip
    page.goto("/indicators/victims-detected")
    assert [value for _, value in _values(page)] == [
        "145", "122", "279", "583", "680", "595", "982", "850", "471", "417", "1,540", "146", "134",
    ]  # fmt: skip


def test_differing_accounts_stand_side_by_side_each_with_its_words_and_are_not_averaged(page) -> None:
    page.goto("/indicators/victims-identified")
    row = page.locator("table.observed tr.conflict")
    assert row.locator(".account > p b").all_inner_texts() == ["no value", "720", "982", "982", "982"]
    assert (
        row.locator(".account", has_text="720").locator(".tag").first.inner_text() == "the document named was not read"
    )
    assert row.locator("blockquote").count() == 5
    assert "851" not in row.inner_text()
    row.locator(".account figcaption a").nth(1).click()
    page.wait_for_url("**/sources/*passage=*")
    assert "720" in page.locator("#sought").inner_text()


def test_the_break_stands_where_it_is_with_its_reason(page) -> None:
    page.goto("/indicators/victims-identified")
    told = page.locator("tr.break").inner_text()
    assert told.startswith("Break from 2016. The article takes 2014 from one Thai body")
    before = page.locator("tr.break + tr > th").inner_text()
    assert before == "2016"


def test_what_is_read_off_names_the_periods_it_covers(page) -> None:
    page.goto("/indicators/victims-identified")
    assert page.locator("section[aria-labelledby=reading] li").all_inner_texts() == [
        "Highest: 2019, 1,807 persons, of the 4 years with a value between 2014 and 2019.",
        "Lowest: 2017, 455 persons, of the 4 years with a value between 2014 and 2019.",
        "2014 to 2019: 595 to 1,807, +1,212 (+203.7 %).",
        f"2018 has no value and {_OPEN}",
        "4 values in 6 years are too few to infer a trend from.",
    ]
    page.goto("/indicators/tip-tier")
    assert page.locator("section[aria-labelledby=reading] li").nth(0).inner_text() == (
        "Best: 2018, 2019, level 2, of the 10 years with a value between 2010 and 2019."
    )


def test_a_mark_of_the_drawing_leads_to_its_account(page) -> None:
    page.goto("/indicators/victims-identified")
    page.locator(".chart [aria-label^='2018: 417']").click()
    page.wait_for_url("**#r-obs-detected-unodc-2018")
    assert page.locator(":target > p").inner_text().startswith("417")


def test_the_preference_of_a_source_is_noted_and_told(page, served) -> None:
    page.goto("/indicators/victims-identified")
    assert "prefers none" in page.locator("section[aria-labelledby=prefer]").inner_text()
    before = (served.folder / "study.yaml").read_text()
    page.select_option(
        "#source", label="Figures of the 2016 Trafficking in Persons Report as a travel site repeats them"
    )
    page.click("text=Note it")
    page.wait_for_url("**done=**")
    row = page.locator("table.observed tr.conflict")
    assert row.locator("> td").first.inner_text() == "720 accounts differ"
    after = (served.folder / "study.yaml").read_text()
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(changed) == 1
    assert changed[0].startswith("  victims-identified: ")
    assert read_settings(after.encode(), "")[1] == []
    page.select_option("#source", "none")
    page.click("text=Note it")
    page.wait_for_function("document.querySelector('tr.conflict td').innerText === 'accounts differ'")
    assert (served.folder / "study.yaml").read_text() == before


def test_an_unknown_indicator_or_area_says_so(page) -> None:
    assert page.goto("/indicators/victims").status == 404
    assert page.goto("/indicators/victims-identified?area=LAO").status == 404
    assert "for the area 'LAO'" in page.locator("[role=alert]").inner_text()
