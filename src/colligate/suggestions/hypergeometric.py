"""How many instances a sample drawn without replacement holds, exactly; and how many there can be, given the sample."""

from __future__ import annotations

import math
from fractions import Fraction


def at_most(found: int, *, total: int, instances: int, sample: int) -> float:
    """Return the probability that a sample holds at most `found` of the `instances` among `total`."""
    low, high = max(0, sample - (total - instances)), min(found, sample, instances)
    if high >= min(sample, instances):
        return 1.0
    whole = _ways(total, sample)
    return min(1.0, math.fsum(
        math.exp(_ways(instances, one) + _ways(total - instances, sample - one) - whole) for one in range(low, high + 1)
    ))  # fmt: skip


def at_least(found: int, *, total: int, instances: int, sample: int) -> float:
    """Return the probability that a sample holds at least `found`."""
    # The others of the sample are then at most the rest: the same sum from the other side, so that nothing cancels.
    return at_most(sample - found, total=total, instances=total - instances, sample=sample)


def most_instances(found: int, *, total: int, sample: int, error: float) -> int:
    """Return the largest number of instances among `total` that a sample with `found` does not rule out."""
    low, high = found, total - sample + found
    while low < high:
        middle = (low + high + 1) // 2
        if at_most(found, total=total, instances=middle, sample=sample) > error:
            low = middle
        else:
            high = middle - 1
    return low


def fewest_instances(found: int, *, total: int, sample: int, error: float) -> int:
    """Return the smallest number of instances among `total` that a sample with `found` does not rule out."""
    low, high = found, total - sample + found
    while low < high:
        middle = (low + high) // 2
        if at_least(found, total=total, instances=middle, sample=sample) > error:
            high = middle
        else:
            low = middle + 1
    return low


def fewest_missed(found: int, target: float) -> int:
    """Return the smallest number of instances of which `found` are less than the share `target`."""
    return math.floor(found / Fraction(str(target))) + 1


def _ways(total: int, chosen: int) -> float:
    """Return the logarithm of the number of ways to choose."""
    if not 0 <= chosen <= total:
        return -math.inf
    return math.lgamma(total + 1) - math.lgamma(chosen + 1) - math.lgamma(total - chosen + 1)
