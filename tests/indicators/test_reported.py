"""Values and periods are read for sure, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colligate.indicators.reported import Fiscal, Numbers, plain_number, told_period, told_value

ENGLISH = Numbers(thousands=",", marks={"*": "provisional", "e": "estimated"})
GERMAN = Numbers(decimal=",", thousands=".")


@pytest.mark.parametrize(
    ("cell", "value", "qualifier", "mark"),
    [
        ("3,968", "3968", "", ""),
        ("<5", "5", "<", ""),
        ("≤ 1,000", "1000", "<=", ""),
        ("Fewer than 10", "10", "<", ""),
        ("~12.50", "12.50", "~", ""),
        ("12*", "12", "", "provisional"),
        ("<12 e", "12", "<", "estimated"),
        ("\N{MINUS SIGN}0.5", "-0.5", "", ""),
        ("1.5E3", "1500", "", ""),
    ],
)
def test_values(cell: str, value: str, qualifier: str, mark: str) -> None:
    told = told_value(cell, ENGLISH)
    assert told
    assert (told.value, told.qualifier, told.mark) == (value, qualifier, mark)


@pytest.mark.parametrize(
    "cell", ["1,2", "12,34,567", "NaN", "inf", "1e400", "9" * 60, "12 13", "5-10", "±3", "", "<", "12?", "0x1f"]
)
def test_what_is_no_number_for_sure(cell: str) -> None:
    assert told_value(cell, ENGLISH) is None


def test_a_decimal_comma_is_read_where_the_file_has_it() -> None:
    assert plain_number("1.234,5", GERMAN) == "1234.5"
    assert plain_number("1.5", GERMAN) == ""


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**30), max_value=10**30))
def test_grouped_numbers_come_back_exactly(value: Decimal) -> None:
    assert Decimal(plain_number(f"{value:,f}", ENGLISH)) == value


@given(st.integers(-(10**20), 10**20), st.integers(-9, 9))
def test_powers_of_ten_are_exact(value: int, power: int) -> None:
    assert Decimal(plain_number(str(value), Numbers(), power)) == Decimal(f"{value}E{power}")


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2014", "2014"),
        ("2014.0", "2014"),
        ("2014-A1", "2014"),
        ("2014Q1", "2014-01/2014-03"),
        ("2014-Q4", "2014-10/2014-12"),
        ("2014-S2", "2014-07/2014-12"),
        ("2014M03", "2014-03"),
        ("2014-03", "2014-03"),
        ("2014-W01", "2013-12-30/2014-01-05"),
        ("2014-11-17", "2014-11-17"),
        ("2010-2015", "2010/2015"),
    ],
)
def test_periods(cell: str, period: str) -> None:
    assert told_period(cell) == (period, "")


@pytest.mark.parametrize(
    "cell", ["2014Q5", "2014-13", "2014-02-30", "2014-W60", "FY2014", "2013/14", "14", "2015-2010", ""]
)
def test_what_is_no_period_for_sure(cell: str) -> None:
    assert told_period(cell) is None


@pytest.mark.parametrize(
    ("cell", "fiscal", "period", "reference"),
    [
        ("2013/14", Fiscal(starts=4, named="end"), "2014", "2013-04/2014-03"),
        ("2013/14", Fiscal(starts=4, named="start"), "2013", "2013-04/2014-03"),
        ("FY2014", Fiscal(starts=10, named="end"), "2014", "2013-10/2014-09"),
        ("2014", Fiscal(starts=7, named="start"), "2014", "2014-07/2015-06"),
        ("1999/00", Fiscal(starts=4, named="end"), "2000", "1999-04/2000-03"),
    ],
)
def test_fiscal_years_say_which_days_they_cover(cell: str, fiscal: Fiscal, period: str, reference: str) -> None:
    assert told_period(cell, fiscal) == (period, reference)


def test_a_span_of_other_years_is_no_fiscal_year() -> None:
    assert told_period("2013/15", Fiscal(starts=4, named="end")) is None
