"""BibTeX as text: its entries parted, each under a key of its own, and the values of their fields as written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

#: What begins with an at sign and is no reference.
APART = frozenset({"string", "preamble", "comment"})
_HEAD = re.compile(
    r"(?P<before>^|[})])(?P<space>[^\S\n]*)@(?P<kind>\w+)\s*(?P<open>[{(])[ \t]*(?P<key>[^,={}\"#\n]*)", re.MULTILINE
)
_ENTRY = re.compile(r"(?:^|[})])[^\S\n]*@(\w+)\s*[{(]\s*([^,\s]+)\s*,", re.MULTILINE)
#: What begins an entry, or what stands apart.
BEGINS = re.compile(r"^[ \t]*@(\w+)\s*[{(]", re.MULTILINE)
_LETTERS = re.compile(r"[^a-z0-9]+")


def keyed(text: str) -> str:
    """Return BibTeX in which each entry has a key without blanks that no other has; what has one keeps it.

    JabRef writes entries without a key, and people write keys twice or with a blank in them.
    """
    heads = [found for found in _HEAD.finditer(text) if found["kind"].lower() not in APART]
    ends = [*(found.start() for found in heads[1:]), len(text)]
    written = {_key(found) for found in heads}
    taken, times = set[str](), Counter[str]()
    pieces, at = [], 0
    for number, (found, end) in enumerate(zip(heads, ends, strict=False), 1):
        key, rest = _key(found), found.end("key")
        told = text[rest:end].lstrip()[:1] == ","
        if not told and key:
            key, rest = "", found.start("key")  # the first field follows at once
        if not key:
            title = next(values(text[rest:end].lstrip(","), "title"), "")
            key = _LETTERS.sub("-", title.lower()).strip("-")[:40].strip("-") or f"entry-{number}"
        new = key
        while new in taken or (new != key and new in written):
            times[key] += 1
            new = f"{key}-{times[key] + 1}"
        taken.add(new)
        pieces += [text[at : found.start("key")], new, "" if told else ","]
        at = rest
    return "".join([*pieces, text[at:]])


def _key(found: re.Match[str]) -> str:
    return "-".join(found["key"].split())


def bodies(text: str) -> dict[str, str]:
    """Return what follows the key of each entry, up to the next entry."""
    starts = list(_ENTRY.finditer(text))
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return {start.group(2): text[start.end() : end] for start, end in zip(starts, ends, strict=False)}


def values(body: str, *names: str) -> Iterator[str]:
    """Yield the value of each field of a name, as written; a field within another's value is none."""
    field = re.compile(rf"(?:^|,)[^\S\n]*(?:{'|'.join(names)})\s*=\s*[{{\"]", re.MULTILINE | re.IGNORECASE)
    depth = at = 0
    for found in field.finditer(body):
        depth += body.count("{", at, found.start()) - body.count("}", at, found.start())
        at = found.start()
        if not depth:
            yield _balanced(body[found.end() :])


def pieces(text: str) -> tuple[str, list[str]]:
    """Return the abbreviations that all entries may use, and each entry by itself, as lines begin them."""
    places = [*(found.start() for found in BEGINS.finditer(text)), len(text)]
    parts = [text[start:end] for start, end in pairwise(places)]
    kinds = [found.group(1).lower() for found in BEGINS.finditer(text)]
    shared = "\n".join(part for part, kind in zip(parts, kinds, strict=True) if kind == "string")
    return shared, [part for part, kind in zip(parts, kinds, strict=True) if kind not in APART]


def _balanced(words: str) -> str:
    """Return what stands before the brace or quotation mark that closes a value."""
    depth = 0
    for place, sign in enumerate(words):
        if sign == "{":
            depth += 1
        elif sign in '}"' and depth == 0:
            return words[:place]
        elif sign == "}":
            depth -= 1
    return words
