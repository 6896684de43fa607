"""From scores to probabilities, by what the model says of passages it was not fitted to (Platt 2000)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import Examples, learn, rounded
from colligate.suggestions.learning.rows import Floats

#: Parts that decisions are divided into; each is judged by a model fitted to the others.
FOLDS = 5
#: Fewer accepted, or fewer refused, are too little to turn scores into probabilities.
FEWEST = 8
#: Nothing is put forward as likely that scores lower than all but this share of what people accepted.
_KEPT = 0.95
_STEPS = 50


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """How scores are read, and what that was learnt from."""

    accepted: int
    refused: int
    #: Probability is ``1 / (1 + exp(-(slope * score + constant)))``.
    slope: float
    constant: float
    #: The lowest probability that is put forward as likely.
    threshold: float

    def probabilities(self, scores: Floats) -> Floats:
        """Return the probability of each score, as it is shown and compared: to three places."""
        return np.round(1 / (1 + np.exp(-(self.slope * scores + self.constant))), 3)


def out_of_fold(features: Features, examples: Examples, unread: Sequence[int], folds: int = FOLDS) -> dict[int, float]:
    """Return for each passage decided on its score by a model that was not fitted to the decision on it."""
    scores: dict[int, float] = {}
    parts = _parts(examples.decided, folds)
    for held in parts:
        others = {number: said for number, said in examples.decided.items() if number not in held}
        model = learn(features, msgspec.structs.replace(examples, decided=others), unread)
        told = rounded(model.scores(features.rows.take(sorted(held))))
        scores |= dict(zip(sorted(held), map(float, told), strict=True))
    return scores


def calibrate(decided: Mapping[int, bool], scores: Mapping[int, float]) -> Calibration | None:
    """Fit probabilities to scores given out of fold; None where too little was decided (see `FEWEST`)."""
    accepted = [scores[number] for number, said in decided.items() if said]
    refused = [scores[number] for number, said in decided.items() if not said]
    if min(len(accepted), len(refused)) < FEWEST:
        return None
    slope, constant = _platt(np.array(accepted), np.array(refused))
    # Where scores tell nothing, or the wrong way round, everything is as probable as it was on the whole.
    if slope <= 0:
        slope, constant = 0.0, float(np.log((len(accepted) + 1) / (len(refused) + 1)))
    ordered = sorted(accepted, reverse=True)
    lowest = np.array([ordered[max(0, int(np.ceil(_KEPT * len(ordered))) - 1)]])
    made = Calibration(accepted=len(accepted), refused=len(refused), slope=slope, constant=constant, threshold=0.0)
    return msgspec.structs.replace(made, threshold=float(made.probabilities(lowest)[0]))


def _platt(accepted: Floats, refused: Floats) -> tuple[float, float]:
    """Fit slope and constant by Newton's method to targets a little inside 0 and 1, so that nothing is certain."""
    scores = np.concatenate([accepted, refused])
    high, low = (len(accepted) + 1) / (len(accepted) + 2), 1 / (len(refused) + 2)
    target = np.concatenate([np.full(len(accepted), high), np.full(len(refused), low)])
    slope, constant = 0.0, float(np.log((len(accepted) + 1) / (len(refused) + 1)))
    cost = _loss(slope, constant, scores, target)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(slope * scores + constant)))
        bend = p * (1 - p)
        g = np.array([((p - target) * scores).sum(), (p - target).sum()])
        h = np.array(
            [[(bend * scores * scores).sum() + 1e-9, (bend * scores).sum()], [(bend * scores).sum(), bend.sum() + 1e-9]]
        )
        ds, dc = np.linalg.solve(h, g)
        size, new = 1.0, cost
        while size > 1e-6 and (new := _loss(slope - size * ds, constant - size * dc, scores, target)) > cost + 1e-12:
            size /= 2
        if size <= 1e-6:
            break
        slope, constant, cost = slope - size * float(ds), constant - size * float(dc), new
        if max(abs(size * ds), abs(size * dc)) < 1e-9:
            break
    return slope, constant


def _loss(slope: float, constant: float, scores: Floats, target: Floats) -> float:
    f = slope * scores + constant
    return float((np.logaddexp(0, f) - target * f).sum())


def _parts(decided: Mapping[int, bool], folds: int) -> list[set[int]]:
    """Divide passages into parts with as many accepted and refused in each, in an order that means nothing."""
    parts: list[set[int]] = [set() for _ in range(folds)]
    for said in (True, False):
        ordered = sorted(
            (n for n, one in decided.items() if one is said), key=lambda n: hashlib.sha256(b"%d" % n).digest()
        )
        for place, number in enumerate(ordered):
            parts[place % folds].add(number)
    return [part for part in parts if part]
