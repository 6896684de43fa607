"""Better BibTeX JSON: a library as Zotero itself holds it, with attachments and notes.

Source: the translator *BetterBibTeX JSON* of retorquere/zotero-better-bibtex.
"""

from __future__ import annotations

from typing import Any

from colligate.exchange.libraries.entry import Attached, Entry, Library, Note
from colligate.exchange.libraries.fields import csl_of, plain

#: What says how an item is kept and not what it is.
_KEPT = frozenset(
    {"itemType", "creators", "tags", "notes", "attachments", "collections", "relations", "seeAlso", "itemID", "itemKey"}
    | {"key", "uri", "dateAdded", "dateModified", "version", "libraryID", "citekey", "select", "parentItem", "note"}
    | {"inPublications", "rights", "citationKey", "multi", "cachable", "autoJournalAbbreviation", "deleted"}
)


def read_better(content: dict[str, Any]) -> Library:
    """Read an export already decoded: an object whose ``items`` have an ``itemType``."""
    library = Library()
    odd: dict[str, list[str]] = {}
    for number, item in enumerate(content["items"]):
        if not isinstance(item, dict):
            library.left.append(("items", "they are no objects", [str(number)]))
            continue
        key = next(
            (str(item[name]) for name in ("itemKey", "key", "uri", "citationKey") if item.get(name)), str(number)
        )
        if item.get("itemType") == "note":
            library.notes += _notes([item], key)
        elif item.get("itemType") == "attachment":
            library.entries.append(_alone(item, key))
        else:
            library.entries.append(_entry(item, key, odd))
    library.left += [(f"values of '{field}'", "CSL has no variable for it", ids) for field, ids in odd.items()]
    collections = content.get("collections")
    if isinstance(collections, dict) and collections:
        names = [str(one.get("name", key)) if isinstance(one, dict) else key for key, one in collections.items()]
        library.left.append(("collections", "a study has no folders of sources", names))
    return library


def _entry(item: dict[str, Any], key: str, odd: dict[str, list[str]]) -> Entry:
    fields = {name: value for name, value in item.items() if name not in _KEPT and isinstance(value, str | int)}
    creators = [one for one in _list(item.get("creators")) if isinstance(one, dict)]
    csl, unknown = csl_of(str(item.get("itemType")), fields, creators)
    for field in unknown:
        odd.setdefault(field, []).append(key)
    tags = [str(one.get("tag", "")) if isinstance(one, dict) else str(one) for one in _list(item.get("tags"))]
    if words := ", ".join(tag for tag in tags if tag):
        csl["keyword"] = words
    files = [
        _file(one, key, number) for number, one in enumerate(_list(item.get("attachments"))) if isinstance(one, dict)
    ]
    citekey = str(item.get("citationKey") or item.get("citekey") or "")
    return Entry(key=key, csl=csl, citekey=citekey, files=files, notes=_notes(_list(item.get("notes")), key))


def _alone(item: dict[str, Any], key: str) -> Entry:
    file = _file(item, key, 0)
    return Entry(key=key, csl={"type": "document", "title": file.title or file.path.rpartition("/")[2]}, files=[file])


def _file(one: dict[str, Any], key: str, number: int) -> Attached:
    name = str(one.get("itemKey") or one.get("key") or f"{key}/{number}")
    path = str(one.get("path") or one.get("localPath") or "")
    return Attached(key=name, path=path, title=str(one.get("title") or ""), url=str(one.get("url") or ""))


def _notes(notes: list[Any], key: str) -> list[Note]:
    found: list[Note] = []
    for number, one in enumerate(notes):
        told = one if isinstance(one, dict) else {"note": one}
        name = str(told.get("itemKey") or told.get("key") or f"{key}/note/{number}")
        if text := plain(str(told.get("note") or "")):
            found.append(Note(key=name, text=text))
    return found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
