"""From nothing to a report that was edited in Word and taken back, as one person does it in one browser.

Set ``COLLIGATE_PICTURES`` to a folder and every station is kept there as a picture; `make pictures` does.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from opened import Opened, opened
from PIL import Image
from playwright.sync_api import Page, expect

from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.programmes.programme import Programme
from colligate.sources.passage import Passage
from colligate.study.study import Study

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("COLLIGATE_PICTURES", "")

#: Where a study lies says nothing to a reader of the documentation.
SHORTENED = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const short = node.data.replace(/(?:\\/[\\w.-]+)+\\/(thai-police|thailand)/g, "studies/$1");
        if (short !== node.data) node.data = short;
    }
}"""

HANDOVER = """
#set page(width: 148mm, height: 210mm, margin: 20mm, numbering: "1")
#set text(font: "Libertinus Serif", size: 11pt)
#set document(title: "Handover of eLearning mobile units")
= Handover of eLearning mobile units
Reader's notes in our own words, as a PDF. They stand for the page of the office on the handover.

On 12 December 2014 the office handed two mobile units for eLearning over to the Police Education Bureau of the Royal
Thai Police. The United States Embassy in Bangkok gave them together with the office.

The units came with lessons on human rights and on border control. They are to make the police better able to deal with
trafficking.
#pagebreak()
= What is not told
Nothing on this page says how many officers used the units, or what they did differently afterwards.
"""

ARTICLE = """# The article on the handover

Reader's notes in our own words on what the article reports of the handover.

1. The article tells that two mobile units were handed to the Police Education Bureau on 12 December 2014.
2. It cites the page of the office for this and no other document.
3. It concludes that the training improved how officers treat victims.
"""


def picture(page: Page, name: str) -> None:
    """Keep a station as a picture where pictures are asked for."""
    if not PICTURES:
        return
    page.evaluate(SHORTENED)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        folder = Path(PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        shot.quantize(192, dither=Image.Dither.NONE).save(folder / f"{name}-{scheme}.png", optimize=True)
    page.emulate_media(color_scheme="light")


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[tuple[Opened, Path]]:
    folder = tmp_path / "thai-police"
    with opened(folder) as running:
        yield running, folder


@pytest.fixture
def page(browser, workbench) -> Iterator[Page]:
    running, _ = workbench
    context = browser.new_context(
        base_url=running.origin, reduced_motion="reduce", viewport={"width": 1280, "height": 860}, accept_downloads=True
    )
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(running.address)
    yield tab
    assert complaints == []
    context.close()


def start(page: Page) -> None:
    page.get_by_label("Title").fill("Mobile units for the Thai police")
    page.get_by_label("Question").fill("To what extent did the mobile units help the Thai police against trafficking?")
    page.get_by_label("Organisation under study").fill("UNODC")
    page.get_by_label("Area").fill("THA")
    page.get_by_label("Threat or problem").fill("human trafficking")
    page.get_by_label("Period").fill("2014/2015")
    page.locator("input[value=results-chain]").check()
    picture(page, "01-start")
    page.get_by_role("button", name="Start the study").click()
    expect(page.locator("main")).to_contain_text("To what extent did the mobile units help")
    picture(page, "02-study")


def add_documents(page: Page, folder: Path) -> None:
    pdf, note = folder / "handover.pdf", folder / "article-notes.md"
    pdf.write_bytes(typst.compile(HANDOVER.encode()))
    note.write_text(ARTICLE, encoding="utf-8")
    page.goto("/sources")
    page.set_input_files("#files", [pdf, note])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("table.sources tbody tr")).to_have_count(2)
    expect(page.get_by_text("No sources yet")).to_have_count(0)
    picture(page, "03-sources")
    for source, publisher, kind in (
        ("handover", "UNODC", "primary"),
        ("article-notes", "The article's authors", "secondary"),
    ):
        page.goto(f"/sources/{source}/about")
        page.get_by_label("Publisher").fill(publisher)
        page.get_by_label("Issued").fill("2014" if kind == "primary" else "2018")
        page.get_by_label("Kind of account").select_option(kind)
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_role("status")).to_contain_text("Kept.")


def choose(page: Page, words: str) -> None:
    """Go on by key until the sentence with these words is chosen."""
    page.focus("#text")
    for _ in range(20):
        page.keyboard.press("j")
        page.wait_for_function("() => !document.getElementById('chosen').classList.contains('quiet')")
        if words in page.inner_text("#chosen"):
            return
    pytest.fail(f"no sentence with {words!r} was met")


def read_and_code(page: Page) -> None:
    page.goto("/sources/handover")
    expect(page.locator("#text")).to_have_attribute("data-ready", "yes")
    expect(page.locator("#leaf-1 img")).to_have_js_property("complete", value=True)
    choose(page, "handed two mobile units")
    picture(page, "04-reader")
    page.keyboard.press("f")
    page.get_by_label("The words state").select_option("programme")
    page.locator("#programme-name").fill("Mobile eLearning units")
    page.locator("#programme-kind").select_option("capacity building")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#told")).to_contain_text("Recorded")
    page.reload()
    expect(page.locator("#text")).to_have_attribute("data-ready", "yes")
    choose(page, "handed two mobile units")
    code(page, "output")
    choose(page, "lessons on human rights")
    code(page, "activity")
    picture(page, "05-coded")
    page.goto("/sources/article-notes")
    expect(page.locator("#text")).to_have_attribute("data-ready", "yes")
    choose(page, "two mobile units were handed")
    code(page, "output")
    choose(page, "improved how officers treat victims")
    code(page, "outcome", stance="m")


