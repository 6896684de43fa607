"""The study's sources as a bibliography: CSL-JSON, BibTeX, BibLaTeX or RIS, with what did not survive.

What is lost is not presumed: what was written is read back as anybody would, and compared field by field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
import rispy

from colligate.exchange.losses import Losses
from colligate.pandoc import pandoc
from colligate.programmes.actor import Actor
from colligate.record import Record
from colligate.sources.bibliography import read_bibliography
from colligate.sources.ris import NUMBERED, OF_BOOKS, PLAIN, TYPES
from colligate.sources.source import Source

Item = dict[str, Any]

_RANGE = re.compile(r"(\w+)-(\w+)")
_KINDS = {kind: tag for tag, kind in reversed(TYPES.items())}
#: What a Source says that no bibliography has a place for.
_OURS = ("kind", "account_of", "notes_on", "confidential")


def items_of(records: Mapping[str, Record]) -> list[Item]:
    """Return every source as a CSL-JSON item whose key is the source's id."""
    return [_item(one, records.get(one.publisher or "")) for one in records.values() if isinstance(one, Source)]


def _item(source: Source, publisher: Record | None) -> Item:
    csl = {key: value for key, value in source.csl.items() if key != "custom"}
    item: Item = {"type": "document", **csl, "id": source.id, "title": source.title}
    if isinstance(publisher, Actor):
        item.setdefault("publisher", publisher.name)
    for field, value in (("URL", source.url), ("language", source.language), ("accessed", _accessed(source))):
        if value:
            item.setdefault(field, value)
    return item


def _accessed(source: Source) -> Item | None:
    parts = [int(part) for part in source.retrieved.split("-") if part.isdigit()]
    return {"date-parts": [parts]} if parts else None


def reference_bytes(records: Mapping[str, Record], form: str) -> tuple[bytes, Losses]:
    """Write the bibliography of a study: ``csl-json``, ``bibtex``, ``biblatex`` or ``ris``. Raises PandocError."""
    items, losses = items_of(records), Losses()
    data = _WRITERS[form](items)
    back, _ = read_bibliography(data, form)
    _compare(items, {str(item.get("id", "")): item for item in back}, losses)
    for field in _OURS:
        ids = [one.id for one in records.values() if isinstance(one, Source) and getattr(one, field)]
        losses.left(f"values of '{field}'", "no bibliography has a place for it", ids)
    return data, losses


def _compare(items: Iterable[Item], back: Mapping[str, Item], losses: Losses) -> None:
    for item in items:
        identity, came = str(item["id"]), back.get(str(item["id"]))
        if came is None:
            losses.left("sources", "what was written of them cannot be read back", [identity])
            continue
        losses.carried("sources", [identity])
        for field in {**item, **came}:
            if field not in came:
                losses.left(f"values of '{field}'", "the format has no place for it", [identity])
            elif field not in item:
                losses.changed(f"values of '{field}'", "the format puts one in where the source has none", [identity])
            elif item[field] != came[field]:
                losses.changed(f"values of '{field}'", "read back, they are written otherwise", [identity])


def _csl_json(items: list[Item]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(items), indent=2) + b"\n"


def _by_pandoc(form: str) -> Callable[[list[Item]], bytes]:
    def write(items: list[Item]) -> bytes:
        if not items:
            return b""
        return pandoc(msgspec.json.encode(items), "--from=csljson", f"--to={form}", "--wrap=none")

    return write


class _Writer(rispy.RisWriter):
    """Writes references one after the other, without a number before each."""

    def set_header(self, count: int) -> str:
        del count
        return ""


def _ris(items: list[Item]) -> bytes:
    text = rispy.dumps([_entry(item) for item in items], implementation=_Writer) if items else ""
    return text.lstrip("\n").encode()


def _entry(item: Item) -> Item:
    """Return an item as rispy writes one; its tags stand in the order given."""
    kind = str(item["type"])
    page = _RANGE.fullmatch(str(item.get("page", "")))
    entry: Item = {
        "type_of_reference": _KINDS.get(kind, "GEN"), "id": item["id"], "title": item.get("title"),
        "authors": _names(item.get("author")), "secondary_authors": _names(item.get("editor")),
        "secondary_title": item.get("container-title"), "year": _date(item.get("issued"))[:4],
        "date": _date(item.get("issued")), "access_date": _date(item.get("accessed")),
        **{key: item.get(field) for field, key in PLAIN.items()}, "number": item.get("issue"),
        "note": item.get("number") if kind in NUMBERED else None,
        "issn": item.get("ISBN" if kind in OF_BOOKS else "ISSN"),
        "start_page": page.group(1) if page else item.get("page"), "end_page": page.group(2) if page else None,
        "urls": _list(item.get("URL")), "keywords": [word.strip() for word in str(item.get("keyword", "")).split(",")],
        "notes": _list(item.get("note")),
    }  # fmt: skip
    folded = {key: _folded(value) for key, value in entry.items()}
    return {key: value for key, value in folded.items() if value}


def _folded(value: object) -> str | list[str]:
    """Return a value on one line: a line of its own could pass for a tag."""
    return [words for each in value if (words := _line(each))] if isinstance(value, list) else _line(value)


def _line(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _list(value: object) -> list[object]:
    return [value] if value else []


def _names(people: object) -> list[str]:
    return [_name(person) for person in people if isinstance(person, dict)] if isinstance(people, list) else []


def _name(person: Item) -> str:
    if "literal" in person:
        literal = str(person["literal"])
        return f"{literal}," if "," in literal else literal
    particles = [person.get("dropping-particle"), person.get("non-dropping-particle"), person.get("family")]
    parts = [" ".join(str(part) for part in particles if part), person.get("given"), person.get("suffix")]
    return ", ".join(str(part) for part in parts if part)


def _date(value: object) -> str:
    """Return a date as RIS writes one: ``2014/03/05/``, or as much of it as is known."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    told = [str(part).zfill(2 if number else 4) for number, part in enumerate(first) if part]
    return "/".join((*told, *[""] * (4 - len(told)))) if told else ""


_WRITERS: dict[str, Callable[[list[Item]], bytes]] = {
    "csl-json": _csl_json, "bibtex": _by_pandoc("bibtex"), "biblatex": _by_pandoc("biblatex"), "ris": _ris,
}  # fmt: skip
