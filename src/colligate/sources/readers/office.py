"""DOCX, ODT, RTF and EPUB, through pandoc."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

import lxml.etree

from colligate.pandoc import pandoc_version
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import csl, pandoc, printed, signatures
from colligate.sources.readers.blocks import Block, put_together
from colligate.sources.readers.decoding import clean
from colligate.sources.text import Layout

#: Where an archive says who wrote it and when, by the local names of its elements.
_STATED = {"docx": "docProps/core.xml", "odt": "meta.xml"}
_TITLES, _AUTHORS = ("title",), ("creator", "initial-creator")
_DATES = ("created", "creation-date", "date")

#: What pandoc takes out of the text of a Word file, in the order in which it stood.
_FRONT = ("title", "subtitle", "author", "date", "abstract")

_RTF_GROUP = r"\{\\%s\s+((?:[^{}\\]|\\'[0-9a-fA-F]{2})*)\}"
_RTF_CREATED = re.compile(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_RTF_NUMBERED = re.compile(rb"(\\u-?\d{1,5})([^\\{}\s\d])")
_RTF_BYTE = re.compile(r"\\'([0-9a-fA-F]{2})")


def read_docx(data: bytes, name: str) -> Extraction:
    """Read a Word file; pages where Word recorded on which it last printed what, marked as inferred."""
    document = pandoc.read(printed.mark(data), name, "docx")
    front = [Block("\n".join(document.stated.get(key, []))) for key in _FRONT]
    fields = _fields(_archive_states(data, "docx"), document.stated)
    return _extraction([*front, *document.blocks], name, "docx", signatures.DOCX, fields)


def read_odt(data: bytes, name: str) -> Extraction:
    """Read an OpenDocument text."""
    document = pandoc.read(data, name, "odt")
    return _extraction(document.blocks, name, "odt", signatures.ODT, _fields(_archive_states(data, "odt"), {}))


def read_rtf(data: bytes, name: str) -> Extraction:
    """Read Rich Text."""
    # Pandoc passes over notes marked as optional, which is how most programs but Word mark them, and loses the letter
    # after a character given by number unless a blank ends the number.
    helped = _RTF_NUMBERED.sub(rb"\1 \2", data.replace(rb"{\*\footnote", rb"{\footnote"))
    document = pandoc.read(helped, name, "rtf")
    return _extraction(document.blocks, name, "rtf", "application/rtf", _rtf_fields(data))


def read_epub(data: bytes, name: str) -> Extraction:
    """Read an e-book."""
    document = pandoc.read(data, name, "epub")
    return _extraction(document.blocks, name, "epub", signatures.EPUB, _fields({}, document.stated, kind="book"))


def _extraction(blocks: list[Block], name: str, reader: str, media_type: str, fields: dict[str, Any]) -> Extraction:
    text, regions = put_together(Block(clean(block.text), block.kind) for block in blocks)
    text, regions, pages = printed.take(text, regions)
    if not text.strip():
        raise UnreadableFileError(name, "The document holds no text.", "If it holds scans, add those as images or PDF.")
    return Extraction(
        text=text,
        layout=Layout(pages=pages, regions=regions),
        extractor=f"{reader} 1 ({pandoc_version()})",
        media_type=media_type,
        csl=fields,
        problems=printed.warning(pages, name),
    )


def _fields(archive: dict[str, list[str]], stated: dict[str, list[str]], *, kind: str = "document") -> dict[str, Any]:
    """Prefer what stands in the document to what the program noted about it."""
    return csl.item(
        title=" ".join(stated.get("title", [])) or _first(archive, _TITLES),
        authors=stated.get("author") or [name for key in _AUTHORS for name in archive.get(key, [])][:1],
        issued=_first(stated, _DATES) or _first(archive, _DATES),
        kind=kind,
    )


def _first(stated: dict[str, list[str]], keys: tuple[str, ...]) -> str:
    return next((text for key in keys for text in stated.get(key, []) if csl.date_parts(text) or keys is _TITLES), "")


def _archive_states(data: bytes, kind: str) -> dict[str, list[str]]:
    """Return an archive's own statements by the local name of their element; nothing where it makes none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tree = lxml.etree.fromstring(
                archive.read(_STATED[kind]), lxml.etree.XMLParser(resolve_entities=False, recover=True)
            )
    except (KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError, OSError, RuntimeError, zlib.error):
        return {}
    stated: dict[str, list[str]] = {}
    for element in tree.iter() if tree is not None else ():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            stated.setdefault(lxml.etree.QName(element).localname, []).append(element.text)
    return stated


def _rtf_fields(data: bytes) -> dict[str, Any]:
    head = data[:20_000].decode("ascii", "replace")
    created = _RTF_CREATED.search(head)
    issued = "{}-{:0>2}-{:0>2}".format(*created.groups()) if created else ""
    return csl.item(title=_rtf_text(head, "title"), authors=_rtf_text(head, "author"), issued=issued)


def _rtf_text(head: str, group: str) -> str:
    found = re.search(_RTF_GROUP % group, head)
    return _RTF_BYTE.sub(lambda byte: bytes.fromhex(byte[1]).decode("cp1252", "replace"), found[1]) if found else ""
