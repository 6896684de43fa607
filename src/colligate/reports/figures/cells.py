"""Matrices drawn as cells: levels of findings, states of coverage, links of results chains, in shade and words."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from colligate.assessments.material import Material
from colligate.assessments.results import LEVELS, Assessment
from colligate.programmes.programme import Programme
from colligate.reports.document import Figure
from colligate.reports.figures.drawing import NothingToDrawError, Row, Spec, name_of, picture, values

#: Shades that stay apart in greyscale, from nothing to most; the word in the cell says it again.
_LEVEL_SHADES = dict(zip(LEVELS, ("#f3c9c0", "#ffffff", "#f5dfa8", "#d9e6ec", "#8db8cc", "#2f7391"), strict=True))
_STATE_SHADES = {"addressed": "#2f7391", "searched and silent": "#f5dfa8", "not searched": "#ffffff"}
_DARK = {"established", "addressed"}
#: What has a broken line inside its cell, so that no two meanings look alike in grey.
_BROKEN = {"contested", "refuted", "not searched"}
#: Set before the name of a criterion for each concept above it.
_INSET = "\N{EN DASH} "
#: Height of a line of a head, in pixels.
_LINE = 15


def matrix(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw programme by code for a `lens`: its concepts, or all codes with `depth="criteria"`."""
    lens = material.lenses.get(attributes.get("lens", ""))
    if lens is None:
        raise NothingToDrawError("no lens of that id.", f'Name one with lens="…": {", ".join(material.lenses)}.')
    deep = attributes.get("depth") == "criteria"
    programmes = {programme.id for programme in material.of(Programme)}
    rows = []
    for finding in assessment.findings:
        if finding.lens == lens.id and finding.programme in programmes and (deep or "." not in finding.code):
            own = finding.supporting_sources > 0 and finding.self_reported_sources == finding.supporting_sources
            said = finding.level if finding.examined else "not examined"
            rows.append(
                {
                    "programme": name_of(material, finding.programme),
                    "code": _code(material, f"{lens.id}/{finding.code}"),
                    "level": finding.level,
                    "said": f"{said} *" if own and finding.level == "claimed" else said,
                    "_shade": _LEVEL_SHADES[finding.level] if finding.examined else "#ffffff",
                    "href": f"#r-{finding.key}",
                }
            )
    return _cells("matrix", lens.title, rows, note="* All of its support is self-reported.")


def coverage(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw programme by code for a typology `lens`: addressed, searched and silent, or not searched."""
    wanted = attributes.get("lens", "")
    rows = [
        {
            "programme": name_of(material, row.programme),
            "code": _code(material, row.code),
            "level": row.state,
            "said": row.state,
            "_shade": _STATE_SHADES[row.state],
            "href": f"#r-gap:{row.programme}@{row.code}",
        }
        for row in assessment.coverage
        if row.code.partition("/")[0] == wanted
    ]
    lens = material.lenses.get(wanted)
    title = lens.title if lens else wanted
    return _cells("coverage", title, rows, note="In the sources of this study; a gap here is no gap of the world.")


def chain(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw how far along the results chain evidence reaches for each programme."""
    del attributes
    rows = [
        {
            "programme": name_of(material, one.programme),
            "code": link.link,
            "level": link.level,
            "said": link.level,
            "_shade": _LEVEL_SHADES[link.level],
            "href": f"#r-{one.programme}@results-chain/{link.link}",
        }
        for one in assessment.chains
        for link in one.links
    ]
    return _cells("chain", "Results chain", rows, note="Outputs and reactions are not outcomes.")


def _code(material: Material, reference: str) -> str:
    """Return a code's name, set in below the concept it is a criterion of."""
    return _INSET * reference.partition("/")[2].count(".") + material.codes[reference].name


def _cells(name: str, title: str, rows: Sequence[Row], *, note: str) -> Figure:
    if not rows:
        raise NothingToDrawError(f"'{title}' has no cells.", "Code passages about a programme with it first.")
    said = "; ".join(f"{row['programme']}, {str(row['code']).lstrip(_INSET)}: {row['said']}" for row in rows)
    return picture(
        name, title, _spec(rows), caption=f"{title}.", alt=f"{title}. {said}.", credit=note,
        height=34 * len({row["code"] for row in rows}),
    )  # fmt: skip


def _heads(rows: Sequence[Row]) -> dict[str, str]:
    """Return each programme's name in lines with bars between, all of as many lines."""
    wrapped = {str(row["programme"]): textwrap.wrap(str(row["programme"]), 22) for row in rows}
    most = max(len(lines) for lines in wrapped.values())
    return {name: "|".join([" "] * (most - len(lines)) + lines) for name, lines in wrapped.items()}


def _spec(rows: Sequence[Row]) -> Spec:
    heads = _heads(rows)
    codes = list(dict.fromkeys(str(row["code"]) for row in rows))
    x: Spec = {
        "field": "_head", "type": "nominal", "title": None, "sort": list(heads.values()),
        "axis": {
            "orient": "top", "labelAngle": 0, "labelLimit": 170, "ticks": False, "domain": False,
            "labelExpr": "split(datum.label, '|')", "labelLineHeight": _LINE, "labelBaseline": "top",
            # The lines of a label run down from its first: it has to begin that much higher.
            "labelPadding": _LINE * (1 + next(iter(heads.values())).count("|")) + 4,
        },
    }  # fmt: skip
    y: Spec = {
        "field": "code", "type": "nominal", "title": None, "sort": codes,
        "axis": {
            "ticks": False, "domain": False, "labelLimit": 240, "labelAlign": "left",
            "labelPadding": min(240, round(6.0 * max(map(len, codes))) + 6),
        },
    }  # fmt: skip
    dark = " || ".join(f"datum.level === '{level}'" for level in sorted(_DARK))
    cell: Spec = {"x": x, "y": y, "href": {"field": "href"}, "description": {"field": "said"}}
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "stroke": "#777777", "strokeWidth": 1},
            "encoding": {**cell, "color": {"field": "_shade", "type": "nominal", "scale": None}},
        },
        {
            "transform": [{"filter": {"field": "level", "oneOf": sorted(_BROKEN)}}],
            "mark": {"type": "rect", "stroke": "#777777", "strokeWidth": 1, "strokeDash": [3, 3], "fill": None,
                     "width": {"band": 0.95}, "height": {"band": 0.78}},
            "encoding": cell,
        },
        {
            "mark": {"type": "text"},
            "encoding": {
                **cell, "text": {"field": "said"},
                "color": {"value": "#222222", "condition": {"test": dark, "value": "white"}},
            },
        },
    ]  # fmt: skip
    return {
        "data": values([{**row, "_head": heads[str(row["programme"])]} for row in rows]),
        "width": 460,
        "layer": layers,
    }
