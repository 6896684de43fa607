"""Which sources an entry of a bibliography may describe: never guessed, several are told as several."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from colligate.sources.source import Source


class Fitting:
    """Sources by what an entry can name them with."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """Look every source up once."""
        self._by: defaultdict[tuple[str, str], dict[str, Source]] = defaultdict(dict)
        for source in sources:
            for key in _keys(source):
                self._by[key].setdefault(source.id, source)

    def of(self, item: Mapping[str, Any]) -> list[Source]:
        """Return the sources with the entry's DOI; else with its address, its key for an id, or its title."""
        asked = (
            ("doi", str(item.get("DOI", "")).lower()), ("url", str(item.get("URL", ""))),
            ("id", str(item.get("id", ""))), ("title", plain(str(item.get("title", "")))),
        )  # fmt: skip
        return next((list(found.values()) for key in asked if key[1] and (found := self._by.get(key))), [])


def _keys(source: Source) -> Iterable[tuple[str, str]]:
    yield "doi", str(source.csl.get("DOI", "")).lower()
    yield "url", str(source.url or source.csl.get("URL") or "")
    yield "id", source.id
    yield "title", plain(source.title)
    yield "title", plain(PurePosixPath(source.name).stem)


def plain(title: str) -> str:
    """Return a title without case and signs."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", title).casefold()).strip()
