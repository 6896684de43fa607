"""What a sample drawn by chance allows to be claimed: exact values, worked by hand and set beside others' programs."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.suggestions import hypergeometric as exact
from colligate.suggestions.looking_on import not_ruled_out
from colligate.suggestions.stopping import Reading, sampled, sentence, stopping


def by_counting(found: int, total: int, instances: int, sample: int) -> float:
    """The same probability from whole numbers alone."""
    ways = sum(
        math.comb(instances, one) * math.comb(total - instances, sample - one)
        for one in range(max(0, sample - total + instances), min(found, sample, instances) + 1)
    )
    return float(Fraction(ways, math.comb(total, sample)))


@given(st.integers(1, 120), st.data())
@settings(max_examples=200, deadline=None)
def test_probabilities_are_those_of_counting_every_sample(total: int, data) -> None:
    instances, sample = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    found = data.draw(st.integers(0, sample))
    given_ = {"total": total, "instances": instances, "sample": sample}
    assert exact.at_most(found, **given_) == pytest.approx(by_counting(found, total, instances, sample), abs=1e-12)
    at_least = 1 - by_counting(found - 1, total, instances, sample) if found else 1.0
    assert exact.at_least(found, **given_) == pytest.approx(at_least, abs=1e-9)


def test_half_of_two_left_drawn_without_a_find_leaves_an_even_chance() -> None:
    # Two passages left, one drawn, one an instance: it is drawn or not.
    assert exact.at_most(0, total=2, instances=1, sample=1) == pytest.approx(0.5)


def test_the_smallest_number_missed_does_not_fall_to_rounding() -> None:
    # 19 of 20 are 95 %; with 21 they are less. 0.95 in binary is a little less than 0.95.
    assert [exact.fewest_missed(found, 0.95) for found in (0, 1, 19, 38, 95)] == [1, 2, 21, 41, 101]


#: Found by `calculate_h0` of buscarpy 0.0.2: the smallest p over all samples that end with the last passage read.
BUSCARPY = (
    ([1] * 20 + [0] * 60, 200, 0.44320297951582865),
    ([1, 1, 0, 1, 1, 1, 0, 1] + [0] * 40, 100, 0.5652173913043479),
)


@pytest.mark.parametrize(("labels", "total", "p"), BUSCARPY)
def test_p_is_that_of_buscarpy(labels: list[int], total: int, p: float) -> None:
    read, found = len(labels), sum(labels)
    readings = [
        Reading(total=total, read=read, found=found, left=total - start, before=sum(labels[:start]),
                sample=read - start, hits=sum(labels[start:]))
        for start in range(read)
    ]  # fmt: skip
    assert min(told for one in readings if (told := stopping(one).p) is not None) == pytest.approx(p, abs=1e-9)


def test_buscarpy_itself_says_so_where_it_is_installed() -> None:
    buscarpy = pytest.importorskip("buscarpy", reason="buscarpy is not installed here")
    for labels, total, p in BUSCARPY:
        assert buscarpy.calculate_h0(labels, total) == pytest.approx(p)


def test_what_may_be_claimed_is_one_sentence() -> None:
    reading = Reading(total=1204, read=430, found=41, left=894, before=40, sample=120, hits=1, check=1)
    assert sentence(stopping(reading), "Forum") == (
        "For 'Forum', 430 of 1,204 passages were read and 41 speak to it; of 894 unread then, 120 drawn by "
        "chance held 1, so with 95 % confidence at least 46 % of what speaks to it was found (best guess 86 %, "
        "interval 46 % to 100 %); for 95 % 654 more passages must be read, if they hold none."
    )


def test_before_a_check_nothing_may_be_claimed() -> None:
    told = stopping(Reading(total=100, read=20, found=10))
    assert (told.p, told.least, told.reached) == (None, None, False)
    assert sentence(told, "Forum") == (
        "For 'Forum', 20 of 100 passages were read and 10 speak to it; nothing may be claimed of the 80 left "
        "until some are drawn by chance and read: 78 passages without a find would do for 95 %."
    )


def test_whoever_read_everything_has_found_everything() -> None:
    told = stopping(Reading(total=10, read=10, found=2))
    assert (told.least, told.reached, told.still) == (1.0, True, 0)


def test_reading_what_it_says_is_left_reaches_the_target_and_one_less_does_not() -> None:
    reading = Reading(total=500, read=220, found=60, left=300, before=60, sample=20, hits=0, check=1)
    still = stopping(reading).still

    def after(more: int) -> bool:
        return stopping(
            Reading(total=500, read=220 + more, found=60, left=300, before=60, sample=20 + more, hits=0, check=1)
        ).reached

    assert (after(still), after(still - 1)) == (True, False)


@pytest.mark.parametrize(("total", "instances"), [(30, 0), (30, 1), (40, 4), (40, 20), (25, 25)])
def test_one_who_looks_after_every_draw_meets_a_range_without_the_truth_in_at_most_five_of_a_hundred(
    total: int, instances: int
) -> None:
    """Over every order in which passages can be drawn: who met such a range once is counted, whatever follows."""
    alive, erred = {0: 1.0}, 0.0
    for sample in range(1, total + 1):
        drawn: dict[int, float] = {}
        for hits, share in alive.items():
            chance = (instances - hits) / (total - sample + 1)
            for more, p in ((0, 1 - chance), (1, chance)):
                if p > 0:
                    drawn[hits + more] = drawn.get(hits + more, 0.0) + share * p
        alive = {}
        for hits, share in drawn.items():
            low, high = not_ruled_out(hits, total=total, sample=sample, error=0.05)
            if low <= instances <= high:
                alive[hits] = share
            else:
                erred += share
    assert erred <= 0.05 + 1e-12
    assert sum(alive.values()) + erred == pytest.approx(1.0)


def test_a_range_is_that_of_fractions_worked_out_whole() -> None:
    """Ten passages, four drawn, one a find: each number weighed by 1 / ((n + 1) (n + 2)), in fractions."""
    likely = {n: Fraction(n * math.comb(10 - n, 3), math.comb(10, 4)) for n in range(1, 8)}
    weights = {n: Fraction(1, (n + 1) * (n + 2)) for n in range(11)}
    mean = sum(likely[n] * weights[n] for n in likely) / sum(weights.values())
    left = [n for n in likely if likely[n] > Fraction(1, 5) * mean]
    assert not_ruled_out(1, total=10, sample=4, error=0.2) == (left[0], left[-1])


@given(st.integers(2, 80), st.data())
@settings(max_examples=150, deadline=None)
def test_the_interval_holds_the_truth_as_often_as_it_says(total: int, data) -> None:
    """Over every sample there can be, weighed by how probable it is: at least 95 of 100."""
    instances, sample = data.draw(st.integers(0, total)), data.draw(st.integers(1, total))
    covered = 0.0
    for hits in range(max(0, sample - total + instances), min(sample, instances) + 1):
        low = exact.fewest_instances(hits, total=total, sample=sample, error=0.025)
        high = exact.most_instances(hits, total=total, sample=sample, error=0.025)
        if low <= instances <= high:
            covered += (
                math.comb(instances, hits) * math.comb(total - instances, sample - hits) / math.comb(total, sample)
            )
    assert covered >= 0.95 - 1e-9


def test_a_sample_ends_where_the_first_passage_was_not_read() -> None:
    assert sampled([4, 2, 9, 1], {1, 2, 4}) == [4, 2]
