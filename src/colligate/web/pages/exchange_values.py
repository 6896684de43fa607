"""A file of values on its way in: each column said in plain words, what would come of it shown, then taken."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.series_asked import SeriesAsked, ask_series, mapping_of_study
from colligate.actions.taking_in import Held, look, take_in
from colligate.actions.trying import Asked
from colligate.exchange.series.asking import AREAS, DECIMALS, THOUSANDS
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor
from colligate.web.workbench import back, render, workbench

#: What was said of the columns since they were last looked at; the act waits for another look.
_CHANGED = "What the columns are was changed since what would come in was last shown. Look at it, then take it in."


def show(request: Request) -> Response:
    """Ask what the columns are, and show what would come in under what was said."""
    held = _held(request)
    if held.brought is not None or not held.valued:
        return back(request, f"/exchange/in/{held.key}")
    asked = request.query_params
    header = asked.get("header", "")
    try:
        told = ask_series(
            workbench(request).path, held.file, None if "header" in asked else held.asked.mapping,
            sheet=asked.get("sheet", ""), header=int(header) if header.isascii() and header.isdigit() else 0,
        )  # fmt: skip
    except ColligateError as error:
        return _page(request, held, None, str(error))
    return _page(request, held, told, changed="header" in asked)


def _page(
    request: Request, held: Held, told: SeriesAsked | None, wrong: str = "", *, changed: bool = False, note: str = ""
) -> Response:
    bench, found = workbench(request), None
    looked = held.asked.mapping is not None or bool(told and told.standard)
    if told and looked and not wrong and not changed:
        try:
            found = look(bench.path, held, Asked(mapping=told.mapping), by=bench.by)
        except ColligateError as error:
            wrong = str(error)
    actors = bench.standing.study.records.of(Actor)
    return render(
        request, "exchange_values.html.j2", held=held, told=told, found=found, wrong=wrong, note=note, areas=AREAS,
        decimals=DECIMALS, thousands=THOUSANDS, actors=sorted(actors, key=lambda one: one.name.casefold()),
        status=400 if wrong else 200,
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Keep what was said of the columns and look again, or take the file in as it was last shown."""
    held = _held(request)
    if held.brought is not None or not held.valued:
        return back(request, f"/exchange/in/{held.key}")
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_used if form.get("verb") == "use" else _told, request, held, form)


def _used(request: Request, held: Held, form: dict[str, str]) -> Response:
    """Read the file by a mapping of the study."""
    bench = workbench(request)
    try:
        held.asked = Asked(mapping=mapping_of_study(bench.path, form.get("mapping", "")))
    except ColligateError as error:
        return _page(request, held, ask_series(bench.path, held.file), str(error))
    return back(request, f"/exchange/in/{held.key}/values#comes")


def _told(request: Request, held: Held, form: dict[str, str]) -> Response:
    """Read the file as the form says; take it in only where that is what was last shown."""
    bench = workbench(request)
    told = _shown(bench.path, held, form)
    try:
        mapping = told.told(held.name, form)
        shown = told.mapping if told.standard and held.asked.mapping is None else held.asked.mapping
        if form.get("verb") == "take" and mapping == shown:
            take_in(bench.path, held, Asked(mapping=mapping), by=bench.by)
            return back(request, f"/exchange/in/{held.key}")
    except ColligateError as error:
        return _page(request, held, told.filled(form), str(error))
    held.asked = Asked(mapping=mapping)
    if form.get("verb") == "take":
        return _page(request, held, ask_series(bench.path, held.file, mapping), note=_CHANGED)
    return back(request, f"/exchange/in/{held.key}/values#comes")


def _shown(path: Path, held: Held, form: dict[str, str]) -> SeriesAsked:
    """Return what the form that comes back had asked."""
    header = form.get("header", "")
    asked = ask_series(path, held.file, held.asked.mapping)
    same = (asked.mapping.sheet, str(asked.mapping.header)) == (form.get("sheet", ""), header)
    if same or not header.isdigit():
        return asked
    return ask_series(path, held.file, sheet=form.get("sheet", ""), header=int(header))


def _held(request: Request) -> Held:
    return workbench(request).threshold.get(request.path_params["key"])


routes = [
    Route("/exchange/in/{key}/values", show),
    Route("/exchange/in/{key}/values", decide, methods=["POST"]),
]
