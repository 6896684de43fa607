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
    COLOURS,
    INK,
    NothingToDrawError,
    Row,
    Spec,
    name_of,
    picture,
    source_of,
    told_by,
    values,
)
from colligate.reports.figures.tiers import chosen

#: Events known to this many days are drawn as a point.
_POINT = 7


def draw(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw dated events and programmes from year `from` to `to` (the study's period if left out)."""
    del assessment
    span = _span(attributes, material)
    events = list(_events(material, span))
    if not events:
        raise NothingToDrawError("no dated events in these years.", "Add events, or widen the years.")
    bars = list(_bars(material, span))
    windows = list(_windows(material, span))
    sources = {str(row["_source"]) for row in (*events, *bars) if row["_source"]}
    said = "; ".join(str(row["label"]) for row in events)
    judged = "; ".join(str(row["label"]) for row in windows)
    return picture(
        "timeline",
        "Events and programmes",
        _spec(events, bars, windows, span),
        caption=f"Events and programmes, {span.first.year} to {span.last.year}"
        + (", above the windows in which each level at the top was judged" if windows else "")
        + f". {told_by(material, sources)}",
        alt=f"Events in the order of time: {said}." + (f" Windows judged: {judged}." if judged else ""),
        sources=sources,
        height=24 * len({str(row["row"]) for row in (*events, *bars)}) + 10,
    )


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
                }


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
        yield {
            "_from": max(window.first, span.first).isoformat(),
            "_to": min(window.last, span.last).isoformat(),
            "_shade": place % 2,
            "_wide": (min(window.last, span.last) - max(window.first, span.first)).days > 150,
            "judged": level,
            "label": f"{observations[0].reference} judged {level} in {year}",
        }


def _spec(events: Sequence[Row], bars: Sequence[Row], windows: Sequence[Row], span: Period) -> Spec:
    order = [str(row["row"]) for row in (*bars, *events)]
    domain = [span.first.isoformat(), span.last.isoformat()]
    x: Spec = {
        "field": "start", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None,
        "scale": {"domain": domain, "type": "utc"}, "axis": {"format": "%Y", "tickCount": "year", "grid": True},
    }  # fmt: skip
    y: Spec = {
        "field": "row", "type": "nominal", "sort": list(dict.fromkeys(order)), "title": None,
        "axis": {"labelLimit": 430, "grid": False, "ticks": False, "domain": False},
    }  # fmt: skip
    programmes = list(dict.fromkeys(str(row["programme"]) for row in (*bars, *events)))
    colour: Spec = {
        "field": "programme", "type": "nominal", "title": None,
        "scale": {"domain": programmes, "range": [COLOURS[i % len(COLOURS)] for i in range(len(programmes))]},
    }  # fmt: skip
    link: Spec = {"href": {"field": "href"}, "description": {"field": "label"}, "tooltip": {"field": "label"}}
    until = {"field": "end", "timeUnit": "utcyearmonthdate"}
    layers: list[Spec] = []
    if windows:
        layers.append(_shades(windows, domain))
    if bars:
        layers.append(
            {
                "data": values(bars),
                "mark": {"type": "bar", "height": 8, "opacity": 0.35},
                "encoding": {"x": x, "x2": until, "y": y, "color": colour, **link},
            }
        )
    layers.append(
        {
            "data": values([row for row in events if row["exact"] != "to the day"]),
            "mark": {"type": "bar", "height": 5},
            "encoding": {"x": x, "x2": until, "y": y, "color": colour, **link},
        }
    )
    layers.append(
        {
            "data": values([row for row in events if row["exact"] == "to the day"]),
            "mark": {"type": "point", "filled": True, "shape": "diamond", "size": 110, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, **link},
        }
    )
    return {"layer": layers, "width": 430}


def _shades(windows: Sequence[Row], domain: Sequence[str]) -> Spec:
    x: Spec = {
        "field": "_from", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None,
        "scale": {"domain": list(domain), "type": "utc"},
    }  # fmt: skip
    return {
        "data": values(windows),
        "layer": [
            {
                "mark": {"type": "rect", "opacity": 1},
                "encoding": {
                    "x": x, "x2": {"field": "_to", "timeUnit": "utcyearmonthdate"},
                    "color": {"value": "#f4f1e8", "condition": {"test": "datum._shade === 1", "value": "#e6e0cf"}},
                    "description": {"field": "label"},
                },
            },
            {
                "transform": [{"filter": "datum._wide"}],
                "mark": {"type": "text", "align": "left", "baseline": "bottom", "dx": 3, "dy": -3, "fontSize": 11,
                         "color": INK},
                "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "judged"}},
            },
        ],
    }  # fmt: skip


def _read(written: str) -> Period | None:
    try:
        return period(written) if written else None
    except PeriodError:
        return None
