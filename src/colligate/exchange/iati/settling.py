"""What a record says, apart from who said it and when; and whether it still says what a file said."""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.exchange.iati.activity import RULE
from colligate.exchange.incoming import digest, unsaid
from colligate.record import Record


def content(record: Record) -> Record:
    """Return a record as if nobody had said it at any time and nothing bore it out."""
    fields: dict[str, Any] = {"by": "", "revises": (), "stated_by": "", "proposed_by": "", **unsaid()}
    if "passages" in record.__struct_fields__:
        fields["passages"] = ()
    return msgspec.structs.replace(record, **fields)


def signed(record: Record) -> Record:
    """Return a record that a file states, with a mark by which a later change by anybody shows."""
    return msgspec.structs.replace(record, proposed_by=_mark(record))


def untouched(record: Record) -> bool:
    """Say whether a record says what an imported file said, whoever said it again since."""
    return record.proposed_by == _mark(record)


def _mark(record: Record) -> str:
    return f"{RULE} {digest(msgspec.json.encode(content(record)).decode())}"
