"""GUIDs that stay the same from one export to the next, and ids that remember the GUID another program gave."""

from __future__ import annotations

import re
import uuid

#: Ours alone; every GUID made from an id lies in it.
_NAMESPACE = uuid.UUID("6f0c41b2-7d0e-5b93-9a57-3c1d2f5e8a40")
_EMBEDDED = re.compile(r"[a-z]+-([0-9a-f]{32})")


def guid(kind: str, identity: str) -> str:
    """Return the GUID of a thing: the one its id remembers, else the UUID5 of kind and id."""
    if found := _EMBEDDED.fullmatch(identity):
        return str(uuid.UUID(found.group(1)))
    return str(uuid.uuid5(_NAMESPACE, f"{kind}/{identity}"))


def remembering(prefix: str, foreign: str) -> str:
    """Return an id that remembers another program's GUID: ``coding-89b9918e42094fe0bea00c7ff56d67a4``."""
    return f"{prefix}-{foreign.replace('-', '')}"


def plain(written: str | None) -> str:
    """Return a GUID in lower case without braces; empty for what is none."""
    try:
        return str(uuid.UUID((written or "").strip()))
    except ValueError:
        return ""


def named(written: str | None) -> str:
    """Return a GUID in lower case without braces; any other identifier as the GUID that always stands for it."""
    written = (written or "").strip()
    return plain(written) or (derived(written) if written else "")


def derived(*said: str) -> str:
    """Return the GUID that stands for some words."""
    return str(uuid.uuid5(_NAMESPACE, "\0".join(("foreign", *said))))