def code(page: Page, name: str, *, stance: str = "s") -> None:
    """Code the words chosen by key, about the programme."""
    before = page.locator("#list .mark").count()
    page.locator("#about").select_option(label="Mobile eLearning units")
    page.focus("#text")
    page.keyboard.press("c")
    page.keyboard.type(name)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press(stance)
    page.keyboard.press("Enter")
    expect(page.locator("#list .mark")).to_have_count(before + 1)


def judge(page: Page) -> None:
    page.goto("/programmes")
    picture(page, "06-programmes")
    page.goto("/assessments?lens=results-chain")
    picture(page, "07-matrix")
    page.locator("tr[data-code='results-chain/output'] a.cell").first.click()
    expect(page.locator(".verdict")).to_contain_text("corroborated")
    picture(page, "08-finding")
    page.locator("input[name=decision][value=claimed]").check()
    page.get_by_label("Because").fill("The article only repeats the page of the office, which it cites.")
    page.get_by_role("button", name=re.compile("Record")).first.click()
    expect(page.get_by_role("status")).to_contain_text("judgement")


def write(page: Page) -> None:
    page.goto("/reports")
    expect(page.locator("#report")).to_have_attribute("data-ready", "yes")
    page.get_by_label("Words of a new sentence").fill(
        "By the office's own account two mobile units reached the police."
    )
    page.get_by_role("button", name="Add it").click()
    waiting = page.locator("#report .sentence.unbound", has_text="two mobile units reached the police")
    expect(waiting).to_have_count(1)
    expect(page.locator("#report")).to_have_attribute("data-ready", "yes")
    waiting.click()
    page.get_by_label("Words of evidence, facts, values, findings").fill("output mobile units")
    page.get_by_role("button", name="Search").click()
    bind = page.get_by_role("button", name=re.compile("Bind to: .*Output.*", re.IGNORECASE)).first
    bind.wait_for()
    picture(page, "09-bind")
    bind.click()
    expect(page.locator("#one").get_by_role("status")).to_have_text("Kept.")
    expect(waiting).to_have_count(0)
    picture(page, "10-bound")
    for sentence in page.locator("#report .sentence.unbound").all_inner_texts():
        pytest.fail(f"a sentence of a new report is bound to nothing: {sentence}")


def build_and_return(page: Page, folder: Path) -> None:
    page.goto("/reports")
    page.get_by_role("button", name="Build").click()
    expect(page.get_by_role("status")).to_have_text("Built.")
    with page.expect_download() as loading:
        page.get_by_role("link", name="For Word").click()
    edited = folder / "edited.docx"
    with zipfile.ZipFile(loading.value.path()) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"own account two mobile", b"own account, two mobile"))
    page.get_by_label("A DOCX of this report").set_input_files(edited)
    page.get_by_role("button", name="Show what changed").click()
    expect(page.locator("ins")).to_contain_text("own account, two mobile units")
    picture(page, "11-back-from-word")
    page.get_by_role("button", name="Take over what is ticked").click()
    expect(page.get_by_role("status")).to_contain_text("1 difference is in the report now")


def test_a_study_is_made_from_nothing_to_a_report_taken_back_from_word(page, workbench, tmp_path: Path) -> None:
    _, folder = workbench
    start(page)
    add_documents(page, tmp_path)
    read_and_code(page)
    judge(page)
    write(page)
    build_and_return(page, tmp_path)
    page.goto("/")
    picture(page, "12-done")

    study = Study(folder)
    records = study.records
    assert [one.name for one in records.of(Programme)] == ["Mobile eLearning units"]
    programme = records.of(Programme)[0].id
    told = [(records.get(Passage, one.passage).source, one.code, one.stance, one.about) for one in records.of(Coding)]
    assert told == [
        ("handover", "results-chain/output", "supports", programme),
        ("handover", "results-chain/activity", "supports", programme),
        ("article-notes", "results-chain/output", "supports", programme),
        ("article-notes", "results-chain/outcome", "mentions", programme),
    ]
    assert [(one.finding, one.decision) for one in records.of(Judgement)] == [
        (f"{programme}@results-chain/output", "claimed")
    ]
    findings = {one["key"]: one for one in json.loads((folder / "build" / "findings.json").read_bytes())["findings"]}
    assert findings[f"{programme}@results-chain/output"]["level"] == "corroborated"
    assert findings[f"{programme}@results-chain/activity"]["level"] == "claimed"
    report = "".join(file.read_text(encoding="utf-8") for file in sorted((folder / "report").glob("*.md")))
    assert f'rests="{programme}@results-chain/output"' in report
    assert "own account, two mobile units reached the police." in report
