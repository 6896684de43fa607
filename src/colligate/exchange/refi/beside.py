"""Records that come in this program's own note: each is said again if what it rests on came too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.manifest import Manifest
from colligate.record import Record

R = TypeVar("R", bound=Record)


def take_others(arrival: Arrival, manifest: Manifest, waiting: Sequence[Record]) -> None:
    """Say the records of the note and those that waited for them, without what did not come along."""
    records = [*waiting]
    for fields in manifest.others:
        kind = arrival.known.kinds.get(str(fields.get("type")))
        if kind:
            records.append(restored(kind, fields))
    coming = {record.id for record in records}
    for record in records:
        kept = _resting(arrival, record, coming)
        what = f"{type(record).__name__.lower()}s"
        if kept is None:
            arrival.losses.left(what, "what they rest on did not come along", [record.id])
        elif arrival.say(kept):
            arrival.losses.carried(what, [kept.id])


def restored(kind: type[R], fields: dict[str, Any]) -> R:
    """Return a record of its JSON form without a time. Raises msgspec.ValidationError."""
    return msgspec.convert({**fields, "at": "0001-01-01T00:00:00Z"}, kind)


def _resting(arrival: Arrival, record: Record, coming: set[str]) -> Record | None:
    """Return the record without references to what is not there; nothing where it cannot do without."""
    changed: dict[str, Any] = {}
    needed = {field.name for field in msgspec.structs.fields(type(record)) if field.required}
    for field in arrival.known.references.get(type(record), {}):
        value = getattr(record, field)
        if isinstance(value, tuple):
            here = tuple(name for name in value if arrival.stands(name) or name in coming)
            if here != value:
                changed[field] = here
        elif value and not (arrival.stands(value) or value in coming):
            if field in needed:
                return None
            changed[field] = None
    if changed:
        why = f"what they name did not come along ({' and '.join(changed)})"
        arrival.losses.changed(f"{type(record).__name__.lower()}s", why, [record.id])
    return msgspec.structs.replace(record, **changed) if changed else record
