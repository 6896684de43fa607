"""The study page: where a study stands, what is next, what is wrong and where, what changed since the last build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from axe_core_python.sync_playwright import Axe
from opened import listening
from playwright.sync_api import expect
from worked import EXAMPLE

from colligate.actions.building import build_report
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.record import version
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study
from colligate.web.app import create_app

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture
def opened_at(browser, tmp_path: Path) -> Iterator:
    """Open a tab on the workbench of the folder `study`, whatever is in it."""
    with listening(create_app(tmp_path / "study", by="amina@laptop")) as host:
        context = browser.new_context(base_url=f"http://{host}", bypass_csp=True, reduced_motion="reduce")
        yield context.new_page()
        context.close()


def faults(page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"runOnly": WCAG})
    return [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]]


def say(folder: Path, who: str, *records) -> None:
    for record in records:
        at = stamp(Study(folder).records.latest)
        Journal(folder / "journal" / f"{who}.jsonl").append([msgspec.structs.replace(record, by=who, at=at)])


@pytest.mark.usefixtures("folder")
def test_the_page_tells_the_case_and_how_far_the_study_is(opened_at) -> None:
    opened_at.goto("/")
    expect(opened_at.locator(".question")).to_contain_text("To what extent has the UNODC assisted Thailand")
    expect(opened_at.locator(".case dd").first).to_have_text("United Nations Office on Drugs and Crime")
    expect(opened_at.locator(".case dl")).to_contain_text("2014 to 2017")
    expect(opened_at.locator("section", has=opened_at.locator("#read"))).to_contain_text(
        "37 of 70 sources with codings"
    )
    expect(opened_at.locator("section", has=opened_at.locator("#bound"))).to_contain_text("84 of 98 sentences bound")
    row = opened_at.locator("tr", has=opened_at.get_by_role("link", name="Roles of an international organisation"))
    assert row.locator("td").all_inner_texts()[:4] == ["68", "10 of 10", "44 of 50", "3 of 44"]
    row.locator("summary").click()
    row.locator("details a").first.click()
    expect(opened_at.locator(".over")).to_contain_text("Roles of an international organisation")


@pytest.mark.usefixtures("folder")
def test_the_judgement_that_waits_leads_to_its_evidence_and_is_gone_once_made(opened_at) -> None:
    opened_at.goto("/")
    opened_at.get_by_text("61 to judge").click()
    opened_at.locator("#w-1 a").first.click()
    opened_at.locator("input[name=decision][value=absent]").check()
    opened_at.fill("#reason", "Nothing here speaks of it.")
    opened_at.get_by_role("button", name="Record").first.click()
    opened_at.goto("/")
    expect(opened_at.locator("#w-1 summary")).to_have_text("60 to judge")


def test_what_is_wrong_is_grouped_and_each_leads_to_its_place(opened_at, folder: Path) -> None:
    coding = Study(folder).records.of(Coding)[0]
    say(folder, "bram@office", msgspec.structs.replace(coding, id="c-wrong", code="io-roles/actor.capacity"))
    with (folder / "journal" / "bram@office.jsonl").open("a") as journal:
        journal.write('[{"type":"Memo","id":"m","by":"bram@off')
    (folder / "report" / "02-more.md").write_text('[This rests on nothing known.]{#s-lost rests="nowhere"}\n')
    opened_at.goto("/")
    headings = opened_at.locator(".group h3").all_inner_texts()
    assert headings == ["Journals and files 1", "Codings 1", "The report 1"]
    expect(opened_at.locator("#errors")).to_have_text("3 errors")
    opened_at.get_by_role("link", name="journal/bram@office.jsonl:2").click()
    expect(opened_at.locator("li.asked")).to_contain_text('"type":"Memo","id":"m"')
    opened_at.go_back()
    opened_at.get_by_role("link", name="This rests on nothing known.").click()
    expect(opened_at.locator("h1")).to_have_text("This rests on nothing known.")
    opened_at.goto("/")
    opened_at.locator(".problems a", has_text="Coding").click()
    expect(opened_at.locator("#sought")).to_be_visible()


def test_the_number_of_errors_stands_in_every_page_once_it_is_known(opened_at, folder: Path) -> None:
    coding = Study(folder).records.of(Coding)[0]
    opened_at.goto("/sources")
    expect(opened_at.locator("#errors")).to_be_hidden()
    say(folder, "bram@office", msgspec.structs.replace(coding, id="c-wrong", code="io-roles/actor.capacity"))
    expect(opened_at.locator("#errors")).to_have_text("1 error", timeout=30_000)
    opened_at.goto("/lenses")
    expect(opened_at.locator("#errors")).to_have_text("1 error")


def test_what_changed_since_the_last_build_is_told_by_whom_with_a_list_behind_it(opened_at, folder: Path) -> None:
    opened_at.goto("/")
    expect(opened_at.locator("section", has=opened_at.locator("#changed"))).to_contain_text("Nothing was built yet.")
    build_report(folder, formats=("html",))
    opened_at.goto("/")
    changed = opened_at.locator("section", has=opened_at.locator("#changed"))
    expect(changed).to_contain_text("Nothing changed.")
    records = Study(folder).records
    coding = records.of(Coding)[0]
    judgement = next(one for one in records.of(Judgement) if one.finding == "elearning@io-roles/actor")
    new = msgspec.structs.replace(
        coding, id="c-new", stance="contradicts", about="elearning", code="human-security/economic"
    )
    say(folder, "bram@office", new, msgspec.structs.replace(judgement, id="j-new", decision="absent", reason="No."))
    opened_at.reload()
    assert changed.locator("summary").all_inner_texts() == [
        "bram@office coded 1 passage",
        "bram@office 1 new judgement",
    ]
    assert opened_at.locator("ul.moved li").all_inner_texts() == [
        "Global eLearning Programme: Human security: Economic security: absent → refuted"
    ]
    changed.locator("summary").first.click()
    changed.locator("details[open] a").first.click()
    expect(opened_at.locator("#sought")).to_be_visible()
    opened_at.go_back()
    stale = opened_at.locator("section", has=opened_at.locator("#stale"))
    expect(stale).to_contain_text("judgement changed: elearning@io-roles/actor")
    words = stale.locator("ul.stale > li > a").first.inner_text()
    stale.locator("ul.stale > li > a").first.click()
    expect(opened_at.locator("h1")).to_have_text(words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_study_have_no_fault_that_axe_can_find_and_fit_at_200_per_cent(
    opened_at, folder: Path, scheme: str
) -> None:
    coding = Study(folder).records.of(Coding)[0]
    before = (version(coding),)
    say(folder, "bram@office", msgspec.structs.replace(coding, memo="One.", revises=before))
    say(folder, "chris@home", msgspec.structs.replace(coding, memo="Two.", revises=before))
    opened_at.emulate_media(color_scheme=scheme)
    opened_at.set_viewport_size({"width": 640, "height": 450})
    pages = ("/", "/study/apart", "/study/case", "/study/file?name=study.yaml&line=3", "/study/new?since=x")
    for address in (*pages, f"/study/record?id={coding.id}"):
        opened_at.goto(address)
        assert (address, faults(opened_at)) == (address, [])
        assert opened_at.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.usefixtures("folder")
def test_every_page_has_a_title_of_its_own_and_says_in_which_room_it_is(opened_at) -> None:
    rooms = {
        "/": "/", "/study/apart": "/", "/study/case": "/", "/study/file?name=study.yaml": "/", "/sources": "/sources",
        "/sources/unodc-2016-tij": "/sources", "/sources/unodc-2016-tij/about": "/sources", "/lenses": "/lenses",
        "/suggestions": "/suggestions", "/programmes": "/programmes", "/programmes/elearning": "/programmes",
        "/indicators": "/indicators", "/assessments": "/assessments", "/claims": "/claims", "/reports": "/reports",
        "/support?ref=elearning@io-roles/actor": "/assessments", "/support?ref=victims-2016": "/claims",
        "/support?ref=series:victims-identified|THA": "/indicators",
        "/reports/sentence/s-actor": "/reports",
    }  # fmt: skip
    titles = set()
    for address, room in rooms.items():
        opened_at.goto(address)
        current = opened_at.locator("nav[aria-label=Rooms] a[aria-current=page]")
        assert (address, current.get_attribute("href")) == (address, room)
        titles.add(opened_at.title())
    assert len(titles) == len(rooms)


def test_a_folder_that_is_no_study_yet_is_made_one_from_a_form(opened_at, tmp_path: Path) -> None:
    opened_at.goto("/sources")
    assert opened_at.title().startswith("Start a study")
    assert faults(opened_at) == []
    opened_at.get_by_label("Title").fill("Training at the border")
    opened_at.get_by_label("Question").fill("To what extent did the course change what officers do?")
    opened_at.get_by_label("Organisation under study").fill("The border office")
    opened_at.get_by_label("Period").fill("2014-2017")
    opened_at.get_by_label("Results chain").check()
    opened_at.get_by_role("button", name="Start the study").click()
    expect(opened_at.get_by_role("alert")).to_contain_text("'2014-2017' is not a date or period")
    assert not (tmp_path / "study").exists()
    expect(opened_at.get_by_label("Results chain")).to_be_checked()
    opened_at.get_by_label("Period").fill("2014/2017")
    opened_at.get_by_role("button", name="Start the study").click()
    expect(opened_at.locator(".next h2")).to_have_text("Next: add documents")
    study = Study(tmp_path / "study")
    assert study.settings.period == "2014/2017"
    assert study.settings.lenses == ("results-chain@1.0",)
    (office,) = study.records.of(Actor)
    assert (office.name, office.id, office.by) == (
        "The border office",
        study.settings.case.organisation,
        "amina@laptop",
    )
    assert study.problems == []


def test_the_worked_study_can_be_looked_at_first(opened_at) -> None:
    opened_at.goto("/")
    opened_at.get_by_role("button", name="Look at a worked study first").click()
    expect(opened_at.locator(".question")).to_contain_text("To what extent has the UNODC")


def test_a_folder_with_other_things_in_it_is_not_made_a_study(opened_at, tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "paper.txt").write_text("Mine.")
    assert opened_at.goto("/").status == 503
    assert [one.name for one in (tmp_path / "study").iterdir()] == ["paper.txt"]


def test_the_case_is_changed_and_what_others_wrote_meanwhile_is_never_overwritten(opened_at, folder: Path) -> None:
    file = folder / "study.yaml"
    file.write_text(f"# Agreed in March.\n{file.read_text()}# The end.\n")
    opened_at.goto("/study/case")
    opened_at.get_by_label("Threat or problem").fill("trafficking in persons")
    opened_at.get_by_role("button", name="Keep").click()
    opened_at.wait_for_url("**done=kept")
    assert Study(folder).settings.case.threat == "trafficking in persons"
    assert file.read_text().startswith("# Agreed in March.\n")
    assert file.read_text().endswith("# The end.\n")
    opened_at.goto("/study/case")
    file.write_text(file.read_text().replace("2014/2017", "2014/2018"))
    opened_at.get_by_label("Threat or problem").fill("smuggling")
    opened_at.get_by_role("button", name="Keep").click()
    expect(opened_at.get_by_role("alert")).to_contain_text("study.yaml was changed meanwhile")
    expect(opened_at.get_by_label("Threat or problem")).to_have_value("smuggling")
    assert Study(folder).settings.case.threat == "trafficking in persons"


def test_a_study_file_that_cannot_be_read_is_mended_in_the_browser(opened_at, folder: Path) -> None:
    file = folder / "study.yaml"
    sound = file.read_text()
    file.write_text(sound.replace("threat: human trafficking", "threat: 'human trafficking"))
    opened_at.goto("/")
    opened_at.locator(".problems a", has_text="study.yaml:").first.click()
    expect(opened_at.locator("li.asked")).to_be_visible()
    opened_at.get_by_role("button", name="Keep").click()
    expect(opened_at.get_by_role("alert")).to_contain_text("Nothing was written.")
    opened_at.get_by_label("The study file").fill(sound)
    opened_at.get_by_role("button", name="Keep").click()
    opened_at.wait_for_url("**done=kept")
    assert file.read_text() == sound
