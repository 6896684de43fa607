"""A PDF opened for its marks: its own text, and what lies under each of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pypdfium2

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.highlights.choosing import tally
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.facsimile.marked import MarkedPage, Under
from colligate.sources.facsimile.marks import Mark, read_marks
from colligate.sources.readers import read
from colligate.sources.readers.pdfium import pdfium

#: Annotations of one file.
MOST = 200_000


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A mark with what lies under it."""

    mark: Mark
    under: Under
    #: Label of its page.
    page: str
    #: True where the page is a picture.
    picture: bool = False


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF read for its marks."""

    extraction: Extraction
    met: tuple[Met, ...]


def open_marked(data: bytes, name: str) -> Marked:
    """Read a PDF and everything marked in it. Raises RefusedFileError where it cannot be read or nothing is marked."""
    marks = _marks(data, name)
    if not marks:
        raise RefusedFileError(
            name, "Nothing is marked in it: it holds no highlight, underline or note.",
            "Save the file with its annotations in the program they were made with, or add it as a source.",
        )  # fmt: skip
    try:
        extraction = read(data, name)
    except UnreadableFileError as error:
        raise RefusedFileError(name, error.reason, error.remedy) from error
    with pdfium():
        document = pypdfium2.PdfDocument(data)
    try:
        if len(document) != len(extraction.layout.pages):
            raise RefusedFileError(
                name, "Its pages cannot be told apart in its text.", "Print it into a PDF anew, with its annotations."
            )
        return Marked(extraction=extraction, met=tuple(_met(document, extraction, marks)))
    finally:
        with pdfium():
            document.close()


def counts(data: bytes, name: str) -> dict[str, int]:
    """Return the colours and authors of what is marked in a PDF, each with its count; nothing where none can be read.

    The first are colours, the commonest first.
    """
    try:
        return tally(mark for marks in _marks(data, name).values() for mark in marks)
    except RefusedFileError:
        return {}


def _marks(data: bytes, name: str) -> dict[int, list[Mark]]:
    """Return the marks by page."""
    with pdfium():
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise RefusedFileError(
                name, "It is locked or damaged and cannot be opened.", "Save it anew without a password."
            ) from error
        try:
            found: dict[int, list[Mark]] = {}
            for number in range(len(document)):
                if marks := _of_page(document, number):
                    found[number] = marks
        finally:
            document.close()
    if sum(map(len, found.values())) > MOST:
        raise RefusedFileError(name, f"More than {MOST:,} things are marked in it.", "Import it in parts.")
    return found


def _of_page(document: pypdfium2.PdfDocument, number: int) -> list[Mark]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []  # reading the text tells of it
    try:
        return read_marks(page, number)
    finally:
        page.close()


def _met(document: pypdfium2.PdfDocument, extraction: Extraction, marks: dict[int, list[Mark]]) -> Iterator[Met]:
    pages = extraction.layout.pages
    ends = [*(page.offset for page in pages[1:]), len(extraction.text)]
    for number, found in marks.items():
        with pdfium():
            page = document[number]
            shown = MarkedPage(page, extraction.text, extraction.layout, pages[number].offset, ends[number])
            page.close()
        for mark in found:
            yield Met(mark=mark, under=shown.under(mark.quads), page=pages[number].label, picture=shown.empty)
