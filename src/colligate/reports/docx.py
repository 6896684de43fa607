"""The report as DOCX: styles an editor can change, evidence in footnotes, and sentences that keep their identity.

Each sentence is a Word bookmark named after its id, so that a document edited in Word or LibreOffice can be read back
sentence by sentence. Word allows letters, digits and underscores in such names,
and no more than forty of them, so ids are written in that alphabet, reversibly.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

from colligate.problems import ColligateError
from colligate.reports.document import Document, Figure
from colligate.reports.printing import printed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": _W}
#: The time that every part of the archive bears: the earliest a zip file can state.
_TIME = (1980, 1, 1, 0, 0, 0)
_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class NotADocxError(ColligateError):
    """Bytes that are no Word document."""

    def __init__(self) -> None:
        """Say what was expected."""
        super().__init__("This is not a DOCX document. Save the report as DOCX in Word or LibreOffice, then read that.")


def docx_bytes(document: Document) -> bytes:
    """Set a report as DOCX. The same report gives the same bytes."""
    made = printed(document, "docx", picture=_png)
    return _rewritten(made, {"word/document.xml": _named, "word/styles.xml": _styled})


def docx_sentences(data: bytes) -> dict[str, str]:
    """Read the bound sentences of a DOCX back: id to words, footnote marks left out.

    Bookmarks may have been renumbered, split over runs and paragraphs, or nested, as editors do on saving.

    Raises:
        NotADocxError: Where the bytes are no Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"), _XML)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError, EOFError) as error:
        raise NotADocxError from error
    return {name: " ".join("".join(pieces).split()) for name, pieces in _marked(root).items()}


def _marked(root: etree._Element) -> dict[str, list[str]]:
    """Collect the words between each bookmark's start and its end."""
    opened: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for node in root.iter():
        if node.tag == f"{{{_W}}}bookmarkStart":
            name = sentence_id(node.get(f"{{{_W}}}name", ""))
            if name:
                opened[node.get(f"{{{_W}}}id", "")] = name
                said.setdefault(name, [])
        elif node.tag == f"{{{_W}}}bookmarkEnd":
            opened.pop(node.get(f"{{{_W}}}id", ""), None)
        else:
            for name in opened.values():
                said[name].append(_words(node))
    return said


def _words(node: etree._Element) -> str:
    if node.tag == f"{{{_W}}}t":
        return node.text or ""
    return " " if node.tag in (f"{{{_W}}}tab", f"{{{_W}}}br", f"{{{_W}}}p") else ""


def bookmark(identity: str) -> str:
    """Return the bookmark name of a sentence id: ``s_`` and the id, any other sign as ``_`` with two hex digits."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):02x}" for sign in identity)
    return f"s_{plain}"


def sentence_id(name: str) -> str | None:
    """Return the sentence id of a bookmark name, or None for a bookmark that is no sentence's."""
    if not name.startswith("s_"):
        return None
    return re.sub(r"_([0-9a-f]{2})", lambda match: chr(int(match.group(1), 16)), name[2:])


def _png(key: str, figure: Figure) -> str:
    del key  # pandoc reads no file here, so the picture travels in its address
    return f"data:image/png;base64,{base64.b64encode(figure.png).decode()}"


