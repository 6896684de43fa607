"""What another person's journal brings appears in a page that is open, and nothing that is being typed is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import expect
from worked import Served

from colligate.codings.coding import Coding
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.study.journal import stamp
from colligate.study.study import Study

pytestmark = pytest.mark.browser

#: A program of its own that appends to a journal, as a synced folder or another workbench does.
_WRITER = """
import sys
from pathlib import Path
import msgspec
from colligate.study.journal import AnyRecord, Journal
acts = msgspec.json.decode(sys.stdin.buffer.read(), type=list[AnyRecord])
for record in acts:
    Journal(Path(sys.argv[1])).append([record])
"""


def write(folder: Path, *records: Record, who: str = "bram@office") -> None:
    """Let another process say records."""
    at, said = Study(folder).records.latest, []
    for record in records:
        at = stamp(at)
        said.append(msgspec.structs.replace(record, by=who, at=at))
    journal = folder / "journal" / f"{who}.jsonl"
    subprocess.run([sys.executable, "-c", _WRITER, journal], input=msgspec.json.encode(said), check=True)


def coding(folder: Path, name: str, **changes: object) -> Coding:
    return msgspec.structs.replace(Study(folder).records.of(Coding)[0], id=name, **changes)


def loads(page) -> list[str]:
    """Collect the pages the tab is sent to from here on."""
    found: list[str] = []
    page.on("framenavigated", lambda frame: found.append(frame.url))
    return found


def test_the_bar_tells_what_came_and_the_page_stays_until_it_is_asked_to_show_it(page, served: Served) -> None:
    page.goto("/lenses")
    went = loads(page)
    passages = Study(served.folder).records.of(Passage)[:3]
    new = [coding(served.folder, f"bar-{n}", passage=passage.id) for n, passage in enumerate(passages)]
    write(served.folder, *new)
    bar = page.locator("#news")
    expect(bar).to_contain_text("bram@office coded 3 passages.", timeout=20_000)
    assert went == []
    bar.get_by_role("link", name="See what").click()
    expect(page.locator("main li li")).to_have_count(3)
    page.locator("main li li a").first.click()
    expect(page.locator("#sought")).to_be_visible()


def test_a_new_coding_stands_in_the_margin_of_an_open_reader_without_a_reload(page, served: Served) -> None:
    study = Study(served.folder)
    passage = next(one for one in study.records.of(Passage) if one.source == "unodc-2016-tij")
    page.goto(f"/sources/{passage.source}")
    expect(page.locator("#text[data-ready=yes]")).to_be_attached()
    went = loads(page)
    page.fill("#memo", "A note half wri")
    page.locator("#memo").evaluate("field => field.blur()")
    write(
        served.folder,
        coding(served.folder, "margin-1", passage=passage.id, code="dac-criteria/relevance", stance="contradicts"),
    )
    expect(page.locator("#margin [data-coding=margin-1]")).to_be_attached(timeout=20_000)
    expect(page.locator("#news")).to_contain_text("bram@office coded 1 passage.")
    expect(page.locator("#memo")).to_have_value("A note half wri")
    assert went == []


def test_an_open_matrix_shows_the_cell_as_it_is_now_and_keeps_the_place(page, served: Served) -> None:
    page.goto("/assessments?lens=human-security")
    cell = "a.cell[href$='=elearning%40human-security/economic']"
    expect(page.locator(f"#matrix {cell}")).to_contain_text("absent")
    went = loads(page)
    page.locator(f"#matrix {cell}").focus()
    write(
        served.folder,
        coding(served.folder, "cell-1", about="elearning", code="human-security/economic", stance="contradicts"),
    )
    expect(page.locator(f"#matrix {cell}")).to_contain_text("refuted", timeout=20_000)
    assert "refuted" in page.evaluate("document.activeElement.textContent")
    assert went == []


def test_what_is_being_typed_is_never_lost_and_waits_for_its_writer(page, served: Served) -> None:
    page.goto("/support?ref=elearning@io-roles/actor")
    page.fill("#reason", "I hold that")
    write(served.folder, coding(served.folder, "typed-1"))
    bar = page.locator("#news")
    expect(bar).to_contain_text("bram@office coded 1 passage.", timeout=20_000)
    assert bar.get_by_role("link", name="See what").get_attribute("target") == "_blank"
    bar.get_by_role("button", name="Show").click()
    expect(bar).to_contain_text("Load the page again once you have sent what you typed.")
    expect(page.locator("#reason")).to_have_value("I hold that")
    bar.get_by_role("button", name="Not now").click()
    expect(bar).to_be_empty()


def test_one_s_own_acts_are_no_news_and_a_study_file_changed_by_hand_is(page, served: Served) -> None:
    page.goto("/claims")
    write(served.folder, coding(served.folder, "own-1"), who="amina@laptop")
    file = served.folder / "study.yaml"
    with page.expect_response(lambda answer: "/study/news" in answer.url and answer.status == 200) as heard:
        pass
    assert heard.value.json()["told"] == ""
    expect(page.locator("#news")).to_be_empty()
    file.write_text(f"{file.read_text()}# Agreed.\n")
    expect(page.locator("#news")).to_contain_text("the study file was changed", timeout=20_000)
    page.get_by_role("button", name="Show", exact=True).last.click()
    expect(page.locator("#news")).to_be_empty()


def test_nothing_is_asked_while_nobody_looks(page) -> None:
    page.clock.install()
    page.goto("/claims")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/study/news" in request.url else None)
    with page.expect_response(lambda answer: "/study/news" in answer.url):
        page.clock.run_for(2_000)
    page.evaluate("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })")
    asked.clear()
    page.clock.run_for(120_000)
    assert asked == []
    with page.expect_response(lambda answer: "/study/news" in answer.url):
        page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
