"""What a file is, by what it holds: its name is the last to be asked."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Literal

from colligate.sources.grids.opening import values_in_json

FileKind = Literal["refi-project", "refi-codebook", "annotations", "series", "table"]

_ROOT = re.compile(r"<\s*(?:[\w.-]+:)?(Project|CodeBook)\b")
_XML = re.compile(r"\ufeff?\s*<(?:\?xml|!|[A-Za-z])")
#: Characters looked at for the beginning of an XML file.
_HEAD = 20_000


def kind_of_file(data: bytes, name: str) -> FileKind:
    """Return what a file is; what is nothing else is a table, whose reader says what is wrong with it."""
    if data.startswith(b"PK"):
        return _archive(data, name)
    head = _head(data)
    if _XML.match(head):
        root = _ROOT.search(head)
        if root:
            return "refi-project" if root.group(1) == "Project" else "refi-codebook"
        return {"qdc": "refi-codebook", "qde": "refi-project", "qdpx": "refi-project"}.get(_ending(name), "table")  # pyright: ignore[reportReturnType]
    if head.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and (_is_json(data) or _ending(name) in ("json", "jsonld")):
        return "series" if values_in_json(data) else "annotations"
    return {"qdpx": "refi-project", "qde": "refi-project", "qdc": "refi-codebook"}.get(_ending(name), "table")  # pyright: ignore[reportReturnType]


def _archive(data: bytes, name: str) -> FileKind:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return "refi-project" if _ending(name) == "qdpx" else "table"
    workbook = any(entry.startswith(("xl/", "content.xml")) for entry in names)
    project = any(entry.lower().endswith(".qde") for entry in names) or _ending(name) == "qdpx"
    return "refi-project" if project and not workbook else "table"


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


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
