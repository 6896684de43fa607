"""Where the results of rules become suggestions: each with its passages, its rule, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from colligate.record import Record, Suggestion, suggestion_id
from colligate.sources.outline import Mention, OpenText
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.text import Layout


class Drafts:
    """Collects suggestions of one run. The same texts and rules give the same ids, in the same order."""

    def __init__(self, *, by: str, at: datetime, layouts: Mapping[str, Layout]) -> None:
        """Take who has the rules run and when, and the layout of each text by its source's id."""
        self._by, self._at, self._layouts = by, at, layouts
        self.passages: dict[str, Passage] = {}
        #: By the id of the record proposed.
        self.suggestions: dict[str, Suggestion] = {}

    def propose(self, kind: type[Record], identity: str, /, *, rule: str, why: str, **fields: Any) -> str:  # noqa: ANN401 - fields of any record
        """Propose one record and return its id; where that is taken, another account gets a number.

        Raises msgspec.ValidationError where the fields are not the record's: a fault of the rule, not of the text.
        """
        made = kind(id=identity, by=self._by, at=self._at, **fields)
        plain = msgspec.json.decode(msgspec.json.encode(made))
        msgspec.convert(plain, kind)
        proposes = {key: value for key, value in plain.items() if key not in ("by", "at")}
        self.suggestions[identity] = Suggestion(
            id=suggestion_id(identity),
            by=self._by,
            at=self._tick(),
            proposed_by=rule,
            proposes=proposes,
            why=why,
        )
        return identity

    def free(self, identity: str) -> str:
        """Return the id, or the id with the first number that makes it new."""
        name, number = identity, 2
        while name in self.suggestions:
            name, number = f"{identity}-{number}", number + 1
        return name

    def sentence(self, text: OpenText, mention: Mention) -> str:
        """Return the id of the passage that is the whole sentence of a mention."""
        unit = text.unit(mention)
        return self.span(text, unit.start, unit.end)

    def sentences(self, text: OpenText, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Return the ids of the sentences of mentions, each once, in their order."""
        return tuple(dict.fromkeys(self.sentence(text, mention) for mention in mentions))

    def span(self, text: OpenText, start: int, end: int) -> str:
        """Return the id of the passage between two offsets."""
        identity = content_id("p", text.source, text.text, str(start), str(end))
        if identity not in self.passages:
            self.passages[identity] = Passage(
                id=identity,
                by=self._by,
                at=self._tick(),
                source=text.source,
                text=text.text,
                **passage_fields(text.characters, self._layouts[text.source], start, end),  # pyright: ignore[reportArgumentType]
            )
        return identity

    def acts(self) -> Iterator[list[Record]]:
        """Yield each suggestion with those of its passages that no earlier one brought."""
        brought: set[str] = set()
        for suggestion in self.suggestions.values():
            named = [self.passages[name] for name in named_passages(suggestion.proposes) if name in self.passages]
            new = [passage for passage in named if passage.id not in brought]
            brought.update(passage.id for passage in new)
            yield [*new, suggestion]

    def _tick(self) -> datetime:
        self._at += timedelta(microseconds=1)
        return self._at


def named_passages(proposes: Mapping[str, Any]) -> list[str]:
    """Return the ids of the passages that a proposed record names, each once."""
    found: dict[str, None] = {}

    def visit(value: object, field: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                visit(inner, str(key))
        elif isinstance(value, list | tuple):
            for inner in value:
                visit(inner, field)
        elif isinstance(value, str) and field in ("passage", "passages"):
            found[value] = None

    visit(proposes, "")
    return list(found)


def content_id(prefix: str, *parts: str) -> str:
    """Return an id made from what it names, so that the same thing is called the same in every run."""
    joined = "\x1f".join(parts).encode()
    return f"{prefix}-{hashlib.sha256(joined).hexdigest()[:12]}"
