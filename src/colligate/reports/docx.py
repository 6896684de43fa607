"""The report as DOCX: styles an editor can change, evidence in footnotes, and sentences that keep their identity.

Each sentence is a Word bookmark named after its id, so that a document edited in Word or LibreOffice can be read back
sentence by sentence (see `bookmarks`).
"""

from __future__ import annotations

import base64
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

from colligate.problems import ColligateError
from colligate.reports import docx_parts
from colligate.reports.bookmarks import bookmark, sentence_id
from colligate.reports.document import Document, Figure
from colligate.reports.docx_styles import W, style
from colligate.reports.printing import printed

__all__ = ["NotADocxError", "bookmark", "docx_bytes", "docx_sentences", "sentence_id"]

#: The time that every part of the archive bears: the earliest a zip file can state.
_TIME = (1980, 1, 1, 0, 0, 0)
_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
#: The part that holds the ids too long for a bookmark's name.
_PROPERTIES = "docProps/custom.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
#: A part of this much XML is none that a report could fill.
_LARGEST = 200_000_000

#: What a broken archive, one with a password, or broken XML raises.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError, OSError, EOFError, KeyError, ValueError,
    RuntimeError,
)  # fmt: skip

_Change = Callable[[Any], None]


class NotADocxError(ColligateError):
    """Bytes that are no Word document."""

    def __init__(self) -> None:
        """Say what was expected."""
        super().__init__("This is not a DOCX document. Save the report as DOCX in Word or LibreOffice, then read that.")


def docx_bytes(document: Document) -> bytes:
    """Set a report as DOCX. The same report gives the same bytes."""
    names = {sentence.id: bookmark(sentence.id) for sentence in document.sentences if not sentence.unbound}
    made = printed(document, "docx+native_numbering", picture=_png, names=names)
    changes: dict[str, tuple[_Change, ...]] = {
        "word/document.xml": (
            _number, docx_parts.set_pages, docx_parts.set_pictures, docx_parts.set_tables,
        ),
        "word/styles.xml": (style,),
        "word/_rels/document.xml.rels": (docx_parts.relate,),
        "[Content_Types].xml": (docx_parts.declare,),
        _PROPERTIES: (partial(_remember, names=names),),
    }  # fmt: skip
    parts = {"word/header1.xml": docx_parts.header_part(document.title), "word/footer1.xml": docx_parts.footer_part()}
    return _rewritten(made, changes, parts)


def docx_sentences(data: bytes) -> dict[str, str]:
    """Read the sentences of a DOCX back: id to words, without footnote marks and citations.

    Bookmarks may have been renumbered, split over runs and paragraphs, or nested, as editors do on saving. Words that
    a tracked change deletes are left out, those it inserts are read.

    Raises:
        NotADocxError: Where the bytes are no Word document.
    """
    root, long = _opened(data)
    return {name: " ".join("".join(pieces).split()) for name, pieces in _marked(root, long).items()}


def docx_paragraphs(data: bytes) -> list[list[tuple[str, str]]]:
    """Read a DOCX as its paragraphs: runs of words, each with the id of the sentence it is part of, or none.

    Words are read as `docx_sentences` reads them. Raises NotADocxError.
    """
    root, long = _opened(data)
    opened: dict[str, str] = {}
    found: list[list[tuple[str, str]]] = []
    for node in root.iter():
        if node.tag == f"{{{W}}}p":
            found.append([])
        if node.tag == f"{{{W}}}bookmarkStart":
            named = node.get(f"{{{W}}}name", "")
            if identity := long.get(named) or sentence_id(named):
                opened[node.get(f"{{{W}}}id", "")] = identity
        elif node.tag == f"{{{W}}}bookmarkEnd":
            opened.pop(node.get(f"{{{W}}}id", ""), None)
        elif found and (words := _words(node)):
            within = next(reversed(opened.values()), "")
            if found[-1] and found[-1][-1][0] == within:
                found[-1][-1] = (within, found[-1][-1][1] + words)
            else:
                found[-1].append((within, words))
    return found


