"""A PDF read as its own pages: what is selected on the print is the study's text, at its own place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import typst
from axe_core_python.sync_playwright import Axe
from opened import listening
from PIL import Image
from playwright.sync_api import expect

from colligate.actions.adding import add_sources
from colligate.actions.coding import code_span
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.study.study import Study
from colligate.web.app import create_app

pytestmark = pytest.mark.browser

PAGES = 40
THINGS = ("officers", "judges", "shelters", "interpreters", "patrols")


class Read(NamedTuple):
    """A study with one PDF, open at an address."""

    folder: Path
    address: str


def report() -> bytes:
    """Set a report of forty pages, two columns each; every page says other things."""
    pages = [
        f"= {' '.join(THINGS[number % 5 :])} of district {number}\n"
        + f"Nothing is told of village {number}. " * (3 + number * 5 % 17)
        + f"\n\nIn year {number} the office trained {number * 11} {THINGS[number % 5]} in district {number}. "
        f"The ministry counted {number * 7} victims there. " + f"Little else is told of district {number}. " * 20
        for number in range(1, PAGES + 1)
    ]
    head = """
        #set page(width: 420pt, height: 595pt, margin: 40pt, columns: 2, numbering: "1")
        #set text(size: 9pt, font: "Libertinus Serif")
    """
    return typst.compile((head + "\n#pagebreak()\n".join(pages)).encode())


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("leaves")
    (folder / "report.pdf").write_bytes(report())
    study = new_study(folder / "study", lenses=["results-chain"])
    add_sources(study, [folder / "report.pdf"], by="amina@laptop")
    with listening(create_app(study, by="amina@laptop")) as host:
        yield Read(study, f"http://{host}")


@pytest.fixture
def page(browser, read: Read) -> Iterator:
    context = browser.new_context(
        base_url=read.address, bypass_csp=True, reduced_motion="reduce", viewport={"width": 1300, "height": 900}
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []
    context.close()


def opened(page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#text")).to_have_attribute("data-ready", "yes")


def spot(page, leaf: int, words: str, *, end: bool = False) -> tuple[float, float]:
    """Return the middle of the first, or the last, letter of words on a leaf, as the window sees it."""
    box = page.evaluate(
        """([leaf, words, end]) => {
            const layer = document.querySelector(`#leaf-${leaf} .layer`);
            const nodes = [...layer.children].map((span) => span.firstChild);
            const shown = nodes.map((node) => node.data).join("").replaceAll("\\n", " ");
            const at = shown.indexOf(words) + (end ? words.length - 1 : 0);
            let before = 0;
            for (const node of nodes) {
                if (at < before + node.length) {
                    const range = document.createRange();
                    range.setStart(node, at - before);
                    range.setEnd(node, at - before + 1);
                    const box = range.getBoundingClientRect();
                    return [box.left, box.right, box.top, box.bottom];
                }
                before += node.length;
            }
        }""",
        [leaf, words, end],
    )
    left, right, top, bottom = box
    return (right - 0.5 if end else left + 0.5), (top + bottom) / 2


def drag(page, leaf: int, first: str, last: str) -> None:
    page.mouse.move(*spot(page, leaf, first))
    page.mouse.down()
    page.mouse.move(*spot(page, leaf, last, end=True), steps=8)
    page.mouse.up()


def codings(read: Read) -> list[tuple[str, str, str]]:
    records = Study(read.folder).records
    return [(records.get(Passage, one.passage).quote, one.code, one.stance) for one in records.of(Coding)]


def test_words_dragged_over_on_the_print_are_coded_at_their_place_in_the_text(page, read: Read) -> None:
    opened(page, "/sources/report?page=17")
    drag(page, 17, "the office trained", "shelters in district 17")
    expect(page.locator("#chosen")).to_have_text("the office trained 187 shelters in district 17")
    page.fill("#code", "results-chain/output")
    page.click("text=Code it")
    expect(page.locator("#told")).to_have_text("Coded: Output, supports.")
    assert ("the office trained 187 shelters in district 17", "results-chain/output", "supports") in codings(read)
    study = Study(read.folder)
    passage = next(one for one in study.records.of(Passage) if one.quote.startswith("the office trained 187"))
    text = study.texts["report"]
    assert study.layout(text).page_at(passage.start).label == "17"


def test_a_quote_opens_its_page_with_its_words_lit(page, read: Read) -> None:
    study = Study(read.folder)
    words = study.searchable(study.texts["report"]).text
    start, end = re.search(r"The\s+ministry\s+counted\s+203\s+victims", words).span()
    coded = code_span(
        read.folder, source="report", start=start, end=end, code="results-chain/outcome", stance="contradicts",
        by="amina@laptop",
    )  # fmt: skip
    passage = Study(read.folder).records.get(Coding, coded.id).passage
    opened(page, f"/sources/report?passage={passage}")
    expect(page.locator("#leaf-29 #sought")).to_be_in_viewport()
    expect(page.locator("#margin li.hot .name")).to_contain_text("Outcome")
    expect(page.locator("#page-label")).to_have_value("29")


def test_what_is_lit_lies_over_the_ink_of_its_words(page) -> None:
    opened(page, "/sources/report?page=5")
    drag(page, 5, "trained 55", "trained 55")
    first, last = spot(page, 5, "trained 55"), spot(page, 5, "trained 55", end=True)
    image = page.locator("#leaf-5 img")
    expect(image).to_have_js_property("complete", value=True)
    page.evaluate("getSelection().removeAllRanges()")
    # Yellow is the highlight; what is dark within it is the ink.
    clip = {"x": first[0] - 3, "y": first[1] - 9, "width": last[0] - first[0] + 6, "height": 18}
    shot = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    pixels = [shot.getpixel((x, y)) for x in range(shot.width) for y in range(shot.height)]
    lit = [pixel for pixel in pixels if pixel[0] > 200 and pixel[2] < 140]
    dark = [pixel for pixel in pixels if max(pixel) < 110]
    assert len(lit) > 0.4 * len(pixels)
    assert len(dark) > 0.03 * len(pixels)


def test_a_page_is_gone_to_by_its_number_by_key_and_its_words_are_there(page) -> None:
    opened(page, "/sources/report")
    page.focus("#text")
    page.keyboard.press("g")
    page.keyboard.type("33")
    page.keyboard.press("Enter")
    expect(page.locator("#leaf-33 .layer")).to_contain_text("In year 33 the office trained 363")
    expect(page.locator("#leaf-33")).to_be_in_viewport()
    expect(page.locator("#leaf-place")).to_have_text("33 of 40 in the file")
    assert page.url.endswith("leaf=33")
    page.keyboard.press("j")
    expect(page.locator("#chosen")).to_contain_text("33")


def test_pages_scrolled_to_get_their_words_and_far_ones_let_go(page) -> None:
    opened(page, "/sources/report")
    for leaf in range(2, PAGES + 1, 3):
        page.locator(f"#leaf-{leaf}").scroll_into_view_if_needed()
        expect(page.locator(f"#leaf-{leaf} .layer")).to_contain_text(f"In year {leaf} ")
    page.wait_for_function("() => document.querySelectorAll('.layer').length <= 24")
    expect(page.locator("#leaf-1 .layer")).to_have_count(0)


def test_a_reader_who_prefers_words_keeps_them_and_can_come_back(page) -> None:
    opened(page, "/sources/report?page=12")
    page.click("#as-words")
    expect(page.locator(".leaf")).to_have_count(0)
    expect(page.locator("#text")).to_contain_text("In year 12 the office")
    opened(page, "/sources/report")
    expect(page.locator(".leaf")).to_have_count(0)
    page.click("#as-pages")
    expect(page.locator(".leaf")).to_have_count(PAGES)


def test_a_source_without_pages_is_read_as_words(page, read: Read) -> None:
    (read.folder.parent / "note.txt").write_text("The office trained nine judges.")
    add_sources(read.folder, [read.folder.parent / "note.txt"], by="amina@laptop")
    opened(page, "/sources/note")
    expect(page.locator("#text")).to_have_text("The office trained nine judges.")
    assert page.request.get("/sources/note/leaves/1").status == 404


def test_an_original_that_is_gone_leaves_its_words(page, read: Read) -> None:
    original = next((read.folder / "originals").glob("*.pdf"))
    aside = original.rename(read.folder.parent / "aside.pdf")
    try:
        opened(page, "/sources/report")
        expect(page.locator("#text")).to_contain_text("In year 1 the office")
        expect(page.locator(".leaf")).to_have_count(0)
    finally:
        aside.rename(original)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_fault_that_axe_can_find(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, "/sources/report?page=3")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]] == []
