"""Whatever the bytes, a reader gives a sound extraction or a refusal with the way out."""

from __future__ import annotations

import io
import zipfile

import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told_text import body

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import read
from colligate.sources.readers.assembly import Leaf, assemble
from colligate.sources.readers.hyphens import Hyphens
from colligate.sources.readers.lines import Line
from colligate.sources.readers.paragraphs import Paragraph
from colligate.sources.text import Layout

PDF = typst.compile(b'#set page(numbering: "1")\nSome words#footnote[A note.] here.\n#pagebreak()\nMore words.')
NAMES = st.sampled_from(["x.txt", "x.md", "x.json", "x.html", "x.pdf", "x.docx", "x.rtf", "x", "x.exe"])
STARTS = st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"<html>", b"\xef\xbb\xbf", b'{"a": '])
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sound(extraction: Extraction) -> None:
    length = len(extraction.text)
    extraction.text.encode()
    assert not set(extraction.text) & {"\r", "\f", "\x00", "\ufeff"}
    offsets = [page.offset for page in extraction.layout.pages]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= length for offset in offsets)
    assert all(0 <= region.start < region.end <= length for region in extraction.layout.regions)
    assert all(0 <= repair.start < repair.end <= length for repair in extraction.layout.repairs)


def outcome(data: bytes, name: str) -> None:
    try:
        extraction = read(data, name)
    except UnreadableFileError as error:
        refusal = error
    else:
        sound(extraction)
        return
    assert str(refusal).startswith(f"{name}: ")
    assert refusal.remedy


@few
@given(STARTS, st.binary(max_size=300), NAMES)
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, name: str) -> None:
    outcome(start + data, name)


@few
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32"]), NAMES)
def test_any_text_is_read_or_refused(text: str, encoding: str, name: str) -> None:
    outcome(text.encode(encoding, "replace"), name)


@few
@given(st.integers(0, len(PDF)), st.binary(min_size=1, max_size=8))
def test_a_pdf_cut_short_or_overwritten_is_read_or_refused(at: int, spoilt: bytes) -> None:
    outcome(PDF[:at], "cut.pdf")
    outcome(PDF[:at] + spoilt + PDF[at + len(spoilt) :], "spoilt.pdf")


@settings(few, max_examples=15)
@given(st.binary(max_size=200), st.sampled_from(["word/document.xml", "content.xml", "META-INF/container.xml"]))
def test_an_archive_of_any_content_is_read_or_refused(content: bytes, member: str) -> None:
    written = io.BytesIO()
    kinds = {"content.xml": "application/vnd.oasis.opendocument.text", "META-INF/container.xml": "application/epub+zip"}
    with zipfile.ZipFile(written, "w") as archive:
        if member in kinds:
            archive.writestr("mimetype", kinds[member])
        archive.writestr(member, content)
    outcome(written.getvalue(), "x.docx")


words = st.lists(st.sampled_from(["boats", "Barrels", "counted.", "in", "twenty-", "long-", "term"]), min_size=1)
pages = st.lists(st.tuples(st.lists(words, max_size=3), st.lists(words, max_size=2)), max_size=5)


@few
@given(pages)
def test_a_text_without_its_notes_is_its_body(content: list[tuple[list[list[str]], list[list[str]]]]) -> None:
    leaves = [
        Leaf(
            label=str(number),
            body=[_paragraph(" ".join(text)) for text in texts],
            notes=[("footnote", " ".join(note)) for note in notes],
        )
        for number, (texts, notes) in enumerate(content, start=1)
    ]
    text, starts, regions = assemble(leaves, Hyphens([]))
    extraction = Extraction(text=text, layout=Layout(pages=starts, regions=regions), extractor="", media_type="")
    sound(extraction)
    expected = "".join(word for texts, _ in content for words in texts for word in words)
    # A word cut by a page break may have lost its hyphen.
    assert body(extraction).replace(" ", "").replace("-", "") == expected.replace("-", "")
    notes = [text[region.start : region.end].strip() for region in regions]
    assert notes == [" ".join(note) for _, page in content for note in page]


def _paragraph(text: str) -> Paragraph:
    line = Line(text=text, left=0, top=0, right=100, bottom=10, size=10)
    return Paragraph(text=text, first=line, last=line, full=True)