def _rewritten(data: bytes, changes: dict[str, Callable[[etree._Element], None]]) -> bytes:
    """Write the archive anew with some parts changed, in a fixed order and with a fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            content = old.read(name)
            if change := changes.get(name):
                root = etree.fromstring(content, _XML)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def _named(root: etree._Element) -> None:
    """Give the bookmarks of sentences names that Word allows, and number all bookmarks in their order."""
    numbers: dict[str, str] = {}
    for node in root.iter(f"{{{_W}}}bookmarkStart", f"{{{_W}}}bookmarkEnd"):
        old = node.get(f"{{{_W}}}id", "")
        node.set(f"{{{_W}}}id", numbers.setdefault(old, str(len(numbers) + 1)))
        name = node.get(f"{{{_W}}}name", "")
        if name.startswith("s-"):
            node.set(f"{{{_W}}}name", bookmark(name))


#: Style id or name to what is set in it: size in half points, colour, bold, italic, shade, underline.
_LOOKS: dict[str, dict[str, str]] = {
    "Title": {"sz": "48", "color": "1A1A1A", "font": "Cambria"},
    "Subtitle": {"sz": "28", "color": "444444", "font": "Cambria"},
    "Author": {"sz": "22", "color": "444444"},
    "Heading 1": {"sz": "32", "color": "0B4F6C", "font": "Cambria"},
    "Heading 2": {"sz": "26", "color": "0B4F6C", "font": "Cambria"},
    "Heading 3": {"sz": "23", "color": "0B4F6C", "font": "Cambria"},
    "heading 1": {"sz": "32", "color": "0B4F6C", "font": "Cambria"},
    "heading 2": {"sz": "26", "color": "0B4F6C", "font": "Cambria"},
    "heading 3": {"sz": "23", "color": "0B4F6C", "font": "Cambria"},
    "Body Text": {"sz": "22", "font": "Cambria"},
    "First Paragraph": {"sz": "22", "font": "Cambria"},
    "Compact": {"sz": "19", "font": "Calibri"},
    "Footnote Text": {"sz": "17", "font": "Calibri"},
    "footnote text": {"sz": "17", "font": "Calibri"},
    "Image Caption": {"sz": "19", "font": "Calibri", "i": "1"},
    "Table Caption": {"sz": "19", "font": "Calibri", "i": "1"},
    "Bibliography": {"sz": "20", "font": "Cambria"},
    "Bound Sentence": {},
    "Argument": {"i": "1"},
    "Stale": {"shade": "FFF0C2"},
    "Unbound": {"color": "A11616", "u": "dash"},
}


def _styled(root: etree._Element) -> None:
    """Set our look in pandoc's styles; an editor changes it there for the whole document."""
    for style in root.iterfind("w:style", _NS):
        name = style.find("w:name", _NS)
        look = _LOOKS.get(name.get(f"{{{_W}}}val", "")) if name is not None else None
        if look:
            _set(style, look)
    for style in root.iterfind("w:style[@w:styleId='Table']", _NS):
        _ruled(style)


def _set(style: etree._Element, look: dict[str, str]) -> None:
    properties = style.find("w:rPr", _NS)
    if properties is None:
        properties = etree.SubElement(style, f"{{{_W}}}rPr")
    for child in list(properties):
        properties.remove(child)
    for tag, attributes in _properties(look):
        element = etree.SubElement(properties, f"{{{_W}}}{tag}")
        for key, value in attributes.items():
            element.set(f"{{{_W}}}{key}", value)


def _properties(look: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield run properties in the order that the schema of WordprocessingML asks for."""
    if font := look.get("font"):
        yield "rFonts", {"ascii": font, "hAnsi": font, "cs": font}
    if "i" in look:
        yield "i", {}
    if colour := look.get("color"):
        yield "color", {"val": colour}
    if size := look.get("sz"):
        yield "sz", {"val": size}
        yield "szCs", {"val": size}
    if underline := look.get("u"):
        yield "u", {"val": underline}
    if shade := look.get("shade"):
        yield "shd", {"val": "clear", "color": "auto", "fill": shade}


def _ruled(style: etree._Element) -> None:
    """Draw thin lines between the rows of tables."""
    properties = style.find("w:tblPr", _NS)
    if properties is None:
        properties = etree.SubElement(style, f"{{{_W}}}tblPr")
    borders = etree.SubElement(properties, f"{{{_W}}}tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = etree.SubElement(borders, f"{{{_W}}}{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "BBBBBB")):
            line.set(f"{{{_W}}}{key}", value)
