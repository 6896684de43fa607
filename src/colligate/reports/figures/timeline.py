"""Events and programmes on one time axis, above the windows in which an outcome was judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.indicators.indicator import Indicator, Observation
from colligate.periods import Period, PeriodError, period
from colligate.programmes.programme import Event, Fact, Programme
from colligate.reports.document import Figure
from colligate.reports.figures.drawing import (
    NothingToDrawError,
    Row,
    name_of,
    picture,
    source_of,
    told_by,
)
from colligate.reports.figures.series import points
from colligate.reports.figures.tiers import chosen
from colligate.reports.figures.timeline_spec import WIDTH, spec

#: Events known to this many days are drawn as a point.
_POINT = 7


def draw(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw dated events and programmes from year `from` to `to` (the study's period if left out).

    Below them, on the same axis, stand the values of `indicator`: the one of numbers with the longest series in the
    study's area if left out, none for ``none``.
    """
    span = _span(attributes, material)
    events = list(_events(material, span))
    if not events:
        raise NothingToDrawError("no dated events in these years.", "Add events, or widen the years.")
    bars = list(_bars(material, span))
    windows = list(_windows(material, span))
    sources = {str(row["_source"]) for row in (*events, *bars) if row["_source"]}
    indicator = _counted(attributes, material, assessment)
    below = list(_below(indicator, material, span)) if indicator else []
    sources |= {str(row["_source"]) for row in below if row["_source"]}
    said = "; ".join(str(row["label"]) for row in events)
    judged = "; ".join(str(row["label"]) for row in windows)
    counted = "; ".join(str(row["label"]) for row in below)
    return picture(
        "timeline",
        "Events and programmes",
        spec(events, bars, windows, below, indicator.name if indicator else "", span),
        caption=f"Events and programmes, {span.first.year} to {span.last.year}.",
        alt=f"Events in the order of time: {said}."
        + (f" Windows judged: {judged}." if judged else "")
        + (f" Below them: {counted}." if counted else ""),
        credit=_reading(bars, windows, below) + told_by(material, sources),
        sources=sources,
    )


def _reading(bars: Sequence[Row], windows: Sequence[Row], below: Sequence[Row]) -> str:
    said = "Pale bars: programmes, one for each account of their start; an arrow where no end is told. " if bars else ""
    said += "Shaded: the months in which the level at the top was judged. " if windows else ""
    hollow = any(row["read"] != "read" for row in below)
    return said + ("Hollow: told by another, the document named was not read. " if hollow else "")


def _span(attributes: Mapping[str, str], material: Material) -> Period:
    whole = _read(material.period)
    first = _read(attributes.get("from", "")) or whole
    last = _read(attributes.get("to", "")) or whole
    if first is None or last is None:
        raise NothingToDrawError("no years to draw.", 'Give the study a period, or the figure from="…" and to="…".')
    return Period(first.first, last.last)


def _events(material: Material, span: Period) -> Iterator[Row]:
    found = [(when, event) for event in material.of(Event) if (when := _read(event.date)) and span.covers(when)]
    for when, event in sorted(found, key=lambda pair: (pair[0].first, pair[1].id)):
        source = source_of(material, event)
        yield {
            "row": event.name,
            "start": when.first.isoformat(),
            "end": when.last.isoformat(),
            "exact": "to the day" if (when.last - when.first).days <= _POINT else "coarser",
            "kind": event.kind,
            "programme": name_of(material, event.programme) or "other",
            "_source": source.id if source else "",
            "href": f"#r-{event.id}",
            "label": f"{event.date}: {event.name}",
        }


def _bars(material: Material, span: Period) -> Iterator[Row]:
    """Yield one bar for each start and end told of a programme: differing accounts give several."""
    for programme in material.of(Programme):
        told = [fact for fact in material.of(Fact) if fact.about == programme.id]
        starts = [(fact, when) for fact in told if fact.field == "start" and (when := _read(fact.value))]
        ends = [(fact, when) for fact in told if fact.field == "end" and (when := _read(fact.value))]
        for fact, when in starts:
            last = max((end.last for _, end in ends), default=span.last)
            if when.first <= span.last and last >= span.first:
                source = source_of(material, fact)
                yield {
                    "row": f"{programme.name} (start told: {fact.value})",
                    "start": max(when.first, span.first).isoformat(),
                    "end": min(last, span.last).isoformat(),
                    "programme": programme.name,
                    "_source": source.id if source else "",
                    "href": f"#r-{fact.id}",
                    "label": f"{programme.name}: start {fact.value}",
                    "_open": not ends or when.first > last,
                }


def _days(span: Period) -> int:
    return (span.last - span.first).days + 1


def _fitting(names: Sequence[str], pixels: float) -> str:
    """Return the first name that has room over its window, or nothing."""
    return next((name for name in names if len(name) * 5.8 + 3 <= pixels), "")


def _counted(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Indicator | None:
    named = attributes.get("indicator", "")
    if named:
        return material.get(Indicator, named)
    lengths = [
        (len(series.points), indicator)
        for series in assessment.series
        if series.area == material.area and (indicator := material.get(Indicator, series.indicator))
        if not indicator.scale
    ]
    return max(lengths, key=lambda pair: pair[0])[1] if lengths else None


def _below(indicator: Indicator, material: Material, span: Period) -> Iterator[Row]:
    """Yield the accounts of a series in these years, each in the middle of its year, and a row for each hole."""
    years = [str(year) for year in range(span.first.year, span.last.year + 1)]
    rows = [row for row in points({}, material, indicator) if row["year"] in years]
    known = {str(row["year"]) for row in rows if row["value"] is not None}
    holes = [
        {"year": year, "value": None, "read": "read", "_source": "", "label": f"{year}: no value"}
        for year in years
        if year not in known
    ]
    told = {(row["year"], row["value"], row["read"]): row for row in rows if row["value"] is not None} if rows else {}
    # A value told by several stands once; a document that was read stands before one that was not.
    kept = [row for row in told.values() if row["read"] == "read" or (row["year"], row["value"], "read") not in told]
    for row in (*kept, *(holes if kept else ())):
        yield {**row, "_at": f"{row['year']}-07-01"}


def _windows(material: Material, span: Period) -> Iterator[Row]:
    indicator = next((one for one in material.of(Indicator) if one.scale), None)
    told: defaultdict[tuple[Period, str], list[Observation]] = defaultdict(list)
    for observation in material.of(Observation):
        window = _read(observation.reference)
        fits = indicator and (observation.indicator, observation.area) == (indicator.id, material.area)
        if window and fits and observation.value and window.first <= span.last and window.last >= span.first:
            told[window, observation.period].append(observation)
    for place, ((window, year), observations) in enumerate(sorted(told.items(), key=lambda item: item[0])):
        level = chosen(material, indicator, observations) if indicator else None
        days = (min(window.last, span.last) - max(window.first, span.first)).days
        yield {
            "_from": max(window.first, span.first).isoformat(),
            "_to": min(window.last, span.last).isoformat(),
            "_shade": place % 2,
            "judged": level,
            "_judged": _fitting((f"{year}: {level}", str(level)), days * WIDTH / _days(span)),
            "label": f"{observations[0].reference} judged {level} in {year}",
        }


def _read(written: str) -> Period | None:
    try:
        return period(written) if written else None
    except PeriodError:
        return None
