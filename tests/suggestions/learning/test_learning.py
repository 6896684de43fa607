"""The model and the queue: what is learnt, in which order it is shown, and that it is the same every time."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.suggestions.learning.calibrating import FEWEST, calibrate, out_of_fold
from colligate.suggestions.learning.explaining import nearest, telling
from colligate.suggestions.learning.features import Features, terms
from colligate.suggestions.learning.fitting import fit
from colligate.suggestions.learning.learning import Examples, learn, rounded
from colligate.suggestions.learning.queueing import ROUND, ROUND_SUPPORTED, Track, interleaved, told
from colligate.suggestions.learning.rows import Rows

TEXTS = [
    *(f"The police rescued {n} fishermen from forced labour on boats." for n in range(12)),
    *(f"Ministers opened session {n} of the conference in the capital." for n in range(12)),
    "Fishermen were rescued from a boat.", "The conference was closed.",
]  # fmt: skip


def test_features_are_words_pairs_of_them_and_letters_of_scripts_without_blanks() -> None:
    assert list(terms("Trained officers")) == ["trained", "officers", "trained officers"]
    assert list(terms("ค้า")) == ["ค้", "้า", "ค้า"]


def test_words_keep_their_marks_and_lose_what_stands_at_an_apostrophe() -> None:
    assert list(terms("a child's right")) == ["child", "right", "child right"]
    assert list(terms("l\u2019État")) == ["état"]
    assert list(terms("हिन्दी में")) == ["हिन्दी", "में", "हिन्दी में"]
    assert list(terms("قُوَّة")) == ["قُوَّة"]


def test_rows_without_features_come_to_nothing_wherever_they_stand() -> None:
    rows = Rows.of([{}, {0: 1.0, 2: 2.0}, {}, {}, {1: 3.0}, {}], 3)
    assert rows.dot(np.array([1.0, 10.0, 100.0])).tolist() == [0.0, 201.0, 0.0, 0.0, 30.0, 0.0]
    assert rows.back(np.arange(6.0)).tolist() == [1.0, 12.0, 2.0]
    assert Rows.of([{}, {}], 3).dot(np.ones(3)).tolist() == [0.0, 0.0]


def test_a_fit_is_where_its_cost_is_lowest() -> None:
    rows = Rows.of([{0: 1.0}, {0: 0.5, 1: 0.5}, {1: 1.0}, {2: 1.0}], 3)
    said, weights = np.array([1.0, 1.0, 0.0, 0.0]), np.array([1.0, 2.0, 1.0, 0.5])
    model = fit(rows, said, weights, penalty=0.5)
    side = np.where(said > 0, 1.0, -1.0)

    def cost(w: np.ndarray, b: float) -> float:
        return float(weights @ np.maximum(0, 1 - side * (rows.dot(w) + b)) ** 2 + 0.25 * (w @ w + b * b))

    best = cost(model.weights, model.constant)
    for place in range(3):
        for step in (-1e-3, 1e-3):
            moved = model.weights.copy()
            moved[place] += step
            assert cost(moved, model.constant) > best
    assert min(cost(model.weights, model.constant - 1e-3), cost(model.weights, model.constant + 1e-3)) > best


def test_what_stands_in_one_passage_alone_makes_its_other_words_say_less() -> None:
    rows = Rows.of([{0: 1.0}, {0: 0.6}], 2).apart()
    assert rows.dot(np.array([1.0, 0.0, 0.0, 0.0])).tolist() == [1.0, 0.6]
    assert rows.dot(np.array([0.0, 0.0, 1.0, 0.0])).tolist() == [0.0, 0.0]
    assert rows.dot(np.array([0.0, 0.0, 0.0, 1.0])).tolist() == [0.0, 0.8]


def test_what_was_learnt_puts_like_passages_first_and_says_why() -> None:
    features = Features(TEXTS)
    decided = {0: True, 1: True, 12: False, 13: False}
    model = learn(features, Examples(decided=decided), [n for n in range(len(TEXTS)) if n not in decided])
    scores = rounded(model.scores(features.rows))
    assert scores[24] > scores[25]
    assert {"rescued", "fishermen"} & {word for term in telling(features, model, 24) for word in term.words.split()}
    like = nearest(features, 24, [0, 1])
    assert like is not None
    # The cosine that scikit-learn's TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True) gives for the two.
    assert (like.candidate, like.likeness) == (0, 0.127)


def test_the_codebook_alone_orders_passages_before_anything_is_decided() -> None:
    described = ("Rescue. Fishermen are rescued from boats.",)
    features = Features(TEXTS, described)
    scores = rounded(learn(features, Examples(described=described), range(10, 20)).scores(features.rows))
    assert scores[24] == scores.max()


def test_too_few_decisions_give_no_probability() -> None:
    few = dict.fromkeys(range(FEWEST - 1), True) | dict.fromkeys(range(20, 40), False)
    assert calibrate(few, {number: float(said) for number, said in few.items()}) is None


def test_probabilities_keep_nineteen_of_twenty_accepted_above_the_threshold() -> None:
    decided = {number: number < 20 for number in range(40)}
    scores = {number: (30 - number) / 10 for number in range(40)}
    made = calibrate(decided, scores)
    assert made is not None
    told_ = made.probabilities(np.array([scores[number] for number in range(40)]))
    assert sum(told_[:20] >= made.threshold) == 19
    assert (made.accepted, made.refused) == (20, 20)
    assert 0.5 < told_[:20].mean() < 1
    assert told_[20:].mean() < 0.5


def test_scores_that_tell_nothing_give_everything_the_same_probability() -> None:
    decided = {number: number % 2 == 0 for number in range(40)}
    made = calibrate(decided, {number: float(not said) for number, said in decided.items()})
    assert made is not None
    assert set(made.probabilities(np.array([-3.0, 0.0, 3.0]))) == {0.5}


def test_every_decision_is_judged_by_a_model_that_did_not_see_it() -> None:
    features = Features(TEXTS)
    decided = {number: number < 12 for number in range(24)}
    held_out = out_of_fold(features, Examples(decided=decided), [24, 25])
    assert sorted(held_out) == sorted(decided)
    assert min(held_out[n] for n in range(12)) > max(held_out[n] for n in range(12, 24))


def test_one_in_five_is_drawn_by_chance_and_counter_evidence_comes_second() -> None:
    tracks: dict[Track, list[int]] = {
        "likely": list(range(100)), "informative": list(range(100, 200)), "random": list(range(200, 300)),
        "against": list(range(300, 400)),
    }  # fmt: skip
    chosen = interleaved(tracks, ROUND_SUPPORTED, most=10)
    assert [track for _, track in chosen] == [*ROUND_SUPPORTED, *ROUND_SUPPORTED]
    assert (chosen[1], chosen[4]) == ((300, "against"), (200, "random"))
    assert [track for _, track in interleaved(tracks, ROUND, first=4, most=2)] == ["random", "likely"]


@given(
    st.lists(st.lists(st.integers(0, 30), unique=True), min_size=4, max_size=4), st.integers(0, 9), st.integers(0, 60)
)
@settings(max_examples=200, deadline=None)
def test_no_passage_comes_twice_and_all_come_in_the_end(held: list[list[int]], first: int, most: int) -> None:
    names: tuple[Track, ...] = ("likely", "informative", "random", "against")
    chosen = interleaved(dict(zip(names, held, strict=True)), ROUND_SUPPORTED, first=first, most=most)
    passages = [passage for passage, _ in chosen]
    assert len(passages) == len(set(passages)) == min(most, len({one for track in held for one in track}))


@given(st.permutations(range(24)), st.integers(2, 20))
@settings(max_examples=20, deadline=None)
def test_the_order_of_decisions_changes_no_score(order: list[int], count: int) -> None:
    features = Features(TEXTS)
    some = sorted(order[:count])
    unread = [24, 25]
    one = learn(features, Examples(decided={n: n < 12 for n in order[:count]}), unread)
    other = learn(features, Examples(decided={n: n < 12 for n in some}), unread)
    assert one.scores(features.rows).tobytes() == other.scores(features.rows).tobytes()


def test_probabilities_have_words() -> None:
    assert [told(one) for one in (None, 0.9, 0.6, 0.5, 0.2, 0.1)] == [
        "not yet a probability", "very likely", "likely", "as likely as not", "unlikely", "very unlikely",
    ]  # fmt: skip
