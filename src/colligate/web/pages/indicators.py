"""Series and their values, accounts that differ beside each other, holes shown as such."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.indicators.indicator import Indicator
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show each series period by period."""
    standing = workbench(request).standing
    names = {one.id: one for one in standing.study.records.of(Indicator)}
    bound = standing.binder.bind
    series = [
        (names.get(one.indicator), one, [[bound(name) for name in point.observations] for point in one.points])
        for one in standing.assessment.series
    ]
    return render(request, "indicators.html.j2", series=series)


routes = [Route("/indicators", show)]
