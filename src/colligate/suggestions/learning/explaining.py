"""Why a passage is put forward: the words that count, with their weights, and the accepted passage most like it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.fitting import Model
from colligate.suggestions.learning.learning import rounded

#: Words told for each passage.
_MOST = 6
#: A passage less like than this is no help to compare with.
_LIKE = 0.05


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A word or pair of words and its share in what the words of a passage do to its score; below 0 it lowers it."""

    words: str
    #: From -1 to 1; the sizes of all words of a passage add up to 1.
    weight: float


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """The accepted passage most like one put forward."""

    candidate: int
    #: From 0, nothing shared, to 1, the same words.
    likeness: float


def telling(features: Features, model: Model, number: int) -> tuple[Term, ...]:
    """Return the words that move a score most, those that raise it first; words of a told pair are left out."""
    held, values = features.rows.row(number)
    added = values * model.weights[held]
    added = rounded(added / (np.abs(added).sum() or 1.0))
    order = np.argsort(-np.abs(added), kind="stable")
    found: list[Term] = []
    for place in order:
        name = features.names[held[place]]
        inside = any(
            {*name.split()} <= {*one.words.split()} or {*one.words.split()} <= {*name.split()} for one in found
        )
        if added[place] and not inside:
            found.append(Term(words=name, weight=round(float(added[place]), 3)))
        if len(found) == _MOST:
            break
    return tuple(sorted(found, key=lambda one: -one.weight))


def nearest(features: Features, number: int, accepted: Sequence[int]) -> Nearest | None:
    """Return the accepted passage most like another, or None where none is like it."""
    others = [one for one in accepted if one != number]
    if not others:
        return None
    likeness = np.round(features.likeness(number, others), 3)
    best = int(likeness.argmax())
    if likeness[best] < _LIKE:
        return None
    return Nearest(candidate=others[best], likeness=float(likeness[best]))
