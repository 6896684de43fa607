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

#: CSL types of RIS reference types; any other is a ``document``.
_TYPES = {
    "JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "CHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference", "RPRT": "report", "THES": "thesis",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "STAT": "legislation", "BILL": "bill",
    "DATA": "dataset", "GOVDOC": "report", "UNPB": "manuscript",
}  # fmt: skip
#: A tag line of a record's start as programs write it, loosely: one blank, tabs, a BOM before it.
_START = re.compile(r"^\ufeff?\s*TY\s*-", re.MULTILINE)
_TAG = re.compile(r"^\s*([A-Z][A-Z0-9])[ \t]*-[ \t]?(?=\S|$)", re.MULTILINE)
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")


def read_bibliography(data: bytes, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read every entry of a bibliography as a CSL-JSON item.

    Args:
        data: The file's bytes.
        name: Its name; the content decides what it is, the ending only where the content does not.

    Returns:
        The items in the order of the file, and what could not be read: never fewer items without a problem.
    """
    text = _decoded(data)
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


def _decoded(data: bytes) -> str:
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
    items = [_item(entry) for entry in entries]
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


def _item(entry: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _TYPES.get(str(entry.get("type_of_reference", "")), "document")}
    _put(item, "title", _first(entry, "title", "primary_title"))
    _put(item, "container-title", _first(entry, "journal_name", "secondary_title", "alternate_title3"))
    authors = entry.get("authors") or entry.get("first_authors") or []
    _put(item, "author", [_person(author) for author in authors if author.strip()])
    if year := _YEAR.search(str(_first(entry, "year", "publication_year", "date") or "")):
        item["issued"] = {"date-parts": [[int(year.group())]]}
    for field, key in (
        ("publisher", "publisher"), ("volume", "volume"), ("issue", "number"), ("DOI", "doi"),
        ("publisher-place", "place_published"), ("edition", "edition"), ("language", "language"),
    ):  # fmt: skip
        _put(item, field, _first(entry, key))
    pages = [str(page) for key in ("start_page", "end_page") if (page := entry.get(key))]
    _put(item, "page", "-".join(pages))
    _put(item, "URL", _first(entry, "urls", "url", "link"))
    return item


def _put(item: dict[str, Any], field: str, value: Any) -> None:  # noqa: ANN401 - CSL-JSON holds any of them
    if value:
        item[field] = value


def _first(entry: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = entry.get(key)
        if isinstance(value, list):
            value = next((item for item in value if item), None)
        if value:
            return str(value).strip()
    return ""


def _person(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma else {"literal": name.strip()}


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
    return items, []


def _unreadable(place: str, reason: str) -> Problem:
    return Problem(
        place=place,
        message=f"It cannot be read: {reason.strip().rstrip('.')}.",
        remedy="Mend it there, or export it again.",
    )
