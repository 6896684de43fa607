"""References of BibTeX and BibLaTeX as CSL-JSON items, read by pandoc; one that is damaged costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from colligate.pandoc import PandocError, pandoc
from colligate.problems import Problem
from colligate.sources.bibtex_text import bodies, keyed, pieces, values

Item = dict[str, Any]

#: How often pandoc is asked about parts of one file, a fifth of a second each.
_MOST_RUNS = 150

#: What *and others* becomes; no body is called so.
_OTHERS = {"literal": "others"}
_ADDRESS = re.compile(r"https?://\S+")
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")
#: BibLaTeX numbers seasons on from the months.
_SEASONS = range(21, 25)


def read_bibtex(text: str, name: str) -> tuple[list[Item], list[Problem]]:
    """Read every entry; tell those that cannot be read, and lists of authors that the file itself cuts short."""
    text = keyed(text)
    problems: list[Problem] = []
    items = _read(text, name, problems)
    written = bodies(text)
    for item in items:
        _mend(item, written.get(str(item.get("id")), ""))
        if _cut(item):
            message = "The list of authors ends in 'and others', which names nobody; those named are kept."
            problems.append(_problem(f"{name}: {item.get('id')}", message, severity="warning"))
    return items, problems


def _read(text: str, name: str, problems: list[Problem]) -> list[Item]:
    """Read a whole file, or what is left of it without the entries that cannot be read."""
    try:
        return _pandoc(text)
    except (PandocError, msgspec.DecodeError) as error:
        shared, entries = pieces(text)
        if len(entries) <= 1:
            problems.append(_problem(name, f"It cannot be read: {str(error).strip().rstrip('.')}."))
            return []
        return _halved(shared, entries, name, problems, iter(range(_MOST_RUNS)))


def _halved(shared: str, entries: list[str], name: str, problems: list[Problem], left: Iterator[int]) -> list[Item]:
    """Read entries; where they cannot be read, each half of them, for as many runs as are left."""
    if next(left, None) is None:
        first = next(iter(bodies(entries[0])), entries[0][:40].strip())
        message = f"Too many entries of the file cannot be read; {len(entries)} from this one on were not tried."
        problems.append(_problem(f"{name}: {first}", message))
        return []
    try:
        return _pandoc("\n".join([shared, *entries]))
    except (PandocError, msgspec.DecodeError):
        if len(entries) == 1:
            key = next(iter(bodies(entries[0])), entries[0][:40].strip())
            problems.append(_problem(f"{name}: {key}", "The entry cannot be read: a brace or a comma may be missing."))
            return []
    middle = len(entries) // 2
    return [
        *_halved(shared, entries[:middle], name, problems, left),
        *_halved(shared, entries[middle:], name, problems, left),
    ]


def _pandoc(text: str) -> list[Item]:
    items = msgspec.json.decode(pandoc(text.encode(), "--from=biblatex", "--to=csljson"))
    return [item | {"type": item.get("type") or "document"} for item in items]


def _mend(item: Item, body: str) -> None:
    """Put right what is known to come out otherwise than it was written."""
    for field in ("author", "editor"):
        for person in item.get(field) or ():
            particle = str(person.get("dropping-particle", ""))
            if particle[:1].isupper() and not person.get("given"):
                person["given"] = person.pop("dropping-particle")
    if _ADDRESS.fullmatch(str(item.get("publisher", ""))) and "URL" not in item:
        item["URL"] = item.pop("publisher")
    told = item.get("issued")
    parts = told.get("date-parts") if isinstance(told, dict) else None
    if not parts:
        item.pop("issued", None)
        raw = next(values(body, "date", "year"), "").strip("{} \t\n")
        if raw and not (told and item.get("status")):
            year = _YEAR.search(raw)
            item["issued"] = ({"date-parts": [[int(year.group())]]} if year else {}) | {"raw": raw}
    elif len(parts[0]) > 1 and parts[0][1] in _SEASONS:
        item["issued"] = {"date-parts": [parts[0][:1]], "season": parts[0][1] - _SEASONS.start + 1}


def _cut(item: Item) -> bool:
    """Take *others* off the end of the authors; say whether it stood there."""
    authors = item.get("author")
    if not isinstance(authors, list) or len(authors) < 2 or authors[-1] != _OTHERS:
        return False
    authors.pop()
    return True


def _problem(place: str, message: str, severity: str = "error") -> Problem:
    return Problem(place=place, message=message, remedy="Mend it there, or export it again.", severity=severity)
