"""Dates and periods are read as EDTF states them (ISO 8601-2:2019)."""

from __future__ import annotations

from datetime import date

import pytest

from colligate.periods import Period, PeriodError, period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-11-17", date(2014, 11, 17), date(2014, 11, 17)),
        ("2014/2017", date(2014, 1, 1), date(2017, 12, 31)),
        ("2014-04/2015-03", date(2014, 4, 1), date(2015, 3, 31)),
        ("../2015", date.min, date(2015, 12, 31)),
        ("2014/..", date(2014, 1, 1), date.max),
    ],
)
def test_a_written_period_covers_its_days(written: str, first: date, last: date) -> None:
    assert period(written) == Period(first, last)


def test_about_is_kept() -> None:
    assert period("1997~").about


@pytest.mark.parametrize("written", ["", "14", "2014-13", "2014-02-30", "2017/2014", "in 2014", "2014-1-1", "0000"])
def test_anything_else_is_refused_with_the_forms_that_would_do(written: str) -> None:
    with pytest.raises(PeriodError, match="Write 2014, 2014-11"):
        period(written)


def test_one_period_precedes_another_only_when_no_day_is_shared() -> None:
    assert period("2014").before(period("2015"))
    assert not period("2014").before(period("2014-06/2015"))
