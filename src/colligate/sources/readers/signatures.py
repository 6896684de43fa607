"""Which kind of file the bytes are: by their signature first, by the ending of the name else."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from colligate.sources.extraction import UnreadableFileError

#: What a person may be told can be read.
READABLE = (
    "PDF, DOCX, ODT, RTF, EPUB, HTML, Markdown, plain text, JSON, and scans as PDF, PNG, JPEG or TIFF can be read."
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
)

_ENDINGS: dict[str, str] = {
    "": "text/plain",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
}

_BIBLIOGRAPHIES = {".ris", ".bib", ".nbib", ".enw", ".ciw"}
_TABLES = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_RIS = re.compile(rb"^(TY  ?- ?[A-Z]|%0 [A-Z]|PT [JBSP]\r?$|@[a-z]+\{)", re.MULTILINE | re.IGNORECASE)
#: Bytes an archive may unpack to.
_LARGEST = 2**30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def media_type(data: bytes, name: str) -> str:
    """Return the media type of a file that some reader takes; raises UnreadableFileError for any other."""
    ending = PurePath(name).suffix.lower()
    if not data.strip():
        raise UnreadableFileError(name, "The file is empty.", "Add the file again from where it was published.")
    found = _by_signature(data, name)
    if found:
        return found
    _refuse_records(data, name, ending)
    if ending not in _ENDINGS:
        raise UnreadableFileError(name, "This kind of file is not known.", READABLE)
    return _ENDINGS[ending]


def _by_signature(data: bytes, name: str) -> str:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    # Mail gateways put lines before a PDF; a text may speak of its signature.
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and name.lower().endswith(".pdf")):
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name)
    if data.startswith(_OLE):
        raise UnreadableFileError(
            name, "This is an Office file of the kind used before 2007.", "Open it and save it as DOCX, then add that."
        )
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return ""


def _archive(data: bytes, name: str) -> str:
    """Tell the document formats that are zip archives apart by what they hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise UnreadableFileError(name, "Unpacked, the file is larger than a gigabyte.", "Split it.")
            kind = archive.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in members else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableFileError(name, f"The file is damaged ({error}).", "Get a new copy of it.") from error
    if any(member.startswith("word/") for member in members):
        return DOCX
    if kind in (ODT, EPUB):
        return kind
    if any(member.startswith("xl/") for member in members):
        raise _table(name)
    raise UnreadableFileError(name, "This archive is not a text document.", "Unpack it and add the files inside.")


def _refuse_records(data: bytes, name: str, ending: str) -> None:
    """Point lists of references and tables to the commands that take them."""
    if ending in _BIBLIOGRAPHIES or (ending in ("", ".txt") and len(_RIS.findall(data[:20_000])) > 0 and _listed(data)):
        raise UnreadableFileError(
            name, "This is a list of references, not a document.", f"Use: colligate sources bibliography {name}"
        )
    if ending in _TABLES:
        raise _table(name)


def _listed(data: bytes) -> bool:
    """Say whether the first line with words in it is one of a reference list, not one quoted further down."""
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:400]
    return bool(_RIS.match(head) or head.startswith((b"FN ", b"PMID-")))


def _table(name: str) -> UnreadableFileError:
    return UnreadableFileError(name, "This is a table, not a document.", f"Use: colligate import {name}")
