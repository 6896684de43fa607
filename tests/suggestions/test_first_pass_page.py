"""The page of a first pass as a reader meets it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from small_paper import PAPER, YEARBOOK

sys.path.insert(0, str(Path(__file__).parents[1]))
from browser import chromium

from colligate.actions.auditing import audit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    folder = tmp_path_factory.mktemp("audit")
    (folder / "paper.txt").write_text(PAPER)
    (folder / "yearbook.txt").write_text(YEARBOOK)
    report = audit([folder / "paper.txt", folder / "yearbook.txt"], study=folder / "study", by="amina@laptop")
    with chromium() as started:
        opened = started.new_context(bypass_csp=True, reduced_motion="reduce", viewport={"width": 1280, "height": 900})
        shown = opened.new_page()
        shown.goto(report.written[0].as_uri())
        yield shown


def test_the_first_screen_holds_the_five_things_that_matter_most(page):
    items = page.locator("main ol").first.locator("> li")
    assert items.count() == 5
    assert page.locator(".proposal").inner_text().startswith("Everything on this page is proposed by rules")
    assert items.nth(4).bounding_box()["y"] < 900


def test_a_click_shows_the_words_their_line_and_the_rule_that_proposes_it(page):
    page.click("#s-1 .mark")
    panel = page.locator("#panel")
    assert panel.is_visible()
    where = dict(
        zip(panel.locator("blockquote").all_inner_texts(), panel.locator(".where").all_inner_texts(), strict=True)
    )
    assert where["The number peaked in 2016 at 520 people (HSO, 2018)."] == "paper, line 13"
    assert "proposed by the rule claims 1" in panel.inner_text()
    page.keyboard.press("Escape")


def test_the_page_has_no_fault_that_axe_can_find(page):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found["violations"]] == []
