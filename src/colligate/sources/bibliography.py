"""Bibliographies of reference managers as CSL-JSON items: RIS, BibTeX and CSL-JSON, with what was lost counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from charset_normalizer import from_bytes

from colligate.problems import Problem
from colligate.sources.bibtex import read_bibtex
from colligate.sources.bibtex_text import BEGINS
from colligate.sources.ris import ris_item
from colligate.sources.ris_entries import is_ris, ris_entries


def read_bibliography(data: bytes, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read every entry of a bibliography as a CSL-JSON item.

    Args:
        data: The file's bytes.
        name: Its name; the content decides what it is, the ending only where the content does not.

    Returns:
        The items in the order of the file, and what could not be read: never fewer items without a problem.
    """
    text = text_of(data)
    if is_ris(text):
        entries, problems = ris_entries(text, name)
        return [ris_item(entry) for entry in entries], problems
    if text.lstrip()[:1] in ("[", "{"):
        return _csl_json(text, name)
    if BEGINS.search(text):
        return read_bibtex(text, name)
    return [], [
        Problem(
            place=name,
            message="This is not RIS, BibTeX or CSL-JSON.",
            remedy="Export the references from the reference manager in one of these forms.",
        )
    ]


def text_of(data: bytes) -> str:
    """Decode a bibliography, whatever its encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return str(best) if best else data.decode("latin-1")


def _csl_json(text: str, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    try:
        content = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        return [], [_unreadable(name, str(error))]
    entries = content if isinstance(content, list) else content.get("items", [content])
    return _dicts(entries, name)


def _dicts(entries: Iterable[Any], name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    items, problems = [], []
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict) and entry.get("title"):
            items.append(_numbered(entry))
        else:
            problems.append(_unreadable(f"{name}:{number}", "the entry has no title"))
    return items, problems


def _numbered(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an item whose dates are numbers; Zotero and Mendeley write them as words too, which CSL-JSON allows."""
    return entry | {
        field: value | {"date-parts": [[int(n) if str(n).isdecimal() else n for n in one] for one in parts]}
        for field, value in entry.items()
        if isinstance(value, dict)
        and isinstance(parts := value.get("date-parts"), list)
        and all(isinstance(one, list) for one in parts)
    }


def _unreadable(place: str, reason: str) -> Problem:
    return Problem(
        place=place,
        message=f"It cannot be read: {reason.strip().rstrip('.')}.",
        remedy="Mend it there, or export it again.",
    )
