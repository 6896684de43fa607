"""PDF: the text layer in reading order, or what is recognised from its page images where it has none."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import PurePath
from typing import Any

import pypdfium2
from pypdfium2 import raw

from colligate.problems import Problem
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import csl, images, numbering, ocr
from colligate.sources.readers.lines import Sheet
from colligate.sources.readers.pdf_lines import sheet
from colligate.sources.readers.pdfium import pdfium
from colligate.sources.readers.sheets import put_together

#: A page of images with fewer characters than this has a stamp, not its text.
_FEW = 40
#: Signs of a private meaning, or none; and the share of them no one need be told of.
_NAMELESS = re.compile("[\ufffd\ue000-\uf8ff]")
_TOLERATED = 0.02
#: Pages wider or higher than this many points are plans; they are recognised at that size.
_LARGEST = 2000.0


def read(data: bytes, name: str) -> Extraction:
    """Read a PDF; page labels are those the file states, else those printed on most pages, else the ordinals.

    Raises UnreadableFileError for a locked or damaged file, and for one that is all images where nothing is installed
    that recognises text in them.
    """
    with pdfium():
        document = _opened(data, name)
    try:
        with pdfium():
            sheets, scanned = _sheets(document)
            stated = [document.get_page_label(index) for index in range(len(document))]
            fields = _csl(document, name)
        labels = [label or str(ordinal) for ordinal, label in enumerate(stated, start=1)]
        engine = ocr.engine() if scanned else None
        if engine:
            for index in scanned:
                sheets[index] = _recognised(document, index, sheets[index], engine)
    finally:
        with pdfium():
            document.close()
    _refuse_empty(sheets, name, images=bool(scanned), engine=engine)
    text, layout = put_together(sheets, labels)
    if not any(stated):
        layout = numbering.as_printed(text, layout)
    libraries = f"pypdfium2 {version('pypdfium2')}" + (f", {engine.version}" if engine else "")
    return Extraction(
        text=text,
        layout=layout,
        extractor=f"pdf 1 ({libraries})",
        media_type="application/pdf",
        csl=fields,
        ocr=bool(layout.ocr_confidence),
        problems=(
            *(ocr.doubts(layout, name) if engine else _unread([labels[index] for index in scanned], name)),
            *_undecoded(text, name),
            *numbering.warning(layout, name),
        ),
    )


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFileError(
                name, "The PDF is locked with a password.", "Save a copy without the password and add that."
            ) from error
        raise UnreadableFileError(
            name, "The PDF is damaged: PDFium cannot open it.", "Get a new copy, or open it and print it to a new PDF."
        ) from error
    if len(document) == 0:
        document.close()
        raise UnreadableFileError(name, "The PDF has no pages.", "Get a new copy of it.")
    return document


def _sheets(document: pypdfium2.PdfDocument) -> tuple[list[Sheet], list[int]]:
    """Return the text layer of every page, and the pages that are images instead."""
    sheets, scanned = [], []
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            # A page the file lists but does not hold keeps its number.
            sheets.append(Sheet(lines=[], width=0.0, height=0.0))
            continue
        sheets.append(sheet(page))
        if _scanned(page, sheets[-1]):
            scanned.append(index)
        page.close()
    return sheets, scanned


def _scanned(page: pypdfium2.PdfPage, sheet: Sheet) -> bool:
    """Say whether a page shows something its text layer does not tell."""
    if not sheet.lines:
        return raw.FPDFPage_CountObjects(page.raw) > 0
    if sum(len(line.text) for line in sheet.lines) >= _FEW:
        return False
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])), None) is not None


def _recognised(document: pypdfium2.PdfDocument, index: int, found: Sheet, engine: ocr.Engine) -> Sheet:
    """Return what is recognised on a page, unless its text layer says more."""
    with pdfium():
        page = document[index]
        scale = engine.resolution / 72 * min(1.0, _LARGEST / max(page.get_size()))
        # A copy, since the picture would else share PDFium's own memory. Recognising it takes seconds: others go on.
        image = page.render(scale=scale).to_pil().copy()  # pyright: ignore[reportArgumentType] - any number will do
        page.close()
    if min(image.size) < images.SMALLEST:
        return found
    sheet = ocr.recognise(image, engine, scale=scale)
    return sheet if sum(len(line.text) for line in sheet.lines) > sum(len(line.text) for line in found.lines) else found


def _refuse_empty(sheets: list[Sheet], name: str, *, images: bool, engine: ocr.Engine | None) -> None:
    if any(sheet.lines for sheet in sheets):
        return
    if images and engine is None:
        raise UnreadableFileError(name, "The PDF is made of page images and has no text.", ocr.REMEDY)
    if images:
        raise UnreadableFileError(name, "No text could be recognised on its page images.", "Scan it again, sharper.")
    raise UnreadableFileError(name, "The PDF has no text.", "Get a copy with its text, or a scan of it.")


def _unread(labels: list[str], name: str) -> tuple[Problem, ...]:
    if not labels:
        return ()
    message = f"Pages without text, as images have none: {', '.join(labels)}."
    return (Problem(place=name, message=message, remedy=ocr.REMEDY, severity="warning"),)


def _undecoded(text: str, name: str) -> tuple[Problem, ...]:
    """Tell of a text layer whose fonts do not say which letters their signs are."""
    nameless = len(_NAMELESS.findall(text))
    if nameless <= _TOLERATED * len(text):
        return ()
    message = f"{nameless} of {len(text)} characters have no meaning outside the PDF's own fonts."
    remedy = "Print its pages to images and add those, so that the text is recognised."
    return (Problem(place=name, message=message, remedy=remedy, severity="warning"),)


def _csl(document: pypdfium2.PdfDocument, name: str) -> dict[str, Any]:
    stated = document.get_metadata_dict(skip_empty=True)
    title = stated.get("Title", "").strip("\0 ")
    if title.casefold() == PurePath(name).stem.casefold():
        title = ""
    return csl.item(title=title, authors=stated.get("Author", ""), issued=stated.get("CreationDate", ""))
