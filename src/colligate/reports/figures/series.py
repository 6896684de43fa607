"""An indicator over time: every account a mark, a hole left a hole, differing accounts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.indicators.indicator import Indicator, Observation
from colligate.reports.document import Figure
from colligate.reports.figures.drawing import (
    COLOURS,
    INK,
    PALE,
    SHAPES,
    NothingToDrawError,
    Row,
    Spec,
    name_of,
    picture,
    source_of,
    told_by,
    values,
)

#: Pixels.
_HEIGHT = 280
#: Values nearer to each other than this share of the highest are written on one line.
_CLOSE = 0.07


def draw(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw the series of `indicator` in `area`, with those held to be the same concept, from year `from` to `to`."""
    del assessment
    indicator = material.get(Indicator, attributes.get("indicator"))
    if indicator is None:
        raise NothingToDrawError("no indicator of that id.", 'Name one with indicator="…".')
    rows = points(attributes, material, indicator)
    known = [row for row in rows if row["value"] is not None]
    if not known:
        raise NothingToDrawError(f"'{indicator.id}' has no values here.", "Add observations, or widen the years.")
    years = [str(year) for year in range(min(int(r["year"]) for r in rows), max(int(r["year"]) for r in rows) + 1)]
    sources = {str(row["_source"]) for row in rows if row["_source"]}
    missing = _missing(rows, years)
    return picture(
        "series",
        indicator.name,
        _spec(rows, missing, years, indicator),
        caption=f"{indicator.name}, {attributes.get('area', material.area)}.",
        credit=f"{_reading(known, indicator, years)}{told_by(material, sources)}",
        alt=_alt(indicator, known, missing),
        sources=sources,
        height=_HEIGHT,
    )


def _reading(known: Sequence[Row], indicator: Indicator, years: Sequence[str]) -> str:
    hollow = any(row["read"] != "read" for row in known)
    said = "Hollow marks: told by another, the document named was not read. " if hollow else ""
    breaks = [f"{cut.period}: {cut.reason.rstrip('.')}" for cut in indicator.breaks if cut.period in years]
    return said + (f"Break in the series, {'; '.join(breaks)}. " if breaks else "")


def points(attributes: Mapping[str, str], material: Material, indicator: Indicator) -> list[Row]:
    """Return one row an account: year, value, who tells it, whether the document was read."""
    area = attributes.get("area") or material.area
    wanted = {indicator.id, *indicator.same_as}
    first, last = attributes.get("from", "0000"), attributes.get("to", "9999")
    rows = []
    for observation in material.of(Observation):
        plain = observation.period.isdigit() and first <= observation.period <= last
        if observation.indicator in wanted and observation.area == area and plain:
            rows.append(_row(material, indicator, observation))
    rows.sort(key=lambda row: (row["teller"], row["year"], row["value"] is None, row["value"] or 0))
    return _runs(rows)


def _row(material: Material, indicator: Indicator, observation: Observation) -> Row:
    source = source_of(material, observation)
    own = source is not None and source.id == material.manuscript
    teller = "the manuscript" if own else name_of(material, source.publisher if source else None) or "unknown publisher"
    other = "" if observation.indicator == indicator.id else f" ({name_of(material, observation.indicator).lower()})"
    value = None if observation.value is None else float(observation.value)
    said = "no value" if value is None else f"{observation.qualifier}{value:g}"
    return {
        "year": observation.period,
        "value": value,
        "teller": f"{teller}{other}",
        "read": "read" if observation.verified and not own else "document not read",
        "_source": source.id if source else "",
        "href": f"#r-{observation.id}",
        "label": f"{observation.period}: {said}, {teller}{other}",
    }


def _runs(rows: Sequence[Row]) -> list[Row]:
    """Number the unbroken runs of years of each teller, so that a line never crosses a hole."""
    run, previous = 0, ("", 0)
    numbered = []
    for row in rows:
        year = int(row["year"])
        if row["teller"] != previous[0] or year > previous[1] + 1 or row["value"] is None:
            run += 1
        numbered.append({**row, "_run": run})
        previous = (str(row["teller"]), year if row["value"] is not None else -9)
    return numbered


def _missing(rows: Sequence[Row], years: Sequence[str]) -> list[Row]:
    stated = {str(row["year"]): str(row["teller"]) for row in rows if row["value"] is None}
    known = {str(row["year"]) for row in rows if row["value"] is not None}
    marks = [{"year": year, "gap": f"no value in|{teller}"} for year, teller in sorted(stated.items())]
    marks += [{"year": year, "gap": "no value"} for year in years if year not in known and year not in stated]
    return [{**mark, "_at": int(mark["year"])} for mark in marks]


