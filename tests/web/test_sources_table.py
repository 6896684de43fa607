"""The table of sources: put right where it stands, near-duplicates side by side, progress told, a thousand at once."""

from __future__ import annotations

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

from colligate.actions.adding import text_record
from colligate.record import version
from colligate.sources.extraction import Extraction
from colligate.sources.source import Source
from colligate.sources.text import Layout, PageStart
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

pytestmark = pytest.mark.browser

DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, words] of files) carried.items.add(new File([words], name));
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", how));
}"""
WORDS = "\n".join(f"Paragraph {n} tells of the seminar of the year before and of nothing else." for n in range(60))


def source(served, identity: str) -> Source:
    found = Study(served.folder).records.get(Source, identity)
    assert found is not None
    return found


def test_publisher_year_and_account_are_put_right_in_the_table_by_keyboard(page, served) -> None:
    page.goto("/sources?words=howe")
    row = page.locator("tr[data-source=howe-2019]")
    row.get_by_role("button", name="Account of").focus()
    page.keyboard.press("Enter")
    row.get_by_role("combobox").select_option("primary")
    page.keyboard.press("Enter")
    expect(page.locator("#kept")).to_contain_text("account primary")
    assert source(served, "howe-2019").kind == "primary"
    row.get_by_role("button", name="Publisher of").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("UNODC")
    page.keyboard.press("Enter")
    expect(row.locator(".standing")).to_have_text("self-reported")
    assert source(served, "howe-2019").publisher == "unodc"
    row.get_by_role("button", name="Issued of").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("2018-13")
    page.keyboard.press("Enter")
    expect(page.locator("#kept")).to_contain_text("2018-13")
    expect(row.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("2018-11")
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Issued of")).to_have_text("2018")
    expect(row.get_by_role("button", name="Issued of")).to_be_focused()
    said = source(served, "howe-2019")
    assert said.csl["issued"] == {"date-parts": [[2018, 11]]}
    assert len(Study(served.folder).records.history["howe-2019"]) >= 4


def test_escape_leaves_a_field_as_it_was(page, served) -> None:
    page.goto("/sources")
    before = version(source(served, "hurd-2011"))
    cell = page.locator("tr[data-source=hurd-2011] [data-field=publisher]")
    words = cell.get_by_role("button").inner_text()
    cell.get_by_role("button").click()
    page.keyboard.type("Somebody")
    page.keyboard.press("Escape")
    expect(cell.get_by_role("button")).to_have_text(words)
    assert version(source(served, "hurd-2011")) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_near_duplicate_stands_beside_what_it_is_like_with_the_differences_marked(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/sources")
    words = WORDS.replace("seminar", f"{scheme} seminar").replace(" else.", f" {scheme}.")
    page.evaluate(DROP, [[f"first {scheme}.txt", words]])
    expect(page.locator("#handed .card").last).to_contain_text(f"added as first-{scheme}")
    changed = words.replace("Paragraph 30 tells", "Paragraph 30 never tells")
    page.evaluate(DROP, [[f"second {scheme}.txt", changed]])
    beside = page.locator(".beside")
    expect(beside.locator("caption")).to_have_text(
        "900 words are the same in both; only in the new file: 1; only in the source here: 0"
    )
    assert beside.locator("ins").all_inner_texts() == ["never"]
    assert beside.locator("del").all_inner_texts() == []
    file = beside.locator("tbody tr").first
    assert file.locator("td").all_inner_texts() == [f"second {scheme}.txt", f"first {scheme}.txt"]
    page.get_by_text("From an address").click()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]] == []
    page.get_by_role("button", name="Leave it out").click()
    expect(beside).to_have_count(0)


def test_without_script_the_two_stand_side_by_side_too_and_the_file_can_be_added_anyway(
    browser, served, tmp_path
) -> None:
    files = []
    for name, words in (("plain one.txt", WORDS + " plain"), ("plain two.txt", WORDS + " plainly")):
        files.append(tmp_path / name)
        files[-1].write_text(words, encoding="utf-8")
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    for file in files:
        page.goto("/sources")
        page.get_by_label("Drop documents here").set_input_files(file)
        page.get_by_role("button", name="Add", exact=True).click()
    assert page.locator(".beside ins").all_inner_texts() == ["plainly"]
    assert page.locator(".beside del").all_inner_texts() == ["plain"]
    page.get_by_label("even if it is like one here").check()
    page.get_by_label("Drop documents here").set_input_files(files[1])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#handed")).to_contain_text("plain two.txt: added as plain-two")
    context.close()


def test_how_far_each_file_is_and_how_many_are_done_is_told(page) -> None:
    page.goto("/sources")
    page.evaluate("""() => {
      window.seen = [];
      const told = () => ["handed", "counted"].map((name) => document.getElementById(name).textContent).join("\\n");
      const everything = { childList: true, subtree: true, characterData: true };
      new MutationObserver(() => seen.push(told())).observe(document.body, everything);
    }""")
    files = [[f"progress {n}.txt", f"Number {n}. " + " ".join(f"w{n}x{k}" for k in range(200))] for n in range(3)]
    page.evaluate(DROP, files)
    expect(page.locator("#counted")).to_have_text("3 of 3 files done")
    assert page.locator("#all-done").evaluate("(bar) => [bar.value, bar.max]") == [3, 3]
    seen = page.evaluate("seen.join('\\n')")
    for words in (
        "0 % gone up",
        "being read …",
        "progress 2.txt (1 kB): waits",
        "1 of 3 files done",
        "added as progress-2",
    ):
        assert words in seen


def test_a_scan_shows_its_mean_and_its_worst_page_which_is_one_click_away(page, served) -> None:
    study = Study(served.folder)
    text = "First page, clear.\n\nSecond page, blurred.\n\nThird page.\n"
    pages = tuple(PageStart(offset, label) for offset, label in ((0, "i"), (20, "ii"), (43, "iii")))
    layout = Layout(pages=pages, ocr_confidence=(0.98, 0.61, 0.0))
    made = Extraction(text=text, layout=layout, extractor="pdf 1", media_type="application/pdf", ocr=True)
    at = stamp(study.records.latest)
    scan = Source(id="scan", by="amina@laptop", at=at, title="A scan", sha256="0" * 64, name="scan.pdf")
    reading = text_record("scan", *study.folder.freeze(text, layout), made, by="amina@laptop", at=stamp(at))
    Journal(study.folder.journals / "amina@laptop.jsonl").append([scan, reading])
    page.goto("/sources?order=ocr")
    row = page.locator("table.sources tbody tr").first
    expect(row.locator("td").nth(6)).to_have_text("80 % 61 % on p. ii")
    row.get_by_role("link", name="61 % on p. ii").click()
    page.wait_for_url("**/sources/scan?at=20")


def test_a_table_of_a_thousand_sources_is_ordered_and_narrowed(page, served) -> None:
    study = Study(served.folder)
    at = study.records.latest
    many = []
    for number in range(1000):
        at = stamp(at)
        many.append(
            Source(
                id=f"many-{number}", by="amina@laptop", at=at, title=f"Document {number:04}", sha256=f"{number:064}",
                csl={"issued": {"date-parts": [[1000 + number]]}},
            )
        )  # fmt: skip
    Journal(study.folder.journals / "amina@laptop.jsonl").append(many)
    page.goto("/sources?words=document+0&order=year&down=1")
    expect(page.locator("table.sources caption")).to_contain_text("1000 of 10")
    assert page.locator("table.sources tbody th a").all_inner_texts()[:2] == ["Document 0999", "Document 0998"]
    page.get_by_label("Only those with").fill("Document 0777")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.sources tbody tr")).to_have_count(1)
