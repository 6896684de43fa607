"""The DOCX as it lies on paper: pages, columns, captions, pictures, styles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from PIL import Image
from small_study import REPORT, SmallStudy

from colligate.reports.bookmarks import LONGEST, bookmark, sentence_id
from colligate.reports.composing import compose
from colligate.reports.document import Figure
from colligate.reports.docx import docx_bytes
from colligate.study.assessing import material
from colligate.study.building import assess
from colligate.study.study import Study

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
#: A4 less margins of 25 mm, in twentieths of a point.
LINE = 11906 - 2 * 1418

FIGURES = """
::: {#fig-wide .figure name="wide"}
A wide one.
:::

::: {#fig-tall .figure name="tall"}
A tall one.
:::
"""


def drawn(name: str, *_: object) -> Figure:
    out = io.BytesIO()
    Image.new("RGB", (1200, 400) if name == "wide" else (400, 2400), "white").save(out, "PNG")
    return Figure(
        name=name, title=name, caption="", svg=b"<svg/>", png=out.getvalue(), alt="In words.", credit="Source: x."
    )


@pytest.fixture
def parts(small: SmallStudy) -> Callable[[str], etree._Element]:
    case = material(Study(small.folder.path))
    made = compose({"report/a.md": (REPORT + FIGURES).encode()}, case, assess(case), draw=drawn).document
    archive = zipfile.ZipFile(io.BytesIO(docx_bytes(made)))
    return lambda name: etree.fromstring(archive.read(name))


def words(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def styled(document: etree._Element, style: str) -> list[str]:
    found = document.iter(f"{W}p")
    return [
        words(p).replace("\N{NO-BREAK SPACE}", " ")
        for p in found
        if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val") == style
    ]


def test_the_title_runs_at_the_head_of_each_page_and_its_number_at_the_foot(parts):
    assert words(parts("word/header1.xml")) == "Training at the border"
    fields = [field.get(f"{W}instr").strip() for field in parts("word/footer1.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    section = parts("word/document.xml").find(f"{W}body/{W}sectPr")
    assert section.find(f"{W}pgSz").get(f"{W}w") == "11906"
    assert section.find(f"{W}titlePg") is not None


def test_footnotes_are_numbered_through(parts):
    assert list(parts("word/document.xml").iter(f"{W}numRestart")) == []


def test_the_columns_of_each_table_fill_the_line(parts):
    tables = list(parts("word/document.xml").iter(f"{W}tbl"))
    assert len(tables) == 4
    for table in tables:
        widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert abs(sum(widths) - LINE) <= len(widths)
        cells = [int(width.get(f"{W}w")) for width in table.find(f"{W}tr").iter(f"{W}tcW")]
        assert cells == widths


def test_no_column_is_narrower_than_its_longest_word(parts):
    for table in parts("word/document.xml").iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        for row in table.iter(f"{W}tr"):
            for width, cell in zip(widths, row.findall(f"{W}tc"), strict=True):
                # A letter of nine points takes about ninety twentieths of one.
                assert max((len(word) for word in words(cell).split()), default=0) * 90 <= width


def test_heads_of_tables_are_repeated_and_rows_do_not_break(parts):
    for table in parts("word/document.xml").iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_figures_and_tables_are_numbered_and_say_whose_data_they_are(parts):
    document = parts("word/document.xml")
    assert styled(document, "ImageCaption") == [
        "Figure 1: A wide one. Source: x.", "Figure 2: A tall one. Source: x.",
    ]  # fmt: skip
    assert [caption.split(":")[0] for caption in styled(document, "TableCaption")] == [
        "Table 1", "Table 2", "Table 3", "Table 4",
    ]  # fmt: skip


def test_pictures_fill_the_line_but_never_more_than_a_page_and_are_told_in_words(parts):
    wide, tall = list(parts("word/document.xml").iter(f"{WP}inline"))
    size = [(int(p.find(f"{WP}extent").get("cx")), int(p.find(f"{WP}extent").get("cy"))) for p in (wide, tall)]
    assert size[0] == (LINE * 635, round(LINE * 635 / 3))
    assert size[1] == (1_200_000, 7_200_000)
    assert wide.find(f"{WP}docPr").get("descr") == "In words."


def test_every_style_used_is_one_of_the_document(parts):
    known = {style.get(f"{W}styleId") for style in parts("word/styles.xml").iter(f"{W}style")}
    document = parts("word/document.xml")
    used = {node.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for node in document.iter(f"{W}{tag}")}
    assert used <= known
    assert {"BoundSentence", "Argument", "Unbound", "Heading1", "FirstParagraph", "Bibliography"} <= used


def test_a_word_processor_opens_it_and_finds_title_and_headings(small: SmallStudy):
    case = material(Study(small.folder.path))
    made = compose({"report/a.md": REPORT.encode()}, case, assess(case), draw=drawn).document
    opened = WordDocument(io.BytesIO(docx_bytes(made)))
    assert opened.core_properties.title == "Training at the border"
    assert [p.text for p in opened.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "What was done", "How far the evidence reaches", "References",
    ]  # fmt: skip


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_every_id_has_a_name_that_word_keeps_and_short_ones_lead_back(identity: str):
    name = bookmark(identity)
    assert len(name) <= LONGEST
    assert name.replace("_", "a").isascii()
    assert name.replace("_", "a").isalnum()
    assert name[0].isalpha()
    assert sentence_id(name) in (identity, None)
    assert sentence_id(name) == identity or name.startswith("long_")


@given(st.sets(st.from_regex(r"s-[A-Za-z0-9_.-]{1,12}", fullmatch=True), min_size=2, max_size=9))
def test_two_ids_never_share_a_name_though_word_takes_capitals_for_small_letters(identities: set[str]):
    assert len({bookmark(identity).lower() for identity in identities}) == len(identities)
