"""Ranks fused and nearness: as the formulas say, beside a plain sort."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.suggestions.meaning.fusing import fused, nearest
from colligate.suggestions.meaning.plain import plain_of
from colligate.suggestions.meaning.rows import Rows, Segment
from colligate.suggestions.searching.asking import leaves, parse


def test_ranks_are_fused_by_their_reciprocals() -> None:
    # Second and first come before first and third, and second before third.
    assert fused(["a", "b", "d"], ["b", "c", "a"]) == ["b", "a", "c", "d"]
    assert fused(["x", "y"], []) == ["x", "y"]
    assert fused(["x"], ["y"]) == ["x", "y"]
    assert fused() == []


@given(seed=st.integers(0, 10**6), counts=st.lists(st.integers(1, 400), min_size=1, max_size=4), data=st.data())
@settings(max_examples=20)
def test_the_nearest_come_first_and_none_is_left_out(seed: int, counts: list[int], data: st.DataObject) -> None:
    rng = np.random.default_rng(seed)
    drawn = rng.standard_normal((sum(counts) + 5, 4)).astype(np.float32)
    matrix = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    segments, first = [], 2  # nobody owns the first two rows, nor the last
    for number, count in enumerate(counts):
        segments.append(Segment(f"s{number}", "", first, count))
        first += count
    wanted = data.draw(st.none() | st.sets(st.sampled_from([one.source for one in segments])))
    found = list(nearest(Rows(tuple(segments), matrix), matrix[2], least=0.1, sources=wanted))
    expected = {
        (one.source, n): float(matrix[one.first + n] @ matrix[2])
        for one in segments
        if wanted is None or one.source in wanted
        for n in range(one.rows)
    }
    assert {key for key, near in expected.items() if near >= 0.1001} <= {key for key, _ in found}
    assert all(abs(expected[key] - near) < 1e-5 and near >= 0.1 for key, near in found)
    assert [near for _, near in found] == sorted((near for _, near in found), reverse=True)
    assert len({key for key, _ in found}) == len(found)


def test_meaning_stands_in_for_plain_words_and_nothing_else() -> None:
    plain = plain_of(parse('police trained "organised crime" traffick* -army year:2014 (women OR girls)'))
    assert plain is not None
    assert plain.text == "police trained organised crime"
    assert plain.rest is not None
    kept = [getattr(leaf, "word", None) or getattr(leaf, "words", None) or leaf.value for leaf in leaves(plain.rest)]
    assert kept == ["organised crime", "traffick", "army", "2014", "women", "girls"]
    for query in (
        '"police training"',
        "police OR officer",
        "NOT police",
        "year:2014",
        "police NEAR/3 army",
        "traffick*",
    ):
        assert plain_of(parse(query)) is None, query
    bare = plain_of(parse("(police AND trained)"))
    assert bare is not None
    assert (bare.text, bare.rest) == ("police trained", None)
