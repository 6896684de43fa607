"""When reading for a code may stop: what a sample drawn by chance from what is left tells of the share found.

The test is that of Callaghan and Müller-Hansen (2020, doi 10.1186/s13643-020-01521-4): if less than the target share
had been found, so many instances would be among what was left when the sample began; how probable is it then that the
sample holds as few as it does? That is exact for a sample of a size set beforehand. Readers look while they draw and
stop when they like what they see, so what is claimed rests on the same probabilities made to hold at every look
(`looking_on`).
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import msgspec

from colligate.suggestions import hypergeometric as exact
from colligate.suggestions.looking_on import not_ruled_out

#: The share of instances that should be found, and how sure one should be of it, unless a study wants others.
TARGET, CONFIDENCE = 0.95, 0.95


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How far a code was read."""

    #: Passages there are, read, and found to be instances.
    total: int
    read: int
    found: int
    #: When the check began: passages unread, and instances found before.
    left: int = 0
    before: int = 0
    #: Drawn by chance from those and read, and instances among them.
    sample: int = 0
    hits: int = 0
    #: Number of the check; a second one can err once more.
    check: int = 0


class Stopping(msgspec.Struct, frozen=True, kw_only=True):
    """What may be claimed of the share found."""

    reading: Reading
    target: float
    confidence: float
    #: Best guess at the share found, and the interval that holds it, at every look, with the confidence asked for.
    estimate: float | None
    low: float | None
    high: float | None
    #: The share that was found at least, with the confidence asked for; the interval's lower end.
    least: float | None
    #: How probable so few hits would be had the target been missed, were the sample's size set beforehand.
    p: float | None
    reached: bool
    #: Passages of the check still to be read before the target may be claimed, if they hold no instance.
    still: int


def stopping(reading: Reading, *, target: float = TARGET, confidence: float = CONFIDENCE) -> Stopping:
    """Return what may be claimed of a code as far as it was read."""
    error = 1 - confidence
    if reading.read >= reading.total:
        whole = 1.0 if reading.total else None
        return Stopping(
            reading=reading, target=target, confidence=confidence, estimate=whole, low=whole, high=whole, least=whole,
            p=0.0 if reading.total else None, reached=reading.total > 0, still=0,
        )  # fmt: skip
    estimate = low = high = least = p = None
    if reading.sample:
        in_left = reading.found - reading.before
        fewest, most = _in_left(reading, error)
        guess = max(reading.left * reading.hits / reading.sample, in_left)
        estimate, low, high = (_share(reading, n) for n in (guess, most, fewest))
        least, p = low, _p(reading, target)
    reached = bool(reading.sample) and reading.found > 0 and _reached(reading, target, error)
    return Stopping(
        reading=reading, target=target, confidence=confidence, estimate=estimate, low=low, high=high, least=least, p=p,
        reached=reached, still=0 if reached else _still(reading, target, error),
    )  # fmt: skip


def sampled(order: Sequence[int], read: set[int]) -> list[int]:
    """Return the sample: passages in the order that chance gave, up to the first that was not read."""
    first = next((place for place, one in enumerate(order) if one not in read), len(order))
    return list(order[:first])


def _share(reading: Reading, instances: float) -> float:
    whole = reading.before + instances
    return reading.found / whole if whole else 1.0


def _in_left(reading: Reading, error: float) -> tuple[int, int]:
    """Return how few and how many instances there may have been among what was left when the check began."""
    fewest, most = not_ruled_out(reading.hits, total=reading.left, sample=reading.sample, error=error)
    in_left, unread = reading.found - reading.before, reading.total - reading.read
    return max(fewest, in_left), min(most, in_left + unread)


def _reached(reading: Reading, target: float, error: float) -> bool:
    return _in_left(reading, error)[1] < exact.fewest_missed(reading.found, target) - reading.before


def _p(reading: Reading, target: float) -> float:
    needed = exact.fewest_missed(reading.found, target) - reading.before
    if needed > reading.left - reading.sample + reading.hits:
        return 0.0
    return exact.at_most(reading.hits, total=reading.left, instances=needed, sample=reading.sample)


def _still(reading: Reading, target: float, error: float) -> int:
    began = reading if reading.sample else _begun(reading)

    def reached(more: int) -> bool:
        further = msgspec.structs.replace(began, sample=began.sample + more, read=began.read + more)
        return _reached(further, target, error)

    return bisect.bisect_left(range(began.left - began.sample), 1, key=lambda more: int(reached(more)))


def _begun(reading: Reading) -> Reading:
    """Return the reading as if a check began now."""
    left = reading.total - reading.read
    return msgspec.structs.replace(reading, left=left, before=reading.found, sample=0, hits=0)


def sentence(told: Stopping, name: str) -> str:
    """Say in one sentence what may be claimed, and what must still be read."""
    reading, sure = told.reading, f"{told.confidence:.0%}".replace("%", " %")
    target = _percent(told.target)
    head = f"For '{name}', {reading.read:,} of {_passages(reading.total)} were read and {reading.found:,} speak to it"
    if not reading.total:
        return f"For '{name}' there is nothing to read."
    if reading.read >= reading.total:
        return f"{head}; everything was read, so nothing is left to find in these texts."
    more = _passages(told.still, "more ")
    if not reading.sample:
        return (
            f"{head}; nothing may be claimed of the {reading.total - reading.read:,} left until some are drawn "
            f"by chance and read: {_passages(told.still)} without a find would do for {target}."
        )
    drawn = f"of {reading.left:,} unread then, {reading.sample:,} drawn by chance held {reading.hits:,}"
    which = f" (check {reading.check})" if reading.check > 1 else ""
    if not reading.found:
        at_most = _in_left(reading, 1 - told.confidence)[1]
        return f"{head}; {drawn}{which}, so with {sure} confidence at most {at_most:,} of those left do."
    share = (
        f"with {sure} confidence at least {_percent(told.least or 0)} of what speaks to it was found "
        f"(best guess {_percent(told.estimate or 0)}, interval {_percent(told.low or 0)} to {_percent(told.high or 0)})"
    )
    end = (
        f"; the target of {target} is reached."
        if told.reached
        else f"; for {target} {more} must be read, if they hold none."
    )
    return f"{head}; {drawn}{which}, so {share}{end}"


def _passages(count: int, which: str = "") -> str:
    return f"{count:,} {which}passage{'s' * (count != 1)}"


def _percent(share: float) -> str:
    """Return a share as whole per cent, rounded down so that no claim is larger than what was shown."""
    return f"{int(share * 100 + 1e-9)} %"
