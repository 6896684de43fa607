"""Import and export: a file looked at before it is taken in, and the study written in other programs' formats."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams, UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.exporting import Exported
from colligate.actions.formats import ALL, Format, export_download
from colligate.actions.taking_in import AS_VALUES, Held, look, take_back, take_in
from colligate.actions.trying import Asked
from colligate.actions.unpacking import Unpacked, unpack_beside
from colligate.problems import ColligateError
from colligate.sources.source import Source
from colligate.web.workbench import back, render, workbench

#: Before the name of a colour or author in a form.
_COLOUR = "colour:"


def show(request: Request) -> Response:
    """Show where a file goes in, and every format the study goes out in."""
    return _page(request)


def _page(request: Request, exported: Exported | None = None, chosen: str = "", wrong: str = "") -> Response:
    sources = workbench(request).standing.study.records.of(Source)
    return render(
        request, "exchange.html.j2", groups=_groups(), exported=exported, chosen=chosen, wrong=wrong,
        confidential=[one for one in sources if one.confidential], done=request.query_params.get("done", ""),
        status=400 if wrong else 200,
    )  # fmt: skip


def _groups() -> dict[str, list[Format]]:
    return {group: list(ones) for group, ones in groupby(ALL.values(), key=lambda one: one.group)}


async def hold(request: Request) -> Response:
    """Keep a file and go on to what it would bring; a script is told where that is."""
    bench = workbench(request)
    async with request.form(max_files=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return _page(request, wrong="No file was chosen. Choose one, then look what is in it.")
        held = await run_in_threadpool(bench.threshold.hold, file.filename, file.file)
    address = f"/exchange/in/{held.key}"
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"address": address})
    return back(request, address)


def preview(request: Request) -> Response:
    """Show what a file would bring under the options chosen, or what it brought."""
    held = _held(request)
    values = held.kind == AS_VALUES or (held.valued and request.query_params.get("as") == AS_VALUES)
    if values and held.brought is None:
        return back(request, f"/exchange/in/{held.key}/values")
    return _file(request, held, _asked(request.query_params) if held.brought is None else held.asked)


def _file(request: Request, held: Held, asked: Asked, wrong: str = "", unpacked: Unpacked | None = None) -> Response:
    bench = workbench(request)
    found = held.brought
    if found is None and not wrong and held.kind != "package":
        try:
            found = look(bench.path, held, asked, by=bench.by)
        except ColligateError as error:
            wrong = str(error)
    texts = bench.standing.study.texts
    sources = [one for one in bench.standing.study.records.of(Source) if one.id in texts]
    chosen = {one.rpartition("=")[0]: one.rpartition("=")[2] for one in asked.codes}
    return render(
        request, "exchange_in.html.j2", held=held, asked=asked, found=found, taken=held.brought is not None,
        wrong=wrong, sources=sources, chosen=chosen, prefix=_COLOUR,
        as_values=AS_VALUES, unpacked=unpacked, status=400 if wrong else 200,
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Take the file in, take it back, or leave it."""
    bench, held = workbench(request), _held(request)
    form = await request.form()
    if form.get("verb") == "leave":
        bench.threshold.leave(held.key)
        return back(request, "/exchange?done=left")
    if form.get("verb") == "undo":
        left = await run_in_threadpool(take_back, bench.path, held, by=bench.by)
        bench.threshold.leave(held.key)
        return back(request, f"/exchange?done={'partly' if left else 'undone'}")
    if form.get("verb") == "unpack":
        try:
            unpacked = await run_in_threadpool(unpack_beside, bench.path, held.file, str(form.get("folder", "")))
        except ColligateError as error:
            return _file(request, held, held.asked, str(error))
        return _file(request, held, held.asked, unpacked=unpacked)
    if held.brought is None:
        asked = _asked(form)
        try:
            await run_in_threadpool(take_in, bench.path, held, asked, by=bench.by)
        except ColligateError as error:
            return _file(request, held, asked, str(error))
    return back(request, f"/exchange/in/{held.key}")


def _held(request: Request) -> Held:
    return workbench(request).threshold.get(request.path_params["key"])


def _asked(told: QueryParams | FormData) -> Asked:
    """Read the options as ``colligate import`` has them."""
    given = {name: value for name, value in told.items() if isinstance(value, str)}
    codes = [
        f"{name.removeprefix(_COLOUR)}={code}" for name, code in given.items() if name.startswith(_COLOUR) and code
    ]
    return Asked(
        as_table=given.get("as", ""), source=given.get("source", ""), codes=tuple(codes),
        without_missing=given.get("without_missing") == "1",
    )  # fmt: skip


async def export(request: Request) -> Response:
    """Write the study in a format; show what was lost and where the file is."""
    bench, name = workbench(request), request.path_params["format"]
    form = await request.form()
    chosen = {key: value for key in ("form", "lens") if isinstance(value := form.get(key), str)}
    try:
        exported = await run_in_threadpool(export_download, bench.path, name, **chosen)
    except ColligateError as error:
        return _page(request, chosen=name, wrong=str(error))
    return _page(request, exported=exported, chosen=name)


def download(request: Request) -> Response:
    """Hand over a file that was exported."""
    name = request.path_params["format"]
    folder = workbench(request).path / "build" / "exchange" / "out"
    files = [one for one in _files(folder / name) if one.name == request.path_params["file"]] if name in ALL else []
    if not files:
        raise NoSuchThingError("exported file", request.path_params["file"], ALL)
    return FileResponse(files[0], filename=files[0].name, media_type="application/octet-stream")


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []


routes = [
    Route("/exchange", show),
    Route("/exchange", hold, methods=["POST"]),
    Route("/exchange/in/{key}", preview),
    Route("/exchange/in/{key}", decide, methods=["POST"]),
    Route("/exchange/out/{format}", export, methods=["POST"]),
    Route("/exchange/out/{format}/{file}", download),
]
