"""What every import of another program's file is given of the study, and what it hands back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypedDict

import msgspec

from colligate.exchange.guids import guid
from colligate.exchange.placing import UNSAID
from colligate.lenses.lens import Lens
from colligate.record import Record
from colligate.sources.text import Layout, Text


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The study that a project comes into."""

    records: Mapping[str, Record]
    lenses: Mapping[str, Lens]
    #: The current Text of each Source, by source id.
    texts: Mapping[str, Text]
    #: Which field of which record names records, as the study's checks have it.
    references: Mapping[type[Record], Mapping[str, object]] = {}
    #: Kinds of record by name.
    kinds: Mapping[str, type[Record]] = {}
    #: Ids that somebody withdrew.
    withdrawn: Collection[str] = ()


class Incoming(msgspec.Struct, kw_only=True):
    """What an import brings: files to keep, lenses to add, and records not yet said (`at` is set when they are)."""

    #: Bytes with the ending of their file's name.
    originals: list[tuple[bytes, str]] = []
    #: Files to keep that lie somewhere else, each with its SHA-256.
    files: list[tuple[Path, str]] = []
    texts: list[tuple[str, Layout]] = []
    lenses: list[Lens] = []
    #: Mappings of columns to keep for the next edition, by the dataset they are for.
    mappings: list[tuple[str, bytes]] = []
    records: list[Record] = []


class Unsaid(TypedDict):
    """The time of a record not yet said."""

    at: datetime


def unsaid() -> Unsaid:
    """Return the time of a record not yet said."""
    return {"at": UNSAID}


def digest(words: str) -> str:
    """Return twelve hex digits that stand for some words."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def slug(words: str, otherwise: str) -> str:
    """Make an id from words, or from what stands for them where they have no letter of ours."""
    found = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40].strip("-")
    return found or otherwise


def free_id(base: str, known: Known, given: Collection[str] = ()) -> str:
    """Return an id that no record has or had before it was withdrawn: a base, or it with the first number that does.

    Args:
        base: The id wanted.
        known: The study.
        given: Ids that the import has given already.
    """
    identity, number = base, 2
    while identity in known.records or identity in known.withdrawn or identity in given:
        identity, number = f"{base}-{number}", number + 1
    return identity


def guids_of(records: Mapping[str, Record]) -> dict[str, str]:
    """Return the id of every record by its GUID."""
    return {guid(type(record).__name__.lower(), identity): identity for identity, record in records.items()}
