"""Figures and tables put where the author placed them."""

from __future__ import annotations

from collections.abc import Callable

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.problems import ColligateError, Problem
from colligate.reports.binding import Binder
from colligate.reports.document import Figure
from colligate.reports.lists import LISTS
from colligate.reports.nodes import Node, attributes, classes_of, pairs_of, plain, span, words
from colligate.reports.tables import TABLES, TableError

_TABLES = TABLES | LISTS
#: Draws one figure: its name, its attributes, and what it may look at. Raises ColligateError.
Draw = Callable[[str, dict[str, str], Material, Assessment], Figure]

#: Classes that are short for a figure of that name.
FIGURES = ("timeline", "tiers", "map")


class Placer:
    """Replaces the divs of one report."""

    def __init__(self, binder: Binder, draw: Draw) -> None:
        """Keep what tables and figures are made from."""
        self.binder = binder
        self.draw = draw
        self.figures: dict[str, Figure] = {}
        self.problems: list[Problem] = []

    def place(self, blocks: list[Node]) -> list[Node]:
        """Return the blocks with every placed div replaced by its table or figure."""
        placed: list[Node] = []
        for block in blocks:
            if block["t"] != "Div":
                placed.append(block)
                continue
            classes = classes_of(block)
            kind = next((name for name in classes if name in (*_TABLES, *FIGURES, "figure")), "")
            if not kind:
                block["c"][1] = self.place(block["c"][1])
                placed.append(block)
            elif kind in _TABLES:
                placed.extend(self._table(kind, block))
            else:
                placed.extend(self._figure(kind, block))
        return placed

    def _table(self, kind: str, block: Node) -> list[Node]:
        try:
            made = _TABLES[kind](self.binder, pairs_of(block), _caption(block))
        except TableError as error:
            self.problems.append(Problem(place=f"report .{kind}", message=error.message, remedy=error.remedy))
            return []
        made["c"][0] = attributes(block["c"][0][0], (kind,))
        return [made]

    def _figure(self, kind: str, block: Node) -> list[Node]:
        options = pairs_of(block)
        name = options.pop("name", "") if kind == "figure" else kind
        key = block["c"][0][0] or f"figure-{len(self.figures) + 1}"
        try:
            figure = self.draw(name, options, self.binder.material, self.binder.assessment)
        except ColligateError as error:
            self.problems.append(Problem(place=f"report .figure {name}", message=str(error), remedy=""))
            return []
        self.figures[key] = figure
        caption = _caption(block) or words(figure.caption or figure.title)
        if figure.credit:
            caption = [*caption, {"t": "Space"}, span(words(figure.credit), classes=("credit",))]
        image = {"t": "Image", "c": [attributes(), words(figure.alt), [f"figures/{key}.svg", figure.title]]}
        return [{"t": "Figure", "c": [attributes(key, ("figure",)), [None, [plain(caption)]], [plain([image])]]}]


def _caption(block: Node) -> list[Node]:
    inlines: list[Node] = []
    for inner in block["c"][1]:
        if inner["t"] in ("Para", "Plain"):
            inlines += [{"t": "Space"}] if inlines else []
            inlines += inner["c"]
    return inlines