def _opened(data: bytes) -> tuple[etree._Element, dict[str, str]]:
    """Return the document's XML and the ids too long for a bookmark, by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(_content(archive, "word/document.xml"), _XML)
            stored = _content(archive, _PROPERTIES) if _PROPERTIES in archive.namelist() else b"<none/>"
            return root, _recalled(etree.fromstring(stored, _XML))
    except _UNREADABLE as error:
        raise NotADocxError from error


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise NotADocxError
    return archive.read(name)


def _marked(root: etree._Element, long: Mapping[str, str]) -> dict[str, list[str]]:
    """Collect the words between each bookmark's start and its end."""
    opened: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for node in root.iter():
        if node.tag == f"{{{W}}}bookmarkStart":
            named = node.get(f"{{{W}}}name", "")
            identity = long.get(named) or sentence_id(named)
            if identity:
                opened[node.get(f"{{{W}}}id", "")] = identity
                said.setdefault(identity, [])
        elif node.tag == f"{{{W}}}bookmarkEnd":
            opened.pop(node.get(f"{{{W}}}id", ""), None)
        elif opened:
            words = _words(node)
            for identity in opened.values():
                said[identity].append(words)
    return said


def _words(node: etree._Element) -> str:
    if node.tag == f"{{{W}}}t":
        return "" if _is_citation(node) or _is_moved_away(node) else node.text or ""
    if node.tag == f"{{{W}}}noBreakHyphen":
        return "\N{NON-BREAKING HYPHEN}"
    return " " if node.tag in (f"{{{W}}}tab", f"{{{W}}}br", f"{{{W}}}p") else ""


def _is_citation(text: etree._Element) -> bool:
    run = text.getparent()
    found = run.find(f"{{{W}}}rPr/{{{W}}}rStyle") if run is not None else None
    return found is not None and found.get(f"{{{W}}}val", "") == "ReportCitation"


def _is_moved_away(text: etree._Element) -> bool:
    """Say whether a tracked change moves these words elsewhere, where they stand a second time."""
    return next(text.iterancestors(f"{{{W}}}moveFrom"), None) is not None


def _png(key: str, figure: Figure) -> str:
    del key
    return f"data:image/png;base64,{base64.b64encode(figure.png).decode()}"


def _rewritten(data: bytes, changes: Mapping[str, tuple[_Change, ...]], parts: Mapping[str, bytes]) -> bytes:
    """Write the archive anew with some parts changed and some added, in a fixed order and with a fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted({*old.namelist(), *parts}, key=lambda name: (name != "[Content_Types].xml", name)):
            content = parts[name] if name in parts else old.read(name)
            if name in changes:
                root = etree.fromstring(content, _XML)
                for change in changes[name]:
                    change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def _number(root: etree._Element) -> None:
    """Number all bookmarks in their order."""
    numbers: dict[str, str] = {}
    for node in root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"):
        old = node.get(f"{{{W}}}id", "")
        node.set(f"{{{W}}}id", numbers.setdefault(old, str(len(numbers) + 1)))


def _remember(root: etree._Element, *, names: Mapping[str, str]) -> None:
    """Keep as properties of the document the ids that no bookmark's name can hold, and nothing else."""
    for old in list(root):
        root.remove(old)
    long = ((name, identity) for identity, name in names.items() if sentence_id(name) is None)
    for number, (name, identity) in enumerate(sorted(long), 2):
        one = etree.SubElement(
            root, f"{{{_CUSTOM}}}property", fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", pid=str(number), name=name
        )
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = identity


def _recalled(root: etree._Element) -> dict[str, str]:
    named = ((one.get("name", ""), "".join(str(text) for text in one.itertext())) for one in root)
    return {name: identity.strip() for name, identity in named if name.startswith("long_")}
