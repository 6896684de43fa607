"""Bibliographies of reference managers as CSL-JSON items: RIS, BibTeX and CSL-JSON, with what was lost counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
import rispy
from charset_normalizer import from_bytes

from colligate.pandoc import PandocError, pandoc
from colligate.problems import Problem
from colligate.sources.ris import ris_item

#: A tag line of a record's start as programs write it, loosely: one blank, tabs, a BOM before it.
_START = re.compile(r"^\ufeff?\s*TY\s*-", re.MULTILINE)
_TAG = re.compile(r"^\s*([A-Z][A-Z0-9])[ \t]*-[ \t]?(?=\S|$)", re.MULTILINE)


def read_bibliography(data: bytes, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read every entry of a bibliography as a CSL-JSON item.

    Args:
        data: The file's bytes.
        name: Its name; the content decides what it is, the ending only where the content does not.

    Returns:
        The items in the order of the file, and what could not be read: never fewer items without a problem.
    """
    text = text_of(data)
    if _START.search(text):
        return _ris(text, name)
    if text.lstrip()[:1] in ("[", "{"):
        return _csl_json(text, name)
    if re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        return _bibtex(text, name)
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


def _ris(text: str, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    started = len(_START.findall(text))
    # rispy passes over records whose tags have one blank or a tab, without a word; so tags are written its way first.
    plain = _TAG.sub(lambda match: f"{match.group(1)}  - ", text.removeprefix("\ufeff"))
    try:
        entries = rispy.loads(plain, skip_unknown_tags=True)
    except (OSError, ValueError, LookupError) as error:
        return [], [_unreadable(name, str(error))]
    items = [ris_item(entry) for entry in entries]
    problems = []
    if len(items) != started:
        problems.append(
            Problem(
                place=name,
                message=f"The file starts {started} references, but {len(items)} could be read.",
                remedy="Look for references without an ER line, or export them again.",
            )
        )
    return items, problems


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
            items.append(entry)
        else:
            problems.append(_unreadable(f"{name}:{number}", "the entry has no title"))
    return items, problems


def _bibtex(text: str, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    try:
        items = msgspec.json.decode(pandoc(text.encode(), "--from=biblatex", "--to=csljson"))
    except (PandocError, msgspec.DecodeError) as error:
        return [], [_unreadable(name, str(error))]
    return [item | {"type": item.get("type") or "document"} for item in items], []


def _unreadable(place: str, reason: str) -> Problem:
    return Problem(
        place=place,
        message=f"It cannot be read: {reason.strip().rstrip('.')}.",
        remedy="Mend it there, or export it again.",
    )
