"""The files of a project's documents, found before anything is made of them: a project lacks none, or is refused."""

from __future__ import annotations

import msgspec

from colligate.exchange.refi.archive import Files, UnavailableError
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.leaving import leave
from colligate.exchange.refi.manifest import Manifest
from colligate.exchange.refi.project import Document, TextBody
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers.decoding import decode
from colligate.sources.readers.signatures import DOCX, EPUB, ODT, media_type


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A document whose files are at hand."""

    document: Document
    original: bytes | None = None
    original_name: str = ""
    #: The characters as the file has them, byte order mark included; None where the document has no text of its own.
    raw: str | None = None


def gather(arrival: Arrival, files: Files, manifest: Manifest) -> tuple[list[Gathered], list[tuple[Document, str]]]:
    """Return every document with its files, and those whose files cannot be had, with the reason."""
    found: list[Gathered] = []
    missing: list[tuple[Document, str]] = []
    for document in arrival.project.documents:
        if document.kind in ("audio", "video") and not (document.text and _has_words(document.text)):
            leave(arrival, document, "sound and film have no place; only their transcripts are taken")
            continue
        try:
            found.append(_gathered(arrival, document, files, manifest))
        except UnavailableError as error:
            missing.append((document, str(error)))
    return found, missing


def _has_words(text: TextBody) -> bool:
    return bool(text.path or text.content)


def _gathered(arrival: Arrival, document: Document, files: Files, manifest: Manifest) -> Gathered:
    raw, original, name = None, None, document.name
    body = document.text
    fields = manifest.sources.get(document.guid)
    if body and body.path and (found := _stated(arrival, document, body, files)):
        original, name = found[0], document.name or found[1]
        if _formatted(*found):
            name = found[1]
        else:
            raw = _decoded(arrival, original, name)
    elif body and body.content is not None:
        raw = body.content
        original = raw.encode("utf-8", "surrogatepass")
    path = (fields.original if fields else "") or (document.path if document.kind not in ("audio", "video") else "")
    if path:
        try:
            original, name = files.get(path)
        except UnavailableError as error:
            if raw is None:
                raise
            arrival.losses.left("originals", f"the text is here, but not its formatted file: {error}", [document.name])
    if raw is None and original is None:
        reason = "the project names no file for it"
        raise UnavailableError(reason)
    return Gathered(document=document, original=original, original_name=name, raw=raw)


def _stated(arrival: Arrival, document: Document, body: TextBody, files: Files) -> tuple[bytes, str] | None:
    """Return the file of a text, or nothing where it is missing and something else can stand in for it."""
    try:
        return files.get(body.path)
    except UnavailableError as error:
        if body.content is None and not _there(document, files):
            raise
        why = f"their plain text is not there ({error}); the words in the project or the document itself stand in"
        arrival.losses.changed("texts", why, [document.name or document.guid])
        return None


def _there(document: Document, files: Files) -> bool:
    """Say whether the document itself can be had; sound and film hold no words."""
    if not document.path or document.kind in ("audio", "video"):
        return False
    try:
        return bool(files.get(document.path)[0])
    except UnavailableError:
        return False


def _formatted(data: bytes, name: str) -> bool:
    """Say whether a file that is given for a plain text is a document of another kind."""
    try:
        return media_type(data, name) in (DOCX, ODT, EPUB, "application/rtf", "application/pdf")
    except UnreadableFileError:
        return False


def _decoded(arrival: Arrival, data: bytes, name: str) -> str:
    """Return the characters of a text file, its byte order mark kept, since positions may count it."""
    text, encoding = decode(data)
    if encoding.startswith("utf-8"):
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    else:
        mark = "\ufeff" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        arrival.losses.changed("texts", f"they are not UTF-8; read as {encoding}", [name])
    return mark + text
