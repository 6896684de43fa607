"""The report in the browser: a sentence written, bound by searching, sent to Word and taken back."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def report(served) -> str:
    return (served.folder / "report" / "01-report.md").read_text(encoding="utf-8")


def test_a_sentence_is_written_and_bound_to_evidence_found_by_searching(page, served) -> None:
    page.goto("/reports")
    page.get_by_label("Words").fill("In 2014 the victims detected were 595.")
    page.get_by_label("After").select_option("s-2014")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="These need you").wait_for()
    page.get_by_role("link", name="In 2014 the victims detected were 595.").first.click()
    page.get_by_label("Words of evidence, facts, values, findings").fill("detected 2014 595")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("words=detected"))
    page.get_by_role("button", name=re.compile("Bind to: .*2014.*595")).first.click()
    expect(page.get_by_role("status")).to_have_text("Kept.")
    assert re.search(
        r'\[In 2014 the victims detected were 595\.\]\{#s-in-2014\S* rests="obs-\S+-2014"\}', report(served)
    )
    expect(page.locator("figure.quote").first).to_be_visible()


def test_words_are_changed_and_their_computed_values_stay(page, served) -> None:
    page.goto("/reports/sentence/s-fall")
    words = page.get_by_label("As printed")
    words.fill(words.input_value().replace("the fall from", "the decrease from"))
    page.get_by_role("button", name="Keep the words").click()
    expect(page.locator("h1")).to_contain_text("the decrease from 2016 to 2017 is one of 44.8%")
    assert '[44.8%]{value="fall:obs-identified-article-2016,obs-identified-article-2017 as=percent"}' in report(served)


def test_a_docx_edited_in_word_comes_back_and_only_what_is_ticked_is_written(page, served, tmp_path: Path) -> None:
    page.goto("/reports")
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Build").click()
    expect(page.get_by_role("status")).to_have_text("Built.", timeout=60_000)
    edited = tmp_path / "report.docx"
    with zipfile.ZipFile(served.folder / "build" / "report.docx") as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"That is a question of degree", b"This is a question of degree"))
    page.get_by_label("A DOCX of this report").set_input_files(edited)
    page.get_by_role("button", name="Show what changed").click()
    expect(page.locator("ins")).to_contain_text("This is a question of degree")
    assert "This is a question of degree" not in report(served)
    assert Axe().run(page, options={"runOnly": TAGS})["violations"] == []
    page.get_by_role("button", name="Take over what is ticked").click()
    expect(page.get_by_role("status")).to_contain_text("1 difference is in the report now")
    assert "[This is a question of degree, and its" in report(served)


def test_what_is_no_word_document_is_said_so(page) -> None:
    page.goto("/reports")
    broken = {"name": "x.docx", "mimeType": "application/octet-stream", "buffer": io.BytesIO(b"no zip").getvalue()}
    page.get_by_label("A DOCX of this report").set_input_files(broken)
    page.get_by_role("button", name="Show what changed").click()
    expect(page.get_by_role("alert")).to_contain_text("DOCX")


def test_the_page_of_a_sentence_has_no_fault_that_axe_can_find(page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/reports/sentence/s-2015?words=victims+2015")
        assert Axe().run(page, options={"runOnly": TAGS})["violations"] == []
