"""What a file is, by what it holds: its name is the last to be asked."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from typing import Literal

from colligate.exchange.libraries.packed import exports_in
from colligate.exchange.package.reading import is_package
from colligate.sources.grids.opening import values_in_json

FileKind = Literal[
    "refi-project", "refi-codebook", "annotations", "highlights", "iati-activities", "library", "series", "table",
    "package",
]  # fmt: skip

_ROOT = re.compile(r"<\s*(?:[\w.-]+:)?(Project|CodeBook|RDF)\b")
_ROOTS: dict[str, FileKind] = {"Project": "refi-project", "CodeBook": "refi-codebook", "RDF": "library"}
_IATI = re.compile(r"<\s*(?:[\w.-]+:)?iati-(?:activit(?:ies|y)|organisations)\b")
_ENDNOTE = re.compile(r"<xml>\s*<records>\s*<record\b")
#: How a bibliography begins, after comments that programs set before it: RIS, or BibTeX.
_REFERENCES = re.compile(r"\s*(?:%.*\n\s*)*(?:TY\s{0,3}-|@\w+\s*[{(])")
_XML = re.compile(r"\ufeff?\s*<(?:\?xml|!|[A-Za-z])")
#: Characters looked at for the beginning of an XML file.
_HEAD = 20_000
#: Bytes of a file in an archive that is read to tell what it is.
_LARGEST_JSON = 100_000_000
#: Beginnings of files that hold nothing but values: Parquet, gzip, SDMX-CSV.
_VALUES = (b"PAR1", b"\x1f\x8b")
_SDMX_CSV = re.compile(r'\ufeff?"?(?:STRUCTURE[,;\t\["]|DATAFLOW[,;\t:"])[^\n]*OBS_VALUE')


#: What a file of that ending is meant to be, where its content does not say.
_ENDINGS: dict[str, FileKind] = {
    "qdpx": "refi-project",
    "qde": "refi-project",
    "qdc": "refi-codebook",
    "ris": "library",
    "bib": "library",
}


def kind_of_file(data: bytes, name: str) -> FileKind:
    """Return what a file is; what is nothing else is a table, whose reader says what is wrong with it."""
    if data.startswith(b"PK"):
        return _archive(data, name)
    if b"%PDF-" in data[:1024]:
        return "highlights"
    if data.startswith(_VALUES):
        return "series"
    head = _head(data)
    kind = _markup(head) if _XML.match(head) else _plain(data, head, name)
    return kind or _ENDINGS.get(_ending(name), "table")


def _markup(head: str) -> FileKind | None:
    if _IATI.search(head):
        return "iati-activities"
    if _ENDNOTE.search(head):
        return "library"
    root = _ROOT.search(head)
    return _ROOTS[root.group(1)] if root else None


def _plain(data: bytes, head: str, name: str) -> FileKind | None:
    if head.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and (_is_json(data) or _ending(name) in ("json", "jsonld")):
        return "series" if values_in_json(data) else "library" if _is_library(data) else "annotations"
    if _SDMX_CSV.match(head):
        return "series"
    return "library" if _REFERENCES.match(head.lstrip("\ufeff")) else None


def _archive(data: bytes, name: str) -> FileKind:
    if is_package(data):
        return "package"
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return "refi-project" if _ending(name) == "qdpx" else "table"
    workbook = any(entry.startswith(("xl/", "content.xml")) for entry in names)
    project = any(entry.lower().endswith(".qde") for entry in names) or _ending(name) == "qdpx"
    if workbook:
        return "table"
    return "refi-project" if project else "library" if _holds_library(archive) else "table"


def _holds_library(archive: zipfile.ZipFile) -> bool:
    """Say whether an archive holds one export of a library; of JSON, which may be anything, the content is asked."""
    found = exports_in([entry.replace("\\", "/") for entry in archive.namelist()])
    if any(not one.lower().endswith(".json") for one in found):
        return True
    try:
        info = archive.getinfo(found[0]) if len(found) == 1 else None
        return info is not None and info.file_size <= _LARGEST_JSON and _is_library(archive.read(info))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, KeyError):
        return False


def _head(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        return head.decode("utf-16-le" if head[0] else "utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_library(data: bytes) -> bool:
    """Say whether some JSON is CSL-JSON, or a library of Zotero: things of a type, with a title."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    items = content.get("items") if isinstance(content, dict) else content
    things = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return any(
        "itemType" in item or ({"type", "title"} <= item.keys() and not {"target", "body"} & item.keys())
        for item in things
    )


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
