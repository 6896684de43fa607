"""Documents: added by dropping them on the page, compared in a table, their particulars put right in place."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from colligate.actions.cataloguing import WORDS, catalogue
from colligate.actions.coding import NoSuchThingError
from colligate.actions.fetching import fetch_source
from colligate.actions.particulars import ORDERS, authors, issued, source_row, source_rows
from colligate.actions.uploading import Handed, hand_over
from colligate.problems import ColligateError, Problem
from colligate.programmes.actor import Actor
from colligate.sources.source import Source
from colligate.web.workbench import back, render, templates, workbench


def show(request: Request) -> Response:
    """Show every source with who published it and what was made of it, and a place to drop more."""
    return _table(request)


def _table(request: Request, handed: tuple[Handed, ...] = (), status: int = 200) -> Response:
    asked = request.query_params
    words, order, down = asked.get("words", ""), asked.get("order", ""), asked.get("down") == "1"
    standing = workbench(request).standing
    actors = sorted(one.name for one in standing.study.records.of(Actor))
    return render(
        request, "sources.html.j2", rows=source_rows(standing, words=words, order=order, down=down), handed=handed,
        total=len(standing.study.records.of(Source)), words=words, order=order, down=down, orders=ORDERS,
        actors=actors, status=status,
    )  # fmt: skip


async def add(request: Request) -> Response:
    """Add the files of a form; one script asks for each file by itself and is answered in JSON."""
    bench = workbench(request)
    async with request.form(max_files=10_000) as form:
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        anyway = form.get("anyway") == "1"
        handed = [await run_in_threadpool(_take, request, file, anyway) for file in files]
        address = str(form.get("address", "")).strip()
    if address:
        report = await run_in_threadpool(fetch_source, bench.path, address, by=bench.by)
        handed.append(Handed(name=address, sources=tuple(report.added), problems=tuple(report.problems)))
    if "application/json" in request.headers.get("accept", ""):
        card = templates().get_template("handed.html.j2")
        return JSONResponse(
            [msgspec.to_builtins(one) | {"card": card.render(one=one, scripted=True)} for one in handed]
        )
    return _table(request, tuple(handed))


def _take(request: Request, file: UploadFile, anyway: bool) -> Handed:  # noqa: FBT001 - as the form says it
    bench, name = workbench(request), file.filename or ""
    try:
        return hand_over(bench.path, name, file.file, by=bench.by, even_if_alike=anyway)
    except ColligateError as error:
        return Handed(name=name, sources=(), problems=(Problem(place=name, message=str(error), remedy=""),))


def about(request: Request) -> Response:
    """Show what is recorded of one source, each field ready to be put right."""
    return _about(request, {})


def _about(request: Request, told: dict[str, str], wrong: str = "") -> Response:
    standing, name = workbench(request).standing, request.path_params["source"]
    source = standing.study.records.get(Source, name)
    if source is None:
        raise NoSuchThingError("source", name, [one.id for one in standing.study.records.of(Source)])
    row = source_row(standing, name)
    return render(
        request, "source.html.j2", source=source, row=row, told=_told(source, row.publisher) | told, words=WORDS,
        wrong=wrong, actors=sorted(actor.name for actor in standing.study.records.of(Actor)),
        history=standing.study.records.history.get(name, [source]), done=request.query_params.get("done", ""),
        status=400 if wrong else 200,
    )  # fmt: skip


def _told(source: Source, publisher: str) -> dict[str, str]:
    """Return the fields as a person would write them."""
    csl = source.csl
    return {
        "title": source.title, "authors": "\n".join(authors(csl)), "issued": issued(csl), "publisher": publisher,
        "kind": source.kind or "", "url": source.url, "retrieved": source.retrieved, "language": source.language,
        "confidential": "yes" if source.confidential else "no",
    } | {name: str(csl.get(name, "")) for name, _ in WORDS}  # fmt: skip


async def put_right(request: Request) -> Response:
    """Say the source again; what cannot be read comes back with what was typed. A script is answered with the row."""
    bench, form = workbench(request), await request.form()
    told = {name: str(value) for name, value in form.items()}
    scripted = "application/json" in request.headers.get("accept", "")
    try:
        catalogue(bench.path, request.path_params["source"], told, by=bench.by)
    except ColligateError as error:
        return JSONResponse({"error": str(error)}, status_code=400) if scripted else _about(request, told, str(error))
    if scripted:
        return JSONResponse(msgspec.to_builtins(source_row(bench.standing, request.path_params["source"])))
    return back(request, f"/sources/{request.path_params['source']}/about?done=1")


routes = [
    Route("/sources", show),
    Route("/sources", add, methods=["POST"]),
    Route("/sources/{source}/about", about),
    Route("/sources/{source}/about", put_right, methods=["POST"]),
]
