"""Where Word, on last saving a file, ended its pages.

Word notes it in the text itself, for its own use. Another printer or font may break pages elsewhere, so these are
inferred. The places are carried through pandoc, which drops them, as characters no text uses.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import count

from colligate.problems import Problem
from colligate.sources.text import PageStart, Region

_BREAK = re.compile(rb"<w:lastRenderedPageBreak\s*/>")
_PART = "word/document.xml"
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")


def mark(data: bytes) -> bytes:
    """Return the Word file with its noted page ends as marks in the text; the file itself where it notes none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = archive.read(_PART)
            if not _BREAK.search(document):
                return data
            ordinals = count(2)
            document = _BREAK.sub(lambda _: f"<w:t>\ufdd0{next(ordinals)}\ufdd1</w:t>".encode(), document)
            return _with(archive, document)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return data


def _with(archive: zipfile.ZipFile, document: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            copy.writestr(member, document if member.filename == _PART else archive.read(member))
    return written.getvalue()


def take(text: str, regions: tuple[Region, ...]) -> tuple[str, tuple[Region, ...], tuple[PageStart, ...]]:
    """Take the marks out of a text, its regions moved to fit, and return the pages they start."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return text, regions, ()
    pages, removed = [PageStart(0, "1", "inferred")], 0
    for found in marks:
        pages.append(PageStart(found.start() - removed, found[1], "inferred"))
        removed += len(found[0])

    def moved(offset: int) -> int:
        return offset - sum(len(found[0]) for found in marks if found.end() <= offset)

    shifted = tuple(Region(moved(region.start), moved(region.end), region.kind) for region in regions)
    return _MARK.sub("", text), shifted, tuple(pages)


def warning(pages: tuple[PageStart, ...], name: str) -> tuple[Problem, ...]:
    """Say that pages were inferred, where they were."""
    if not pages:
        return ()
    message = f"The {len(pages)} pages are those Word made on last saving the file; they may differ from a print."
    remedy = "Compare a few page numbers with the document as published."
    return (Problem(place=name, message=message, remedy=remedy, severity="warning"),)
