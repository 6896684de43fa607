"""Values taken from the tables of documents, from the words selected to the series that holds them."""

from __future__ import annotations

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

from colligate.actions.adding import add_sources
from colligate.indicators.indicator import Observation
from colligate.sources.passage import Passage
from colligate.study.study import Study

pytestmark = pytest.mark.browser

TABLE = """# Review of the year

Table 3: Victims of trafficking in Thailand (persons)

| Count | 2003 | 2004 | 2005 | 2006 |
|-------|-----:|-----:|-----:|-----:|
| Victims identified | 681 | <595 | .. | 1,824 |
| Women among them | 250 | 5 | | ~30 |
"""
ROW = "| Victims identified | 681 | <595 | .. | 1,824 |"
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


@pytest.fixture(scope="module")
def review(served, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("files") / "review.md"
    file.write_text(TABLE, encoding="utf-8")
    return add_sources(served.folder, [file], by="amina@laptop").added[0]


def place(words: str, take: str) -> str:
    start = TABLE.index(words)
    return f"/sources/review/table?start={start}&end={start + len(words)}&take={take}"


def values(served) -> dict[str, Observation]:
    study = Study(served.folder)
    rows = {one.id for one in study.records.of(Passage) if one.source == "review"}
    return {one.period: one for one in study.records.of(Observation) if rows & set(one.passages)}


@pytest.mark.usefixtures("review")
def test_a_cell_selected_fills_the_form_and_says_where_each_field_is_from(page, served) -> None:
    page.goto("/sources/review")
    page.locator("#fact summary").click()
    page.evaluate(SELECT, "1,824")
    told = page.locator("#proposal")
    expect(told).to_contain_text("value 1824; period 2006 from the column head “2006”; area THA from the caption")
    expect(told).to_contain_text("Its row and heads will be quoted")
    expect(page.locator("#record")).to_have_value("observation")
    expect(page.locator("#observation-indicator")).to_have_value("victims-identified")
    expect(page.locator("#observation-area")).to_have_value("THA")
    expect(page.locator("#observation-period")).to_have_value("2006")
    page.locator("#keep").click()
    expect(page.locator("#told")).to_contain_text("Recorded")
    made = values(served)["2006"]
    study = Study(served.folder)
    quotes = [passage.quote for one in made.passages if (passage := study.records.get(Passage, one))]
    assert (made.value, quotes[0], quotes[1]) == ("1824", ROW, "| Count | 2003 | 2004 | 2005 | 2006 |")


@pytest.mark.usefixtures("review")
def test_a_whole_row_is_ticked_by_keyboard_and_recorded_at_one_go(page, served) -> None:
    page.goto(place("681", "row"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Row: Victims identified")
    ticks = page.locator("[name=cell]")
    assert [tick.is_checked() for tick in ticks.all()] == [True, True, False, False]
    hole = page.locator("tr.hole")
    expect(hole).to_contain_text("no value")
    expect(hole.locator("input[name^=value-]")).to_have_value("")
    expect(page.locator("tbody tr").last).to_contain_text("recorded already")
    ticks.nth(2).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Record those ticked").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/victims-identified?done=said")
    made = values(served)
    assert [(year, made[year].value, made[year].qualifier) for year in ("2003", "2004", "2005")] == [
        ("2003", "681", ""), ("2004", "595", "<"), ("2005", None, ""),
    ]  # fmt: skip
    assert {made[year].proposed_by for year in ("2003", "2004", "2005")} == {"table-cell 1"}
    row = page.locator(f"#r-{made['2003'].id}")
    expect(row).to_contain_text(ROW)
    expect(row).to_contain_text("| Count | 2003 | 2004 | 2005 | 2006 |")


@pytest.mark.usefixtures("review")
def test_what_cannot_be_recorded_comes_back_as_it_was_typed(page, served) -> None:
    page.goto(place("250", "row"))
    before = len(values(served))
    page.locator("[name=cell]").first.check()
    page.get_by_label("Value of 2003").fill("251")
    page.get_by_role("button", name="Record those ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("The cell '250' of 2003: Indicator: this is needed")
    expect(page.get_by_label("Value of 2003")).to_have_value("251")
    assert len(values(served)) == before


def test_words_in_no_table_are_told_so(page) -> None:
    page.goto("/sources/article/table?start=0&end=9&take=row")
    expect(page.locator("main")).to_contain_text("These words stand in no table whose cells can be told apart.")


@pytest.mark.usefixtures("review")
def test_an_indicator_finds_the_tables_that_hold_it(page) -> None:
    page.goto("/indicators/victims-identified")
    page.get_by_role("link", name="Look for it in tables of the sources").click()
    page.get_by_role("link", name="Review of the year: Victims identified").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Row: Victims identified")


def test_a_value_is_added_on_the_indicators_own_page_with_words_found_there(page, served) -> None:
    page.goto("/indicators/victims-assisted")
    page.get_by_text("Add a value", exact=True).click()
    page.get_by_label("Period it is given for").fill("2001")
    page.get_by_label("Value", exact=True).fill("303")
    page.get_by_label("Words they hold").fill("shelters 303")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator("#found [name=rests]").first.check()
    page.get_by_role("button", name="Record it").click()
    page.wait_for_url("**/indicators/victims-assisted?done=said**")
    study = Study(served.folder)
    made = [one for one in study.records.of(Observation) if (one.indicator, one.period) == ("victims-assisted", "2001")]
    assert [(one.value, len(one.passages)) for one in made] == [("303", 1)]


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_tables_has_a_fault_that_axe_can_find(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in (place("681", "row"), place("681", "column"), "/indicators/victims-identified/tables"):
        page.goto(address)
        assert Axe().run(page)["violations"] == []
    page.goto("/indicators/victims-identified")
    page.get_by_text("Add a value", exact=True).click()
    assert Axe().run(page)["violations"] == []


@pytest.mark.usefixtures("review")
def test_at_twice_the_size_nothing_of_the_page_runs_over_its_edge(page) -> None:
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(place("681", "row"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
