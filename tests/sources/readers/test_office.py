"""DOCX, ODT, RTF and EPUB written by pandoc, and a Word file as Word saves it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pypandoc
import pytest
from told_text import page_of, regions

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers import read

MANUSCRIPT = """---
title: Boats and barrels
author: [Jane Q. Doe, Max Müller]
date: 2019-05-03
---

# What was counted

The clerk counted boats.[^1] He went home at noon.

| Year | Boats |
|------|-------|
| 1911 | 41    |
| 1912 | 39    |

(a) first matter
(b) second matter

# What was not

Nobody counted “rowing boats”.[^2]

[^1]: The register gives thirty-nine.
[^2]: They were drawn ashore.
"""


@pytest.fixture(params=["docx", "odt", "rtf", "epub"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    place = tmp_path / f"manuscript.{request.param}"
    subprocess.run(
        [pypandoc.get_pandoc_path(), "--standalone", "--from", "markdown", "--output", place],
        input=MANUSCRIPT.encode(),
        check=True,
    )
    return place


def test_a_manuscript_keeps_its_sentences_tables_and_notes(written: Path) -> None:
    extraction = read(written.read_bytes(), written.name)
    text = extraction.text
    assert "\n\nThe clerk counted boats. He went home at noon.\n\n" in text
    assert "\n\nNobody counted “rowing boats”.\n\n" in text
    assert regions(extraction, "table") == [("", "Year | Boats 1911 | 41 1912 | 39")]
    assert regions(extraction, "footnote") == [
        ("", "1 The register gives thirty-nine."),
        ("", "2 They were drawn ashore."),
    ]
    assert [words for _, words in regions(extraction, "heading")] == ["What was counted", "What was not"]
    assert text.endswith("2 They were drawn ashore.\n")


def test_a_manuscript_tells_title_and_authors_where_its_format_holds_them(written: Path) -> None:
    csl = read(written.read_bytes(), written.name).csl
    if written.suffix == ".rtf":  # pandoc writes none into RTF
        assert csl == {}
        return
    assert csl["title"] == "Boats and barrels"
    names = [{"family": "Doe", "given": "Jane Q."}, {"family": "Müller", "given": "Max"}]
    assert sorted(csl["author"], key=lambda name: name["family"]) == names
    if written.suffix != ".odt":  # there pandoc writes the day of writing
        assert csl["issued"] == {"date-parts": [[2019, 5, 3]]}


def test_rich_text_as_other_programs_write_it_keeps_its_notes_and_names() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\info{\title B\'fccher}{\author Jane Doe}{\creatim\yr2011\mo2\dy9}}"
        rb"\pard Counted{\super\chftn}{\*\footnote\chftn\~\plain At noon.} and written down.\par}"
    )
    extraction = read(data, "x.rtf")
    assert extraction.text == "Counted and written down.\n\n1 At noon.\n"
    assert extraction.csl == {
        "type": "document",
        "title": "Bücher",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2011, 2, 9]]},
    }


def test_a_word_file_saved_by_word_gets_the_pages_word_made() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("The sentence begins on the first page ")
    run = paragraph.add_run()
    run._r.append(run._r.makeelement(f"{{{run._r.nsmap['w']}}}lastRenderedPageBreak"))
    run.add_text("and ends on the second.")
    document.add_heading("A heading there", 1)
    extraction = read(_saved(document), "word.docx")
    assert extraction.text.startswith(
        "The sentence begins on the first page and ends on the second.\n\nA heading there"
    )
    assert [(page.label, page.basis) for page in extraction.layout.pages] == [("1", "inferred"), ("2", "inferred")]
    assert page_of(extraction, "The sentence begins") == "1"
    assert page_of(extraction, "and ends on the second.") == "2"
    assert regions(extraction, "heading") == [("2", "A heading there")]
    assert [problem.severity for problem in extraction.problems] == ["warning"]


def test_a_word_file_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="holds no text"):
        read(_saved(docx.Document()), "empty.docx")


@pytest.mark.parametrize("member", ["word/document.xml", "content.xml"])
def test_a_damaged_archive_is_refused_with_the_way_out(member: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if member == "content.xml":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(member, "<broken")
    with pytest.raises(UnreadableFileError, match="save it anew"):
        read(written.getvalue(), "x.docx")


def test_an_old_word_file_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFileError, match="save it as DOCX"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc")


def _saved(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
