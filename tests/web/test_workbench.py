"""The workbench as a scholar meets it: every room, coding, judging and deciding, with the keyboard too."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe

from colligate.assessments.judgement import Judgement
from colligate.programmes.actor import Place
from colligate.record import Retraction, Suggestion, suggestion_id
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

pytestmark = pytest.mark.browser

ROOMS = (
    "/", "/sources", "/search", "/suggestions", "/lenses", "/programmes", "/indicators", "/assessments", "/claims",
    "/reports",
)  # fmt: skip


@pytest.mark.parametrize(
    "address", [*ROOMS, "/sources/unodc-2016-tij", "/sources/unodc-2016-tij/about", "/support?ref=victims-2016"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_can_find(page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]] == []


def test_every_room_is_named_in_every_page_and_marks_where_one_is(page) -> None:
    for address in ROOMS:
        page.goto(address)
        assert page.locator("nav[aria-label=Rooms] a").count() == len(ROOMS)
        assert page.locator("nav[aria-label=Rooms] a[aria-current=page]").get_attribute("href") == address


@pytest.mark.parametrize(
    "text",
    ["plain", "a \N{GRINNING FACE} b", "e\N{COMBINING ACUTE ACCENT}", "\u0e44\u0e17\u0e22", "\u0639\u0631"],
)
def test_offsets_count_code_points_whatever_the_script(page, text: str) -> None:
    page.goto("/")
    told = page.evaluate(
        """async (text) => {
            const { codePoints } = await import("/static/offsets.js");
            const ends = [];
            for (let at = 0, char; at <= text.length; at += char ? char.length : 1) {
                ends.push([at, codePoints(text, at)]);
                char = String.fromCodePoint(text.codePointAt(at) ?? 65);
            }
            return ends;
        }""",
        text,
    )
    wanted, units = [], 0
    for count, character in enumerate([*text, ""]):
        wanted.append([units, count])
        units += len(character.encode("utf-16-le")) // 2
    assert told == wanted


def test_a_finding_is_judged_with_the_keyboard_and_shows_both(page, served) -> None:
    page.goto("/assessments")
    page.goto(page.locator("main td a[href*='ref=']").first.get_attribute("href"))
    page.focus("input[name=decision][value=claimed]")
    page.keyboard.press("ArrowDown")
    page.focus("#reason")
    page.keyboard.type("Two accounts of one office.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=judged**")
    said = [j for j in Study(served.folder).records.of(Judgement) if j.by == "amina@laptop"]
    assert [(one.decision, one.reason) for one in said] == [("contested", "Two accounts of one office.")]
    assert "amina@laptop judged contested" in page.locator("main").inner_text()


def test_a_suggestion_is_accepted_and_another_refused_by_a_key(page, served) -> None:
    study = Study(served.folder)
    at = study.records.latest
    for name in ("Port A", "Port B"):
        at = stamp(at)
        plain = {"type": "Place", "id": name.lower().replace(" ", "-"), "name": name}
        Journal(served.folder / "journal" / "amina@laptop.jsonl").append(
            [
                Suggestion(
                    id=suggestion_id(plain["id"]), by="amina@laptop", at=at, proposed_by="places 1", proposes=plain
                )
            ]
        )
    page.goto("/suggestions#queue")
    page.wait_for_function("document.activeElement.closest('#queue')")
    page.keyboard.press("a")
    page.wait_for_url("**accepted*")
    page.keyboard.press("r")
    page.wait_for_url("**refused*")
    records = Study(served.folder).records
    assert [(place.id, place.proposed_by) for place in records.of(Place) if place.by == "amina@laptop"] == [
        ("port-a", "places 1")
    ]
    assert isinstance(records.history["suggestion:port-b"][-1], Retraction)


def test_what_somebody_else_says_appears_on_the_next_page(page, served) -> None:
    page.goto("/programmes")
    assert "Port of elsewhere" not in page.locator("main").inner_text()
    latest = Study(served.folder).records.latest
    from colligate.programmes.programme import Programme  # noqa: PLC0415

    other = Programme(id="elsewhere", by="bram@office", at=stamp(latest), name="Port of elsewhere", kind="other")
    Journal(served.folder / "journal" / "bram@office.jsonl").append([other])
    page.reload()
    assert "Port of elsewhere" in page.locator("main").inner_text()


def test_what_cannot_be_done_says_why_and_changes_nothing(page, served) -> None:
    before = {file.name: file.read_bytes() for file in (served.folder / "journal").iterdir()}
    page.goto("/sources/unodc-2016-tij")
    told = page.request.post("/sources/unodc-2016-tij", form={"start": "5", "end": "2", "code": "results-chain/input"})
    assert told.status == 400
    assert "has no words from 5 to 2" in told.text()
    assert {file.name: file.read_bytes() for file in (served.folder / "journal").iterdir()} == before
    assert page.goto("/nowhere").status == 404


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_pages_of_others_cannot_write_here(served, headers: dict[str, str]) -> None:
    asked = http.client.HTTPConnection(urlsplit(served.address).netloc)
    asked.request("POST", "/suggestions", body="record=x&verb=accept", headers=headers)
    status = asked.getresponse().status
    asked.close()
    assert status == 403
