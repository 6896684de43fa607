"""A table for reading as a Word document: landscape, one real table whose heads stand on every page."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from html import escape
from unicodedata import bidirectional

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.losses import Losses
from colligate.exchange.tidy_layout import Fitting, Shown, caption, laid_out, language
from colligate.exchange.tidy_table import Row, Tidy, in_words
from colligate.reports.docx_parts import footer_part
from colligate.reports.docx_styles import W, style

#: Rows of one table of Word, with that of the heads.
MOST_ROWS = 32_767
#: A4 across with margins of 15 mm, in twentieths of a point.
_PAGE, _MARGIN = (16838, 11906), 850
_LINE = _PAGE[0] - 2 * _MARGIN
#: The time that every part of the archive bears: the earliest a zip file can state.
_TIME = (1980, 1, 1, 0, 0, 0)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TYPES = f"""{_XML}<Types xmlns="{_P}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{_KIND}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATED = f"""{_XML}<Relationships xmlns="{_P}/relationships">
<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_P}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""
_OF_DOCUMENT = f"""{_XML}<Relationships xmlns="{_P}/relationships">
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/>
</Relationships>"""
_CORE = f"""{_XML}<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{}}</dc:title><dc:language>en</dc:language></cp:coreProperties>"""
#: What the report's styles rest on, and the small print of a table.
_STYLES = f"""<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>
</w:docDefaults><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="paragraph" w:styleId="SmallPrint"><w:name w:val="Small Print"/><w:basedOn w:val="Compact"/>
<w:rPr><w:color w:val="555555"/><w:sz w:val="14"/><w:szCs w:val="14"/></w:rPr></w:style></w:styles>"""


def docx_bytes(table: Tidy, losses: Losses) -> bytes:
    """Write as DOCX. Columns that a page is too narrow for are left out and told.

    Raises RefusedFileError where a table of Word cannot hold so many rows.
    """
    if len(table.rows) >= MOST_ROWS:
        raise RefusedFileError(
            table.name, f"A table of Word holds {MOST_ROWS - 1:,} rows; there are {len(table.rows):,}.",
            "Use HTML, CSV or Parquet.",
        )  # fmt: skip
    shown, rest = laid_out(table)
    fitting = Fitting()
    document = _document(table, shown, fitting)
    losses.changed(table.name, "characters that no page can hold are shown as \ufffd", fitting.changed)
    losses.left("columns", "no room on a page; every other form has all columns", rest)
    return _packed(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _RELATED.encode(),
            "docProps/core.xml": _CORE.format(escape(caption(table))).encode(),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _OF_DOCUMENT.encode(),
            "word/styles.xml": _styles(),
            "word/footer1.xml": footer_part(),
        }
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def _styles() -> bytes:
    root = etree.fromstring(_STYLES)
    style(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _document(table: Tidy, shown: tuple[Shown, ...], fitting: Fitting) -> bytes:
    title = escape(caption(table))
    whole = sum(one.width for one in shown)
    widths = [round(_LINE * one.width / whole) for one in shown]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [_paragraph("Compact", one.head) for one in shown]
    rows = "".join(_row(_cells(row, in_words(row.get(table.key)), shown, fitting), widths) for row in table.rows)
    margins = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'{_XML}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{_paragraph("Heading1", caption(table))}'
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Table"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{title}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(heads, widths, '<w:tblHeader/>')}{rows}</w:tbl><w:p/>"
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{_PAGE[0]}" w:h="{_PAGE[1]}" w:orient="landscape"/>'
        f'<w:pgMar {margins} w:header="425" w:footer="425" w:gutter="0"/></w:sectPr></w:body></w:document>'
    ).encode()


def _row(cells: list[str], widths: list[int], head: str = "") -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{inside}</w:tr>\n"


def _cells(row: Row, key: str, shown: tuple[Shown, ...], fitting: Fitting) -> list[str]:
    cells: list[str] = []
    for one in shown:
        words, small = fitting(one.words(row), key), fitting(one.small_words(row), key)
        made = _paragraph("Compact", words, language(row) if one.quoted else "")
        cells.append(made + (_paragraph("SmallPrint", small) if small else ""))
    return cells


def _paragraph(style_id: str, words: str, told: str = "") -> str:
    """Return words as one paragraph, from right to left where they begin so, in the language that is told."""
    right = _from_right(words)
    run = ("<w:rtl/>" if right else "") + (
        f'<w:lang w:val="{told}" w:eastAsia="{told}" w:bidi="{told}"/>' if told else ""
    )
    text = escape(words).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    inside = f'<w:r>{f"<w:rPr>{run}</w:rPr>" if run else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'
    bidi = "<w:bidi/>" if right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{bidi}</w:pPr>{inside if words else ""}</w:p>'


def _from_right(words: str) -> bool:
    """Say whether the first letter of words is one that is written from right to left (UAX 9, rule P2)."""
    if words.isascii():
        return False
    return next((kind != "L" for letter in words if (kind := bidirectional(letter)) in ("L", "R", "AL")), False)
