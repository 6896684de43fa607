"""Sentences in a DOCX: what survives an editor, and what a reader finds at the foot of the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import msgspec
import pytest
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

from colligate.reports.composing import Composed
from colligate.reports.document import Document
from colligate.reports.docx import NotADocxError, docx_bytes, docx_sentences

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = """\
[By its own account it trained 600 officers.]{#s-officers rests="cod-output"} [A training of this size
is cheap.]{#s-cheap .argument}
This sentence is bound to nothing.
"""

Compose = Callable[[str], Composed]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def footnotes(data: bytes) -> list[str]:
    root = etree.fromstring(parts(data)["word/footnotes.xml"].encode())
    said = ["".join(note.itertext(f"{{{W}}}t")).strip() for note in root.iter(f"{{{W}}}footnote")]
    return [note for note in said if note]


def written(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def start(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def stale(document: Document, reason: str) -> Document:
    first, *others = document.sentences
    return msgspec.structs.replace(document, sentences=(msgspec.structs.replace(first, stale=(reason,)), *others))


def test_a_footnote_holds_quote_page_source_publisher_and_whose_account_it_is(composed: Compose):
    (note,) = footnotes(docx_bytes(composed(TEXT).document))
    assert note == (
        "Output: Course for border officers. \u201cIt trained 600 officers in five provinces.\u201d "
        "Annual report 2014, p. 2 (The Bureau, primary, self-reported)."
    )


def test_the_footnote_of_a_stale_sentence_says_so_first(composed: Compose):
    found = footnotes(docx_bytes(stale(composed(TEXT).document, "a coding was withdrawn")))
    assert found[0].startswith("Not confirmed since: a coding was withdrawn. Output")


def test_the_first_lines_count_the_sentences_of_each_sort(composed: Compose):
    said = "".join(
        etree.fromstring(parts(docx_bytes(composed(TEXT).document))["word/document.xml"].encode()).itertext()
    )
    assert "in footnotes: 1. The authors\u2019 own argument, in italics: 1. Bound to nothing, underlined: 1." in (
        said.replace("'", "\u2019")
    )


def test_bound_sentences_and_arguments_are_read_back(composed: Compose):
    assert docx_sentences(docx_bytes(composed(TEXT).document)) == {
        "s-officers": "By its own account it trained 600 officers.",
        "s-cheap": "A training of this size is cheap.",
    }


def test_an_id_longer_than_word_allows_is_read_back(composed: Compose):
    long = "s-" + "a-very-long-name-" * 4 + "indeed"
    data = docx_bytes(composed(TEXT.replace("s-officers", long)).document)
    assert docx_sentences(data)[long] == "By its own account it trained 600 officers."
    names = etree.fromstring(parts(data)["word/document.xml"].encode()).iter(f"{{{W}}}bookmarkStart")
    assert max(len(node.get(f"{{{W}}}name")) for node in names) <= 40


def test_a_heading_whose_name_is_like_a_sentence_s_is_none(composed: Compose):
    data = docx_bytes(composed("# S-curve\n\n" + TEXT).document)
    assert set(docx_sentences(data)) == {"s-officers", "s-cheap"}


def test_bookmarks_that_cross_split_and_are_numbered_anew_are_read():
    body = (
        f"<w:p>{start(9, 's_one')}{run('On')}{run('e ')}{start(4, 's_two')}{run('both ')}{end(9)}</w:p>"
        f"<w:p>{run('two.')}{end(4)}{run(' Neither.')}</w:p>"
    )
    assert docx_sentences(written(body)) == {"s-one": "One both", "s-two": "both two."}


def test_tracked_changes_are_read_as_accepted():
    gone = "<w:del><w:r><w:delText>600</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('once ')}</w:moveFrom>", f"<w:moveTo>{run(' once')}</w:moveTo>"
    new = f"<w:ins>{run('700')}</w:ins>"
    body = f"<w:p>{start(1, 's_one')}{moved[0]}{run('It trained ')}{gone}{new}{moved[1]}{end(1)}</w:p>"
    assert docx_sentences(written(body)) == {"s-one": "It trained 700 once"}


def test_an_archive_with_a_broken_part_is_refused(composed: Compose):
    data = bytearray(docx_bytes(composed(TEXT).document))
    place = data.index(b"word/document.xml") + 60
    data[place : place + 200] = b"\xff" * 200
    with pytest.raises(NotADocxError):
        docx_sentences(bytes(data))


def test_an_archive_with_a_password_is_refused():
    data = bytearray(written("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(NotADocxError):
        docx_sentences(bytes(data))
