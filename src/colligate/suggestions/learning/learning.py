"""What a code's passages have in common, learnt from its codebook entry, from decisions, and from what nobody read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from colligate.lenses.lens import Code
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.fitting import Model, fit
from colligate.suggestions.learning.rows import Floats, Rows, Whole

#: Name and version of the model; a change of anything that moves a score is a new version.
NAME = "learned 1"
#: All passages that are none weigh together as much as those that are, divided by this.
_RATIO = 10.0
#: Unread passages taken to be none until somebody reads them, and what each weighs beside one that was read.
_PRESUMED, _PRESUMED_WEIGHT = 100, 0.8
#: The codebook's own words weigh as much as the decisions once so many passages are accepted.
_CODEBOOK = 4.0
#: What a rule takes for an instance weighs beside the codebook's words.
_HINT = 0.5
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


def described(code: Code) -> tuple[str, ...]:
    """Return the texts of a codebook entry that describe an instance."""
    parts = (f"{code.name}. {code.definition}", " ".join(code.use_when), ", ".join(code.cues), code.example)
    return tuple(part for part in parts if part.strip(" .,"))


def learn(features: Features, examples: Examples, unread: Sequence[int], *, start: Model | None = None) -> Model:
    """Fit a model to a code's codebook entry and to the decisions on its passages.

    Args:
        features: All passages.
        examples: What is described and decided.
        unread: Passages nobody decided on, in an order that chance gave; the first are taken to be none.
        start: Where to begin, to be there sooner.
    """
    yes = sorted(number for number, instance in examples.decided.items() if instance)
    no = sorted(number for number, instance in examples.decided.items() if not instance)
    hinted = sorted(number for number in examples.hinted if number not in examples.decided)
    presumed = [number for number in unread[: _PRESUMED + len(hinted)] if number not in examples.hinted][:_PRESUMED]
    told = features.of((*examples.described, *examples.excluded))
    rows = stacked(features.rows.take([*yes, *hinted, *no, *presumed]), told)
    words, others = len(examples.described), len(examples.excluded)
    codebook = _CODEBOOK / (_CODEBOOK + len(yes))
    said = np.concatenate([
        np.ones(len(yes) + len(hinted)), np.zeros(len(no) + len(presumed)), np.ones(words), np.zeros(others)
    ])  # fmt: skip
    weights = np.concatenate([
        np.ones(len(yes)), [_HINT * codebook * examples.hinted[number] for number in hinted],
        np.ones(len(no)), np.full(len(presumed), _PRESUMED_WEIGHT), np.full(words + others, codebook),
    ])  # fmt: skip
    return fit(rows, said, _balanced(said, weights, len(yes) + len(no) + words + others), start=start)


def rounded(scores: Floats) -> Floats:
    """Return scores as they are compared: to `PLACES` places."""
    return np.round(scores, PLACES) + 0.0


def stacked(first: Rows, second: Rows) -> Rows:
    """Return the rows of one after those of another; both have the same features."""
    starts: Whole = np.concatenate([first.starts, first.starts[-1] + second.starts[1:]])
    features = np.concatenate([first.features, second.features])
    return Rows(starts, features, np.concatenate([first.values, second.values]), first.width)


def _balanced(said: Floats, weights: Floats, count: int) -> Floats:
    """Weigh those that are none down to a tenth of the others, and all together to how many were decided."""
    instances = said > 0
    for_, against = float(weights[instances].sum()), float(weights[~instances].sum())
    if for_ and against:
        weights = np.where(instances, weights, weights * (for_ / _RATIO / against))
    total = float(weights.sum())
    return weights * (count / total) if total else weights
