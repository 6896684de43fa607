"""Sources: added from the browser, compared, put right in place."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from colligate.sources.source import Source
from colligate.study.study import Study

DROP = """(name) => {
  const carried = new DataTransfer();
  for (const one of name) carried.items.add(new File([one[1]], one[0]));
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", how));
}"""
WORDS = "The seminar was opened in Bangkok on 14 December 2014. " * 12


def sources(served) -> dict[str, Source]:
    return {source.id: source for source in Study(served.folder).records.of(Source)}


def test_documents_dropped_on_the_page_are_added_and_the_bad_one_says_why(page, served) -> None:
    page.goto("/sources")
    before = len(sources(served))
    page.evaluate(
        DROP, [["Field notes.txt", WORDS], ["broken.pdf", "%PDF-1.7 nothing"], ["../../escape.txt", "Out. " * 40]]
    )
    handed = page.locator("#handed")
    expect(handed).to_contain_text("Field notes.txt: added")
    expect(handed).to_contain_text("broken.pdf: not added")
    expect(handed).to_contain_text("escape.txt: added")
    expect(page.locator("table.sources caption")).to_contain_text(f"{before + 2} sources")
    added = sources(served)
    assert added["field-notes"].name == "Field notes.txt"
    assert added["escape"].name == "escape.txt"
    assert (served.folder / "texts").is_dir()
    assert not (served.folder.parent.parent / "escape.txt").exists()


def test_a_near_duplicate_is_asked_about_and_added_only_if_wanted(page, served) -> None:
    page.goto("/sources")
    page.evaluate(DROP, [["one.txt", "Reports differ on the count of victims. " + WORDS]])
    expect(page.locator("#handed")).to_contain_text("one.txt: added")
    page.evaluate(DROP, [["two.txt", "Reports differ on the count of victims.  " + WORDS]])
    card = page.locator("#handed .card").last
    expect(card).to_contain_text("looks like the same document")
    assert "two" not in sources(served)
    card.get_by_role("button", name="Add it anyway").click()
    expect(card).to_contain_text("two.txt: added")
    assert sources(served)["two"].name == "two.txt"


def test_files_chosen_are_added_without_any_script(browser, served, tmp_path: Path) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    file = tmp_path / "chosen.md"
    file.write_text("# Chosen\n\nA file chosen by the keyboard, long enough to be read as one paragraph.\n")
    page.goto("/sources")
    page.get_by_label("Drop documents here").set_input_files(file)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#handed")).to_contain_text("chosen.md: added as chosen")
    context.close()


def test_a_bibliography_dropped_describes_the_source_it_names(page, served) -> None:
    page.goto("/sources")
    page.evaluate(DROP, [["Regional report.txt", "A report on the region, its borders and its courts. " * 9]])
    expect(page.locator("#handed")).to_contain_text("added")
    ris = "TY  - RPRT\nTI  - Regional report\nAU  - Doe, Jane\nPY  - 2016\nER  - \n"
    page.evaluate(DROP, [["library.ris", ris]])
    expect(page.locator("#handed .card").last).to_contain_text("library.ris: added")
    assert sources(served)["regional-report"].year == 2016


def test_the_table_is_ordered_and_narrowed_and_the_address_keeps_it(page) -> None:
    page.goto("/sources")
    page.get_by_role("link", name="Year", exact=True).click()
    told = page.locator("table.sources tbody td:nth-child(3)").all_inner_texts()
    years = [int(cell) for cell in told if cell.isdigit()]
    assert len(years) > 50
    assert years == sorted(years)
    page.get_by_label("Only those with").fill("UNODC independent")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("words=UNODC"))
    assert set(page.locator("table.sources tbody td:nth-child(5)").all_text_contents()) <= {"independent"}


def test_particulars_are_put_right_in_place_and_a_new_publisher_becomes_an_actor(page, served) -> None:
    page.goto("/sources")
    page.evaluate(DROP, [["Draft.txt", "Draft words on assistance to courts. " * 20]])
    expect(page.locator("#handed")).to_contain_text("Draft.txt: added")
    page.goto("/sources/draft/about")
    page.get_by_label("Title").fill("Assistance to courts")
    page.get_by_label("Authors").fill("Doe, Jane\nCentre for Courts")
    page.get_by_label("Publisher", exact=True).fill("Centre for Courts")
    page.get_by_label("Issued").fill("2016-13")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("alert")).to_contain_text("2016-13")
    expect(page.get_by_label("Title")).to_have_value("Assistance to courts")
    page.get_by_label("Issued").fill("2016-03")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept")
    said = sources(served)["draft"]
    assert said.title == "Assistance to courts"
    assert said.csl["issued"] == {"date-parts": [[2016, 3]]}
    assert said.csl["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "Centre for Courts"}]
    assert Study(served.folder).records.by_id[said.publisher or ""].id == "centre-for-courts"
    assert said.revises
    expect(page.locator("main")).to_contain_text("independent of the organisation")


def test_a_source_that_is_not_there_is_a_page_and_no_fault(page) -> None:
    page.goto("/sources/nothing-of-this-name/about")
    expect(page.get_by_role("alert")).to_contain_text("nothing-of-this-name")
