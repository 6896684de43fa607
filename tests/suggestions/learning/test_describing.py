"""What a codebook entry alone finds, and how it gives way to decisions."""

from __future__ import annotations

import numpy as np
import pytest

from colligate.suggestions.learning.describing import foretold
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.fitting import fit
from colligate.suggestions.learning.learning import Examples, learn, rounded
from colligate.suggestions.learning.rows import Rows

#: Of the passages on rescue half say so in the codebook's words, and half in words that stand beside them.
TEXTS = [
    *(f"Fishermen were rescued by the navy from vessel {n}." for n in range(10)),
    *(f"The navy towed vessel {n} to the harbour." for n in range(10)),
    *(f"Ministers opened session {n} of the conference in the capital." for n in range(80)),
]
ENTRY = ("Rescue. Somebody rescues fishermen.",)


def test_the_words_of_an_entry_come_first_and_those_that_stand_with_them_next() -> None:
    features = Features(TEXTS, ENTRY)
    scores = rounded(features.rows.dot(foretold(features, ENTRY)))
    order = list(np.argsort(-scores, kind="stable"))
    assert set(order[:10]) == set(range(10))
    assert set(order[10:20]) == set(range(10, 20))


def test_scores_of_an_entry_are_spread_alike_whatever_its_length() -> None:
    features = Features(TEXTS, ENTRY)
    for texts in (ENTRY, (*ENTRY, "A vessel is towed to the harbour by the navy, and the fishermen are let go.")):
        assert features.rows.dot(foretold(features, texts)).std() == pytest.approx(0.1)


def test_an_entry_that_shares_no_word_with_the_passages_foretells_nothing() -> None:
    features = Features(TEXTS)
    assert not foretold(features, ("Zoology.",)).any()
    assert not foretold(features, ()).any()


def test_without_decisions_the_model_is_what_the_entry_foretells() -> None:
    features = Features(TEXTS, ENTRY)
    model = learn(features, Examples(described=ENTRY), range(100))
    assert model.weights.tobytes() == foretold(features, ENTRY).tobytes()


def test_decisions_against_the_entry_overrule_it() -> None:
    """Who refuses every passage in the codebook's words, and accepts others, is believed."""
    features = Features(TEXTS, ENTRY)
    decided = dict.fromkeys(range(8), False) | dict.fromkeys(range(20, 40), True)
    scores = learn(features, Examples(described=ENTRY, decided=decided), range(80, 100)).scores(features.rows)
    assert scores[50:].min() > scores[8:10].max()


def test_a_fit_stays_where_it_began_as_far_as_decisions_say_nothing() -> None:
    rows = Rows.of([{0: 1.0}, {1: 1.0}], 3)
    prior = np.array([0.0, 0.0, 5.0])
    model = fit(rows, np.array([1.0, 0.0]), np.ones(2), penalty=1.0, prior=prior)
    assert model.weights[2] == 5.0
    assert model.weights[0] == pytest.approx(-model.weights[1])
    # Of w ** 2 / 2 + (1 - w) ** 2 on each side the lowest is at 2 / 3.
    assert model.weights[0] == pytest.approx(2 / 3, abs=1e-4)
