"""Tables for reading on a page: every row is there, nothing in it runs, and who reads it finds what is where."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from axe_core_python.sync_playwright import Axe
from browser import chromium
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.losses import Losses
from colligate.exchange.tidy import FORMS
from colligate.exchange.tidy_docx import docx_bytes
from colligate.exchange.tidy_html import html_bytes
from colligate.exchange.tidy_layout import LAYOUTS
from colligate.exchange.tidy_table import Row, Tidy

COLUMNS = {
    "id": str, "code": str, "code name": str, "lens": str, "stance": str, "about name": str, "memo": str, "coder": str,
    "date": datetime, "source title": str, "year": int, "publisher": str, "account of": str, "language": str,
    "confidential": bool, "page": str, "page inferred": bool, "quote": str, "link": str,
}  # fmt: skip
ROW: Row = {
    "id": "c<1>", "code": "fear", "code name": "Fear & dread", "lens": "views", "stance": "supports",
    "memo": "<script>alert(1)</script>", "coder": "amina", "date": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    "source title": 'Report "on" it', "year": 2016, "publisher": "UN", "account of": "Thailand", "language": "th",
    "confidential": True, "page": "12", "page inferred": False, "quote": "ก่อน\r\nafter\tit", "link": "/sources/a?p=1",
}  # fmt: skip
#: Words as a parser of HTML or XML gives them back: no line breaks of other kinds, nothing that neither can hold.
PLAIN = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), min_size=1
)


def quotes(*rows: Row) -> Tidy:
    return Tidy(name="quotes", columns=COLUMNS, rows=rows)  # pyright: ignore[reportArgumentType]


def page(table: Tidy, losses: Losses | None = None) -> etree._Element:
    return etree.HTML(html_bytes(table, losses or Losses()).decode())


def words(element: etree._Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def test_a_page_says_what_it_is_and_what_each_column_and_row_is() -> None:
    root = page(quotes(ROW))
    assert root.get("lang") == "en"
    assert words(root.find(".//caption")) == "Quotes (1)"
    assert [(head.get("scope"), words(head)) for head in root.findall(".//thead//th")] == [
        ("col", head) for head in ("source", "page", "quote", "code", "stance", "about", "coder", "memo")
    ]
    row = root.find(".//tbody//th[@scope='row']")
    assert words(row) == 'Report "on" it, 2016c<1> · UN · confidential'
    quote = root.find(".//tbody//span[@lang]")
    assert quote is not None
    assert (quote.get("lang"), quote.get("dir"), quote.text) == ("th", "auto", "ก่อน\nafter\tit")


def test_a_page_holds_every_column_and_runs_nothing() -> None:
    losses = Losses()
    root = page(quotes(ROW), losses)
    assert losses.lines() == []
    folded = root.find(".//details/dl")
    assert folded is not None
    assert [words(one) for one in folded] == ["account of", "Thailand", "language", "th"]
    assert words(root.findall(".//tbody//td")[-1]) == "<script>alert(1)</script>"
    assert root.findall(".//script") == root.findall(".//link") == root.findall(".//img") == []
    policy = root.find(".//meta[@http-equiv]")
    assert policy is not None
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_fault_that_axe_can_find(scheme: str) -> None:
    with chromium() as browser:
        opened = browser.new_page(color_scheme=scheme)
        opened.set_content(html_bytes(quotes(ROW, {"id": "c2"}), Losses()).decode().replace("default-src 'none'; ", ""))
        opened.locator("summary").first.click()
        assert Axe().run(opened)["violations"] == []


def test_a_document_is_landscape_with_heads_on_every_page_and_tells_what_it_leaves_out() -> None:
    losses = Losses()
    made = docx.Document(io.BytesIO(docx_bytes(quotes(ROW), losses)))
    assert made.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert made.core_properties.title == "Quotes (1)"
    (table,) = made.tables
    head = table.rows[0]._tr
    assert head.trPr is not None
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells] == [
        "source", "page", "quote", "code", "stance", "about", "coder", "memo",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1].cells] == [
        'Report "on" it, 2016\nc<1> · UN · confidential', "12", "ก่อน\nafter\tit\n/sources/a?p=1",
        "Fear & dread\nviews · fear", "supports", "", "amina\n2026-01-02 03:04:05 UTC", "<script>alert(1)</script>",
    ]  # fmt: skip
    assert [(loss.outcome, loss.what, loss.ids) for loss in losses.lines()] == [
        ("left", "columns", ("account of", "language"))
    ]


@given(PLAIN)
def test_any_words_stand_on_a_page_and_in_a_document_as_they_are(told: str) -> None:
    table = Tidy(name="t", columns={"id": str, "quote": str}, rows=[{"id": "a", "quote": told}])
    losses = Losses()
    assert words(page(table, losses).findall(".//tbody//td")[0]) == told
    assert docx.Document(io.BytesIO(docx_bytes(table, losses))).tables[0].cell(1, 1).text == told
    assert losses.lines() == []


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_character_that_no_page_can_hold_is_shown_and_told(form: str) -> None:
    losses = Losses()
    data = FORMS[form](quotes({"id": "c1", "quote": "a\x00b\x0cc\ud800"}, {"id": "c2", "quote": "\U0001f600"}), losses)
    if form == "html":
        shown = words(etree.HTML(data.decode()).find(".//tbody//td[2]"))
    else:
        shown = docx.Document(io.BytesIO(data)).tables[0].cell(1, 2).text
    assert shown.startswith("a\ufffdb\nc\ufffd")
    assert [(loss.outcome, loss.ids) for loss in losses.lines() if loss.outcome == "changed"] == [("changed", ("c1",))]


def test_words_from_right_to_left_are_set_so() -> None:
    data = docx_bytes(quotes({"id": "c1", "quote": "(سلام) x", "language": "ar"}, {"id": "c2", "quote": "x"}), Losses())
    made = docx.Document(io.BytesIO(data)).tables[0]
    found = [made.cell(row, 2).paragraphs[0]._p.find(f".//{qn('w:bidi')}") is not None for row in (1, 2)]
    assert found == [True, False]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert '<w:rtl/><w:lang w:val="ar" w:eastAsia="ar" w:bidi="ar"/>' in xml


def test_more_rows_than_a_table_of_word_holds_are_refused_with_the_way_out() -> None:
    table = Tidy(name="quotes", columns={"id": str}, rows=[{"id": "c"}] * 32_767)
    with pytest.raises(RefusedFileError, match=r"holds 32,766 rows; there are 32,767\. Use HTML"):
        docx_bytes(table, Losses())


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_column_of_a_page_is_one_that_its_table_does_not_have(name: str) -> None:
    from colligate.actions import tidying, tidying_results  # noqa: PLC0415 - private columns, for this test alone

    columns = {
        "quotes": tidying._QUOTES, "facts": tidying._FACTS, "findings": tidying_results._FINDINGS,
        "gaps": tidying_results._GAPS, "claims": tidying_results._CLAIMS,
    }[name]  # fmt: skip
    placed = [column for one in LAYOUTS[name] for column in one.columns]
    assert len(placed) == len(set(placed))
    assert set(placed) <= set(columns)
