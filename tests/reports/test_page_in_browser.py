"""The report as a reader meets it: with a mouse, with a keyboard, by a link, without scripts, on paper."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_study import SmallStudy

sys.path.insert(0, str(Path(__file__).parents[1]))
from browser import chromium

from colligate.study.building import build
from colligate.study.study import Study

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    small = SmallStudy(tmp_path_factory.mktemp("page") / "small")
    build(Study(small.folder.path), formats=("html",))
    return (small.folder.build / "report.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser, address: str) -> Iterator:
    """Open the report; whatever it asks for or complains of fails the test."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    opened = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(address)
    yield opened
    assert [url for url in requests if not url.startswith(("file://", "data:"))] == []
    assert complaints == []
    context.close()


def test_a_click_on_a_sentence_opens_its_quote_page_and_standing(page):
    page.click("#s-officers .value")
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert panel.locator("blockquote").first.inner_text() == "It trained 600 officers in five provinces."
    assert panel.locator(".page").first.inner_text() == "p. 2"
    assert panel.locator(".standing").first.inner_text().split() == ["primary", "self-reported"]
    assert page.url.endswith("#s-officers")


def test_a_click_on_a_cell_of_the_matrix_opens_its_finding(page):
    page.click("table.matrix a[href$='results-chain/outcome']")
    panel = page.locator("#panel")
    assert "◇ contested" in panel.inner_text()
    assert panel.locator(".against blockquote").inner_text() == "Nobody measured what officers did afterwards."


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_a_sentence_and_escape_brings_the_focus_back(page, key):
    page.focus("#s-officers .mark")
    page.keyboard.press(key)
    assert page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.closest('.sentence').id") == "s-officers"


def test_the_tab_key_alone_reaches_the_first_sentence_and_the_panels_buttons(page):
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
        if reached[-1] == "mark":
            break
    assert reached[0] == "skip"
    assert reached[-1] == "mark"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "before"


def test_arrow_keys_in_the_panel_lead_from_sentence_to_sentence(page):
    page.click("#s-launch .mark")
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel-title").inner_text() == "Sentence 2"
    page.keyboard.press("ArrowLeft")
    assert page.locator("#panel-title").inner_text() == "Sentence 1"


def test_a_link_to_a_sentence_opens_it(page, address: str):
    page.goto("about:blank")
    page.goto(f"{address}#s-fall")
    assert page.locator("#panel-title").inner_text() == "Sentence 3"
    assert "824 persons" in page.locator("#panel").inner_text()


def test_a_citation_leads_to_the_references_and_not_to_the_panel(page):
    page.click("#s-launch .citation a")
    assert page.url.endswith("#ref-bureau-2014")
    assert page.locator("#panel").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [False, True])
def test_the_page_passes_the_accessibility_checks(page, scheme, opened):
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    page.emulate_media(color_scheme=scheme)
    if opened:
        page.click("#s-officers .mark")
    violations = axe.run(page)["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"][:80]) for violation in violations] == []


def test_without_scripts_the_mark_leads_to_a_note_with_the_quote(browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    opened.click("#s-officers .mark")
    assert opened.url.endswith("#n-s-officers")
    assert "It trained 600 officers in five provinces." in opened.locator("#n-s-officers").inner_text()
    context.close()


def test_nothing_is_cut_off_on_a_narrow_screen(page):
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#s-officers .mark")
    sentence = page.locator("#s-officers").bounding_box()
    assert sentence["y"] + sentence["height"] <= page.locator("#panel").bounding_box()["y"]


def test_printed_notes_carry_quotes_and_pages(page):
    page.emulate_media(media="print")
    assert page.locator("#panel").is_hidden()
    assert page.locator(".contents").is_hidden()
    assert "p. 2" in page.locator("#n-s-officers").inner_text()
