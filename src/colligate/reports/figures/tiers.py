"""An ordinal indicator over time as steps, the worst level at the bottom; accounts that differ are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.indicators.indicator import Indicator, Observation
from colligate.reports.document import Figure
from colligate.reports.figures.drawing import (
    COLOURS,
    PALE,
    NothingToDrawError,
    Row,
    Spec,
    name_of,
    picture,
    source_of,
    told_by,
    values,
)


def draw(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw `indicator` (the first ordinal one if left out) in `area`, from year `from` to `to`."""
    del assessment
    indicator = _indicator(attributes, material)
    rows = levels(attributes, material, indicator)
    if not rows:
        raise NothingToDrawError(f"'{indicator.id}' has no levels here.", "Add observations, or widen the years.")
    sources = {str(row["_source"]) for row in rows}
    steps = [row for row in rows if row["account"] == "drawn"]
    said = "; ".join(f"{row['year']}: {row['level']}" for row in steps)
    differ = "; ".join(str(row["label"]) for row in rows if row["account"] != "drawn")
    alt = f"{indicator.name} by year of the report, worst level at the bottom. {said}."
    return picture(
        "tiers",
        indicator.name,
        _spec(rows, steps, indicator),
        caption=f"{indicator.name}, {attributes.get('area', material.area)}.",
        credit=f"{_differing(rows)}{told_by(material, sources)}",
        alt=alt + (f" Differing accounts: {differ}." if differ else ""),
        sources=sources,
        height=190,
    )


def _differing(rows: Sequence[Row]) -> str:
    others = [f"{row['year']} {row['level']} ({row['teller']})" for row in rows if row["account"] != "drawn"]
    return f"Open diamonds, accounts that differ: {'; '.join(others)}. " if others else ""


def _indicator(attributes: Mapping[str, str], material: Material) -> Indicator:
    named = attributes.get("indicator")
    for indicator in material.of(Indicator):
        if indicator.scale and named in (None, "", indicator.id):
            return indicator
    raise NothingToDrawError("no ordinal indicator.", "Give an indicator its levels in 'scale', worst first.")


def levels(attributes: Mapping[str, str], material: Material, indicator: Indicator) -> list[Row]:
    """Return one row a distinct account: the preferred, or most told, is *drawn*, any other *differs*."""
    area = attributes.get("area") or material.area
    first, last = attributes.get("from", "0000"), attributes.get("to", "9999")
    told: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in material.of(Observation):
        inside = observation.period.isdigit() and first <= observation.period <= last
        if (observation.indicator, observation.area) == (indicator.id, area) and inside and observation.value:
            told[observation.period].append(observation)
    rows: list[Row] = []
    for year, observations in sorted(told.items()):
        drawn = chosen(material, indicator, observations)
        shown: set[str | None] = set()
        for observation in sorted(observations, key=lambda o: (o.value != drawn, o.id)):
            if observation.value not in shown:
                shown.add(observation.value)
                rows.append(_row(material, observation, year, "drawn" if observation.value == drawn else "differs"))
    return rows


def chosen(material: Material, indicator: Indicator, observations: Sequence[Observation]) -> str | None:
    """Return the level of the preferred source, else the one most accounts give, the worse of two told as often."""
    wanted = material.prefer.get(indicator.id)
    for observation in observations:
        source = source_of(material, observation)
        if source and source.id == wanted:
            return observation.value
    counts = [
        (sum(o.value == level for o in observations), -place, level) for place, level in enumerate(indicator.scale)
    ]
    return max(counts)[2]


def _row(material: Material, observation: Observation, year: str, account: str) -> Row:
    source = source_of(material, observation)
    teller = name_of(material, source.publisher if source else None)
    return {
        "year": int(year),
        "level": observation.value,
        "account": account,
        "teller": teller,
        "_source": source.id if source else "",
        "href": f"#r-{observation.id}",
        "label": f"{year}: {observation.value}, {teller}",
    }


def _spec(rows: Sequence[Row], steps: Sequence[Row], indicator: Indicator) -> Spec:
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    years = range(first, last + 1)
    x: Spec = {
        "field": "year", "type": "quantitative", "title": None,
        "scale": {"domain": [first - 0.5, last + 0.5], "nice": False, "zero": False},
        "axis": {"format": "d", "values": list(years), "grid": False},
    }  # fmt: skip
    y: Spec = {
        "field": "level", "type": "ordinal", "title": None,
        "scale": {"domain": list(reversed(indicator.scale))}, "axis": {"grid": True},
    }  # fmt: skip
    line = {
        "data": values(_unbroken(steps)),
        "mark": {"type": "line", "interpolate": "step", "orient": "vertical", "color": COLOURS[0], "strokeWidth": 2.4},
        "encoding": {"x": x, "y": y, "order": {"field": "year"}, "detail": {"field": "_run"}},
    }
    missing = [{"year": year, "gap": "no value"} for year in years if year not in {row["year"] for row in rows}]
    gaps = {
        "data": values(missing),
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [2, 4], "color": PALE}, "encoding": {"x": x}},
            {
                "mark": {"type": "text", "baseline": "bottom", "fontSize": 10, "fontStyle": "italic", "dy": -3,
                         "color": "#555555"},
                "encoding": {"x": x, "y": {"value": 190}, "text": {"field": "gap"}},
            },
        ],
    }  # fmt: skip
    link: Spec = {"href": {"field": "href"}, "description": {"field": "label"}, "tooltip": {"field": "label"}}
    drawn = {
        "data": values(steps),
        "mark": {"type": "point", "filled": True, "size": 90, "color": COLOURS[0], "opacity": 1},
        "encoding": {"x": x, "y": y, **link},
    }
    others = [row for row in rows if row["account"] != "drawn"]
    differing = {
        "data": values(others),
        "layer": [
            {
                "mark": {"type": "point", "shape": "diamond", "size": 120, "color": COLOURS[1], "strokeWidth": 2},
                "encoding": {"x": x, "y": y, **link},
            },
            {
                "mark": {"type": "text", "dy": -13, "fontSize": 10, "color": COLOURS[1]},
                "encoding": {"x": x, "y": y, "text": {"value": "differs"}},
            },
        ],
    }
    return {"layer": [*([gaps] if missing else []), line, drawn, *([differing] if others else [])]}


def _unbroken(steps: Sequence[Row]) -> list[Row]:
    """Number the runs of years without a hole, so that no line crosses one."""
    run, numbered = 0, []
    for place, row in enumerate(steps):
        run += place > 0 and int(row["year"]) > int(steps[place - 1]["year"]) + 1
        numbered.append({**row, "_run": run})
    return numbered
