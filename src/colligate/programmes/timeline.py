"""Programmes and events set on one axis of time: every account of a date a mark of its own, a vague one a long one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from colligate.periods import Period, PeriodError, period
from colligate.programmes.programme import Event, Fact, Programme

Dated = Literal["start", "end", "date"]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One account of when something was, as far as it lies in the years shown."""

    #: Id of the Event or Fact that tells it.
    record: str
    field: Dated
    #: As the account writes it: ``2014-12``, ``2016/..``.
    written: str
    #: Where it begins on the axis and how long it is, each from 0 to 100.
    left: float
    width: float
    #: It goes on beyond what is shown, or the account leaves its beginning or end open.
    before: bool = False
    after: bool = False
    #: Passages in which it is told.
    passages: tuple[str, ...] = ()


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One programme or event with all that is told of its dates."""

    #: Id of the Programme or Event, and its name and kind.
    id: str
    name: str
    kind: str
    #: Id of the programme that it is or belongs to; empty for none.
    programme: str
    marks: tuple[Mark, ...]
    #: Accounts of one of its dates exclude each other.
    differ: bool = False
    #: Accounts that lie outside the years shown.
    outside: int = 0
    event: bool = True


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Lanes in the order of time over the years shown."""

    first: date
    last: date
    lanes: tuple[Lane, ...]
    #: Years that begin on the axis, each with its place from 0 to 100.
    years: tuple[tuple[int, float], ...]
    #: Where the period of the study lies on the axis, as left and width; None where it lies elsewhere.
    studied: tuple[float, float] | None
    #: How many lie wholly before and after the years shown, and ids of what no source dates.
    earlier: int = 0
    later: int = 0
    undated: tuple[str, ...] = ()


def timeline(
    programmes: Iterable[Programme],
    events: Iterable[Event],
    facts: Iterable[Fact],
    *,
    within: Period | None = None,
    studied: Period | None = None,
    differing: Iterable[tuple[str, str]] = (),
) -> Timeline | None:
    """Set programmes and events on an axis; None where nothing is dated.

    Args:
        programmes: Dated by Facts of the fields ``start`` and ``end``.
        events: Dated by themselves and by Facts of the field ``date``.
        facts: Those that another supersedes are left out.
        within: The years shown; from the first to the last date told if left out.
        studied: The period of the study, to be marked.
        differing: Pairs of record id and field of which the accounts differ.
    """
    told = _told(events := list(events), facts)
    spans = [span for accounts in told.values() for _, _, span, _, _ in accounts]
    if not spans:
        return None
    axis = within or _around(spans, studied)
    differ = {about for about, _ in differing}
    lanes, earlier, later, undated = [], 0, 0, []
    for record in (*programmes, *events):
        accounts = told.get(record.id, [])
        marks = tuple(mark for account in accounts if (mark := _mark(account, axis)))
        if not accounts:
            undated.append(record.id)
        elif marks:
            lanes.append(_lane(record, marks, differ=record.id in differ, outside=len(accounts) - len(marks)))
        elif all(span.last < axis.first for _, _, span, _, _ in accounts):
            earlier += 1
        else:
            later += 1
    lanes.sort(key=lambda lane: (min(mark.left for mark in lane.marks), lane.name))
    return Timeline(
        first=axis.first,
        last=axis.last,
        lanes=tuple(lanes),
        years=tuple(_years(axis)),
        studied=_extent(studied, axis) if studied else None,
        earlier=earlier,
        later=later,
        undated=tuple(undated),
    )


#: Id of the record that tells, field, span, as written, passages.
_Account = tuple[str, Dated, Period, str, tuple[str, ...]]


def _told(events: Sequence[Event], facts: Iterable[Fact]) -> dict[str, list[_Account]]:
    facts = list(facts)
    gone = {identity for fact in facts for identity in fact.supersedes}
    told: defaultdict[str, list[_Account]] = defaultdict(list)
    for event in events:
        if span := _read(event.date):
            told[event.id].append((event.id, "date", span, event.date, event.passages))
    for fact in facts:
        if fact.field in ("start", "end", "date") and fact.id not in gone and (span := _read(fact.value)):
            told[fact.about].append((fact.id, fact.field, span, fact.value, fact.passages))
    return dict(told)


def _read(written: str) -> Period | None:
    try:
        return period(written) if written else None
    except PeriodError:
        return None


def _around(spans: Iterable[Period], studied: Period | None) -> Period:
    """Return whole years around everything told, open ends left out, and the period of the study."""
    known = [*spans, *([studied] if studied else [])]
    firsts = [day for span in known for day in (span.first, span.last) if date.min < day < date.max]
    return Period(date(min(firsts).year, 1, 1), date(max(firsts).year, 12, 31))


def _lane(record: Programme | Event, marks: tuple[Mark, ...], *, differ: bool, outside: int) -> Lane:
    event = isinstance(record, Event)
    belongs = (record.programme or "") if isinstance(record, Event) else record.id
    return Lane(
        id=record.id, name=record.name, kind=record.kind, programme=belongs, marks=marks, differ=differ,
        outside=outside, event=event,
    )  # fmt: skip


def _mark(account: _Account, axis: Period) -> Mark | None:
    record, field, span, written, passages = account
    extent = _extent(span, axis)
    if extent is None:
        return None
    left, width = extent
    return Mark(
        record=record, field=field, written=written, left=left, width=width, passages=passages,
        before=span.first < axis.first, after=span.last > axis.last,
    )  # fmt: skip


def _extent(span: Period, axis: Period) -> tuple[float, float] | None:
    """Return left and width of what of a span lies on the axis, in hundredths of it."""
    first, last = max(span.first, axis.first), min(span.last, axis.last)
    if last < first:
        return None
    days = (axis.last - axis.first).days + 1
    left = (first - axis.first).days * 100 / days
    return round(left, 3), round(((last - first).days + 1) * 100 / days, 3)


def _years(axis: Period) -> Iterable[tuple[int, float]]:
    days = (axis.last - axis.first).days + 1
    for year in range(axis.first.year, axis.last.year + 1):
        start = max(date(year, 1, 1), axis.first)
        yield year, round((start - axis.first).days * 100 / days, 3)
