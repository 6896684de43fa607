"""The evidence table as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import msgspec
import openpyxl

from colligate.reports.composing import Composed
from colligate.reports.document import Document
from colligate.reports.evidence_table import COLUMNS, csv_bytes, xlsx_bytes
from colligate.reports.sentence import Sentence
from colligate.reports.support import Quote, Support

TEXT = """\
[By its own account it trained [600]{value="fact-600"} officers.]{#s-officers
rests="cod-output course@results-chain/outcome"}
[A training of this size is cheap.]{#s-cheap .argument}
This sentence is bound to nothing.
[No programme addressed poverty in these sources.]{#s-poverty rests="gap:*@causes/economic.poverty"}
"""

Compose = Callable[[str], Composed]


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_quote_of_each_support_of_each_sentence_has_a_row(composed: Compose):
    table = read(csv_bytes(composed(TEXT).document))
    assert [(r["sentence"], r["sentence id"], r["state"], r["rests on"], r["side"], r["quote"]) for r in table[:5]] == [
        ("1", "s-officers", "bound", "cod-output", "", "It trained 600 officers in five provinces."),
        ("1", "s-officers", "bound", "course@results-chain/outcome", "for",
         "Ministries use the course as part of their own curriculum."),
        ("1", "s-officers", "bound", "course@results-chain/outcome", "against",
         "Nobody measured what officers did afterwards."),
        ("2", "s-cheap", "argument", "", "", ""),
        ("3", "", "unbound", "", "", ""),
    ]  # fmt: skip
    assert [(r["sentence id"], r["kind"], r["level"]) for r in table[5:]] == [
        ("s-poverty", "gap", "searched and silent")
    ]


def test_a_row_tells_page_source_standing_code_and_coder(composed: Compose):
    own, notes = read(csv_bytes(composed(TEXT).document))[0], read(csv_bytes(composed(TEXT).document))[2]
    told = ("page", "page inferred", "source title", "publisher", "year", "primary or secondary", "standing", "stance")
    assert [own[name] for name in told] == [
        "2", "", "Annual report 2014", "The Bureau", "2014", "primary", "self-reported", "supports",
    ]  # fmt: skip
    assert (own["code"], own["coder"], own["date"]) == ("Output", "amina", "2026-01-02")
    assert [notes[name] for name in told] == [
        "2", "yes", "Audit of border training", "National Auditors", "2016", "primary", "independent", "contradicts",
    ]  # fmt: skip
    assert notes["reader's notes on"] == "The National Auditors' report of 2016, chapter 3"


def test_the_workbook_holds_what_the_csv_holds(composed: Compose):
    document = composed(TEXT).document
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))["Evidence"]
    head, *lines = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [name.casefold() for name in head] == [name.casefold() for name in COLUMNS]
    assert lines == [list(row.values()) for row in read(csv_bytes(document))]
    assert sheet.freeze_panes == "D2"


def test_the_same_document_gives_the_same_bytes(composed: Compose):
    document = composed(TEXT).document
    assert xlsx_bytes(document) == xlsx_bytes(document)
    assert csv_bytes(document) == csv_bytes(document)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))
    assert f"{book.properties.created:%Y-%m-%d}" == "2000-01-01"


def with_words(composed: Compose, words: str) -> Document:
    quote = Quote(record="c", passage="p", words=words, source="s", source_title="=cmd()")
    support = Support(ref="c", kind="coding", title="A", quotes=(quote,))
    document = composed("# Empty").document
    return msgspec.structs.replace(document, sentences=(Sentence(id="s-1", words="A."),), supports={"s-1": (support,)})


def test_words_of_a_source_are_never_run_as_a_formula(composed: Compose):
    document = with_words(composed, '=HYPERLINK("x")')
    assert read(csv_bytes(document))[0]["quote"] == '\'=HYPERLINK("x")'
    cell = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))["Evidence"]["J2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")


def test_a_line_end_or_a_wide_sign_does_not_hide_a_formula_and_a_number_is_none(composed: Compose):
    for words, cell in (("\n=1+1", "'\n=1+1"), ("\uff1dHYPERLINK(1)", "'\uff1dHYPERLINK(1)"), ("-3.2", "-3.2")):
        assert read(csv_bytes(with_words(composed, words)))[0]["quote"] == cell


def test_characters_no_workbook_can_hold_are_left_out_and_other_scripts_kept(composed: Compose):
    document = with_words(composed, "หญิง\x01 و😀 " + "x" * 40_000)
    value = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))["Evidence"]["J2"].value
    assert value.startswith("หญิง و😀 xxx")
    assert len(value.encode("utf-16-le")) == 2 * 32_767
