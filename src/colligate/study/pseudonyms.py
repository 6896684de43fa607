"""Other ids for sources that are withheld: an id is often made from a title or a file's name, and says as much.

A source is called after the hash of its file, and so is the file. An id or file name of several parts,
``talk-with-the-minister``, is replaced wherever it stands, in longer ids too, so that whatever named it still does. An
id that is a plain word, ``report``, is replaced only where a source is named, since the word also stands in sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath
from typing import Any

from colligate.sources.source import Source

#: Fields that can name a source.
_NAMING = frozenset(
    {"id", "source", "entries", "corpus", "about", "supported_by", "contradicted_by", "cites", "refers"}
)
#: Fields that name one beside something else, and what stands before it there: nothing, ``source:``.
_BESIDE = {"finding": r"^(?=[^@]+@)", "filters": r"\bsource:[\"']?", "query": r"\bsource:[\"']?"}
_PARTED = re.compile(r"[\W\d_]")
_BRACES = re.compile(r"\{[^{}]*\}")


def pseudonyms(closed: Iterable[Source], taken: Collection[str]) -> dict[str, str]:
    """Return a new id for each source: ``confidential-`` and eight digits of its hash, or a number if it has none."""
    names: dict[str, str] = {}
    for number, source in enumerate(closed, 1):
        name = base = f"confidential-{source.sha256[:8] or number}"
        again = 2
        while name in names.values() or (name in taken and name != source.id):
            name, again = f"{base}-{again}", again + 1
        names[source.id] = name
    return names


def file_names(closed: Iterable[Source], opened: Iterable[Source], names: Mapping[str, str]) -> dict[str, str]:
    """Return a new name for each file that is withheld, composed or not; names that an open file has too stay."""
    public = {unicodedata.normalize("NFC", source.name) for source in opened}
    made: dict[str, str] = {}
    for source in closed:
        name = unicodedata.normalize("NFC", source.name)
        if _PARTED.search(name) and name not in public:
            new = f"{names[source.id]}{PurePath(name).suffix}"
            made |= {name: new, unicodedata.normalize("NFD", name): new}
    return made


class Renaming:
    """Old ids to new ones, in records and in files people write."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take new ids by the old."""
        changed = {old: new for old, new in names.items() if old != new}
        self._parted = {old: new for old, new in changed.items() if _PARTED.search(old)}
        self._plain = {old: new for old, new in changed.items() if old not in self._parted}
        # In a longer id a plain word may stand for something else: an author, say.
        self._anywhere = _alternatives(self._parted, joined=r"[^\W_]")
        self._word = _alternatives(self._plain, joined=r"[\w.:+~-]")

    def record(self, value: Any, field: str = "") -> Any:  # noqa: ANN401 - JSON
        """Return a record in its JSON form, or a part of it, with new ids."""
        if isinstance(value, str):
            renamed = self._everywhere(value)
            if field in _BESIDE:
                return self._beside(renamed, _BESIDE[field])
            return self._plain.get(renamed, renamed) if field in _NAMING else renamed
        if isinstance(value, list | tuple):
            return type(value)(self.record(item, field) for item in value)
        if isinstance(value, dict):
            return {key: self.record(item, key) for key, item in value.items()}
        return value

    def written(self, text: str) -> str:
        """Return Markdown or YAML with new ids: citations, attributes, and values that are nothing but an id."""
        renamed = self._everywhere(text)
        if not self._word:
            return renamed
        renamed = _BRACES.sub(lambda found: self._words(found.group()), renamed)
        renamed = self._beside(renamed, "@")
        words = "|".join(map(re.escape, sorted(self._plain, key=len, reverse=True)))
        value = rf"(?m)(:[ ]+[\"']?)({words})(?=[\"']?[ ]*(?:#.*)?$)"
        return re.sub(value, lambda found: found.group(1) + self._plain[found.group(2)], renamed)

    def _beside(self, text: str, before: str) -> str:
        """Return words with new ids where the old ones follow what the pattern `before` matches."""
        if not self._plain:
            return text
        words = "|".join(map(re.escape, sorted(self._plain, key=len, reverse=True)))
        named = rf"({before})({words})(?![\w+~-]|[.:]\w)"
        return re.sub(named, lambda found: found.group(1) + self._plain[found.group(2)], text)

    def told(self, message: str) -> str:
        """Return a message with new ids, plain words too."""
        return self._words(self._everywhere(message))

    def _everywhere(self, text: str) -> str:
        return self._anywhere.sub(lambda found: self._parted[found.group()], text) if self._anywhere else text

    def _words(self, text: str) -> str:
        return self._word.sub(lambda found: self._plain[found.group()], text) if self._word else text


def _alternatives(names: Mapping[str, str], *, joined: str) -> re.Pattern[str] | None:
    """Match any of the ids, the longest first, where none of the characters `joined` goes on."""
    if not names:
        return None
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!{joined})(?:{'|'.join(map(re.escape, longest))})(?!{joined})")
