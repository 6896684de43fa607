r"""Reading documents: bytes in, text with its layout out. One module a format; nothing here touches the study folder.

What every reader promises:

* `Extraction.text` has ``\n`` line ends, no byte order mark, no NUL and no other control characters but tabs.
* Paragraphs are separated by a blank line; lines of one paragraph by a single line break.
* Text outside the flow of the body (running heads, page numbers, footnotes) stands *after* the body text of its page,
  on lines of its own, and is covered by a Region with the line breaks after it. So the text without those regions is
  the body alone, a sentence that runs over a page break is interrupted only by them and by white space, and a quote
  from a footnote is still found on its page.
* A page starts at its first character of body text; the page's notes lie before the start of the next page.
"""

from __future__ import annotations

from collections.abc import Callable

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import images, office, pdf, plain, structured, web
from colligate.sources.readers.signatures import DOCX, EPUB, ODT, media_type

#: The reader of each media type.
_READERS: dict[str, Callable[[bytes, str], Extraction]] = {
    "application/pdf": pdf.read,
    "text/plain": plain.read,
    "text/markdown": plain.read_markdown,
    "text/html": web.read,
    "application/json": structured.read,
    "image/png": images.read,
    "image/jpeg": images.read,
    "image/tiff": images.read,
    "application/rtf": office.read_rtf,
    DOCX: office.read_docx,
    ODT: office.read_odt,
    EPUB: office.read_epub,
}


def read(data: bytes, name: str) -> Extraction:
    """Read one file, choosing the reader by what the bytes show and else by the ending of `name`.

    Raises UnreadableFileError, with the way out, for what no reader can make text of.
    """
    try:
        return _READERS[media_type(data, name)](data, name)
    except RecursionError as error:
        raise UnreadableFileError(
            name, "Its parts lie too deep in one another.", "Save it as plain text and add that."
        ) from error
