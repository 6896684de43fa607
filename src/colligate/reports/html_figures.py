"""A figure on the page: its drawing, whose marks tell their values and open their evidence, and its data."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from colligate.reports.document import Figure

#: Fields of the data that a reader is not shown.
_HIDDEN = re.compile(r"_|href$|url$|color$|colour$|x2?$|y2?$")


def chart(figure: Figure, key: str) -> str:
    """Return the drawing as HTML: the SVG itself, its ids its own."""
    drawing = _own_names(figure.svg.decode("utf-8"), key)
    drawing = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", drawing).strip()
    label = html.escape(figure.alt or figure.title, quote=True)
    return f'<div class="chart" role="group" aria-label="{label}">{drawing}</div>'


def _own_names(svg: str, key: str) -> str:
    """Prefix the ids inside a drawing with the figure's own, so that two drawings on one page do not share any."""
    names = set(re.findall(r'\bid="([^"]+)"', svg))
    for name in sorted(names, key=len, reverse=True):
        own = f"{key}-{name}"
        svg = svg.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
        svg = svg.replace(f'href="#{name}"', f'href="#{own}"')
    return svg


def data_table(figure: Figure) -> str:
    """Return the data that a figure draws as a table that opens; empty where the figure does not hold them."""
    tables = [rows for rows in _datasets(figure.vega) if rows]
    if not tables:
        return ""
    rows = max(tables, key=len)
    fields = [field for field in dict.fromkeys(field for row in rows for field in row) if not _HIDDEN.match(field)]
    head = "".join(f'<th scope="col">{html.escape(field.replace("_", " "))}</th>' for field in fields)
    lines = "".join(f"<tr>{''.join(_cell(row.get(field)) for field in fields)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    region = f'<div class="wide" role="region" tabindex="0" aria-label="Data of the figure">{table}</div>'
    return f'<details class="data"><summary>The data of this figure</summary>{region}</details>'


def _cell(value: Any) -> str:  # noqa: ANN401 - JSON
    return f"<td>{'' if value is None else html.escape(str(value))}</td>"


def _datasets(specification: Any) -> Iterator[list[dict[str, Any]]]:  # noqa: ANN401 - JSON
    """Yield the lists of rows that a Vega-Lite specification holds, wherever they stand in it."""
    if isinstance(specification, dict):
        values = specification.get("values")
        if isinstance(values, list) and values and all(isinstance(row, dict) for row in values):
            yield values
        for name, inner in specification.items():
            if name == "datasets" and isinstance(inner, dict):
                yield from (rows for rows in inner.values() if _is_rows(rows))
            elif name != "values":
                yield from _datasets(inner)
    elif isinstance(specification, list):
        yield from _each(specification)


def _each(parts: Iterable[Any]) -> Iterator[list[dict[str, Any]]]:
    for part in parts:
        yield from _datasets(part)


def _is_rows(rows: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
