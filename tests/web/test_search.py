"""Search in the browser: asked by keyboard, found in context, kept, and called stale when sources were added."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_core_python.sync_playwright import Axe

from colligate.actions.adding import add_sources
from colligate.sources.source import Search, Source
from colligate.study.study import Study

pytestmark = pytest.mark.browser

PAGES = (
    "/search", "/search?q=traffick*+NEAR/10+(police+OR+training)&year=2010..2018", "/search?q=trafficking&page=2",
    "/search?q=(police", "/search?q=police&year=x", "/search?q=zebra", "/search?q=traficking",
    "/search?q=police&year=1871", "/search/log",
    "/support?ref=gap:elearning@causes/economic.poverty",
)  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_of_search_is_accessible_in_light_and_dark(page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    for address in PAGES:
        page.goto(address)
        found = Axe().run(page)["violations"]
        assert [(address, one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_nothing_is_wider_than_a_narrow_window_or_a_page_at_twice_the_size(page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    for address in PAGES:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (address, wide) == (address, 0)


def test_a_query_is_typed_and_a_place_opened_by_keyboard_alone(page, served) -> None:
    page.goto("/search")
    page.keyboard.type("train* NEAR/5 police year:2014")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found")
    of_2014 = [source for source in Study(served.folder).records.of(Source) if source.year == 2014]
    assert page.inner_text("#found") == f"1 passage in 1 of {len(of_2014)} sources"
    assert page.locator(".kwic mark").all_inner_texts() == ["training", "police"]
    link = page.locator(".place a")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/unodc-2014-handover?at=*")
    at = int(parse_qs(urlsplit(page.url).query)["at"][0])
    assert "The training is to make the police" in page.inner_text("main")
    assert at > 0
    page.wait_for_selector("#text[data-ready=yes]")
    marked = page.evaluate("[...CSS.highlights.get('sought')].map((range) => range.toString())")
    assert marked == ["training", "police"]


def test_a_hit_in_a_long_text_is_opened_where_it_stands(page, served, tmp_path) -> None:
    long = tmp_path / "long.txt"
    before, after = ("The guards of the border posts were trained in the north. " * 6 + "\n\n" for _ in range(2))
    long.write_text(before * 20 + "Here the zebra crossing stands in the middle of it all.\n\n" + after * 40)
    assert add_sources(served.folder, [long], by="amina@laptop").added == ["long"]
    page.goto("/search?q=zebra")
    page.locator(".place a").click()
    page.wait_for_selector("#text[data-ready=yes]")
    top = page.evaluate("[...CSS.highlights.get('sought')][0].getBoundingClientRect().top / innerHeight")
    assert 0 < top < 1


def test_a_query_that_is_wrong_is_shown_with_the_wrong_part_marked(page) -> None:
    answer = page.goto("/search?q=police+AND+(army")
    assert answer.status == 400
    assert page.inner_text("[role=alert] mark") == "("
    assert "this bracket is never closed" in page.inner_text("[role=alert]")
    assert page.input_value("#q") == "police AND (army"


def test_a_misspelt_word_is_offered_anew_and_a_search_of_nothing_is_no_silence(page) -> None:
    page.goto("/search?q=traficking+year:2014")
    page.get_by_role("link", name="trafficking year:2014").click()
    page.wait_for_url("**q=trafficking+year*")
    assert page.locator(".kwic").count() > 0
    page.goto("/search?q=police&year=1871")
    assert "No source was searched" in page.inner_text("main")
    assert "silence of these sources" not in page.inner_text("main")
    assert page.locator("form.keep").count() == 0


def test_counts_beside_the_results_narrow_them(page) -> None:
    page.goto("/search?q=trafficking")
    first = page.locator("aside section:has(h3:text('By source')) li").first
    count = int(first.locator(".count").inner_text())
    first.locator("a").click()
    page.wait_for_url("**source=*")
    assert page.inner_text("#found").startswith(f"{count} passage")
    assert page.locator("details[open] #source").count() == 1


def test_results_go_on_page_by_page(page) -> None:
    page.goto("/search?q=trafficking+OR+police&order=corpus")
    first = page.locator(".kwic").all_inner_texts()
    assert len(first) == 20
    page.click("a[rel=next]")
    page.wait_for_url("**page=2*")
    assert page.locator(".kwic").count() > 0
    assert page.locator("ol.found").get_attribute("start") == "21"
    assert "order=corpus" in page.url


def test_a_gap_leads_to_a_search_that_is_kept_and_called_stale_later(page, served, tmp_path) -> None:
    gap = "/support?ref=gap:untoc-seminar@causes/conflict"
    page.goto(gap)
    assert "not searched" in page.inner_text("main")
    page.click("text=Search for this")
    page.wait_for_selector("#found")
    assert page.input_value("#for") == "causes/conflict"
    assert page.input_value("#about") == "untoc-seminar"
    page.fill("#note", "Read; nothing of the seminar.")
    page.click("text=Keep it")
    page.wait_for_selector("[role=status]")
    said = next(one for one in Study(served.folder).records.of(Search) if one.codes == ("causes/conflict",))
    assert (said.by, said.about, said.note) == ("amina@laptop", ("untoc-seminar",), "Read; nothing of the seminar.")
    page.goto(gap)
    assert "searched and silent" in page.inner_text("main")
    later = tmp_path / "later.txt"
    later.write_text("A conflict broke out later.", encoding="utf-8")
    add_sources(served.folder, [later], by="amina@laptop", even_if_alike=True)
    page.goto(gap)
    assert "1 source was not searched, so of it nothing is known: later." in page.inner_text("main")
    page.goto("/search/log")
    card = page.locator(f"[id='{said.id}']")
    assert "Stale. 1 source was not searched then: later." in " ".join(card.inner_text().split())
    card.locator("text=Search again").click()
    page.wait_for_selector("#found")
    assert page.input_value("#for") == "causes/conflict"
    page.goto("/assessments?lens=causes")
    assert page.locator("text=not in 1 source").count() > 0