def _spec(rows: Sequence[Row], missing: Sequence[Row], years: Sequence[str], indicator: Indicator) -> Spec:
    tellers = sorted({str(row["teller"]) for row in rows if row["value"] is not None})
    known = [{**row, "_at": _beside(row, tellers)} for row in rows if row["value"] is not None]
    numbers = [int(year) for year in years]
    x: Spec = {
        "field": "_at", "type": "quantitative", "title": None,
        "scale": {"domain": [numbers[0] - 0.5, numbers[-1] + 0.5], "nice": False, "zero": False},
        "axis": {"format": "d", "values": numbers, "grid": False},
    }  # fmt: skip
    y: Spec = {"field": "value", "type": "quantitative", "scale": {"zero": True, "nice": True},
               "title": indicator.unit or None}  # fmt: skip
    colour: Spec = {
        "field": "teller", "type": "nominal", "title": None,
        "scale": {"domain": tellers, "range": [COLOURS[i % len(COLOURS)] for i in range(len(tellers))]},
    }  # fmt: skip
    shape = {**colour, "scale": {"domain": tellers, "range": [SHAPES[i % len(SHAPES)] for i in range(len(tellers))]}}
    line = {
        "data": values([row for row in known if row["read"] == "read" or row["teller"] == "the manuscript"]),
        "mark": {"type": "line", "strokeWidth": 1.6, "opacity": 0.7},
        "encoding": {"x": x, "y": y, "color": colour, "detail": {"field": "_run"}},
    }
    marks = {
        "data": values(known),
        "mark": {"type": "point", "filled": True, "size": 95, "strokeWidth": 1.8, "stroke": INK, "opacity": 0.9},
        "encoding": {
            "x": x, "y": y, "color": colour, "shape": shape, "href": {"field": "href"},
            "description": {"field": "label"}, "tooltip": {"field": "label"},
            "fillOpacity": {"value": 1, "condition": {"test": "datum.read !== 'read'", "value": 0}},
        },
    }  # fmt: skip
    gaps = {
        "data": values(missing),
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [2, 4], "color": PALE}, "encoding": {"x": x}},
            {
                "mark": {
                    "type": "text", "baseline": "line-bottom", "fontSize": 10, "fontStyle": "italic",
                    "lineBreak": "|", "dy": -14, "color": "#555555",
                },
                "encoding": {"x": x, "y": {"value": _HEIGHT}, "text": {"field": "gap"}},
            },
        ],
    }  # fmt: skip
    breaks = [
        {"year": b.period, "_at": int(b.period) - 0.5, "break": b.reason} for b in indicator.breaks if b.period in years
    ]
    cut = {
        "data": values(breaks),
        "layer": [
            {
                "mark": {"type": "rule", "strokeDash": [6, 3], "color": "#b00020"},
                "encoding": {"x": x, "description": {"field": "break"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "dy": -6, "fontSize": 11, "color": "#b00020"},
                "encoding": {"x": x, "y": {"value": 0}, "text": {"value": "break"}},
            },
        ],
    }
    figures = {
        "data": values(numbers_told(known)),
        "mark": {"type": "text", "baseline": "bottom", "dy": -8, "fontSize": 10.5},
        "encoding": {"x": x, "y": y, "text": {"field": "_told"}},
    }
    layers = [line, *([gaps] if missing else []), *([cut] if breaks else []), marks, figures]
    return {"layer": layers, "resolve": {"scale": {"color": "shared", "shape": "shared"}}}


def numbers_told(known: Sequence[Row]) -> list[Row]:
    """Return the numbers to be written over the marks of each year: those close together on one line."""
    high = max(float(row["value"]) for row in known)
    told: list[Row] = []
    for year in sorted({str(row["year"]) for row in known}):
        groups: list[list[Row]] = []
        for row in sorted((row for row in known if row["year"] == year), key=lambda row: float(row["value"])):
            if groups and float(row["value"]) - float(groups[-1][-1]["value"]) < _CLOSE * high:
                groups[-1].append(row)
            else:
                groups.append([row])
        told += [_written(year, group) for group in groups]
    return told


def _written(year: str, group: Sequence[Row]) -> Row:
    numbers = dict.fromkeys(float(row["value"]) for row in group)
    middle = sum(float(row["_at"]) for row in group) / len(group)
    told = " / ".join(f"{number:,g}" for number in numbers)
    return {"year": year, "_at": round(middle, 3), "value": max(numbers), "_told": told}


def _beside(row: Row, tellers: Sequence[str]) -> float:
    """Return a mark's place on the axis of years: accounts of one year side by side, so that none hides another."""
    place = tellers.index(str(row["teller"])) - (len(tellers) - 1) / 2
    return int(row["year"]) + round(place * min(0.1, 0.7 / len(tellers)), 3)


def _alt(indicator: Indicator, known: Sequence[Row], missing: Sequence[Row]) -> str:
    said = "; ".join(str(row["label"]) for row in sorted(known, key=lambda row: (row["year"], row["teller"])))
    holes = ", ".join(f"{row['year']} ({row['gap'].replace('|', ' ')})" for row in missing)
    return f"{indicator.name} by year. {said}." + (f" Missing: {holes}." if holes else "")
