"""How many instances may be left, told so that it holds at every look together, however often one looks and stops.

A sample drawn one by one without replacement is read as it grows. For each number of instances there may be, the
probability of what was drawn (hypergeometric) is divided by its mean over all numbers, weighed beforehand. Of the true
number this ratio falls to the error or below, ever, with no more than that probability (Ville 1939; for sampling
without replacement Waudby-Smith and Ramdas 2020, arXiv 2006.04347). So what is not ruled out is a range for all looks.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def not_ruled_out(found: int, *, total: int, sample: int, error: float) -> tuple[int, int]:
    """Return the fewest and the most instances among `total` that a growing sample with `found` leaves possible."""
    if sample >= total:
        return found, found
    instances = np.arange(found, total - sample + found + 1)
    ways = _chosen(instances, found, total) + _chosen(total - instances, sample - found, total)
    likely = ways - _chosen(np.array([total]), sample, total)[0]
    weighed = likely + _beforehand(total)[instances]
    top = float(weighed.max())
    mean = top + math.log(float(np.exp(weighed - top).sum()))
    left = instances[likely - mean > math.log(error)]
    return int(left[0]), int(left[-1])


@lru_cache(maxsize=8)
def _beforehand(total: int) -> Floats:
    """Return the logarithm of what each number of instances weighs before anything is drawn.

    Few are likelier than many, as they are once a ranked list was read: ``1 / ((n + 1) (n + 2))``, made to add up to 1.
    The weights decide how narrow the range is, never whether it holds.
    """
    numbers = np.arange(total + 1, dtype=np.float64)
    return -np.log((numbers + 1) * (numbers + 2)) - math.log(1 - 1 / (total + 2))


def _chosen(among: npt.NDArray[np.int64], chosen: int, most: int) -> Floats:
    """Return the logarithm of the number of ways to choose."""
    known = _factorials(most)
    return known[among] - known[chosen] - known[among - chosen]


@lru_cache(maxsize=8)
def _factorials(most: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1, dtype=np.float64)))])
