"""What pandoc leaves to a reference document: paper, running head, page numbers, widths of columns and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

from colligate.reports.docx_styles import W

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"

#: A4 with margins of 25 mm, in twentieths of a point.
_PAGE, _MARGIN = (11906, 16838), 1418
TEXT_WIDTH = _PAGE[0] - 2 * _MARGIN
#: What a picture may take of a page, in the units of drawings (360,000 a centimetre).
_WIDEST, _TALLEST = TEXT_WIDTH * 635, 20 * 360_000
#: Width of an average letter of the font in tables, in twentieths of a point, and of the margins of a cell.
_LETTER, _CELL = 112, 150


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def header_part(title: str) -> bytes:
    """Return the running head: the report's title."""
    run = f'<w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r>'
    return _part("hdr", f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run}</w:p>')


def footer_part() -> bytes:
    """Return the foot of each page: its number of how many."""
    fields = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'.join(
        f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES")
    )
    return _part("ftr", f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{fields}</w:p>')


def _part(kind: str, content: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:{kind} xmlns:w="{W}">{content}</w:{kind}>'.encode()


def relate(root: etree._Element) -> None:
    """Add the head and the foot to the relationships of the document."""
    for name in ("header", "footer"):
        etree.SubElement(
            root, f"{{{_PACKAGE}}}Relationship", Id=f"rId{name}1", Type=f"{_R}/{name}", Target=f"{name}1.xml"
        )


def declare(root: etree._Element) -> None:
    """Add the head and the foot to the types of the package's parts."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    for name in ("header", "footer"):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/word/{name}1.xml", ContentType=f"{kind}.{name}+xml")


def set_pages(root: etree._Element) -> None:
    """Set paper, margins, head and foot; the first page has no head. Footnotes are numbered through."""
    body = root.find(_tag("body"))
    if body is None:
        return
    for old in body.findall(_tag("sectPr")):
        body.remove(old)
    margins = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    body.append(
        etree.fromstring(
            f'<w:sectPr xmlns:w="{W}" xmlns:r="{_R}"><w:headerReference w:type="default" r:id="rIdheader1"/>'
            '<w:footerReference w:type="default" r:id="rIdfooter1"/>'
            '<w:footerReference w:type="first" r:id="rIdfooter1"/>'
            f'<w:pgSz w:w="{_PAGE[0]}" w:h="{_PAGE[1]}"/>'
            f'<w:pgMar {margins} w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
        )
    )


def set_pictures(root: etree._Element) -> None:
    """Let pictures fill the line, unless they would then be taller than a page."""
    for inline in root.iter(f"{{{_WP}}}inline"):
        extents = [*inline.iter(f"{{{_WP}}}extent"), *inline.iter(f"{{{_A}}}ext")]
        sized = [extent for extent in extents if extent.get("cx")]
        wide, high = int(sized[0].get("cx", "1")), int(sized[0].get("cy", "1"))
        scale = min(_WIDEST / wide, _TALLEST / high)
        for extent in sized:
            extent.set("cx", str(round(wide * scale)))
            extent.set("cy", str(round(high * scale)))


def set_tables(root: etree._Element) -> None:
    """Give the columns of each table widths after what stands in them; no row breaks over a page."""
    for table in root.iter(_tag("tbl")):
        grid = table.find(_tag("tblGrid"))
        rows = table.findall(_tag("tr"))
        if grid is None or not rows:
            continue
        widths = _widths([[_text(cell) for cell in row.findall(_tag("tc"))] for row in rows])
        for column in list(grid):
            grid.remove(column)
        for width in widths:
            etree.SubElement(grid, _tag("gridCol")).set(_tag("w"), str(width))
        for row in rows:
            _fix_row(row, widths)


def _text(cell: etree._Element) -> str:
    return " ".join("".join(node.text or "" if node.tag == _tag("t") else " " for node in cell.iter()).split())


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Share the line out: no column narrower than its longest word, the rest after how much stands in each."""
    columns = max(len(row) for row in rows)
    cells = [[row[i] for row in rows if i < len(row)] for i in range(columns)]
    least = [
        _CELL + _LETTER * min(24, max((len(word) for text in of for word in text.split()), default=1)) for of in cells
    ]
    if sum(least) >= TEXT_WIDTH:
        return [round(width * TEXT_WIDTH / sum(least)) for width in least]
    wanted = [max(0, _CELL + _LETTER * max(_typical(of)) - low) for of, low in zip(cells, least, strict=True)]
    left, total = TEXT_WIDTH - sum(least), sum(wanted) or columns
    return [round(low + left * (want if sum(wanted) else 1) / total) for low, want in zip(least, wanted, strict=True)]


def _typical(texts: Sequence[str]) -> Iterator[int]:
    """Yield lengths of a column: its mean, weighed up, and that of its head."""
    body = [len(text) for text in texts[1:]] or [1]
    yield min(max(body), 2 * sum(body) // len(body) + 2)
    yield len(texts[0]) if texts else 1


def _fix_row(row: etree._Element, widths: Sequence[int]) -> None:
    properties = row.find(_tag("trPr"))
    if properties is None:
        properties = etree.Element(_tag("trPr"))
        row.insert(0, properties)
    if properties.find(_tag("cantSplit")) is None:
        properties.insert(0, etree.Element(_tag("cantSplit")))
    for cell, width in zip(row.findall(_tag("tc")), widths, strict=False):
        of_cell = cell.find(_tag("tcPr"))
        if of_cell is None:
            of_cell = etree.Element(_tag("tcPr"))
            cell.insert(0, of_cell)
        for old in of_cell.findall(_tag("tcW")):
            of_cell.remove(old)
        made = etree.Element(_tag("tcW"))
        made.set(_tag("w"), str(width))
        made.set(_tag("type"), "dxa")
        of_cell.insert(0, made)
