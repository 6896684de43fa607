"""Revisions that two people made apart are settled in the browser, whole or field by field."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from opened import listening
from playwright.sync_api import expect
from worked import EXAMPLE

from colligate.actions.settling import settle
from colligate.codings.coding import Coding
from colligate.record import Retraction, version
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study
from colligate.web.app import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study in which the journals of Bram and Chris were merged: both changed one coding, Bram withdrew another."""
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    one, other = Study(folder).records.of(Coding)[:2]
    at = stamp(Study(folder).records.latest)
    sayings = {
        "bram@office": (
            msgspec.structs.replace(one, stance="contradicts", memo="Not so.", revises=(version(one),)),
            Retraction(id=other.id, by="", at=at, reason="Said twice.", revises=(version(other),)),
        ),
        "chris@home": (
            msgspec.structs.replace(one, stance="mentions", memo="", revises=(version(one),)),
            msgspec.structs.replace(other, memo="Keep it.", revises=(version(other),)),
        ),
    }
    for who, said in sayings.items():
        for record in said:
            at = stamp(at)
            Journal(folder / "journal" / f"{who}.jsonl").append([msgspec.structs.replace(record, by=who, at=at)])
    return folder


@pytest.fixture
def tab(browser, folder: Path) -> Iterator:
    with listening(create_app(folder, by="amina@laptop")) as host:
        context = browser.new_context(base_url=f"http://{host}", reduced_motion="reduce")
        yield context.new_page()
        context.close()


def test_the_problem_leads_to_both_sides_and_a_mix_is_settled_by_keyboard(tab, folder: Path) -> None:
    coding = Study(folder).records.of(Coding)[0]
    apart = next(iter(Study(folder).records.apart.values()))
    identity = next(name for name, heads in Study(folder).records.apart.items() if isinstance(heads[0], Coding))
    assert len(apart) == 2
    tab.goto("/")
    tab.locator(".problems li", has_text=identity).get_by_role("link").click()
    tab.wait_for_url(f"**/study/apart#{identity}")
    card = tab.locator(f"section[id='{identity}']")
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in card.locator("tbody tr").all()
    }
    assert [cell.strip() for cell in rows["stance differs"]] == ["contradicts", "mentions"]
    assert [cell.strip() for cell in rows["memo differs"]] == ["Not so.", "nothing"]
    assert card.locator("thead th").all_inner_texts()[0].startswith("bram@office\n20")
    assert card.locator("figure.quote a").first.get_attribute("href").startswith("/sources/")
    chosen = card.locator("input[name=field-memo]").last
    chosen.focus()
    tab.keyboard.press("ArrowUp")
    card.get_by_role("button", name="Settle as chosen above").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text("Settled")
    now = Study(folder).records.get(Coding, identity)
    assert now
    assert (now.stance, now.memo, now.by, len(now.revises)) == ("mentions", "Not so.", "amina@laptop", 2)
    assert identity not in Study(folder).records.apart
    assert coding


def test_a_withdrawal_is_taken_whole(tab, folder: Path) -> None:
    tab.goto("/study/apart")
    tab.get_by_role("button", name="Withdraw it, as bram@office did").click()
    expect(tab.locator("section.apart")).to_have_count(1)
    assert len(Study(folder).records.apart) == 1
    tab.get_by_role("button", name="Take chris@home").click()
    expect(tab.locator("main")).to_contain_text("Nothing waits to be settled.")
    assert Study(folder).records.problems == []


def test_what_somebody_settled_meanwhile_is_not_settled_unseen(tab, folder: Path) -> None:
    tab.goto("/study/apart")
    identity = next(name for name, heads in Study(folder).records.apart.items() if isinstance(heads[0], Coding))
    settle(folder, identity, take="bram@office", by="dora@train")
    card = tab.locator(f"section[id='{identity}']")
    card.get_by_role("button", name="Take chris@home").click()
    expect(tab.get_by_role("alert")).to_contain_text(f"no revisions of '{identity}' made apart")
    now = Study(folder).records.get(Coding, identity)
    assert now
    assert now.by == "dora@train"
