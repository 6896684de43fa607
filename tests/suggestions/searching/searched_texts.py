"""Made passages in an index of their own."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from colligate.suggestions.searching.asking import parse
from colligate.suggestions.searching.index import Index, Wanted, open_index
from colligate.suggestions.searching.looking import Looking
from colligate.suggestions.searching.passages import Searched

#: Source to its language and passages.
Texts = dict[str, tuple[str, Sequence[str]]]


def wanted(texts: Texts) -> list[Wanted]:
    return [
        Wanted(
            source,
            f"{language} {hashlib.sha256(repr(list(said)).encode()).hexdigest()}",
            partial(_read, language, said),
        )
        for source, (language, said) in texts.items()
    ]


def indexed(folder: Path, texts: Texts) -> Index:
    return open_index(folder, wanted(texts))


def found(index: Index, query: str) -> list[tuple[str, int]]:
    """Where a query is met, best first."""
    looking = Looking(index, parse(query), fields={})
    hits = [(hit.source, hit.number) for hit in looking.page(0, 10_000)]
    assert looking.count == len(hits)
    return hits


def _read(language: str, said: Sequence[str]) -> tuple[str, list[Searched]]:
    places = [sum(len(one) + 2 for one in said[:number]) for number in range(len(said))]
    return language, [
        Searched(number, at, at + len(words), words, array("q", (0, at)))
        for number, (at, words) in enumerate(zip(places, said, strict=True))
    ]
