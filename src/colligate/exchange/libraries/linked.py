"""Bibliographies that link files: BibTeX's ``file``, RIS's ``L1`` and ``L2``, a ``file`` of a CSL-JSON item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.libraries.entry import Attached, Entry, Library
from colligate.problems import Problem
from colligate.sources.bibliography import read_bibliography, text_of
from colligate.sources.bibtex_text import bodies, keyed, values
from colligate.sources.ris import ris_item
from colligate.sources.ris_entries import is_ris, ris_entries, ris_links

#: Parts at a sign that no backslash stands before.
_FILES, _PARTS = re.compile(r"(?<!\\);"), re.compile(r"(?<!\\):")

#: Signs as Mendeley writes them, the first within a mathematical formula: ``C$\backslash$:``, ``a{\_}b``.
_BRACED = re.compile(r"\{\\([_&%#$])\}")

#: Items, each with the places it links, and what could not be read.
_Linked = tuple[list[tuple[dict[str, Any], list[str]]], list[Problem]]


def read_linked(data: bytes, name: str) -> Library:
    """Read a bibliography with its links. Raises RefusedFileError where it cannot be read at all."""
    items, problems = _ris(text_of(data), name) if is_ris(text_of(data)) else _others(data, name)
    if not items:
        reason = problems[0].message if problems else "It holds no references."
        raise RefusedFileError(name, reason, "Export the references again.")
    library = Library(left=[_left(problem) for problem in problems])
    for number, (item, paths) in enumerate(items):
        csl = {field: value for field, value in item.items() if field != "id"}
        if not paths and not item.keys() - {"type"}:
            library.left.append(("entries", "they say nothing but their type", [f"{name}:{number + 1}"]))
            continue
        citekey = str(item.get("id") or "")
        key = citekey or _worded(csl)
        files = [_attached(path, key) for path in paths]
        library.entries.append(Entry(key=key, csl=csl, citekey=citekey, files=files))
    return library


def _ris(text: str, name: str) -> _Linked:
    """Return each reference with what it links itself."""
    entries, problems = ris_entries(text, name)
    return [(ris_item(entry), ris_links(entry)) for entry in entries], problems


def _others(data: bytes, name: str) -> _Linked:
    items, problems = read_bibliography(data, name)
    text = text_of(data)
    links = {} if text.lstrip()[:1] in ("[", "{") else _bibtex_links(text)
    linked = [(item, links.get(str(item.get("id"))) or list(_field(item.get("file", "")))) for item in items]
    return [
        ({field: value for field, value in item.items() if field != "file"}, paths) for item, paths in linked
    ], problems


def _left(problem: Problem) -> tuple[str, str, list[str]]:
    what = "entries" if problem.severity == "error" else "authors" if "author" in problem.message else "ends of files"
    return what, problem.message, [problem.place]


def _worded(csl: dict[str, Any]) -> str:
    """Return a key for an entry without one: what it is called."""
    return f"{csl.get('title', '')} {csl.get('issued', '')}"


def _attached(path: str, key: str) -> Attached:
    if re.match(r"https?://", path):
        return Attached(key=f"{key}/{path}", url=path)
    return Attached(key=f"{key}/{path}", path=path)


def _bibtex_links(text: str) -> dict[str, list[str]]:
    """Return the files of each entry by its key."""
    return {
        key: [path for value in values(body, "file", "local-url") for path in _field(value)]
        for key, body in bodies(keyed(text)).items()
    }


def _field(value: object) -> Iterator[str]:
    r"""Yield the paths of a ``file`` field: ``Title:path:type;…``, or paths alone; ``\:`` stands for the sign."""
    for one in value if isinstance(value, list) else _FILES.split(str(value)):
        parts = _PARTS.split(str(one))
        path = parts[-2] if len(parts) >= 3 else parts[-1] if len(parts) == 1 else str(one)
        path = _BRACED.sub(r"\1", path)
        if plain := re.sub(r"\\([:;\\_&%#${}])", r"\1", path).strip():
            yield plain
