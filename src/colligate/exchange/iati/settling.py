"""What a record says, apart from who said it, when, and what bears it out."""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.exchange.incoming import unsaid
from colligate.record import Record


def content(record: Record) -> Record:
    """Return a record as if nobody had said it at any time and nothing bore it out."""
    fields: dict[str, Any] = {"by": "", "revises": (), "stated_by": "", "proposed_by": "", **unsaid()}
    if "passages" in record.__struct_fields__:
        fields["passages"] = ()
    return msgspec.structs.replace(record, **fields)
