"""What the format has no place for, in a note of the project that only this program reads.

The note holds, by GUID, the ids of records and the fields that QDA-XML cannot state. Whatever QDA-XML does state is
taken from there, so that what another program changed comes back changed.
"""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.exchange.guids import guid

#: GUID and name of the note.
NOTE = guid("note", "colligate")
NAME = "Colligate: what the exchange format has no place for"


class SourceFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A source beyond its name and words."""

    #: The Source in its JSON form, without when.
    record: dict[str, Any] = {}
    #: The Text in its JSON form, without when.
    text: dict[str, Any] = {}
    #: Its layout in JSON form.
    layout: dict[str, Any] = {}
    #: Path of the document as published, where QDA-XML names none.
    original: str = ""


class CaseFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor or programme beyond its name, with its facts."""

    record: dict[str, Any] = {}
    facts: list[dict[str, Any]] = []


class Manifest(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The note's content."""

    format: int = 1
    #: Id by GUID, for passages, codings and memos.
    ids: dict[str, str] = {}
    sources: dict[str, SourceFields] = {}
    cases: dict[str, CaseFields] = {}
    #: Rule or model that proposed a coding, by its GUID.
    proposed: dict[str, str] = {}
    #: What a memo is about and its passages, by its GUID.
    memos: dict[str, tuple[str, tuple[str, ...]]] = {}
    #: Records of kinds that have no place at all, in their JSON form without when.
    others: list[dict[str, Any]] = []

    def promised(self) -> set[str]:
        """Return the ids of what comes with the file and stands beside the documents."""
        return {str(case.record.get("id")) for case in self.cases.values()} | {str(o.get("id")) for o in self.others}


def manifest_bytes(manifest: Manifest) -> bytes:
    """Write the note."""
    return msgspec.json.encode(manifest, order="deterministic")


def read_manifest(data: bytes) -> Manifest | None:
    """Read the note, or nothing where another program wrote into it."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.format == 1 else None
