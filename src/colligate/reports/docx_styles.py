"""The styles of the report as DOCX: named as Word names them, so that an editor changes each in one place."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SERIF = '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Cambria"/>'
_SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
_BLUE, _GREY = '<w:color w:val="0B4F6C"/>', '<w:color w:val="555555"/>'
_LINE = '<w:{} w:val="single" w:sz="4" w:space="{}" w:color="{}"/>'


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """One style; `paragraph` and `run` are WordprocessingML in the order its schema asks for."""

    id: str
    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    then: str = ""
    paragraph: str = ""
    run: str = ""


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_HEADING = _SERIF + "<w:b/>" + _BLUE
_CAPTION = f"{_SANS}<w:b/>{_GREY}{_size(18)}"

STYLES: tuple[Style, ...] = (
    Style(id="Normal", name="Normal", based_on="", run=_SERIF + _size(22)),
    Style(id="BodyText", name="Body Text", then="BodyText", paragraph="<w:widowControl/>" + _spacing(0, 140, 276)),
    Style(id="FirstParagraph", name="First Paragraph", based_on="BodyText", then="BodyText"),
    Style(id="Compact", name="Compact", based_on="BodyText", paragraph=_spacing(20, 20, 245), run=_SANS + _size(18)),
    Style(id="Title", name="Title", then="Subtitle", paragraph=_KEEP + _spacing(0, 120, 240),
          run=_SERIF + '<w:b/><w:color w:val="1A1A1A"/>' + _size(44)),
    Style(id="Subtitle", name="Subtitle", then="Author", paragraph=_KEEP + _spacing(0, 160, 240),
          run=_SERIF + "<w:i/>" + _GREY + _size(28)),
    Style(id="Author", name="Author", then="BodyText",
          paragraph="<w:pBdr>" + _LINE.format("bottom", 10, "0B4F6C") + "</w:pBdr>" + _spacing(0, 300, 240),
          run=_SANS + _GREY + _size(22)),
    Style(id="AbstractTitle", name="Abstract Title", then="Abstract", paragraph=_KEEP + _spacing(120, 40),
          run=_SANS + "<w:b/>" + _BLUE + _size(20)),
    Style(id="Abstract", name="Abstract", then="BodyText",
          paragraph=_spacing(0, 240, 264) + '<w:ind w:left="400" w:right="400"/>', run=_SERIF + _size(21)),
    Style(id="Heading1", name="heading 1", then="BodyText",
          paragraph=_KEEP + _spacing(400, 140, 240) + '<w:outlineLvl w:val="0"/>', run=_HEADING + _size(32)),
    Style(id="Heading2", name="heading 2", then="BodyText",
          paragraph=_KEEP + _spacing(300, 100, 240) + '<w:outlineLvl w:val="1"/>', run=_HEADING + _size(25)),
    Style(id="Heading3", name="heading 3", then="BodyText",
          paragraph=_KEEP + _spacing(240, 80, 240) + '<w:outlineLvl w:val="2"/>',
          run=_SERIF + "<w:b/><w:i/>" + _BLUE + _size(22)),
    Style(id="BlockText", name="Block Text", based_on="BodyText", then="BodyText",
          paragraph="<w:pBdr>" + _LINE.format("left", 10, "9DB8C4") + "</w:pBdr>" + _spacing(100, 180)
          + '<w:ind w:left="400" w:right="400"/>', run="<w:i/>" + _size(22)),
    Style(id="FootnoteText", name="footnote text", paragraph=_spacing(0, 40, 230), run=_SANS + _size(16)),
    Style(id="Caption", name="caption", paragraph=_spacing(60, 200, 240), run=_CAPTION),
    Style(id="ImageCaption", name="Image Caption", based_on="Caption", then="BodyText"),
    # The caption of a table stands above it and stays with it; a picture stays with the caption below it.
    Style(id="TableCaption", name="Table Caption", based_on="Caption", then="BodyText",
          paragraph=_KEEP + _spacing(240, 80, 240)),
    Style(id="Credit", name="Credit", kind="character", based_on="DefaultParagraphFont",
          run=_SANS + '<w:b w:val="0"/>' + _GREY + _size(17)),
    Style(id="Figure", name="Figure", paragraph=_spacing(200, 60, 240)),
    Style(id="CaptionedFigure", name="Captioned Figure", based_on="Figure", paragraph="<w:keepNext/>"),
    Style(id="Bibliography", name="Bibliography", paragraph=_spacing(0, 100, 252)
          + '<w:ind w:left="400" w:hanging="400"/>', run=_SERIF + _size(20)),
    Style(id="Header", name="header", paragraph='<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>',
          run=_SANS + _GREY + _size(17)),
    Style(id="Footer", name="footer", paragraph='<w:jc w:val="center"/>', run=_SANS + _GREY + _size(17)),
    Style(id="BoundSentence", name="Bound Sentence", kind="character", based_on="DefaultParagraphFont"),
    Style(id="Argument", name="Argument", kind="character", based_on="BoundSentence", run="<w:i/>"),
    Style(id="Stale", name="Stale", kind="character", based_on="BoundSentence",
          run='<w:u w:val="dotted" w:color="9A6A00"/><w:shd w:val="clear" w:color="auto" w:fill="FFF0C2"/>'),
    Style(id="Unbound", name="Unbound", kind="character", based_on="DefaultParagraphFont",
          run='<w:color w:val="A11616"/><w:u w:val="wave" w:color="A11616"/>'),
    Style(id="ReportCitation", name="Report Citation", kind="character", based_on="DefaultParagraphFont"),
    Style(id="VerbatimChar", name="Verbatim Char", kind="character", based_on="DefaultParagraphFont",
          run='<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' + _size(16)),
    Style(id="FootnoteReference", name="footnote reference", kind="character", based_on="DefaultParagraphFont",
          run='<w:vertAlign w:val="superscript"/>'),
    Style(id="Hyperlink", name="Hyperlink", kind="character", based_on="DefaultParagraphFont", run=_BLUE),
)  # fmt: skip

_BORDERS = _LINE.format("top", 0, "555555") + _LINE.format("bottom", 0, "555555") + _LINE.format("insideH", 0, "CCCCCC")
_CELL = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 30), ("left", 70), ("bottom", 30), ("right", 70))
)
#: Thin lines between rows, a stronger one under the head, no vertical ones.
_TABLE = f"""<w:style xmlns:w="{W}" w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>{_CELL}</w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders>{_LINE.format("bottom", 0, "555555")}</w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="EEF3F5"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""


def style(root: etree._Element) -> None:
    """Put our styles into the place of pandoc's, and add those it lacks."""
    for made in _elements():
        identity = made.get(f"{{{W}}}styleId", "")
        old = root.find(f"{{{W}}}style[@{{{W}}}styleId='{identity}']")
        if old is None:
            root.append(made)
        else:
            root.replace(old, made)


def _elements() -> Iterator[etree._Element]:
    for one in STYLES:
        default = ' w:default="1"' if one.id == "Normal" else ""
        based = f'<w:basedOn w:val="{one.based_on}"/>' if one.based_on else ""
        then = f'<w:next w:val="{one.then}"/>' if one.then else ""
        paragraph = f"<w:pPr>{one.paragraph}</w:pPr>" if one.paragraph else ""
        run = f"<w:rPr>{one.run}</w:rPr>" if one.run else ""
        yield etree.fromstring(
            f'<w:style xmlns:w="{W}" w:type="{one.kind}"{default} w:styleId="{one.id}"><w:name w:val="{one.name}"/>'
            f"{based}{then}<w:qFormat/>{paragraph}{run}</w:style>"
        )
    yield etree.fromstring(_TABLE)
