"""What a newer export changes of a source: its own earlier word, never a person's.

What a library said last is kept with the source, under CSL's ``custom``, as a digest of each field. A field that still
has that digest is the library's, and follows it; any other is a person's, stays, and the difference is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from colligate.sources.source import Source

#: Where the CSL item of a source says what its library said.
_CUSTOM = "library"


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a library said of a source when it last came in; digests stand for what was said."""

    key: str
    fields: dict[str, str] = {}
    #: SHA-256 of files by what the export calls them; empty where a file could not be had.
    files: dict[str, str] = {}
    notes: dict[str, str] = {}


class Merged(msgspec.Struct, kw_only=True):
    """A CSL item after a newer export."""

    csl: dict[str, Any]
    #: Fields that stay as they are here, each with both values in words.
    kept: dict[str, str] = {}


def seal(value: object) -> str:
    """Return what stands for a value: eight hex digits."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:8]


def told_of(source: Source) -> Told | None:
    """Return what a library last said of a source; None where none did."""
    custom = source.csl.get("custom")
    said = custom.get(_CUSTOM) if isinstance(custom, dict) else None
    try:
        return msgspec.convert(said, Told) if said else None
    except msgspec.ValidationError:
        return None


def merged(source: Source, first: Source, csl: Mapping[str, Any]) -> Merged:
    """Return a source's item with what a library changed.

    Args:
        source: As it stands.
        first: As it was first said: what no library said and still stands so, was read off the file by a program.
        csl: The library's item.
    """
    told = told_of(source)
    done = Merged(csl=dict(source.csl), kept={})
    for field in dict.fromkeys([*csl, *(told.fields if told else ())]):
        now, new = source.csl.get(field), csl.get(field)
        if now == new:
            continue
        if told and field in told.fields:
            persons, news = seal(now) != told.fields[field], seal(new) != told.fields[field]
        else:
            persons, news = now is not None and now != first.csl.get(field), True
        if persons:
            done.kept[field] = f"here {_short(now)}, there {_short(new)}"
        elif not news:
            continue
        elif new is None:
            done.csl.pop(field, None)
        else:
            done.csl[field] = new
    return done


def with_told(csl: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """Return an item that says what its library said."""
    custom = csl.get("custom")
    kept = custom if isinstance(custom, dict) else {}
    return {**csl, "custom": {**kept, _CUSTOM: msgspec.to_builtins(told)}}


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    words = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f"\u2018{words[:57]}\u2026\u2019" if len(words) > 60 else f"\u2018{words}\u2019"
