"""The register in the browser: what is told, by whom, with which words, and when it was."""

from __future__ import annotations

import pytest
from axe_core_python.sync_playwright import Axe

from colligate.programmes.programme import Event, Fact, Programme
from colligate.record import Retraction
from colligate.sources.passage import Passage
from colligate.study.study import Study

pytestmark = pytest.mark.browser

PAGES = (
    "/programmes", "/programmes?show=events", "/programmes?show=actors", "/programmes?show=factors",
    "/programmes?show=timeline&from=all", "/programmes/elearning", "/programmes/unodc",
    "/programmes/factor-poverty", "/programmes/field-office-1986", "/programmes/new/event",
    "/programmes/elearning/correct", "/programmes/elearning/tell?field=outcome&find=officers+trained",
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


def test_an_account_is_recorded_with_words_found_beside_the_form(page, served) -> None:
    page.goto("/programmes/tij-research")
    page.get_by_role("link", name="Add impact").click()
    assert page.locator("#field").input_value() == "impact"
    page.fill("#value", "laws were changed")
    page.fill("#find", "joint project on 11 january 2016")
    page.keyboard.press("Enter")
    page.locator("#found li").first.locator("input").check()
    assert page.locator("#chosen li").count() == 1
    assert page.locator("#value").input_value() == "laws were changed"
    page.click("#say")
    page.wait_for_url("**done=said**")
    fact = next(one for one in Study(served.folder).records.of(Fact) if one.by == "amina@laptop")
    passage = Study(served.folder).records.get(Passage, fact.passages[0])
    assert passage is not None
    assert (fact.about, fact.field, fact.value, passage.quote) == (
        "tij-research", "impact", "laws were changed",
        "UNODC and the Thailand Institute of Justice launched their Joint Project on 11 January 2016.",
    )  # fmt: skip
    assert "laws were changed" in page.locator("ol.chain > li").last.inner_text()
    assert page.locator(f"#{fact.id} blockquote").inner_text() == passage.quote


def test_words_nobody_quoted_yet_become_a_passage(page, served) -> None:
    page.goto("/programmes/new/programme?in=article&find=police")
    unquoted = page.locator("#found li", has_text="not quoted yet").first
    words = unquoted.locator("q").inner_text()
    unquoted.locator("input").check()
    page.fill("#name", "A training nobody named")
    page.select_option("#kind", "other")
    page.click("#say")
    page.wait_for_url("**done=said**")
    records = Study(served.folder).records
    made = next(one for one in records.of(Programme) if one.name == "A training nobody named")
    fact = next(one for one in records.of(Fact) if one.about == made.id)
    passage = records.get(Passage, fact.passages[0])
    assert passage is not None
    assert (passage.source, passage.quote) == ("article", words)


def test_a_form_that_cannot_be_taken_keeps_what_was_typed_and_says_which_field(page, served) -> None:
    before = (served.folder / "journal" / "authors@colligate.jsonl").read_bytes()
    page.goto("/programmes/new/event")
    page.fill("#name", "A meeting")
    page.fill("#kind", "seminar")
    page.fill("#date", "last spring")
    page.get_by_role("checkbox", name="UNDCP", exact=True).or_(page.locator("[name=actors]").first).first.check()
    page.click("#say")
    assert "Date: 'last spring' is not a date" in page.locator("[role=alert]").inner_text()
    assert page.locator("#name").input_value() == "A meeting"
    assert page.locator("#date").get_attribute("aria-invalid") == "true"
    assert page.locator("[name=actors]:checked").count() == 1
    assert not [one for one in Study(served.folder).records.of(Event) if one.name == "A meeting"]
    assert (served.folder / "journal" / "authors@colligate.jsonl").read_bytes() == before
    page.fill("#date", "2015-03")
    page.click("#say")
    page.wait_for_url("**done=said**")
    assert page.locator("h1").inner_text() == "A meeting"
    assert "No quote: nobody has said where this stands." in page.locator("main").inner_text()
    assert next(one for one in Study(served.folder).records.of(Event) if one.name == "A meeting").date == "2015-03"


def test_a_correction_keeps_what_was_said_before_and_a_withdrawal_its_reason(page, served) -> None:
    page.goto("/programmes/untoc-seminar/correct")
    page.fill("#name", "Seminar on the Palermo protocols")
    page.click("#say")
    page.wait_for_url("**done=corrected")
    assert page.locator(".history li").first.inner_text().startswith("First said by authors@colligate")
    change = page.locator(".history li").nth(1)
    assert "Said again by amina@laptop" in change.inner_text()
    assert (change.locator("del").inner_text(), change.locator("ins").inner_text()) == (
        "Seminar on the UNTOC protocols", "Seminar on the Palermo protocols",
    )  # fmt: skip
    page.goto("/programmes/factor-poverty")
    page.get_by_text("Withdraw", exact=True).click()
    page.fill("#why-factor-poverty", "Said twice.")
    page.click("text=Withdraw it")
    page.wait_for_url("**done=withdrawn")
    assert page.locator("h1").inner_text() == "Withdrawn"
    assert "Withdrawn by amina@laptop" in page.locator(".history").inner_text()
    assert "Said twice." in page.locator(".history").inner_text()
    gone = Study(served.folder).records.history["factor-poverty"][-1]
    assert isinstance(gone, Retraction)
    assert gone.reason == "Said twice."


def test_words_taken_off_an_account_are_no_longer_shown_beside_it(page, served) -> None:
    page.goto("/programmes/elearning/tell/fact-elearning-start-2012")
    assert page.locator("#chosen input:checked").count() == 2
    page.locator("#chosen input").nth(1).uncheck()
    page.click("#say")
    page.wait_for_url("**done=corrected**")
    assert page.locator("#fact-elearning-start-2012 blockquote").all_inner_texts() == [
        "By July 2012 the Global eLearning Programme had already been launched."
    ]
    fact = Study(served.folder).records.get(Fact, "fact-elearning-start-2012")
    assert fact is not None
    assert (fact.value, len(fact.passages)) == ("2012", 1)


def test_the_form_works_without_script(browser, served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/programmes/new/factor")
    page.fill("#name", "Debt")
    page.select_option("#code", "causes/economic.poverty")
    page.fill("#find", "poverty")
    page.click("#look")
    page.wait_for_url("**find=poverty**")
    assert page.locator("#name").input_value() == "Debt"
    page.locator("#found input").first.check()
    page.click("#say")
    page.wait_for_url("**done=said")
    assert page.locator("h1").inner_text() == "Debt"
    assert page.locator("section[aria-labelledby=own] blockquote").count() == 1
    context.close()
