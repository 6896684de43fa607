"""The page of import and export in a real browser."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from marking import BLUE, RED, Marker, typeset
from playwright.sync_api import expect
from pypdfium2 import raw

from colligate.actions.adding import add_sources
from colligate.actions.coding import code_span
from colligate.actions.exporting import export_file
from colligate.actions.formats import ALL
from colligate.actions.starting import new_study
from colligate.study.study import Study

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of another program, with a coding under a lens that the worked study does not have."""
    place = tmp_path_factory.mktemp("project")
    other = new_study(place / "other", lenses=["causes"])
    (place / "village-audit.txt").write_text("The auditors saw poverty in every village.\n")
    add_sources(other, [place / "village-audit.txt"], by="bram@office")
    code_span(other, source="village-audit", start=0, end=42, code="causes/economic.poverty", by="bram@office")
    export_file(other, "refi-project", place / "other.qdpx")
    (place / "cut.qdpx").write_bytes((place / "other.qdpx").read_bytes()[:-300])
    return place


def choose(page, file: Path) -> None:
    page.goto("/exchange")
    expect(page.locator("#taking[data-ready]")).to_be_visible()
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Look what is in it").click()


def test_a_project_is_looked_at_taken_in_and_undone(page, served, project: Path) -> None:
    before = Study(served.folder).records.by_id
    page.goto("/")
    page.get_by_role("link", name="Import and export").click()
    choose(page, project / "other.qdpx")
    expect(page.get_by_role("heading", name="other.qdpx")).to_be_visible()
    expect(page.get_by_text("a project of a coding program")).to_be_visible()
    expect(page.get_by_text(re.compile(r"New: 1 Coding, 1 Passage, 1 Source, 1 Text"))).to_be_visible()
    expect(page.get_by_role("heading", name="What would be carried, changed and left out")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("carried")
    assert Study(served.folder).records.by_id == before
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("Taken in. Added 1 Coding")
    expect(page.get_by_role("table")).to_contain_text("carried")
    assert "village-audit" in Study(served.folder).records.by_id
    page.reload()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("status")).to_contain_text("The import is undone")
    assert Study(served.folder).records.by_id == before


def test_a_refused_file_says_why(page, served, project: Path) -> None:
    before = Study(served.folder).records.by_id
    choose(page, project / "cut.qdpx")
    expect(page.get_by_role("alert")).to_contain_text("damaged or cut short")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was taken")
    expect(page.get_by_role("button", name="Take it in")).to_have_count(0)
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("status")).to_contain_text("nothing was changed")
    assert Study(served.folder).records.by_id == before


def test_highlights_wait_or_have_a_code_by_their_colour(page, tmp_path: Path) -> None:
    made = Marker(typeset("Neighbours of the sea met in Bali and drew up a list of boats."))
    made.mark("met in Bali", comment="a forum", author="Chai").mark("list of boats", colour=BLUE)
    made.mark("the sea", kind=raw.FPDF_ANNOT_UNDERLINE, colour=RED)
    (tmp_path / "boats.pdf").write_bytes(made.data())
    choose(page, tmp_path / "boats.pdf")
    page.get_by_label("yellow (1) stands for").select_option("io-roles/forum")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_label("yellow (1) stands for")).to_have_value("io-roles/forum")
    expect(page.get_by_text("New: 3 Codings")).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("Taken in")
    page.get_by_role("link", name="review queue").click()
    expect(page.locator("li.card", has_text="list of boats")).to_be_visible()
    expect(page.locator("li.card", has_text="the sea")).to_be_visible()
    card = page.locator("li.card", has_text="list of boats")
    card.get_by_label("Give it a code").select_option("io-roles/forum")
    card.get_by_role("button", name="Code it").click()
    expect(page.get_by_role("status")).to_contain_text("it has left the queue")


def test_every_format_goes_out_with_its_losses(page) -> None:
    page.goto("/exchange")
    expect(page.locator(".formats h4")).to_have_count(len(ALL))
    with page.expect_download() as got:
        page.locator("li.card", has_text="REFI-QDA project").get_by_role("button", name="Export").click()
    with zipfile.ZipFile(got.value.path()) as archive:
        assert "project.qde" in archive.namelist()
    expect(page.locator("#exported")).to_contain_text("is written")
    expect(page.get_by_role("table")).to_contain_text("left out")
    with page.expect_download() as got:
        page.locator("li.card", has_text="Every record as CSV").get_by_role("button", name="Export").click()
    with zipfile.ZipFile(got.value.path()) as archive:
        assert {"tables/passages.csv", "tables/codings.csv"} <= set(archive.namelist())
    page.get_by_label("Lens").select_option("io-roles")
    with page.expect_download() as got:
        page.locator("li.card", has_text="Cases and conditions").get_by_role("button", name="Export").click()
    with zipfile.ZipFile(got.value.path()) as archive:
        assert "qca/cases.csv" in archive.namelist()
    page.locator("li.card", has_text="A row for each coding").get_by_label("Kind of file").select_option("json")
    with page.expect_download() as got:
        page.locator("li.card", has_text="A row for each coding").get_by_role("button", name="Export").click()
    assert got.value.suggested_filename.endswith("-quotes.json")
    page.locator("li.card", has_text="IATI activities").get_by_role("button", name="Export").click()
    expect(page.get_by_role("alert")).to_contain_text("publisher")


def test_it_can_be_done_by_keyboard_without_a_script(browser, served, project: Path) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/exchange")
    page.set_input_files("#file", project / "other.qdpx")
    page.get_by_role("button", name="Look what is in it").press("Enter")
    expect(page.get_by_role("heading", name="other.qdpx")).to_be_visible()
    page.get_by_role("button", name="Leave it").press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    page.locator("li.card", has_text="REFI-QDA codebook").get_by_role("button", name="Export").press("Enter")
    expect(page.locator("#download")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_fault_that_axe_can_find(page, project: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    choose(page, project / "other.qdpx")
    expect(page.get_by_role("heading", name="other.qdpx")).to_be_visible()
    assert Axe().run(page)["violations"] == []
    page.goto("/exchange")
    page.locator("li.card", has_text="Web annotations").get_by_role("button", name="Export").click()
    expect(page.locator("#exported")).to_be_visible()
    assert Axe().run(page)["violations"] == []


def test_at_twice_the_size_nothing_runs_over(page) -> None:
    page.set_viewport_size({"width": 640, "height": 400})
    page.goto("/exchange")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
