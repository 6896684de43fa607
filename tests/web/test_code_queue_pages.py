"""The queue of a code as a scholar works through it: by key, with why, counter-evidence, undo and a check."""

from __future__ import annotations

import re

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

from colligate.actions.code_queue import refusals
from colligate.codings.coding import Coding
from colligate.study.study import Study

pytestmark = pytest.mark.browser

CODE = "io-roles/actor.capacity-shown"
QUEUE, ME = f"/suggestions/codes/{CODE}", "amina@laptop"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def mine(served) -> list[tuple[str, str, str]]:
    """Return own codings as code, stance and what proposed them."""
    codings = Study(served.folder).records.of(Coding)
    return [(one.code, one.stance, one.proposed_by) for one in codings if one.by == ME]


def test_the_list_of_codes_leads_to_a_queue(page) -> None:
    page.goto("/suggestions/codes?lens=io-roles")
    page.get_by_role("link", name="Capacity shown in action").click()
    expect(page).to_have_url(re.compile(re.escape(QUEUE)))
    expect(page.locator(".stopping")).to_contain_text(
        "10 of 417 passages were read and 10 speak to it; nothing may be claimed"
    )


def test_worked_through_by_key_refused_put_off_and_undone(page, served) -> None:
    page.goto(QUEUE)
    cards = page.locator("#queue > .card")
    first, second = (cards.nth(place).get_attribute("data-passage") for place in (0, 1))
    expect(cards.nth(1).locator(".tag")).to_have_text("may speak against the code")
    cards.nth(0).locator("h2").focus()
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Coded: it contradicts the code.")
    assert mine(served) == [(CODE, "contradicts", "learned 3 against")]
    expect(page.locator(f'[data-passage="{second}"]')).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Undone; the passage is in the queue again.")
    assert mine(served) == []
    page.goto(QUEUE)
    page.locator("#queue > .card h2").first.focus()
    page.keyboard.press("r")
    expect(page.get_by_role("status")).to_have_text("Refused; it will not come back.")
    assert [one.code for one in refusals(Study(served.folder))] == [CODE]
    expect(page.locator(f'[data-passage="{first}"]')).to_have_count(0)
    expect(page.locator("#queue")).to_have_attribute("data-ready", "yes")
    shown = page.locator("#queue > .card").first.get_attribute("data-passage")
    page.locator("#queue > .card h2").first.focus()
    page.keyboard.press("z")
    expect(page.get_by_role("status")).to_contain_text("Put off")
    expect(page.locator(f'[data-passage="{shown}"]')).to_have_count(0)


def test_every_card_says_why_and_its_quote_leads_to_its_place(page) -> None:
    page.goto(QUEUE)
    card = page.locator("#queue > .card").first
    card.locator("summary").click()
    expect(card.locator("details")).to_contain_text("Words that count")
    expect(card.locator("details")).to_contain_text("Proposed by the model learned 3")
    words = card.locator("mark").inner_text()
    card.locator("figcaption a").click()
    expect(page).to_have_url(re.compile(r"/sources/[\w-]+\?at=(\d+)&words=\1-\d+$"))
    expect(page.locator("#text")).to_contain_text(words.split(". ")[0][:40])


def test_a_check_by_chance_tells_what_may_be_claimed(page, served) -> None:
    page.goto(QUEUE)
    page.get_by_role("link", name="Begin a check by chance").click()
    expect(page.locator("#queue .tag").first).to_have_text("drawn by chance for the check")
    page.locator("#queue > .card").first.get_by_role("button", name="Refuse").click()
    expect(page.locator(".stopping")).to_contain_text("1 drawn by chance held 0, so with 95 % confidence at least")
    assert {one.proposed_by for one in refusals(Study(served.folder))} >= {"learned 3 check 1"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/suggestions/codes?lens=io-roles", QUEUE, "/suggestions/evaluation"])
def test_pages_are_accessible_in_light_and_dark(page, address: str, theme: str) -> None:
    page.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    page.goto(address)
    for one in page.locator("details").all():
        one.evaluate("element => { element.open = true; }")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(v["id"], [n["html"][:90] for n in v["nodes"]]) for v in found["violations"]] == []
