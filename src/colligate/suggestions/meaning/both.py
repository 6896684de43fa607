"""One query asked by words and by meaning: what meets it in other words is added, and the ranks are fused.

What meaning adds meets everything the query asks but its plain words. It is marked, has no word marked in it, and is
counted apart: a count, a kept search and a silence rest on words, which somebody else can check.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colligate.suggestions.meaning.fusing import fused, nearest
from colligate.suggestions.meaning.plain import Plain
from colligate.suggestions.meaning.rows import Rows
from colligate.suggestions.searching.asking import All, AnyAsk, Field
from colligate.suggestions.searching.index import Index, Place
from colligate.suggestions.searching.looking import Hit, Looking
from colligate.suggestions.searching.meeting import Among

#: Passages of each ranking that are fused; words found beyond follow in their own order.
_FUSED = 200
#: Passages added at most.
_ADDED = 50
#: The least cosine of what is added. Two of three sentences drawn by chance from one corpus of speeches are below it.
LEAST = 0.3


class Ranked(NamedTuple):
    """A passage found."""

    hit: Hit
    #: Its nearness, where it was found by meaning alone.
    nearness: float | None


class Both:
    """One query put to an index and to vectors."""

    def __init__(
        self, index: Index, ask: AnyAsk, plain: Plain, rows: Rows, vector: NDArray[np.float32], *,
        fields: Mapping[Field, Among], without: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Take the index, the query whole and parted, the rows and the vector of what is meant."""
        look = partial(Looking, index, fields=fields, without=without)
        self._words, self._any = look(ask), look(plain.any_word)
        self._rest = look(plain.rest) if plain.rest else None
        self._rows, self._vector = rows, vector
        self._sources = _sources(index, plain.rest, fields, without)

    @property
    def words(self) -> Looking:
        """The query asked by words alone."""
        return self._words

    @cached_property
    def added(self) -> dict[Place, float]:
        """The passages found by meaning alone, nearest first, with the cosine."""
        met = self._words.among(list(self._near))
        return dict(islice(((place, near) for place, near in self._near.items() if place not in met), _ADDED))

    @property
    def count(self) -> int:
        """How many passages are found either way."""
        return self._words.count + len(self.added)

    def page(self, offset: int, size: int) -> list[Ranked]:
        """Return so many passages from `offset` on, best first."""
        head = self._head[offset : offset + size]
        found = [Ranked(self._words.at(one, marked=one not in self.added), self.added.get(one)) for one in head]
        if len(found) < size:
            start = max(offset, len(self._head)) - len(self.added)
            found += [Ranked(hit, None) for hit in self._words.page(start, size - len(found))]
        return found

    @cached_property
    def _head(self) -> list[Place]:
        words = self._words.best(_FUSED)
        shown = {*words, *self.added}
        return [one for one in fused(words, self._any.best(_FUSED), list(self._near)) if one in shown]

    @cached_property
    def _near(self) -> dict[Place, float]:
        """The nearest passages that meet all but the plain words."""
        found = nearest(self._rows, self._vector, least=LEAST, sources=self._sources)
        return dict(islice(_meeting(found, self._rest.among if self._rest else set), _FUSED))


def _meeting(
    found: Iterator[tuple[Place, float]], among: Callable[[Sequence[Place]], set[Place]]
) -> Iterator[tuple[Place, float]]:
    size = _FUSED
    while some := list(islice(found, size)):
        meet = among([place for place, _ in some])
        yield from (one for one in some if one[0] in meet)
        size *= 4  # fewer meet the rest than was hoped for


def _sources(
    index: Index, rest: AnyAsk | None, fields: Mapping[Field, Among], without: Sequence[str]
) -> Collection[str] | None:
    """Return the sources that what must hold leaves; None for all."""
    left = set(index.sources) - set(without)
    for part in rest.parts if isinstance(rest, All) else (rest,):
        if isinstance(part, Field):
            places = fields[part].places
            left &= {source for source, _ in places} if places is not None else fields[part].sources
    return left if len(left) < len(index.sources) else None
