"""For each sentence the others that may tell the same, found over the words few sentences share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from colligate.assessments.parallels.reading import Reading

#: A sentence with fewer different content words says too little to be told twice.
_FEWEST = 2
#: A word in more sentences than this finds no neighbours; it still counts once they are found.
_COMMON = 60
#: Least share of the lighter sentence's weight that stands in the other.
_SHARED = 0.4
#: How many neighbours of one sentence are looked at closely.
_NEAREST = 8


class Weights:
    """How much each content word tells, by the number of sentences it stands in (inverse document frequency)."""

    def __init__(self, read: Sequence[Reading]) -> None:
        self._keys = [frozenset(token.key for token in one.tokens if token.kind in {"word", "name"}) for one in read]
        counts = Counter(key for keys in self._keys for key in keys)
        self._weights = {key: math.log(1 + len(read) / count) for key, count in counts.items()}
        self._counts = counts

    def keys(self, place: int) -> frozenset[str]:
        """Return the content words of a sentence."""
        return self._keys[place]

    def of(self, key: str) -> float:
        """Return the weight of a word; 0 for what is no content word."""
        return self._weights.get(key, 0.0)

    def total(self, place: int) -> float:
        """Return the weight of a whole sentence."""
        return sum(self._weights[key] for key in self._keys[place])

    def rare(self, place: int) -> list[str]:
        """Return the words that may find neighbours."""
        return [key for key in self._keys[place] if 1 < self._counts[key] <= _COMMON]


def neighbours(read: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in `read`, the earlier first, each once."""
    standing: dict[str, list[int]] = defaultdict(list)
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    totals = [weights.total(place) for place in range(len(read))]
    for place in range(len(read)):
        if len(weights.keys(place)) < _FEWEST:
            continue
        met: set[int] = set()
        for key in weights.rare(place):
            met.update(standing[key])
            standing[key].append(place)
        for other in sorted(met):
            both = sum(map(weights.of, weights.keys(place) & weights.keys(other)))
            if (share := both / min(totals[place], totals[other])) >= _SHARED:
                near[place].append((share, other))
                near[other].append((share, place))
    pairs = {
        (min(place, other), max(place, other))
        for place, all_near in near.items()
        for _, other in sorted(all_near, key=lambda one: (-one[0], one[1]))[:_NEAREST]
    }
    yield from sorted(pairs)
