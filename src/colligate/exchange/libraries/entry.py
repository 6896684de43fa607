"""A library as every format states it: entries with the files and notes that belong to them."""

from __future__ import annotations

from typing import Any

import msgspec


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an entry, as its export links it."""

    #: What the export calls it; stays the same from one export to the next, as far as the format allows.
    key: str
    #: Relative to the export; empty where only an address is known.
    path: str = ""
    title: str = ""
    url: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note, as plain words."""

    key: str
    text: str


class Entry(msgspec.Struct, kw_only=True):
    """One item of a library."""

    key: str
    #: CSL-JSON item without ``id``.
    csl: dict[str, Any]
    #: What people cite it by, if the library says so.
    citekey: str = ""
    files: list[Attached] = []
    notes: list[Note] = []


class Library(msgspec.Struct, kw_only=True):
    """What one export holds."""

    entries: list[Entry] = []
    #: Notes that belong to no entry.
    notes: list[Note] = []
    #: What the export holds and a study has no place for: what it is, why, and each by name.
    left: list[tuple[str, str, list[str]]] = []
