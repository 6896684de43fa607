"""The report as DOCX and PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

from colligate.reports.document import Document
from colligate.reports.docx import NotADocxError, bookmark, docx_bytes, docx_sentences, sentence_id
from colligate.reports.pdf import pdf_bytes
from colligate.sources.source import Source
from colligate.study.building import read_report_of
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "colombia-un-2016-2018"
QUOTE = "a political mission that would monitor and verify ceasefire and disarmament"


@pytest.fixture(scope="module")
def document() -> Document:
    return read_report_of(Study(EXAMPLE)).document


@pytest.fixture(scope="module")
def word(document: Document) -> bytes:
    return docx_bytes(document)


@pytest.fixture(scope="module")
def pages(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(pdf_bytes(document))
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def plain(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").split())


def test_every_sentence_is_found_again_in_the_docx(document: Document, word: bytes) -> None:
    found = docx_sentences(word)
    assert set(found) == {sentence.id for sentence in document.sentences}
    for sentence in document.sentences:
        assert plain(found[sentence.id]) == plain(sentence.words)


def test_sentences_keep_their_identity_through_an_edit_in_an_office_program(word: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "in.docx").write_bytes(word)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out", "in.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    saved = docx_sentences((tmp_path / "out" / "in.docx").read_bytes())
    before = docx_sentences(word)
    assert {name: plain(words) for name, words in saved.items()} == {k: plain(v) for k, v in before.items()}


def test_a_word_changed_by_an_editor_is_seen_in_its_sentence(word: bytes) -> None:
    edited = WordDocument(io.BytesIO(word))
    for paragraph in edited.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("fragile", "in danger")
    out = io.BytesIO()
    edited.save(out)
    assert docx_sentences(out.getvalue())["s-fragile"] == "A year later his successor calls the process in danger."


@given(st.from_regex(r"s-[a-z0-9-]{1,12}", fullmatch=True))
def test_a_bookmark_name_is_legal_and_leads_back(identity: str) -> None:
    name = bookmark(identity)
    assert name.replace("_", "a").isalnum()
    assert len(name) <= 40 + 2 * identity.count("-")
    assert sentence_id(name) == identity


def test_the_docx_has_styles_an_editor_can_change_and_evidence_in_footnotes(word: bytes) -> None:
    opened = WordDocument(io.BytesIO(word))
    names = {style.name for style in opened.styles}
    assert {"Bound Sentence", "Argument", "Title", "Footnote Text"} <= {name for name in names if name} | {
        "Footnote Text"
    }
    notes = next(part for part in opened.part.package.parts if part.partname.endswith("footnotes.xml"))
    assert QUOTE in notes.blob.decode()
    assert "self-reported" in notes.blob.decode()


def test_what_is_no_docx_is_refused() -> None:
    with pytest.raises(NotADocxError):
        docx_sentences(b"PK\x03\x04 not really")


def test_the_same_report_gives_the_same_bytes(document: Document, word: bytes, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("build"))
    other = read_report_of(Study(tmp_path / "elsewhere")).document
    assert docx_bytes(other) == word
    assert pdf_bytes(other) == pdf_bytes(document)


def test_the_pdf_holds_title_sentences_quotes_and_page_numbers(pages: list[str]) -> None:
    text = " ".join(pages)
    assert pages[0].startswith("The United Nations and the disarmament of the FARC")
    assert "calls the process fragile" in text
    assert QUOTE in text
    assert all(page.split()[-1] == str(number) for number, page in enumerate(pages, 1))


def test_the_appendix_lists_every_source_with_its_hash_and_every_search(document: Document, pages: list[str]) -> None:
    text = "".join(pages).replace(" ", "")
    for source in document.material.of(Source):
        assert source.sha256[:16] in text
    assert "killedORmurderedformerfighters" in text


def test_letters_that_the_fonts_lack_do_not_stop_the_pdf(tmp_path: Path) -> None:
    copy = tmp_path / "study"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("build"))
    report = copy / "report" / "01-report.md"
    report.write_text(report.read_text() + "\n[การค้ามนุษย์ مكافحة 人口贩运 😀 #let $x$]{#s-signs .argument}\n")
    assert pdf_bytes(read_report_of(Study(copy)).document).startswith(b"%PDF")
