"""A language model asked from the workbench: shown, confirmed for what was shown, followed, decided on, stopped."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

from colligate.actions.model_settings import change_model_settings
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.model_runs import runs_of
from colligate.study.study import Study

sys.path.insert(0, str(Path(__file__).parents[1]))
from chat_server import NONE, chat, quoting

pytestmark = pytest.mark.browser

CODE = "io-roles/actor.capacity-shown"
PAGE, QUEUE, ME = f"/suggestions/asking/{CODE}", f"/suggestions/codes/{CODE}", "amina@laptop"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(autouse=True)
def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLIGATE_CONFIG", str(tmp_path))


def test_without_a_model_the_page_says_how_to_bring_one(page) -> None:
    page.goto(QUEUE)
    page.get_by_role("link", name="Ask a language model").click()
    expect(page.get_by_text("No model is set.")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_have_count(0)


def test_shown_confirmed_followed_and_taken_up(page, served) -> None:
    with chat(lambda one: quoting(" ".join(one.passage.split()[:4]), "mentions", "It names a tool.")) as server:
        change_model_settings({"address": server.address, "model": "small", "price_in": 1.0, "price_out": 2.0})
        page.goto(f"{PAGE}?most=2")
        expect(page.get_by_text("2 passages with")).to_be_visible()
        page.get_by_text("The first request, word for word").click()
        expect(page.locator("pre")).to_contain_text('"model":"small"')
        assert Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})["violations"] == []
        assert server.seen == []
        page.get_by_role("button", name="Send 2 passages to 127.0.0.1").click()
        expect(page.locator("#told")).to_contain_text("2 of 2 passages: 2 proposed, 0 none, 0 discarded")
        page.get_by_role("link", name="Decide on what it proposed").click()
    card = page.locator("#queue > .card").first
    expect(card.locator(".of-model")).to_contain_text("The model small says it mentions the code")
    expect(card.locator(".of-model")).to_contain_text("It names a tool.")
    quote = card.locator(".of-model q").inner_text()
    card.get_by_role("button", name="Mentions").click()
    expect(page.get_by_role("status")).to_have_text("Coded: it mentions the code.")
    study = Study(served.folder)
    [coding] = [one for one in study.records.of(Coding) if one.by == ME]
    assert coding.proposed_by == runs_of(study.folder)[-1].run.name
    assert study.records.get(Passage, coding.passage).quote == quote
    expect(page.locator("#queue > .card")).to_have_count(1)


def test_a_confirmation_of_something_else_sends_nothing(page) -> None:
    with chat(lambda _: NONE) as server:
        change_model_settings({"address": server.address, "model": "small"})
        page.goto(f"{PAGE}?most=1")
        expect(page.get_by_role("button", name="Send 1 passage")).to_be_visible()
        change_model_settings({"model": "another"})
        page.get_by_role("button", name="Send 1 passage").click()
        expect(page.get_by_text("something else would be sent. Nothing was.")).to_be_visible()
        assert server.seen == []


def test_a_run_is_stopped_and_what_was_answered_stays(page, served) -> None:
    go_on = threading.Event()

    def reply(_) -> str:
        go_on.wait()
        return NONE

    with chat(reply) as server:
        change_model_settings({"address": server.address, "model": "slow"})
        page.goto(f"{PAGE}?most=3")
        page.get_by_role("button", name="Send 3 passages").click()
        expect(page.locator("#run")).to_have_attribute("data-going", "yes")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#run")).to_be_visible()
        go_on.set()
        expect(page.locator("#run")).to_have_attribute("data-going", "no")
        expect(page.locator("#told")).to_contain_text("Stopped. Ask again to go on")
    assert len(runs_of(Study(served.folder).folder)[-1].asked) == 1


def test_a_source_is_marked_confidential_among_its_particulars(page, served) -> None:
    page.goto("/sources/howe-2019/about")
    page.get_by_label("Confidential").select_option("yes")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    assert Study(served.folder).records.get(Source, "howe-2019").confidential
    page.get_by_label("Confidential").select_option("no")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    assert not Study(served.folder).records.get(Source, "howe-2019").confidential
