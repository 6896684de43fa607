"""Whether probabilities came true, as a reliability diagram (Murphy and Winkler 1977)."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.reports.document import Figure
from colligate.reports.figures.drawing import COLOURS, INK, PALE, SHAPES, Row, Spec, picture
from colligate.suggestions.evaluating import Evaluation

_HEIGHT = 360


def reliability(found: Sequence[Evaluation]) -> Figure | None:
    """Draw share of instances over mean probability given, a mark a bin with its count; None without any bin."""
    rows = [
        {"code": one.name, "given": part.given, "were": part.were, "passages": part.passages}
        for one in found
        for part in one.calibration
    ]
    if not rows:
        return None
    title = "Probabilities given and what came of them"
    told = "; ".join(f"{r['code']}: {r['were']:.0%} of {r['passages']} given {r['given']:.0%}" for r in rows)
    caption = "On the line, probabilities are right; above it too low, below it too high. Numbers count passages."
    return picture("reliability", title, _spec(rows), caption=caption, alt=f"{title}. {told}.", height=_HEIGHT)


def _spec(rows: Sequence[Row]) -> Spec:
    share = {"domain": [0, 1]}
    x = {"field": "given", "type": "quantitative", "scale": share, "axis": {"format": "%"}, "title": "mean given"}
    y = {"field": "were", "type": "quantitative", "scale": share, "axis": {"format": "%"}, "title": "were instances"}
    codes = list(dict.fromkeys(row["code"] for row in rows))
    colours = {"domain": codes, "range": [COLOURS[n % len(COLOURS)] for n in range(len(codes))]}
    shapes = {"domain": codes, "range": [SHAPES[n % len(SHAPES)] for n in range(len(codes))]}
    by = {"field": "code", "type": "nominal", "title": "Code"}
    diagonal = [{"given": 0, "were": 0}, {"given": 1, "were": 1}]
    return {
        "layer": [
            {
                "data": {"values": diagonal},
                "mark": {"type": "line", "color": PALE, "strokeDash": [4, 4]},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": list(rows)},
                "mark": {"type": "line", "strokeWidth": 1},
                "encoding": {"x": x, "y": y, "color": {**by, "scale": colours}},
            },
            {
                "data": {"values": list(rows)},
                "mark": {"type": "point", "filled": True, "size": 70},
                "encoding": {"x": x, "y": y, "color": {**by, "scale": colours}, "shape": {**by, "scale": shapes}},
            },
            {
                "data": {"values": list(rows)},
                "mark": {"type": "text", "dx": 9, "align": "left", "color": INK},
                "encoding": {"x": x, "y": y, "text": {"field": "passages"}},
            },
        ]
    }
