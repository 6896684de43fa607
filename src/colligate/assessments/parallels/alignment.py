"""Two sentences laid side by side: where they run alike, and where they part."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from colligate.assessments.parallels.neighbours import Weights
from colligate.assessments.parallels.reading import Reading, Token, bears_year, points_around

#: How many tokens to either side of a difference must be alike for it to count.
AROUND = 6


class Parting(NamedTuple):
    """A place where two aligned sentences differ; one side may be empty."""

    first: tuple[Token, ...]
    second: tuple[Token, ...]
    #: Places of its first token in each sentence.
    at: tuple[int, int]


class Alignment:
    """Two sentences with their matched tokens."""

    def __init__(self, first: Reading, second: Reading, weights: Weights) -> None:
        self.first, self.second = first.tokens, second.tokens
        keys = [[token.key for token in side] for side in (self.first, self.second)]
        self._blocks = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks()
        self.pairs = [(block.a + step, block.b + step) for block in self._blocks for step in range(block.size)]
        self._weights = weights
        self._readings = (first, second)
        #: Whether one of them points at what stands around it (*the following*), and so at unlike things.
        self.points = any(points_around(one) for one in (first, second))

    def partings(self) -> Iterator[Parting]:
        """Yield every place that differs: pairs of unlike slots in matched places, and unmatched runs."""
        start = (0, 0)
        for block in self._blocks:
            yield from self._run(start, (block.a, block.b))
            for step in range(block.size):
                first, second = self.first[block.a + step], self.second[block.b + step]
                if first.word != second.word:
                    yield Parting((first,), (second,), (block.a + step, block.b + step))
            start = (block.a + block.size, block.b + block.size)

    def _run(self, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Parting]:
        first, second = self.first[start[0] : end[0]], self.second[start[1] : end[1]]
        if first or second:
            yield Parting(first, second, start)

    def one_time_apart(self) -> bool:
        """Whether the two differ in one time at most, and in none that belongs to a document's name.

        More of them, or other editions of a report, make members of a series.
        """
        times = [[at for at, token in enumerate(side) if token.kind == "time"] for side in (self.first, self.second)]
        said = [[side[at].word for at in places] for side, places in zip((self.first, self.second), times, strict=True)]
        apart = [
            [at for at in places if side[at].word not in others]
            for side, places, others in zip((self.first, self.second), times, reversed(said), strict=True)
        ]
        if max(map(len, apart)) > 1 or len(times[0]) != len(times[1]):
            return False
        return not any(bears_year(one, at) for one, places in zip(self._readings, apart, strict=True) for at in places)

    def likeness(self, parting: Parting) -> tuple[float, int]:
        """Return the share of the weight around a place that both sides have, and how many words they share there.

        What stands at the place itself is left out.
        """
        ends = ((parting.at[0], len(parting.first)), (parting.at[1], len(parting.second)))
        near = [range(at - AROUND, at + max(size, 1) + AROUND) for at, size in ends]
        alike = [
            self._weights.of(self.first[one].key) for one, other in self.pairs if one in near[0] and other in near[1]
        ]
        return self._share(sum(alike), near, parting), sum(1 for weight in alike if weight)

    def whole(self, parting: Parting | None = None) -> float:
        """Return the share of the weight of both sentences that runs alike, what stands at one place left out."""
        alike = sum(self._weights.of(self.first[one].key) for one, _ in self.pairs)
        return self._share(alike, [range(len(self.first)), range(len(self.second))], parting)

    def _share(self, alike: float, near: list[range], parting: Parting | None) -> float:
        totals = 0.0
        for side, where, left_out in zip((self.first, self.second), near, (0, 1), strict=True):
            at = parting.at[left_out] if parting else 0
            size = len((parting.first, parting.second)[left_out]) if parting else 0
            totals += sum(
                self._weights.of(side[place].key)
                for place in where
                if 0 <= place < len(side) and not at <= place < at + size
            )
        return min(1.0, 2 * alike / totals) if totals else 0.0
