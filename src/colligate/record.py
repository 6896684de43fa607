"""What every record has (an identity, who said it, when, what it replaces), and records that are only proposed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    tag=True,
    gc=False,  # plain data, which holds nothing that could hold it; a study has hundreds of thousands
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
    #: Rule or model, with version, that proposed it to the person; empty where nothing did.
    proposed_by: str = ""
    #: Whose statement it is, where `by` only said it again for a lens that changed; empty where it is `by`'s own.
    stated_by: str = ""

    @property
    def speaker(self) -> str:
        """Whose statement it is, whoever wrote the line."""
        return self.stated_by or self.by


class Retraction(Record, frozen=True, kw_only=True):
    """Withdraws the record with the same id. The earlier lines stay in the journal."""

    reason: str = ""
    #: Whether it only takes back the act that said the record, which is then as if it had never been said. A
    #: withdrawal that does not is a person's word against the record, and no import says it again.
    undone: bool = False


class Suggestion(Record, frozen=True, kw_only=True):
    """A machine's proposal of one record. It is nobody's word: the record stands only once a person says it.

    `by` is whoever had the rule run. Decided, it is retracted: with reason *accepted* or *corrected* in the act that
    says the record, or with the reason for refusing it.
    """

    #: The record in its JSON form, ``type`` and ``id`` included, without ``by`` and ``at``.
    proposes: dict[str, Any]
    #: How the rule came to it, in one line.
    why: str = ""


def suggestion_id(record: str) -> str:
    """Return the id of the suggestion that proposes the record of this id."""
    return f"suggestion:{record}"


def version(record: Record) -> str:
    """Name one saying of a record: the first 16 hex digits of the SHA-256 of its JSON form."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()[:16]
