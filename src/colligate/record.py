"""What every record has: an identity, who said it, when, and which earlier saying it replaces."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    tag=True,
):
    """One statement by one person at one time. Never changed: it is said again, with `revises`."""

    #: Identity of the thing spoken of; the same in every revision.
    id: str
    #: The person who made the statement, as in the name of their journal.
    by: str
    #: When it was said, with time zone; within one journal strictly later than every line before it.
    at: datetime
    #: Versions (see `version`) of the same id that this statement replaces. Empty for the first saying.
    revises: tuple[str, ...] = ()


class Retraction(Record, frozen=True, kw_only=True):
    """Withdraws the record with the same id. The earlier lines stay in the journal."""

    reason: str = ""


def version(record: Record) -> str:
    """Name one saying of a record: the first 16 hex digits of the SHA-256 of its JSON form."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()[:16]
