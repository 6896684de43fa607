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


def desk(page, address: str = "/reports") -> None:
    """Open the report with its sentences ready to be chosen."""
    page.goto(address)
    expect(page.locator("#report")).to_have_attribute("data-ready", "yes")


def test_a_sentence_is_written_and_bound_to_evidence_found_by_searching(page, served) -> None:
    desk(page)
    page.get_by_label("Words of a new sentence").fill("In 2014 the victims detected were 595.")
    page.get_by_label("After").select_option("s-2014")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#report .sentence.unbound")).to_contain_text("In 2014 the victims detected were 595.")
    expect(page.locator("#report")).to_have_attribute("data-ready", "yes")
    page.get_by_role("link", name="In 2014 the victims detected were 595.").first.click()
    page.get_by_label("Words of evidence, facts, values, findings").fill("detected 2014 595")
    page.get_by_role("button", name="Search").click()
    page.get_by_role(
        "button", name=re.compile("Bind to: Victims of trafficking detected, THA, 2014: 595")
    ).first.click()
    expect(page.locator("#one").get_by_role("status")).to_have_text("Kept.")
    assert re.search(
        r'\[In 2014 the victims detected were 595\.\]\{#s-in-2014\S* rests="obs-\S+-2014"\}', report(served)
    )
    expect(page.locator("#one figure.quote").first).to_be_visible()
    expect(page.locator("#report .sentence.unbound")).to_have_count(0)
    expect(page.locator("#report .sentence.chosen .mark")).to_have_count(1)


def test_a_sentence_chosen_shows_beside_it_the_quotes_it_rests_on(page) -> None:
    desk(page)
    page.locator("#report").get_by_text("The article counts 595 victims in 2014").click()
    quotes = page.locator("#one figure.quote blockquote")
    expect(quotes).to_have_text([
        "The article gives 595 victims identified in 2014.",
        "The article gives 824 victims for 2016 and calls it the peak.",
        "The article gives 455 victims for 2017.",
    ])  # fmt: skip
    expect(page.locator("#report .chosen")).to_contain_text("The article counts 595 victims")
    assert page.url.endswith("/reports#s-article-victims")


def test_sentences_are_gone_through_by_key_and_escape_leads_back(page) -> None:
    desk(page)
    page.keyboard.press("j")
    expect(page.locator("#report .chosen")).to_have_id("s-question")
    page.keyboard.press("j")
    expect(page.locator("#report .chosen")).to_have_id("s-how")
    page.keyboard.press("k")
    expect(page.locator("#one h2.sentence")).to_contain_text("The article asks to what extent")
    page.keyboard.press("Escape")
    expect(page.locator("#overview")).to_be_visible()
    page.go_back()
    expect(page.locator("#report .chosen")).to_have_id("s-how")


def test_a_change_made_beside_the_report_shows_in_it_at_once(page, served) -> None:
    desk(page, "/reports#s-720")
    words = page.get_by_label("As printed")
    words.fill("One site for travellers tells 720 from an earlier edition of the same report, which we did not read.")
    page.get_by_role("button", name="Keep the words").click()
    expect(page.locator("#report #s-720")).to_contain_text("One site for travellers tells 720")
    expect(page.locator("#state")).to_contain_text("1 stale")
    page.get_by_role("button", name="It stands as it is: confirm").click()
    expect(page.locator("#state")).to_contain_text("0 stale")
    assert "[One site for travellers tells 720" in report(served)
    # One's own change is no news, also once the page has asked.
    with page.expect_response(lambda answer: "/study/news" in answer.url and answer.status == 204):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#news")).to_be_empty()


def test_figures_are_drawn_where_they_stand(page) -> None:
    desk(page)
    image = page.locator("#fig-victims img")
    image.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => { const i = document.querySelector('#fig-victims img'); return i.complete && i.naturalWidth > 200; }"
    )
    assert page.request.get("/reports/figure?name=series&indicator=nothing").status == 400


def test_a_figure_is_put_into_the_whole_text_and_the_text_kept(page, served) -> None:
    page.goto("/reports/text")
    text = page.get_by_label("01-report.md")
    before = text.input_value()
    text.evaluate("(area) => area.setSelectionRange(area.value.length, area.value.length)")
    page.get_by_label("Put in where the cursor is").select_option(label="Table: accounts that differ")
    page.get_by_role("button", name="Put in").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    assert report(served).rstrip() == before.rstrip() + "\n\n::: {.conflicts}\nAccounts that differ.\n:::"


def test_a_whole_text_changed_meanwhile_is_not_overwritten(page, served) -> None:
    page.goto("/reports/text")
    mine = page.get_by_label("01-report.md")
    mine.fill("# Mine\n")
    file = served.folder / "report" / "01-report.md"
    theirs = file.read_text(encoding="utf-8") + "\n# Theirs\n"
    file.write_text(theirs, encoding="utf-8")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("was changed meanwhile")
    expect(page.get_by_label("01-report.md")).to_have_value("# Mine\n")
    assert report(served) == theirs


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


def test_the_report_and_its_whole_text_have_no_fault_that_axe_can_find(page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in ("/reports", "/reports#s-2015", "/reports/text"):
            page.goto("about:blank")
            page.goto(address)
            if "#" in address:
                page.locator("#one h2.sentence").wait_for()
            assert Axe().run(page, options={"runOnly": TAGS})["violations"] == []
