"""What is said of the model on a study's own decisions: exact figures, and a plain word where there is too little."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from colligate.lenses.lens import Code
from colligate.suggestions.evaluating import evaluate
from colligate.suggestions.learning.decisions import Decision
from colligate.suggestions.learning.features import Features
from colligate.suggestions.reliability import reliability

CODE = Code(id="rescue", name="Rescue", definition="Somebody is rescued.")
AT = datetime(2026, 1, 2, tzinfo=UTC)
_BOATS = ("boat", "trawler", "harbour", "pier", "net")
TEXTS = [
    f"The police rescued fishermen from a {boat} in {month}." for boat in _BOATS for month in ("May", "June", "July")
] + [
    f"Ministers opened a session on {topic} in {month}."
    for topic in ("trade", "tax", "roads", "rice", "law")
    for month in ("May", "June", "July")
]


def said(number: int, by: str, *, instance: bool) -> Decision:
    return Decision(candidate=number, instance=instance, by=by, at=AT)


def test_two_kinds_of_sentences_are_told_apart_and_probabilities_say_so() -> None:
    decisions = {"l/rescue": [said(number, "amina", instance=number < 15) for number in range(30)]}
    found = evaluate("l/rescue", CODE, Features(TEXTS), decisions, [])
    assert (found.instances, found.others, found.lacking) == (15, 15, "")
    assert [one.value for one in (found.precision, found.recall, found.f1, found.kappa)] == [1.0, 1.0, 1.0, 1.0]
    # All 15 instances come first: 95 % of them are reached at the 15th of 30.
    assert found.saved.value == 0.45
    assert [(one.passages, one.were) for one in found.calibration] == [(15, 0.0), (15, 1.0)]
    assert found.doubly == 0
    # Every probability of a side is within what was given on average, so the score is that of those means, nearly.
    means = [(1 - one.given) if one.were else one.given for one in found.calibration]
    assert found.brier.value == pytest.approx(sum(m * m for m in means) / 2, abs=0.02)


def test_the_same_decisions_give_the_same_intervals() -> None:
    chance = random.Random(4)
    decisions = {"l/rescue": [said(n, "amina", instance=(n < 15) != (chance.random() < 0.2)) for n in range(30)]}
    one, other = (evaluate("l/rescue", CODE, Features(TEXTS), decisions, []) for _ in range(2))
    assert one == other
    assert one.f1.low is not None
    assert one.f1.low < one.f1.value < one.f1.high


def test_a_code_with_too_little_says_how_much_more() -> None:
    decisions = {"l/rescue": [said(number, "amina", instance=True) for number in range(4)]}
    found = evaluate("l/rescue", CODE, Features(TEXTS), decisions, [])
    assert found.lacking == "Too little to judge by: it needs 6 more accepted and 10 more refused or coded otherwise."


def test_what_was_coded_otherwise_within_the_lens_counts_as_none_and_people_are_set_beside_people() -> None:
    decisions = {
        "l/rescue": [said(n, "amina", instance=True) for n in range(12)]
        + [said(n, "bram", instance=True) for n in range(9)],
        "l/other": [said(n, "bram", instance=True) for n in range(9, 30)]
        + [said(n, "amina", instance=True) for n in range(15, 30)],
        "m/another": [said(n, "amina", instance=True) for n in range(30)],
    }
    found = evaluate("l/rescue", CODE, Features(TEXTS), decisions, [])
    assert (found.instances, found.others, found.doubly) == (12, 18, 27)
    # Of 27 both read, 9 and 15 are agreed on; 3 are instances to one alone. (24/27 - 396/729) / (1 - 396/729) by hand:
    # chance = (12*9 + 15*18) / 27**2 = 378/729.
    assert found.people.value == round((24 / 27 - 378 / 729) / (1 - 378 / 729), 3)


def test_probabilities_are_drawn_with_their_counts_and_told_in_words() -> None:
    decisions = {"l/rescue": [said(number, "amina", instance=number < 15) for number in range(30)]}
    drawn = reliability([evaluate("l/rescue", CODE, Features(TEXTS), decisions, [])])
    assert drawn is not None
    assert drawn.svg.count(b">15</text>") == 2
    assert "Rescue: 0% of 15 given" in drawn.alt
    assert "100% of 15 given" in drawn.alt


def test_without_enough_decisions_nothing_is_drawn() -> None:
    decisions = {"l/rescue": [said(number, "amina", instance=True) for number in range(4)]}
    assert reliability([evaluate("l/rescue", CODE, Features(TEXTS), decisions, [])]) is None
