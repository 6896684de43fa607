"""How a timeline is drawn: events and bars of programmes over shaded windows, and a series on the same axis below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from colligate.periods import Period
from colligate.reports.figures.drawing import COLOURS, INK, PALE, SHAPES, Row, Spec, values
from colligate.reports.figures.series import numbers_told

#: Pixels: width of the axis of time, height of a row of events, height of the series.
WIDTH, _ROW, _SERIES = 430, 24, 130
#: Letters on one line of the name of a row.
_LETTERS = 62


def spec(
    events: Sequence[Row], bars: Sequence[Row], windows: Sequence[Row], below: Sequence[Row], unit: str, span: Period
) -> Spec:
    """Return the specification; without rows for the series it is one panel."""
    x: Spec = {
        "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None,
        "scale": {"domain": [span.first.isoformat(), span.last.isoformat()], "type": "utc"},
        "axis": {"format": "%Y", "tickCount": "year", "grid": True, "labelAlign": "left"},
    }  # fmt: skip
    shades = [_shades(windows, x)] if windows else []
    names = list(dict.fromkeys(str(row["row"]) for row in (*bars, *events)))
    upper = {"layer": [*shades, *_acts(events, bars, names, x)], "width": WIDTH, "height": _ROW * len(names)}
    if not below:
        return upper
    plain = [{**one, "layer": one["layer"][:1]} for one in shades]
    lower = {"layer": [*plain, *_series(below, unit, x)], "width": WIDTH, "height": _SERIES}
    return {"vconcat": [upper, lower], "spacing": 14}


def _acts(events: Sequence[Row], bars: Sequence[Row], names: Sequence[str], x: Spec) -> list[Spec]:
    heads = {name: "|".join(textwrap.wrap(name, _LETTERS)) for name in names}
    y: Spec = {
        "field": "_row", "type": "nominal", "sort": list(heads.values()), "title": None,
        "axis": {
            "labelLimit": 380, "grid": False, "ticks": False, "domain": False, "labelFontSize": 10.5,
            "labelExpr": "split(datum.label, '|')", "labelLineHeight": 12,
        },
    }  # fmt: skip
    programmes = list(dict.fromkeys(str(row["programme"]) for row in (*bars, *events)))
    by: Spec = {"field": "programme", "type": "nominal", "title": None, "legend": {"symbolOpacity": 1}}
    colours = [COLOURS[i % len(COLOURS)] for i in range(len(programmes))]
    shapes = [SHAPES[i % len(SHAPES)] for i in range(len(programmes))]
    place: Spec = {
        "x": {**x, "field": "start"}, "y": y, "color": {**by, "scale": {"domain": programmes, "range": colours}},
        "href": {"field": "href"}, "description": {"field": "label"}, "tooltip": {"field": "label"},
    }  # fmt: skip
    until = {"x2": {"field": "end", "timeUnit": "utcyearmonthdate"}}
    exact = [row for row in events if row["exact"] == "to the day"]
    coarse = [row for row in events if row["exact"] != "to the day"]
    open_ended = [row for row in bars if row["_open"]]

    def data(rows: Sequence[Row]) -> Spec:
        return values([{**row, "_row": heads[str(row["row"])]} for row in rows])

    layers: list[Spec] = [
        {
            "data": data(bars),
            "mark": {"type": "bar", "height": 9, "opacity": 0.35},
            "encoding": {**place, **until},
        },
        {
            "data": data(open_ended),
            "mark": {"type": "point", "shape": "triangle-right", "filled": True, "size": 90, "opacity": 0.7},
            "encoding": {**place, "x": {**x, "field": "end"}},
        },
        {"data": data(coarse), "mark": {"type": "bar", "height": 5}, "encoding": {**place, **until}},
        {
            "data": data(exact),
            "mark": {"type": "point", "filled": True, "size": 100, "opacity": 1},
            "encoding": {**place, "shape": {**by, "scale": {"domain": programmes, "range": shapes}}},
        },
    ]
    return [layer for layer in layers if layer["data"]["values"]]


def _shades(windows: Sequence[Row], x: Spec) -> Spec:
    return {
        "data": values(windows),
        "layer": [
            {
                "mark": {"type": "rect", "opacity": 1},
                "encoding": {
                    "x": {**x, "field": "_from"}, "x2": {"field": "_to", "timeUnit": "utcyearmonthdate"},
                    "color": {"value": "#f7f5ee", "condition": {"test": "datum._shade === 1", "value": "#e6e0cf"}},
                    "description": {"field": "label"},
                },
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "bottom", "dx": 2, "dy": -3, "fontSize": 10.5,
                         "color": INK},
                "encoding": {"x": {**x, "field": "_from"}, "y": {"value": 0}, "text": {"field": "_judged"}},
            },
        ],
    }  # fmt: skip


def _series(below: Sequence[Row], unit: str, x: Spec) -> list[Spec]:
    known = [row for row in below if row["value"] is not None]
    told = {str(row["_at"]) for row in known}
    y: Spec = {
        "field": "value", "type": "quantitative", "title": unit or None, "scale": {"zero": True, "nice": True},
        "axis": {"tickCount": 4, "grid": True},
    }  # fmt: skip
    place: Spec = {"x": {**x, "field": "_at"}, "y": y}
    return [
        {
            "data": values(known),
            "mark": {"type": "point", "filled": True, "size": 70, "color": INK, "opacity": 1, "strokeWidth": 1.6,
                     "stroke": INK},
            "encoding": {
                **place, "href": {"field": "href"}, "description": {"field": "label"}, "tooltip": {"field": "label"},
                "fillOpacity": {"value": 1, "condition": {"test": "datum.read !== 'read'", "value": 0}},
            },
        },
        {
            "data": values([{**row, "_at": f"{row['year']}-07-01"} for row in numbers_told(_whole(known))]),
            "mark": {"type": "text", "align": "left", "dx": 7, "fontSize": 10},
            "encoding": {**place, "text": {"field": "_told"}},
        },
        {
            "data": values([row for row in below if row["value"] is None and str(row["_at"]) not in told]),
            "mark": {"type": "text", "baseline": "bottom", "fontSize": 10, "fontStyle": "italic", "dy": -3,
                     "color": PALE},
            "encoding": {"x": {**x, "field": "_at"}, "y": {"value": _SERIES}, "text": {"value": "no value"}},
        },
    ]  # fmt: skip


def _whole(known: Sequence[Row]) -> list[Row]:
    return [{**row, "_at": int(row["year"])} for row in known]
