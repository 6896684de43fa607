"""What a package is described from, and the names of the files that describe it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import msgspec

from colligate.record import Record
from colligate.reports.document import Document

METADATA = "ro-crate-metadata.json"
PROVENANCE = "provenance.json"
LOSSES = "losses.txt"
README = "README.md"

#: Ending of a file's name to its media type (IANA).
_MEDIA = {
    "json": "application/json", "jsonl": "application/x-ndjson", "yaml": "application/yaml", "md": "text/markdown",
    "txt": "text/plain", "html": "text/html", "pdf": "application/pdf", "csv": "text/csv", "lock": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "rtf": "application/rtf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "epub": "application/epub+zip",
    "odt": "application/vnd.oasis.opendocument.text", "csl": "application/vnd.citationstyles.style+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "tiff": "image/tiff", "xml": "application/xml",
}  # fmt: skip


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """A study as it goes out."""

    title: str
    question: str
    authors: tuple[str, ...]
    #: As the study states it: an address, or a name such as ``CC-BY-4.0``; empty where it states none.
    licence: str
    #: ISO date: the one the study states, else that of the last thing said in it.
    published: str
    #: What made it, by name, with versions; the program itself first.
    software: Mapping[str, str]
    #: The report as it stands.
    document: Document
    #: Every saying of every record, in the order of time.
    said: Sequence[Record]
    #: Ids of the sources that are withheld.
    withheld: frozenset[str]
    #: Path in the package to bytes, without the files that describe it.
    files: Mapping[str, bytes]


def media_type(path: str) -> str:
    """Return the media type of a file by its name."""
    return _MEDIA.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def reference(kind: str, identity: str) -> str:
    """Return the id of something described in the package: ``#source-annual-report``."""
    return f"#{kind}-{quote(identity, safe='')}"
