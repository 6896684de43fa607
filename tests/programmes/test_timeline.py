"""Dates on an axis: vague ones long, open ones open, two accounts two marks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from colligate.periods import period
from colligate.programmes.programme import Event, Fact, Programme
from colligate.programmes.timeline import timeline

_AT = datetime(2026, 1, 1, tzinfo=UTC)


def _event(name: str, written: str) -> Event:
    return Event(id=name, by="amina", at=_AT, name=name, kind="launch", date=written)


def _fact(name: str, about: str, field: str, value: str, supersedes: tuple[str, ...] = ()) -> Fact:
    return Fact(id=name, by="amina", at=_AT, about=about, field=field, value=value, supersedes=supersedes)  # pyright: ignore[reportArgumentType]


def test_a_year_is_a_long_mark_and_a_day_a_short_one() -> None:
    line = timeline([], [_event("year", "2015"), _event("day", "2014-01-01")], [], within=period("2014/2015"))
    assert line is not None
    assert [(lane.id, lane.marks[0].left, lane.marks[0].width) for lane in line.lanes] == [
        ("day", 0.0, round(100 / 730, 3)), ("year", 50.0, 50.0),
    ]  # fmt: skip
    assert line.years == ((2014, 0.0), (2015, 50.0))


def test_two_accounts_of_one_date_are_two_marks_and_a_superseded_one_is_none() -> None:
    facts = [
        _fact("f1", "e", "date", "2014-06"),
        _fact("f2", "e", "date", "2015"),
        _fact("f3", "e", "date", "2016", ("f2",)),
    ]
    line = timeline([], [_event("e", "2014")], facts, within=period("2014/2016"), differing=[("e", "date")])
    assert line is not None
    assert [(mark.record, mark.written) for mark in line.lanes[0].marks] == [
        ("e", "2014"), ("f1", "2014-06"), ("f3", "2016"),
    ]  # fmt: skip
    assert line.lanes[0].differ


def test_an_open_end_runs_out_of_the_picture_and_does_not_stretch_it() -> None:
    programme = Programme(id="p", by="amina", at=_AT, name="Training", kind="other")
    line = timeline([programme], [], [_fact("f", "p", "end", "2016/..")], studied=period("2014/2017"))
    assert line is not None
    assert (line.first, line.last) == (date(2014, 1, 1), date(2017, 12, 31))
    mark = line.lanes[0].marks[0]
    assert (mark.after, mark.before, round(mark.left + mark.width, 2)) == (True, False, 100.0)


def test_what_lies_outside_is_counted_and_what_has_no_date_is_named() -> None:
    events = [
        _event("old", "1971"),
        _event("in", "2015"),
        _event("late", "2020"),
        _event("never", ""),
        _event("odd", "May"),
    ]
    line = timeline([], events, [], within=period("2014/2017"))
    assert line is not None
    assert ([lane.id for lane in line.lanes], line.earlier, line.later, line.undated) == (
        ["in"], 1, 1, ("never", "odd"),
    )  # fmt: skip


def test_where_nothing_is_dated_there_is_no_timeline() -> None:
    assert timeline([], [_event("never", "")], []) is None
