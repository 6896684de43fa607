"""How alike two texts are, from a small sketch of each.

The sketch keeps the smallest hashes of a text's five-word runs; the share of hashes two sketches have in common
estimates the share of runs the texts have in common (Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter, defaultdict

#: Words in one run.
RUN = 5
#: Hashes kept of each text; the estimate's standard error is about 1 / sqrt(SKETCH) = 0.06.
SKETCH = 256
#: Texts at least this alike are near-duplicates.
NEAR = 0.8
_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of the text's word runs, ascending; empty for a text of no words."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))} if words else set()
    return tuple(heapq.nsmallest(SKETCH, {zlib.crc32(run.encode()) for run in runs}))


def resemblance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate the Jaccard index of two texts' word runs from their sketches, 0 to 1."""
    union = heapq.nsmallest(SKETCH, set(one) | set(other))
    both = set(one) & set(other)
    return sum(value in both for value in union) / len(union) if union else 0.0


class Likeness:
    """Sketches of many texts, asked for the one most like a new text."""

    def __init__(self) -> None:
        self._sketches: dict[str, tuple[int, ...]] = {}
        self._having: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, name: str, text_sketch: tuple[int, ...]) -> None:
        """Remember a text under a name."""
        self._sketches[name] = text_sketch
        for value in text_sketch:
            self._having[value].append(name)

    def nearest(self, text_sketch: tuple[int, ...]) -> tuple[str, float] | None:
        """Return the name and resemblance of the near-duplicate most alike, or None where there is none."""
        shared = Counter(name for value in text_sketch for name in self._having.get(value, ()))
        best: tuple[str, float] | None = None
        for name, count in shared.items():
            if count < NEAR * min(len(text_sketch), len(self._sketches[name])) / 2:
                continue
            alike = resemblance(text_sketch, self._sketches[name])
            if alike >= NEAR and (best is None or (-alike, name) < (-best[1], best[0])):
                best = (name, alike)
        return best
