"""PDFs with highlights: set by Typst, marked by PDFium, or written by hand where a file is to be broken."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Sequence

import pypdfium2
import typst
from pypdfium2 import raw

from colligate.sources.readers.pdfium import pdfium

YELLOW, RED, BLUE = (255, 209, 0), (230, 40, 40), (60, 120, 230)
SET = '#set page(width: 300pt, height: 260pt, margin: 20pt)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
#: Orders of the four corners: as most programs write them (Z), and around, as the standard has it.
Z, AROUND = (0, 1, 2, 3), (2, 3, 1, 0)


def typeset(markup: str, head: str = SET) -> bytes:
    """Return a PDF."""
    return typst.compile((head + markup).encode())


class Marker:
    """A PDF in which words are marked."""

    def __init__(self, data: bytes) -> None:
        with pdfium():
            self.document = pypdfium2.PdfDocument(data)

    def mark(
        self, words: str, *, page: int = 0, kind: int = raw.FPDF_ANNOT_HIGHLIGHT, colour: Sequence[int] = YELLOW,
        order: Sequence[int] = Z, comment: str = "", author: str = "", date: str = "", name: str = "", grown: float = 0,
        by_letter: bool = False,
    ) -> Marker:  # fmt: skip
        """Mark words of a page by PDFium's own boxes around them, each grown by so many points."""
        with pdfium():
            one = self.document[page]
            textpage = one.get_textpage()
            text = textpage.get_text_range()
            wanted = r"\s+".join(r"[-\ufffe\r\n]*".join(map(re.escape, word)) if by_letter else re.escape(word)
                                 for word in words.split())  # fmt: skip
            found = re.search(wanted, text)
            assert found, f"{words!r} is not in {text!r}"
            boxes = boxes_of(textpage, found.start(), found.end() - found.start())
            textpage.close()
            self.note(page=page, kind=kind, colour=colour, comment=comment, author=author, date=date, name=name,
                      quads=[quad_of(box, order, grown) for box in boxes])  # fmt: skip
        return self

    def note(
        self, *, page: int = 0, kind: int = raw.FPDF_ANNOT_TEXT, colour: Sequence[int] = YELLOW, comment: str = "",
        author: str = "", date: str = "", name: str = "", quads: Sequence[Sequence[float]] = (),
        box: Sequence[float] = (),
    ) -> Marker:  # fmt: skip
        """Put an annotation on a page."""
        with pdfium():
            one = self.document[page]
            made = raw.FPDFPage_CreateAnnot(one.raw, kind)
            raw.FPDFAnnot_SetColor(made, raw.FPDFANNOT_COLORTYPE_Color, *colour, 255)
            for quad in quads:
                raw.FPDFAnnot_AppendAttachmentPoints(made, raw.FS_QUADPOINTSF(*quad))
            if box:
                raw.FPDFAnnot_SetRect(made, raw.FS_RECTF(*box))
            told = {b"Contents": comment, b"T": author, b"M": date, b"NM": name}
            for key, value in told.items():
                if value:
                    written = (value + "\0").encode("utf-16-le")
                    units = (ctypes.c_ushort * (len(written) // 2)).from_buffer_copy(written)
                    raw.FPDFAnnot_SetStringValue(made, key, units)
            raw.FPDFPage_CloseAnnot(made)
        return self

    def turn(self, degrees: int) -> Marker:
        with pdfium():
            self.document[0].set_rotation(degrees)
        return self

    def crop(self, left: float, bottom: float, right: float, top: float) -> Marker:
        with pdfium():
            self.document[0].set_cropbox(left, bottom, right, top)
        return self

    def data(self) -> bytes:
        with pdfium():
            written = io.BytesIO()
            self.document.save(written)
        return written.getvalue()


def by_hand(annotations: Sequence[str], line: str = "The office trained officers") -> bytes:
    """Return a PDF of one line, with annotations as they are to stand in the file."""
    listed = " ".join(f"{6 + number} 0 R" for number in range(len(annotations)))
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    content = f"BT /F1 12 Tf 50 100 Td ({line}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R {fonts} /Annots [{listed}] >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *annotations,
    ]
    body, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}"
    return body.encode("latin-1")


def boxes_of(textpage: pypdfium2.PdfTextPage, start: int, count: int) -> list[tuple[float, float, float, float]]:
    found = []
    for index in range(raw.FPDFText_CountRects(textpage.raw, start, count)):
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetRect(textpage.raw, index, left, top, right, bottom)
        found.append((left.value, bottom.value, right.value, top.value))
    return found


def quad_of(box: tuple[float, float, float, float], order: Sequence[int], grown: float) -> tuple[float, ...]:
    left, bottom, right, top = box[0] - grown, box[1] - grown, box[2] + grown, box[3] + grown
    corners = (left, top), (right, top), (left, bottom), (right, bottom)
    return tuple(number for at in order for number in corners[at])
