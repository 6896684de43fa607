"""Findings: one lens at a time by programmes, what no programme addresses, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.factor_coverage import STATES, factor_coverage
from colligate.actions.flipping import flips
from colligate.actions.looking import Standing
from colligate.actions.matrices import matrix
from colligate.assessments.leaving_out import GROUPS, KINDS
from colligate.assessments.results import LEVELS, RULE
from colligate.lenses.lens import Lens
from colligate.programmes.programme import Programme
from colligate.reports.tables import SIGNS
from colligate.web.workbench import render, workbench

#: Lenses under the words that a reader looks for.
_SHELVES = (("Concepts and criteria", ("ideal-type", "scale")), ("Dimensions and categories", ("typology",)))
#: Rows of findings shown of each thing left out, until all are asked for.
SHOWN = 5


class Tab(msgspec.Struct, frozen=True, kw_only=True):
    """A lens to be chosen."""

    lens: Lens
    #: Cells about programmes that somebody coded or searched.
    examined: int


def show(request: Request) -> Response:
    """Show the matrix of one lens; the first with something examined where none is asked for."""
    standing = workbench(request).standing
    shelves = [(title, list(_tabs(standing, kinds))) for title, kinds in _SHELVES]
    tabs = [tab for _, here in shelves for tab in here]
    first = next((tab for tab in tabs if tab.examined), tabs[0] if tabs else None)
    lens = request.query_params.get("lens", "") or (first.lens.id if first else "")
    shown = matrix(standing, lens, others="others" in request.query_params) if lens else None
    return render(
        request, "assessments.html.j2", shelves=shelves, shown=shown, at=lens, signs=SIGNS,
        levels=tuple(reversed(LEVELS)), rule=RULE, states=STATES,
    )  # fmt: skip


def factors(request: Request) -> Response:
    """Show which causes the programmes address, and which were sought in vain."""
    standing = workbench(request).standing
    shelves = [(title, list(_tabs(standing, kinds))) for title, kinds in _SHELVES]
    return render(
        request, "factors.html.j2", shelves=shelves, shown=factor_coverage(standing), at="factors", signs=SIGNS
    )


def resting(request: Request) -> Response:
    """Show what changes when one source, publisher or coder is left out."""
    standing, asked = workbench(request).standing, request.query_params
    group = asked.get("group") or None
    found = flips(
        standing, lens=asked.get("lens", ""), programme=asked.get("programme", ""), kind=asked.get("kind", ""),
        group=group,  # pyright: ignore[reportArgumentType] - refused where it is none
    )  # fmt: skip
    shelves = [(title, list(_tabs(standing, kinds))) for title, kinds in _SHELVES]
    return render(
        request, "flips.html.j2", shelves=shelves, flips=found, at="flips", signs=SIGNS, asked=asked, kinds=KINDS,
        groups=GROUPS, lenses=standing.study.lenses.values(), programmes=standing.study.records.of(Programme),
        most=SHOWN,
    )  # fmt: skip


def _tabs(standing: Standing, kinds: tuple[str, ...]) -> Iterator[Tab]:
    programmes = {one.id for one in standing.study.records.of(Programme)}
    for lens in standing.study.lenses.values():
        if lens.kind in kinds:
            here = standing.findings_of(lens.id)
            yield Tab(lens=lens, examined=sum(one.examined and one.programme in programmes for one in here))


routes = [
    Route("/assessments", show),
    Route("/assessments/factors", factors),
    Route("/assessments/flips", resting),
]
