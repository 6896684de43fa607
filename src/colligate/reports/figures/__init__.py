"""Figures drawn from a study's records: one module a figure, each with its data, its sources and a description."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.problems import ColligateError
from colligate.reports.document import Figure
from colligate.reports.figures import cells, places, series, tiers, timeline

_DRAWN: dict[str, Callable[[Mapping[str, str], Material, Assessment], Figure]] = {
    "series": series.draw,
    "tiers": tiers.draw,
    "timeline": timeline.draw,
    "matrix": cells.matrix,
    "coverage": cells.coverage,
    "chain": cells.chain,
    "map": places.draw,
}


class NoSuchFigureError(ColligateError):
    """A figure asked for by a name that none bears."""

    def __init__(self, name: str) -> None:
        """Name it and those there are."""
        super().__init__(f"There is no figure '{name}'. Figures: {', '.join(_DRAWN)}.")


def figure(name: str, attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw a figure. Raises NoSuchFigureError, or NothingToDrawError where the study lacks what it shows."""
    if name not in _DRAWN:
        raise NoSuchFigureError(name)
    return _DRAWN[name](attributes, material, assessment)
