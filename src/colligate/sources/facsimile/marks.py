"""What readers marked in a PDF: highlights, underlines, strikings-out and notes, as the file holds them.

Annotations are told in ISO 32000-2, 12.5. Quads are four corners in the page's own space, in points. The standard and
the programs differ in the order of the corners, so no use is made of it.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pypdfium2
from pypdfium2 import raw

#: Kinds of annotation that are read, as they are told.
KINDS = {
    raw.FPDF_ANNOT_HIGHLIGHT: "highlighted",
    raw.FPDF_ANNOT_UNDERLINE: "underlined",
    raw.FPDF_ANNOT_SQUIGGLY: "underlined with a wavy line",
    raw.FPDF_ANNOT_STRIKEOUT: "struck out",
    raw.FPDF_ANNOT_TEXT: "note",
    raw.FPDF_ANNOT_FREETEXT: "note on the page",
}
#: Kinds that lie beside the words and mark none.
NOTES = frozenset({"note", "note on the page"})
#: Code points of one comment; what is beyond is cut off.
LONGEST = 100_000
_HIDDEN = 0x02 | 0x20
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

#: PDFium's handle of one annotation.
_Annotation = Any

#: Four corners.
Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One annotation."""

    #: Place of the page in the file, and of the annotation on it, both from 0.
    page: int
    number: int
    #: One of the values of `KINDS`.
    kind: str
    quads: tuple[Quad, ...] = ()
    #: True where the file states no quads, and those here are the rectangle around the annotation.
    boxed: bool = False
    #: The rectangle around it, left, bottom, right, top; empty where the file states none.
    around: tuple[float, ...] = ()
    comment: str = ""
    author: str = ""
    #: ISO date of its last change, or of its making; empty where the file states neither.
    date: str = ""
    #: ``#rrggbb``; empty where the file states none.
    colour: str = ""
    #: The name the file gives it, unique on its page.
    name: str = ""
    #: Number of the annotation on the same page that it answers; -1 for none.
    answers: int = -1
    hidden: bool = False


def read_marks(page: pypdfium2.PdfPage, number: int) -> list[Mark]:
    """Return what is marked on a page. PDFium must not be in use elsewhere."""
    found: list[Mark] = []
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = KINDS.get(raw.FPDFAnnot_GetSubtype(annotation))
            if kind:
                found.append(_mark(page, annotation, number, index, kind))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _mark(page: pypdfium2.PdfPage, annotation: _Annotation, number: int, index: int, kind: str) -> Mark:
    quads = () if kind in NOTES else tuple(_quads(annotation))
    boxed = not quads and kind not in NOTES
    answered = raw.FPDFAnnot_GetLinkedAnnot(annotation, b"IRT")
    answers = raw.FPDFPage_GetAnnotIndex(page.raw, answered) if answered else -1
    if answered:
        raw.FPDFPage_CloseAnnot(answered)
    return Mark(
        page=number, number=index, kind=kind, quads=quads or (tuple(_rectangle(annotation)) if boxed else ()),
        boxed=boxed, around=_around(annotation), comment=_comment(annotation),
        author=" ".join(_words(annotation, b"T").split()),
        date=_date(_words(annotation, b"M")) or _date(_words(annotation, b"CreationDate")), colour=_colour(annotation),
        name=_words(annotation, b"NM"), answers=answers,
        hidden=bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN),
    )  # fmt: skip


def _comment(annotation: _Annotation) -> str:
    """Return what the annotation says; nothing for one that only sets the state of another, such as *accepted*."""
    if raw.FPDFAnnot_HasKey(annotation, b"StateModel"):
        return ""
    return _words(annotation, b"Contents")[:LONGEST].strip()


def _quads(annotation: _Annotation) -> Iterator[Quad]:
    points = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, ctypes.byref(points)):
            quad = (points.x1, points.y1), (points.x2, points.y2), (points.x3, points.y3), (points.x4, points.y4)
            if _is_area(quad):
                yield quad


def _around(annotation: _Annotation) -> tuple[float, ...]:
    found = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(found)):
        return ()
    sides = (found.left, found.bottom, found.right, found.top)
    return sides if all(map(math.isfinite, sides)) else ()


def _rectangle(annotation: _Annotation) -> Iterator[Quad]:
    if sides := _around(annotation):
        left, bottom, right, top = sides
        quad = (left, top), (right, top), (left, bottom), (right, bottom)
        if _is_area(quad):
            yield quad


def _is_area(quad: Quad) -> bool:
    """Say whether four corners are numbers and lie apart."""
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return all(map(math.isfinite, across + down)) and max(across) > min(across) and max(down) > min(down)


def _words(annotation: _Annotation, key: bytes) -> str:
    def fill(buffer: ctypes.Array[ctypes.c_ushort] | None, size: int) -> int:
        return raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)

    return _CONTROL.sub("", _filled(fill).replace("\r\n", "\n").replace("\r", "\n"))


def _filled(fill: Callable[[ctypes.Array[ctypes.c_ushort] | None, int], int]) -> str:
    """Return a string that PDFium hands over as UTF-16 with a zero at its end."""
    size = fill(None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    fill(buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace")


def _date(written: str) -> str:
    found = _DATE.match(written)
    return "-".join(filter(None, found.groups())) if found else ""


def _colour(annotation: _Annotation) -> str:
    if not raw.FPDFAnnot_HasKey(annotation, b"C"):
        return ""
    # PDFium tells no colour of an annotation that is drawn already. The drawing is taken off in memory alone.
    raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None)
    parts = [ctypes.c_uint() for _ in range(4)]
    told = raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *map(ctypes.byref, parts))
    return "#{:02x}{:02x}{:02x}".format(*(part.value for part in parts[:3])) if told else ""
