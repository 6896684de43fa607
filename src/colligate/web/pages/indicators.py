"""Series and their values, accounts that differ beside each other, holes shown as such."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.dossier import history
from colligate.actions.preferring import prefer, tellers
from colligate.actions.series_shown import areas, drawing, one_series, shown_series
from colligate.indicators.indicator import Observation
from colligate.web.pages.recording import DONE, value_form
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show every series with its shape, holes and differing accounts."""
    standing, asked = workbench(request).standing, request.query_params
    series = shown_series(standing, query=asked.get("q", ""))
    return render(
        request, "indicators.html.j2", series=series, q=asked.get("q", ""), done=DONE.get(asked.get("done", ""), "")
    )


def read(request: Request) -> Response:
    """Show one indicator: its drawing, what can be read off it, and every account of every period."""
    standing, identity, asked = workbench(request).standing, request.path_params["id"], request.query_params
    told = standing.study.records.get(Observation, identity)
    if told:
        return RedirectResponse(f"/indicators/{told.indicator}?area={told.area}#r-{told.id}", status_code=303)
    try:
        series = one_series(standing, identity, asked.get("area", ""))
    except NoSuchThingError as error:
        return render(request, "wrong.html.j2", status=404, title="Not here", message=str(error))
    drawn, undrawn = drawing(standing, series)
    return render(
        request, "indicator.html.j2", series=series, identity=identity, areas=areas(standing, identity),
        chart=Markup(drawn), undrawn=undrawn, name=standing.binder.quoting.name, quoting=standing.binder.quoting,  # noqa: S704 - our own SVG
        history=history(standing, identity), tellers=tellers(standing, identity),
        preferred=standing.study.settings.prefer.get(identity, ""), done=DONE.get(asked.get("done", ""), ""),
        **(value_form(request, identity, series.area) if series.record else {}),
    )  # fmt: skip


async def choose(request: Request) -> Response:
    """Prefer a source for an indicator, or none."""
    bench, form, identity = workbench(request), await request.form(), request.path_params["id"]
    prefer(bench.path, identity, str(form.get("source", "")))
    return back(request, f"/indicators/{identity}?done=preferred")


routes = [
    Route("/indicators", show),
    Route("/indicators/{id}", read),
    Route("/indicators/{id}/prefer", choose, methods=["POST"]),
]
