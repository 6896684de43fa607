"""What a codebook entry says of a code before anything was decided: a weight for each word it uses or leads to.

The entry is set beside all passages as if it were one (cosine of TF-IDF), and the passages most like it lend it the
words that stand with its own, weighed by how like they are (Rocchio 1971; pseudo-relevance feedback).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from colligate.lenses.lens import Code
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.rows import Floats, inner

#: The share of all passages that lend words, and how much all lent words weigh beside the entry's own.
_SHARE, _LENT = 0.05, 0.4
#: Standard deviation of the scores of all passages, about that of a model learnt from ten decisions, so that decisions
#: soon outweigh the entry.
SPREAD = 0.1


def described(code: Code) -> tuple[str, ...]:
    """Return the texts of a codebook entry that describe an instance."""
    parts = (f"{code.name}. {code.definition}", " ".join(code.use_when), ", ".join(code.cues), code.example)
    return tuple(part for part in parts if part.strip(" .,"))


def foretold(features: Features, texts: Sequence[str]) -> Floats:
    """Return the weights of features that some texts of a codebook give; all 0 where no passage shares a word."""
    own = _unit(features.of([" ".join(texts)]).back(np.ones(1)))
    likeness = features.rows.dot(own)
    if not likeness.any():
        return own * 0.0
    # Sums that differ in their last bits must not decide which passages lend.
    order = np.argsort(-np.round(likeness, 9), kind="stable")[: math.ceil(_SHARE * len(likeness))]
    like = features.rows.take(order).back(likeness[order] / likeness[order].sum())
    usual = features.rows.back(np.full(len(likeness), 1 / len(likeness)))
    weights = own + _LENT * _unit(like - usual)
    spread = float(features.rows.dot(weights).std())
    return weights * (SPREAD / spread) if spread else weights


def _unit(weights: Floats) -> Floats:
    size = math.sqrt(inner(weights, weights))
    return weights / size if size else weights
