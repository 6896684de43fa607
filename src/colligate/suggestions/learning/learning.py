"""What a code's passages have in common, learnt from its codebook entry, from decisions, and from what nobody read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from colligate.suggestions.learning.describing import foretold
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.fitting import Model, fit
from colligate.suggestions.learning.rows import Floats, Rows, Whole

#: Name and version of the model; a change of anything that moves a score is a new version.
NAME = "learned 3"
#: All passages that are none weigh together as much as those that are, divided by this.
_RATIO = 10.0
#: Unread passages taken to be none, and what each weighs beside one that was read; half of that once so many were
#: refused, since they stand in for refusals that are still missing.
_PRESUMED, _PRESUMED_WEIGHT, _STOOD_IN = 100, 0.8, 50.0
#: What a rule takes for an instance, and what the codebook excludes, weigh beside a decision; half of that once so many
#: passages are accepted.
_HINT, _EXCLUDED, _HALVED = 0.5, 1.0, 4.0
#: Places after the point of every score, so that the last bits of a machine's sums decide nothing.
PLACES = 6


class Examples(msgspec.Struct, frozen=True, kw_only=True):
    """What a model is fitted to."""

    #: Texts that describe an instance, and texts that describe what is none.
    described: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    #: Number of a passage to whether it is an instance, as people decided.
    decided: Mapping[int, bool] = {}
    #: Number of a passage that a rule took for an instance, to how strongly it did, from 0 to 1.
    hinted: Mapping[int, float] = {}


def learn(features: Features, examples: Examples, unread: Sequence[int], *, start: Model | None = None) -> Model:
    """Fit a model to a code's codebook entry and to the decisions on its passages.

    Args:
        features: All passages.
        examples: What is described and decided.
        unread: Passages nobody decided on, in an order that chance gave; some are taken to be none.
        start: Where to begin, to be there sooner.
    """
    prior = foretold(features, examples.described)
    yes = sorted(number for number, instance in examples.decided.items() if instance)
    no = sorted(number for number, instance in examples.decided.items() if not instance)
    hinted = sorted(number for number in examples.hinted if number not in examples.decided)
    others = len(examples.excluded)
    if not (yes or no or hinted or others):
        return Model(prior, 0.0)
    presumed = _presumed([number for number in unread if number not in examples.hinted], len(examples.decided))
    stand_in = _PRESUMED_WEIGHT * _STOOD_IN / (_STOOD_IN + len(no))
    rows = stacked(features.rows.take([*yes, *hinted, *no, *presumed]), features.of(examples.excluded))
    fading = _HALVED / (_HALVED + len(yes))
    said = np.concatenate([np.ones(len(yes) + len(hinted)), np.zeros(len(no) + len(presumed) + others)])
    weights = np.concatenate([
        np.ones(len(yes)), [_HINT * fading * examples.hinted[number] for number in hinted],
        np.ones(len(no)), np.full(len(presumed), stand_in), np.full(others, _EXCLUDED * fading),
    ])  # fmt: skip
    counting = float(weights.sum()) - len(presumed) * stand_in
    wide = np.zeros(rows.width + len(rows))
    wide[: rows.width] = prior
    if start:
        start = Model(np.concatenate([start.weights, np.zeros(len(rows))]), start.constant)
    made = fit(rows.apart(), said, _balanced(said, weights, counting), prior=wide, start=start)
    return Model(made.weights[: rows.width], made.constant)


def _presumed(unread: Sequence[int], decided: int) -> list[int]:
    """Return the unread passages taken to be none: after each decision others, so that none is held down for long."""
    first = decided * _PRESUMED % len(unread) if unread else 0
    return [*unread[first:], *unread[:first]][:_PRESUMED]


def rounded(scores: Floats) -> Floats:
    """Return scores as they are compared: to `PLACES` places."""
    return np.round(scores, PLACES) + 0.0


def stacked(first: Rows, second: Rows) -> Rows:
    """Return the rows of one after those of another; both have the same features."""
    starts: Whole = np.concatenate([first.starts, first.starts[-1] + second.starts[1:]])
    features = np.concatenate([first.features, second.features])
    return Rows(starts, features, np.concatenate([first.values, second.values]), first.width)


def _balanced(said: Floats, weights: Floats, count: float) -> Floats:
    """Weigh those that are none down to a tenth of the others, and all together to how much was decided."""
    instances = said > 0
    for_, against = float(weights[instances].sum()), float(weights[~instances].sum())
    if for_ and against:
        weights = np.where(instances, weights, weights * (for_ / _RATIO / against))
    total = float(weights.sum())
    return weights * (count / total) if total else weights
