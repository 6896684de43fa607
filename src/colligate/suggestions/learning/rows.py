"""Sparse rows: which numbered features each passage has, and how much of each. All sums run in one fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def inner(first: Floats, second: Floats) -> float:
    """Return the sum of products of two rows of numbers.

    Added up by one thread: where others keep the processors busy, a sum shared among several waits for each of them.
    """
    return float(np.einsum("i,i->", first, second))


class Rows:
    """A matrix of passages by features, kept row after row; most of it is zero and not kept."""

    def __init__(self, starts: Whole, features: Whole, values: Floats, width: int) -> None:
        """Take where each row starts (one more than there are rows), and the features and values of all of them.

        Args:
            starts: Offsets into `features` and `values`, from 0 to their length.
            features: Numbers of features, below `width`.
            values: The value of each.
            width: How many features there are.
        """
        self.starts, self.features, self.values, self.width = starts, features, values, width
        self._owners = np.repeat(np.arange(len(self)), starts[1:] - starts[:-1])
        self._filled = np.flatnonzero(starts[1:] > starts[:-1])

    @classmethod
    def of(cls, rows: Iterable[Mapping[int, float]], width: int) -> Rows:
        """Put rows of feature and value together; within a row features go up."""
        starts, features, values = [0], list[int](), list[float]()
        for row in rows:
            for feature in sorted(row):
                features.append(feature)
                values.append(row[feature])
            starts.append(len(features))
        return cls(np.array(starts, np.int64), np.array(features, np.int64), np.array(values, np.float64), width)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.starts) - 1

    def row(self, number: int) -> tuple[Whole, Floats]:
        """Return features and values of one row."""
        start, end = self.starts[number], self.starts[number + 1]
        return self.features[start:end], self.values[start:end]

    def take(self, numbers: Sequence[int] | Whole) -> Rows:
        """Return some rows, in the order given."""
        chosen = np.asarray(numbers, np.int64)
        lengths = (self.starts[1:] - self.starts[:-1])[chosen]
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[chosen] - starts[:-1], lengths)
        return Rows(starts, self.features[places], self.values[places], self.width)

    def apart(self) -> Rows:
        """Return the rows, each brought to length 1 by one more feature that no other has.

        It stands for all that occurs in one passage alone: a passage of rare words then says less of common ones.
        """
        count = len(self)
        sizes = np.bincount(self._owners, weights=self.values**2, minlength=count)
        rest = np.sqrt(np.maximum(0.0, 1 - sizes))
        features = np.insert(self.features, self.starts[1:], self.width + np.arange(count))
        values = np.insert(self.values, self.starts[1:], rest)
        return Rows(self.starts + np.arange(count + 1), features, values, self.width + count)

    def narrowed(self) -> tuple[Rows, Whole]:
        """Return the rows with only the features that occur, numbered anew, and the old numbers of those."""
        used = np.zeros(self.width, bool)
        used[self.features] = True
        kept = np.flatnonzero(used)
        renamed = np.zeros(self.width, np.int64)
        renamed[kept] = np.arange(len(kept))
        return Rows(self.starts, renamed[self.features], self.values, len(kept)), kept

    def dot(self, weights: Floats) -> Floats:
        """Return for each row the sum of its values times the weights of their features."""
        products = weights.take(self.features)
        products *= self.values
        sums = np.zeros(len(self))
        if len(products):
            sums[self._filled] = np.add.reduceat(products, self.starts[self._filled])
        return sums

    def back(self, amounts: Floats) -> Floats:
        """Return for each feature the sum over rows of its value times the row's amount."""
        sums = np.bincount(self.features, weights=self.values * amounts.take(self._owners), minlength=self.width)
        return sums.astype(np.float64)
