"""A row or column of a document's table as values, each to be ticked and all accepted at one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.accepting import Chosen, accept
from colligate.actions.cells import Take, holding, proposed_line
from colligate.actions.coding import NoSuchThingError
from colligate.indicators.indicator import Indicator, Observation
from colligate.problems import ColligateError
from colligate.sources.tables.table import Untold
from colligate.web.workbench import back, render, workbench

_QUALIFIERS = {"": "exactly", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "~": "about"}
_FIELDS = ("indicator", "area", "period", "value", "qualifier")


def show(request: Request) -> Response:
    """Show what every cell of a row or column states."""
    return _show(request, None)


def _show(request: Request, typed: FormData | None, error: str = "") -> Response:
    standing, source, asked = workbench(request).standing, request.path_params["source"], request.query_params
    start, end = _number(asked.get("start")), _number(asked.get("end"))
    take: Take = "column" if asked.get("take") == "column" else "row"
    found = proposed_line(standing, source, start, end, take)
    if isinstance(found, Untold):
        return render(request, "wrong.html.j2", status=404, title="No table here", message=found.reason)
    one = found.cells[0]
    for_all = {"indicator": asked.get("indicator", ""), "area": asked.get("area", "")}
    records = standing.study.records
    return render(
        request, "tabled.html.j2", status=400 if error else 200, found=found, typed=typed, error=error, for_all=for_all,
        indicators={each.id: each.name for each in records.of(Indicator)}, qualifiers=_QUALIFIERS,
        areas=sorted({each.area for each in records.of(Observation)}), start=start, end=end, first=one,
    )  # fmt: skip


async def take(request: Request) -> Response:
    """Accept the values that are ticked; what cannot be read comes back with what was typed."""
    bench, form = workbench(request), await request.form()
    chosen = list(_chosen(form))
    try:
        accept(bench.path, request.path_params["source"], chosen, by=bench.by)
    except ColligateError as error:
        return _show(request, form, str(error))
    names = dict.fromkeys(one.indicator for one in chosen)
    return back(request, f"/indicators/{next(iter(names))}?done=said" if len(names) == 1 else "/indicators?done=said")


def _chosen(form: FormData) -> Iterator[Chosen]:
    for place in form.getlist("cell"):
        start, _, end = str(place).partition("-")
        given = {field: str(form.get(f"{field}-{place}", "")).strip() for field in _FIELDS}
        yield Chosen(start=_number(start), end=_number(end), **given)


def holders(request: Request) -> Response:
    """Show the tables of the study's documents that seem to hold an indicator's series."""
    standing, identity = workbench(request).standing, request.path_params["id"]
    try:
        found = holding(standing, identity)
    except NoSuchThingError as error:
        return render(request, "wrong.html.j2", status=404, title="Not here", message=str(error))
    return render(
        request, "holders.html.j2", found=found, identity=identity, name=standing.binder.quoting.name(identity),
        titles=standing.binder.quoting.name, texts=len(standing.study.texts), takes=get_args(Take),
    )  # fmt: skip


def _number(told: str | None) -> int:
    return int(told) if told and told.isascii() and told.isdigit() else -1


routes = [
    Route("/sources/{source}/table", show),
    Route("/sources/{source}/table", take, methods=["POST"]),
    Route("/indicators/{id}/tables", holders),
]
