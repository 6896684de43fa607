"""An export of a reference manager, whatever its format, as a library; and where the files it links are."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.libraries.better import read_better
from colligate.exchange.libraries.endnote import read_endnote
from colligate.exchange.libraries.entry import Library
from colligate.exchange.libraries.linked import read_linked
from colligate.exchange.libraries.rdf import read_rdf

#: Endings of what a folder of an export may hold at its top.
ENDINGS = (".rdf", ".json", ".bib", ".ris")
#: How the records of EndNote begin.
ENDNOTE = re.compile(rb"<xml>\s*<records>\s*<record\b")
#: What stands before a path: ``attachments:`` and ``storage:`` of Zotero, ``internal-pdf:`` of EndNote.
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:/*")
_ABSOLUTE = re.compile(r"[A-Za-z]:[\\/]|[\\/]|[A-Za-z][A-Za-z0-9+.-]+:")


class UnavailableError(Exception):
    """A file that an export links and that cannot be had; its text says why."""


def library_file(place: Path) -> Path:
    """Return the export itself: the file, or the one of its kind in a folder. Raises RefusedFileError."""
    if not place.is_dir():
        return place
    inside = sorted(one for one in place.iterdir() if one.is_file())
    found = [one for one in inside if one.suffix.lower() in ENDINGS]
    found = found or [one for one in inside if one.suffix.lower() == ".xml" and ENDNOTE.search(_head(one))]
    if len(found) == 1:
        return found[0]
    wanted = ", ".join(one.name for one in found) or f"no file ending in {', '.join(ENDINGS)}"
    reason = f"The folder holds {wanted}." if found else f"The folder holds {wanted}, so no export."
    raise RefusedFileError(place.name, reason, "Name the export's own file.")


def _head(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(2000)


def read_library(data: bytes, name: str) -> Library:
    """Read an export in any of the formats known here. Raises RefusedFileError."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return read_endnote(data, name) if ENDNOTE.search(head) else read_rdf(data, name)
    if head.startswith((b"{", b"[")):
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise RefusedFileError(name, f"Its JSON is damaged: {error}.", "Export the library again.") from error
        if isinstance(content, dict) and _of_zotero(content):
            return read_better(content)
    return read_linked(data, name)


def _of_zotero(content: dict[str, object]) -> bool:
    items = content.get("items")
    return isinstance(items, list) and any(isinstance(item, dict) and "itemType" in item for item in items)


def linked_file(folder: Path, link: str) -> Path:
    """Return the file that an export in a folder links. Raises UnavailableError for any place outside that folder."""
    for written in dict.fromkeys((link, unquote(link))):
        plain = written.replace("\\", "/").removeprefix("./")
        if _ABSOLUTE.match(plain):
            if (place := _by_its_end(folder, plain)) is None:
                raise UnavailableError("it lies at a place outside the export, which is never read; export with files")
            break
        if ".." in PurePosixPath(plain).parts or "\0" in plain:
            raise UnavailableError("its path leads out of the export")
        place = folder / plain
        if place.is_file() or (place := _by_its_end(folder, plain)):
            break
    else:
        raise UnavailableError("no such file is there")
    if not place.resolve().is_relative_to(folder.resolve()):
        raise UnavailableError("its path leads out of the export")
    return place


def _by_its_end(folder: Path, path: str) -> Path | None:
    """Return the file in an export that the longest end of a path leads to, such as ``storage/ABCD2345/Report.pdf``.

    EndNote keeps what it calls ``internal-pdf://12/Report.pdf`` in ``PDF`` within a folder of the library's name.
    """
    parts = [part for part in _SCHEME.sub("", path).split("/") if part]
    if not parts or ".." in parts or "\0" in path:
        return None
    kept = [folder, *sorted(folder.glob("*.Data/PDF"))]
    ends = ["/".join(parts[start:]) for start in range(len(parts))]
    return next((place for end in ends for top in kept if (place := top / end).is_file()), None)
