"""Two sentences laid side by side: where they run alike, and where they part."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from colligate.assessments.parallels.neighbours import Weights
from colligate.assessments.parallels.reading import Reading, Token

#: How many tokens to either side of a difference must be alike for it to count.
_AROUND = 6


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

    def likeness(self, at: tuple[int, int]) -> tuple[float, int]:
        """Return the share of the weight around a place that both sides have, and how many words they share there."""
        low, high = (at[0] - _AROUND, at[1] - _AROUND), (at[0] + _AROUND, at[1] + _AROUND)
        alike = [
            self._weights.of(self.first[one].key)
            for one, other in self.pairs
            if low[0] <= one <= high[0] and low[1] <= other <= high[1]
        ]
        totals = [
            sum(self._weights.of(token.key) for token in side[max(0, at[place] - _AROUND) : at[place] + _AROUND + 1])
            for place, side in enumerate((self.first, self.second))
        ]
        whole = sum(totals) / 2
        return (sum(alike) / whole if whole else 0.0), sum(1 for weight in alike if weight)

    def whole(self) -> float:
        """Return the share of the weight of both sentences that runs alike."""
        alike = sum(self._weights.of(self.first[one].key) for one, _ in self.pairs)
        totals = sum(self._weights.of(token.key) for side in (self.first, self.second) for token in side)
        return 2 * alike / totals if totals else 0.0
