"""Numbers, changes and peaks; check values computed by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colligate.indicators.numbers import number, rounds_to, signed
from colligate.indicators.series import Movement, missing, movements, peaks, years_between, years_of

VICTIMS = {"2014": Decimal(595), "2015": Decimal(982), "2016": Decimal(824), "2017": Decimal(455)}


@pytest.mark.parametrize(
    ("start", "end", "difference", "percent"),
    [("2016", "2017", "-369", "-44.8"), ("2014", "2015", "+387", "+65.0"), ("2015", "2016", "-158", "-16.1")],
)
def test_changes_are_those_computed_by_hand(start: str, end: str, difference: str, percent: str) -> None:
    step = Movement(start=start, end=end, before=VICTIMS[start], after=VICTIMS[end])
    assert signed(step.difference) == difference
    assert step.percent is not None
    assert signed(step.percent, 1) == percent


def test_the_peak_is_where_the_value_is_highest_and_ties_are_all_named() -> None:
    assert peaks(VICTIMS) == ["2015"]
    assert peaks(VICTIMS, lowest=True) == ["2017"]
    assert peaks({"2014": Decimal(3), "2015": Decimal(3)}) == ["2014", "2015"]
    assert peaks({}) == []


def test_movements_go_across_holes_and_say_so() -> None:
    steps = movements({year: value for year, value in VICTIMS.items() if year != "2015"})
    assert [(step.start, step.end, step.direction) for step in steps] == [
        ("2014", "2016", "rises"),
        ("2016", "2017", "falls"),
    ]
    assert missing({"2014": Decimal(1)}, ["2014", "2015"]) == ["2015"]


def test_every_year_between_the_first_and_the_last_is_there() -> None:
    assert years_between(["2017", "2014", "2014-04/2015-03"]) == ["2014", "2015", "2016", "2017"]
    assert years_of("2014/2016") == ["2014", "2015", "2016"]
    assert years_of("2014/..") == []
    assert years_of("some time") == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("425,500", 425500),
        ("2 250", 2250),
        ("\N{MINUS SIGN}369", -369),
        ("1,5", None),
        ("about 600", None),
        ("nan", None),
        ("", None),
    ],
)
def test_numbers_are_read_with_separators_and_nothing_else_is(written: str, value: int | None) -> None:
    assert number(written) == value


def test_a_percentage_of_nought_does_not_exist() -> None:
    assert Movement(start="1", end="2", before=Decimal(0), after=Decimal(5)).percent is None


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4), st.integers(0, 3))
def test_a_number_rounds_to_its_own_rounding(exact: Decimal, places: int) -> None:
    assert rounds_to(exact, Decimal(signed(exact, places).replace(",", "")) if places else exact)
