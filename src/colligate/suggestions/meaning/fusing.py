"""Passages near a vector, and rankings made one.

Nearness is the cosine, exact: the product of all rows with the vector. Rankings are fused by their ranks alone
(Cormack, Clarke and Büttcher, *Reciprocal rank fusion*, SIGIR 2009), with their constant.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from colligate.suggestions.meaning.rows import Rows, Segment

#: What is added to each rank, so that the first places do not outweigh all others.
_CONSTANT = 60

Key = TypeVar("Key", bound=Hashable)


def fused(*rankings: Sequence[Key]) -> list[Key]:
    """Return everything that is ranked, by the sum of 1 / (60 + rank), ranks from 1; alike as it came first."""
    scores: dict[Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (_CONSTANT + rank)
    return sorted(scores, key=lambda key: -scores[key])


def nearest(
    rows: Rows, vector: NDArray[np.float32], *, least: float, sources: Collection[str] | None = None,
) -> Iterator[tuple[tuple[str, int], float]]:  # fmt: skip
    """Yield the source and number of passages, nearest first, with the cosine, as long as that is at least `least`."""
    wanted = [one for one in rows.segments if sources is None or one.source in sources]
    scores = np.concatenate([rows.matrix[first:last] @ vector for first, last in _runs(wanted)] or [np.empty(0)])
    near = np.flatnonzero(scores >= least)
    starts = np.cumsum([0, *(one.rows for one in wanted)])
    for at in _descending(near, scores):
        place = int(np.searchsorted(starts, at, side="right")) - 1
        yield (wanted[place].source, int(at - starts[place])), float(scores[at])


def _descending(near: NDArray[np.intp], scores: NDArray[np.float32]) -> Iterator[np.intp]:
    """Yield places by falling score, sorting no more of them than are asked for."""
    size, rest = 256, near
    while len(rest) > size:
        order = np.argpartition(-scores[rest], size)
        best = rest[order[:size]]
        yield from best[np.lexsort((best, -scores[best]))]
        rest, size = np.sort(rest[order[size:]]), size * 16
    yield from rest[np.lexsort((rest, -scores[rest]))]


def _runs(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return the rows of segments, those that touch as one run."""
    runs: list[tuple[int, int]] = []
    for one in segments:
        if runs and runs[-1][1] == one.first:
            runs[-1] = (runs[-1][0], one.first + one.rows)
        else:
            runs.append((one.first, one.first + one.rows))
    return runs
