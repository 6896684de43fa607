"""From a Vega-Lite specification to a picture: the same bytes anywhere, with no network.

Specifications are written out in full, so that the figure on the page, in the DOCX and in the PDF is the same one and a
reader can take its data from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import vl_convert

from colligate.assessments.material import Material
from colligate.problems import ColligateError
from colligate.reports.document import Figure
from colligate.sources.passage import Passage
from colligate.sources.source import Source

#: Vega-Lite version of the specifications.
VERSION = "5.21"
#: A font that vl-convert carries itself, so that letters are as wide on every machine.
FONT = "Liberation Sans"
WIDTH = 640
#: Colours that stay apart in greyscale and for the colour-blind (after Okabe and Ito, 2008).
COLOURS = ("#0b4f6c", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000", "#e69f00")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
INK, PALE = "#222222", "#8a8a8a"

Row = dict[str, Any]
Spec = dict[str, Any]


class NothingToDrawError(ColligateError):
    """A figure for which the study holds no data."""

    def __init__(self, what: str, remedy: str) -> None:
        """Say what is missing and the way out."""
        super().__init__(f"There is nothing to draw: {what} {remedy}")


def picture(
    name: str,
    title: str,
    spec: Spec,
    *,
    caption: str,
    alt: str,
    credit: str = "",
    sources: Iterable[str] = (),
    height: int = 280,
) -> Figure:
    """Render a specification as a Figure; size and typography are the same for all."""
    size = {} if "vconcat" in spec else {"width": WIDTH, "height": height}
    whole: Spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        **size,
        "config": _CONFIG,
        **spec,
    }
    return Figure(
        name=name,
        title=title,
        caption=caption,
        svg=_own(vl_convert.vegalite_to_svg(whole, vl_version=VERSION)).encode(),
        png=vl_convert.vegalite_to_png(whole, vl_version=VERSION, scale=2),
        vega=whole,
        sources=tuple(sorted(set(sources))),
        alt=alt,
        credit=credit.strip(),
    )


#: What the renderer sets before an address that has no host.
_ELSEWHERE = "https://vega.github.io/vega-datasets/"


def _own(svg: str) -> str:
    """Let links lead to places on the same page, and number clip paths from 0.

    The renderer counts those on from the figure before, whichever that was.
    """
    names = dict.fromkeys(re.findall(r'id="(clip\d+)"', svg))
    numbers = {name: f"clip-{number}" for number, name in enumerate(names)}
    svg = svg.replace(f'href="{_ELSEWHERE}#', 'href="#')
    return re.sub(r"\bclip\d+\b", lambda match: numbers.get(match.group(), match.group()), svg)


_CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK, "titleColor": INK,
        "gridColor": "#e3e3e3", "domainColor": PALE, "tickColor": PALE, "labelLimit": 260,
    },
    "legend": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "orient": "bottom", "columns": 1,
        "labelLimit": 560, "symbolSize": 90,
    },
    "text": {"font": FONT, "fontSize": 12, "color": INK},
}  # fmt: skip


def values(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """Return rows as inline data."""
    return {"values": [dict(row) for row in rows]}


def text(field: str, **more: Any) -> Spec:  # noqa: ANN401 - Vega-Lite's own
    """Return a text mark's channel."""
    return {"field": field, "type": "nominal", **more}


def source_of(material: Material, record: object) -> Source | None:
    """Return the source of a record's first passage."""
    named = getattr(record, "passage", None) or next(iter(getattr(record, "passages", ())), None)
    passage = material.get(Passage, named)
    return material.get(Source, passage.source) if passage else None


def name_of(material: Material, identity: str | None) -> str:
    """Return the name or title of a record, or its id."""
    record = material.by_id.get(identity or "")
    return str(getattr(record, "title", "") or getattr(record, "name", "") or identity or "")


def told_by(material: Material, sources: Iterable[str]) -> str:
    """Return a sentence that names publishers of the sources drawn."""
    names = {
        name_of(material, source.publisher) or source.title
        for identity in sources
        if (source := material.get(Source, identity))
    }
    if not names:
        return ""
    return f"Source{'' if len(names) == 1 else 's'}: {'; '.join(sorted(names))}."
