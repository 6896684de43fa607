"""Scanned pages: set with known words, turned into images, recognised by whatever is installed."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import typst
from PIL import Image
from told_text import body, page_of, regions

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers import ocr, read

needs_recognition = pytest.mark.skipif(
    ocr.engine() is None, reason='nothing that recognises text is installed: pip install "colligate[ocr]"'
)

#: A small page in two columns with a running head, a footnote and a page number.
SOURCE = """#set page(width: 300pt, height: 190pt, margin: 36pt, columns: 2,
  header: [#set text(8pt); Journal of Small Harbours #h(1fr) 1911],
  footer: context align(center, counter(page).display()))
#set text(9pt, lang: "en", font: "Libertinus Serif")
#set par(justify: true)
#set columns(gutter: 16pt)
The clerk counted forty-one boats in the spring of that year.#footnote[Rowing boats were left out of the register.]
He wrote the number into the register and closed the book. In summer the commission came to look at the boats, and
found that two of them were rafts. Nobody was surprised, for rafts had been counted as boats before. The second
column begins somewhere here, and the clerk explains that a raft carries as many barrels as a boat does. The
commission did not agree and wrote a report, which was printed in autumn. It says that rafts are no boats, whatever
they carry, and that the number for the year must therefore be thirty-nine. This last sentence of the page goes on
to the next one, where the harbour master asks whether anybody had looked into the shed behind the lighthouse, in
which three more boats were kept for the winter.
"""


@pytest.fixture(scope="module")
def images() -> list[Image.Image]:
    document = pypdfium2.PdfDocument(typst.compile(SOURCE.encode()))
    return [page.render(scale=200 / 72).to_pil().convert("L") for page in document]


@needs_recognition
def test_a_scanned_pdf_is_recognised_in_reading_order_and_marked(images: list[Image.Image]) -> None:
    scan = read(_saved(images, "PDF", resolution=200), "scan.pdf")
    assert scan.ocr
    assert len(scan.layout.ocr_confidence) == len(scan.layout.pages) == 2
    assert all(0.8 < confidence <= 1 for confidence in scan.layout.ocr_confidence)
    words = body(scan)
    in_order = ["The clerk counted", "closed the book", "two of them were rafts", "no boats, whatever they carry"]
    assert [words.count(part) for part in in_order] == [1, 1, 1, 1]
    assert sorted(in_order, key=words.index) == in_order
    assert page_of(scan, "The clerk counted") == "1"
    assert page_of(scan, "kept for the winter") == "2"
    assert [page for page, _ in regions(scan, "header")] == ["1", "2"]
    assert "Journal of Small Harbours" not in words
    assert scan.problems == ()


@needs_recognition
def test_a_tiff_of_several_pages_is_recognised(images: list[Image.Image]) -> None:
    scan = read(_saved(images, "TIFF"), "scan.tiff")
    assert scan.ocr
    assert scan.media_type == "image/tiff"
    assert [page.label for page in scan.layout.pages] == ["1", "2"]
    assert page_of(scan, "kept for the winter") == "2"


@needs_recognition
def test_an_image_without_words_is_refused() -> None:
    data = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(data, "PNG")
    with pytest.raises(UnreadableFileError, match="No text could be recognised"):
        read(data.getvalue(), "blank.png")


@needs_recognition
def test_a_strip_far_longer_than_wide_is_no_reason_to_stumble() -> None:
    data = io.BytesIO()
    Image.new("RGB", (900, 20), "white").save(data, "PNG")
    with pytest.raises(UnreadableFileError, match="No text could be recognised"):
        read(data.getvalue(), "strip.png")


def test_a_damaged_image_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"damaged|is an image"):
        read(b"\x89PNG\r\n\x1a\n" + bytes(100), "x.png")


def _saved(images: list[Image.Image], kind: str, **options: int) -> bytes:
    written = io.BytesIO()
    # Pillow leaves its settings in the images it saves.
    first, *others = (image.copy() for image in images)
    first.save(written, kind, save_all=True, append_images=others, **options)
    return written.getvalue()
