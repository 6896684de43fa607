"""How well the model finds what people coded, judged on passages it was not fitted to, with intervals."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np

from colligate.lenses.lens import Code
from colligate.suggestions.learning.calibrating import calibrate, out_of_fold
from colligate.suggestions.learning.decisions import Decision, settled
from colligate.suggestions.learning.describing import described
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import Examples
from colligate.suggestions.learning.rows import Floats

#: Instances and others that a code needs before anything is said of it.
FEWEST = 10
#: Samples drawn again for the intervals, from this seed; the middle 95 of 100 are told.
_AGAIN, _SEED, _TAIL = 1_000, 1, 2.5
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_RECALL = 0.95


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its interval; None where it has no meaning."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Passages given probabilities between two bounds, and what they turned out to be."""

    low: float
    high: float
    passages: int
    #: Mean probability given, and share that are instances.
    given: float
    were: float


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """One code. Where `lacking` is told, nothing else could be said."""

    reference: str
    name: str
    instances: int
    others: int
    lacking: str = ""
    precision: Measured = Measured()
    recall: Measured = Measured()
    f1: Measured = Measured()
    #: Agreement beyond chance of the model with people (Cohen 1960), and of people with each other.
    kappa: Measured = Measured()
    people: Measured = Measured()
    #: Passages that two or more people decided on.
    doubly: int = 0
    #: Work saved at 95 % recall over reading in any order.
    saved: Measured = Measured()
    #: Mean square of what probabilities were off by (Brier 1950): 0 is right for sure, 0.25 what an even guess gets.
    brier: Measured = Measured()
    calibration: tuple[Bin, ...] = ()


def evaluate(
    reference: str, code: Code, features: Features, said: Mapping[str, Sequence[Decision]], unread: Sequence[int]
) -> Evaluation:
    """Cross-validate one code.

    Args:
        reference: ``lens/code``.
        code: Its codebook entry.
        features: All passages.
        said: Everything decided, by code. What somebody coded otherwise within the lens is taken to be no instance.
        unread: Passages nobody decided on, in the order that chance gave.
    """
    decided = judged(reference, said)
    instances = sum(decided.values())
    others = len(decided) - instances
    pairs = _pairs(reference, said)
    made = Evaluation(
        reference=reference, name=code.name, instances=instances, others=others, doubly=len({n for n, _, _ in pairs})
    )
    if lacking := _lacking(instances, others):
        return msgspec.structs.replace(made, lacking=lacking)
    examples = Examples(described=described(code), excluded=code.not_when, decided=decided)
    scores = out_of_fold(features, examples, unread)
    order = sorted(decided)
    truth = np.array([decided[number] for number in order], float)
    told = np.array([scores[number] for number in order])
    calibration = calibrate(decided, scores)
    p = calibration.probabilities(told) if calibration else np.zeros(len(order))
    found = (p >= 0.5).astype(float)
    return msgspec.structs.replace(
        made,
        precision=_measured(_precision, truth, found), recall=_measured(_recall, truth, found),
        f1=_measured(_f1, truth, found), kappa=_measured(_kappa, truth, found),
        people=_measured(_kappa, *_sides(pairs)) if pairs else Measured(),
        saved=_measured(_saved, truth, told), brier=_measured(_brier, truth, p), calibration=tuple(_bins(truth, p)),
    )  # fmt: skip


def judged(reference: str, said: Mapping[str, Sequence[Decision]]) -> dict[int, bool]:
    """Return for each passage whether it is an instance; what was coded under another code of the lens only is none."""
    lens = reference.partition("/")[0]
    decided = {
        one.candidate: False
        for code, words in said.items()
        if code != reference and code.startswith(f"{lens}/")
        for one in words
        if one.instance
    }
    return decided | settled(said.get(reference, ()))


def _lacking(instances: int, others: int) -> str:
    more = [
        f"{FEWEST - count} more {what}"
        for count, what in ((instances, "accepted"), (others, "refused or coded otherwise"))
        if count < FEWEST
    ]
    return f"Too little to judge by: it needs {' and '.join(more)}." if more else ""


def _pairs(reference: str, said: Mapping[str, Sequence[Decision]]) -> list[tuple[int, bool, bool]]:
    """Return what each two people said of a passage that both decided on, in the order of their names."""
    lens, words = reference.partition("/")[0], defaultdict[int, dict[str, bool]](dict)
    for code, decisions in said.items():
        for one in decisions if code.startswith(f"{lens}/") else ():
            if code == reference or one.instance:
                instance = code == reference and one.instance
                words[one.candidate][one.by] = words[one.candidate].get(one.by, False) or instance
    return [
        (number, by[first], by[second])
        for number, by in sorted(words.items())
        for first, second in itertools.combinations(sorted(by), 2)
    ]


def _sides(pairs: Sequence[tuple[int, bool, bool]]) -> tuple[Floats, Floats]:
    return np.array([one for _, one, _ in pairs], float), np.array([other for _, _, other in pairs], float)


def _measured(measure: Callable[[Floats, Floats], float | None], truth: Floats, found: Floats) -> Measured:
    """Return a figure with the interval of its value over samples drawn again from the same passages."""
    value = measure(truth, found)
    if value is None:
        return Measured()
    drawn = np.random.default_rng(_SEED).integers(0, len(truth), (_AGAIN, len(truth)))
    again = [told for row in drawn if (told := measure(truth[row], found[row])) is not None]
    low, high = np.percentile(again, [_TAIL, 100 - _TAIL])
    return Measured(value=round(value, 3), low=round(float(low), 3), high=round(float(high), 3))


def _precision(truth: Floats, found: Floats) -> float | None:
    return float(truth @ found) / float(found.sum()) if found.any() else None


def _recall(truth: Floats, found: Floats) -> float | None:
    return float(truth @ found) / float(truth.sum()) if truth.any() else None


def _f1(truth: Floats, found: Floats) -> float | None:
    whole = float(truth.sum() + found.sum())
    return 2 * float(truth @ found) / whole if whole else None


def _kappa(truth: Floats, found: Floats) -> float | None:
    agreed = float((truth == found).mean())
    by_chance = float(truth.mean() * found.mean() + (1 - truth.mean()) * (1 - found.mean()))
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else None


def _brier(truth: Floats, p: Floats) -> float | None:
    return float(((truth - p) ** 2).mean())


def _saved(truth: Floats, scores: Floats) -> float | None:
    if not truth.any():
        return None
    hits = np.cumsum(truth[np.argsort(-scores, kind="stable")])
    read = int(np.searchsorted(hits, math.ceil(_RECALL * hits[-1]))) + 1
    return 1 - read / len(truth) - (1 - _RECALL)


def _bins(truth: Floats, p: Floats) -> list[Bin]:
    made: list[Bin] = []
    for low, high in itertools.pairwise(_BINS):
        inside = (p >= low) & ((p < high) | (high == 1.0))
        if inside.any():
            given, were = round(float(p[inside].mean()), 3), round(float(truth[inside].mean()), 3)
            made.append(Bin(low=low, high=high, passages=int(inside.sum()), given=given, were=were))
    return made
