"""PDF through PDFium."""

from __future__ import annotations

import pypdfium2

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers.decoding import clean
from colligate.sources.text import Layout, PageStart


def read(data: bytes, name: str) -> Extraction:
    """Read the text layer of a PDF, page by page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFileError(
                name, "The PDF is locked with a password.", "Open it, print it to a new PDF without one, and add that."
            ) from error
        raise UnreadableFileError(name, f"The PDF is damaged ({error}).", "Get a new copy of it.") from error
    text, starts = "", []
    for index in range(len(document)):
        starts.append(PageStart(len(text), document.get_page_label(index) or str(index + 1)))
        page = document[index].get_textpage().get_text_range().replace("\ufffe", "")
        text += clean(page).strip() + "\n"
    return Extraction(
        text=text, layout=Layout(pages=tuple(starts)), extractor="pdf 0 (pypdfium2)", media_type="application/pdf"
    )
