"""A linear model fitted to what was decided, a support vector machine with a squared hinge.

Minimised is ``sum(weight * max(0, 1 - side * score) ** 2) + penalty / 2 * (sum(w ** 2) + constant ** 2)``, by
Newton's method, each step found by conjugate gradients (Keerthi and DeCoste 2005). Nothing is drawn by chance.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from colligate.suggestions.learning.rows import Floats, Rows, inner

#: Newton steps and conjugate gradients in each, at most; a step that moves no score by more than this is the last.
_STEPS, _GRADIENTS, _STILL = 30, 60, 1e-4
_HALVINGS, _SLACK = 12, 1e-12
#: What is paid for the size of weights.
PENALTY = 6.0


class Model(NamedTuple):
    """What was learnt: a weight for each feature and a constant."""

    weights: Floats
    constant: float

    def scores(self, rows: Rows) -> Floats:
        """Return on which side of the line each row lies, and how far: above 0 with the instances."""
        return rows.dot(self.weights) + self.constant


def fit(
    rows: Rows,
    said: Floats,
    weights: Floats,
    *,
    penalty: float = PENALTY,
    prior: Floats | None = None,
    start: Model | None = None,
) -> Model:
    """Fit a model to rows that people decided on.

    Args:
        rows: One row for each decision.
        said: 1 for each row found to be an instance, 0 for each that is none.
        weights: How much each decision counts, 0 or more.
        penalty: What is paid for weights of features that differ from `prior`; higher keeps them closer to it.
        prior: What features weigh before anything was decided; 0 where none is given.
        start: Where to begin, to be there sooner.
    """
    narrow, kept = rows.narrowed()
    side = np.where(said > 0, 1.0, -1.0)
    before = np.zeros(rows.width) if prior is None else prior
    # `w` is how far weights have moved from what they were before.
    w, b = ((start.weights - before)[kept], start.constant) if start else (np.zeros(len(kept)), 0.0)
    scores = narrow.dot(w + before[kept]) + b
    cost = _cost(side * scores, weights) + penalty / 2 * (inner(w, w) + b * b)
    for _ in range(_STEPS):
        short = np.maximum(0.0, 1 - side * scores)
        slope, bend = -2 * weights * side * short, 2 * weights * (short > 0) + _SLACK
        dw, db = _step(narrow, slope, bend, penalty, np.append(w, b))
        moved, size = narrow.dot(dw) + db, 1.0
        for _ in range(_HALVINGS):
            stepped, raised = w + size * dw, b + size * db
            new = _cost(side * (scores + size * moved), weights) + penalty / 2 * (
                inner(stepped, stepped) + raised * raised
            )
            if new <= cost + _SLACK:
                break
            size /= 2
        else:
            break
        w, b, scores, cost = stepped, raised, scores + size * moved, new
        if np.abs(size * moved).max(initial=0.0) < _STILL:
            break
    full = before.copy()
    full[kept] += w
    return Model(full, b)


def _cost(margins: Floats, weights: Floats) -> float:
    return inner(weights, np.maximum(0.0, 1 - margins) ** 2)


def _step(rows: Rows, slope: Floats, bend: Floats, penalty: float, wb: Floats) -> tuple[Floats, float]:
    """Solve for the Newton step of weights and constant by conjugate gradients."""
    residual = -(np.append(rows.back(slope), slope.sum()) + penalty * wb)
    found = np.zeros_like(residual)
    direction, norm = residual.copy(), inner(residual, residual)
    enough = 1e-6 * norm
    for _ in range(_GRADIENTS):
        if norm <= enough or norm < _SLACK * _SLACK:
            break
        spread = bend * (rows.dot(direction[:-1]) + direction[-1])
        turned = np.append(rows.back(spread), spread.sum()) + penalty * direction
        length = norm / inner(direction, turned)
        found += length * direction
        residual -= length * turned
        before, norm = norm, inner(residual, residual)
        direction = residual + norm / before * direction
    return found[:-1], float(found[-1])
