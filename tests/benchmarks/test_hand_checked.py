"""The labels a reader gave: each names a text, a kind and a place once, and a reason where it is not right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from hand_checked import KINDS, labels, proposals, wilson


def test_every_label_is_whole() -> None:
    rows = labels()
    assert {row["kind"] for row in rows} == set(KINDS)
    assert {row["label"] for row in rows} == {"right", "wrong", "doubtful"}
    assert [row for row in rows if (row["label"] != "right") != bool(row["reason"])] == []


def test_no_text_is_in_both_sets() -> None:
    sets = {row["text"]: row["set"] for row in labels()}
    assert all(sets[row["text"]] == row["set"] for row in labels())
    assert len(sets) >= 20


def test_an_interval_is_the_published_one() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 and 0 of 20.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_dates_called_right_are_still_proposed(material: Path) -> None:
    rows = [row for row in labels() if row["text"] == "AUS_70_2015" and row["kind"] == "date"]
    told = set(proposals(material / "corpus" / "un-general-debate" / "AUS_70_2015.txt"))
    assert [row for row in rows if ("date", int(row["start"])) not in told] == []
