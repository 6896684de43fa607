"""The timeline of a study's register: which years are shown, and the quote beside every date told."""

from __future__ import annotations

import msgspec

from colligate.actions.looking import Standing
from colligate.actions.register import differing_fields, lines
from colligate.periods import Period, PeriodError, period
from colligate.programmes.programme import Event, Fact, Programme
from colligate.programmes.timeline import Timeline, timeline
from colligate.reports.support import Quote


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A timeline with what its marks rest on."""

    line: Timeline
    #: Quotes by the id of the Event or Fact that tells a date.
    quotes: dict[str, tuple[Quote, ...]]
    #: Names of what no source dates, by id.
    undated: dict[str, str]
    #: Every year is shown, not the study's period alone.
    whole: bool


def told_timeline(
    standing: Standing, *, first: str = "", last: str = "", programme: str = "", kind: str = "", query: str = ""
) -> Told | None:
    """Return the timeline of a study, or None where nothing asked for is dated.

    Args:
        standing: The study.
        first: First year or day shown; ``all`` for every year; the study's period if left out.
        last: Last one.
        programme: Only this programme and its events.
        kind: Only events of this kind.
        query: Only what holds these words.

    Raises:
        PeriodError: Where `first` or `last` is no date, or `last` comes before `first`.
    """
    material = standing.material
    studied = _read(material.period)
    asked = "" if first == "all" else f"{first or '..'}/{last or '..'}" if first or last else ""
    within = _closed(period(asked), studied) if asked else None if first == "all" else studied
    kept = {line.record.id for line in lines(standing, "events", query=query, programme=programme, kind=kind)}
    named = {line.record.id for line in lines(standing, "programmes", query=query)} if not kind else set()
    programmes = [one for one in material.of(Programme) if one.id in named and programme in ("", one.id)]
    events = [one for one in material.of(Event) if one.id in kept]
    shown = {record.id for record in (*programmes, *events)}
    facts = [fact for fact in material.said(Fact) if fact.about in shown]
    line = timeline(
        programmes, events, facts, within=within, studied=studied, differing=differing_fields(standing)
    )  # fmt: skip
    if line is None:
        return None
    quoting, records = standing.binder.quoting, material.by_id
    told = {mark.record: mark.passages for lane in line.lanes for mark in lane.marks}
    return Told(
        line=line,
        quotes={name: quoting.passages(passages, records[name]) for name, passages in told.items()},
        undated={name: quoting.name(name) for name in line.undated},
        whole=within is None,
    )


def _closed(span: Period, studied: Period | None) -> Period:
    """Close an open end of what was asked for by the study's period, or by a hundred years."""
    first = span.first if span.first.year > 1 else (studied.first if studied else span.last.replace(month=1, day=1))
    last = span.last if span.last.year < 9999 else (studied.last if studied else span.first)
    return Period(min(first, span.last), max(last, first))


def _read(written: str) -> Period | None:
    try:
        return period(written) if written else None
    except PeriodError:
        return None
