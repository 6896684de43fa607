"""Which words of a text already mean something, so that nothing else takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Self

from colligate.sources.outline import Mention

_RUNS = re.compile(rb"\x01+")


class Taken:
    """Spans of units; they may overlap. Asking takes no longer however many there are."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        """Take the mentions."""
        #: A byte for each character up to the last one taken, by the number of the unit.
        self._units: dict[int, bytearray] = {}
        self.take(mentions)

    def take(self, mentions: Iterable[Mention]) -> None:
        """Take further mentions."""
        for mention in mentions:
            held = self._units.setdefault(mention.unit, bytearray())
            held.extend(bytes(max(0, mention.end - len(held))))
            held[mention.start : mention.end] = b"\1" * (mention.end - mention.start)

    def also(self, mentions: Iterable[Mention]) -> Self:
        """Return a copy that takes further mentions; this one does not."""
        more = deepcopy(self)
        more.take(mentions)
        return more

    def holds(self, unit: int, start: int, end: int) -> bool:
        """Say whether any character from `start` up to `end` is taken."""
        return 1 in self._units.get(unit, b"")[start:end]

    def blanked(self, unit: int, said: str) -> str:
        """Return a unit's words with a NUL for each character that is taken."""
        parts, last = [], 0
        for match in _RUNS.finditer(self._units.get(unit, b"")):
            parts += [said[last : match.start()], "\0" * (match.end() - match.start())]
            last = match.end()
        return "".join([*parts, said[last:]])
