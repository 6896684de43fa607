"""The report: its sentences with what each rests on, changed and bound one by one; built; taken back from Word."""

from __future__ import annotations

import base64

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from colligate.actions.building import build_report, confirm_sentences
from colligate.actions.coding import NoSuchThingError
from colligate.actions.returning import returned_report, take_back
from colligate.actions.supporting import supports_for
from colligate.actions.writing import add_sentence, argue_sentence, bind_sentence, reword_sentence, unbind_sentence
from colligate.problems import ColligateError
from colligate.web.workbench import back, render, workbench

#: What a build can have written, by name, and how it is called.
_FILES = {
    "report.html": "The report as a page", "report.docx": "For Word", "report.pdf": "For print",
    "evidence.xlsx": "The evidence table", "first-pass.html": "The first pass", "findings.json": "Findings as data",
}  # fmt: skip


def show(request: Request) -> Response:
    """Show the report as text, every sentence with its state and a way to what it rests on."""
    bench = workbench(request)
    composed = bench.standing.composed
    built = {name: title for name, title in _FILES.items() if (bench.path / "build" / name).is_file()}
    waiting = [s for s in composed.document.sentences if s.unbound or s.stale]
    return render(
        request, "reports.html.j2", document=composed.document, stale=composed.stale, built=built, waiting=waiting,
        done=request.query_params.get("done", ""),
    )  # fmt: skip


async def act(request: Request) -> Response:
    """Build the report, confirm a stale sentence, or add a new one."""
    bench, form = workbench(request), await request.form()
    if sentence := str(form.get("confirm", "")):
        confirm_sentences(bench.path, [sentence])
        return back(request, "/reports?done=confirmed")
    if words := str(form.get("words", "")).strip():
        add_sentence(bench.path, words, after=str(form.get("after", "")))
        return back(request, "/reports?done=added")
    # Elsewhere than in the thread that answers: other pages stay open while figures are drawn.
    await run_in_threadpool(build_report, bench.path)
    return back(request, "/reports?done=built")


def sentence(request: Request) -> Response:
    """Show one sentence: its words, what it rests on with the quotes, and a search for more."""
    return _sentence(request, request.path_params["sentence"])


def _sentence(request: Request, name: str, wrong: str = "", typed: str = "") -> Response:
    standing = workbench(request).standing
    sentences = standing.composed.document.sentences
    place = next((n for n, one in enumerate(sentences) if one.id == name), None)
    if place is None:
        raise NoSuchThingError("sentence", name, [one.id for one in sentences])
    words = request.query_params.get("words", "")
    return render(
        request, "sentence.html.j2", s=sentences[place], supports=standing.composed.document.supports.get(name, ()),
        before=sentences[place - 1] if place else None, after=next(iter(sentences[place + 1 :]), None), words=words,
        found=supports_for(standing, words) if words else [], wrong=wrong, typed=typed,
        done=request.query_params.get("done", ""), status=400 if wrong else 200,
    )  # fmt: skip


async def change(request: Request) -> Response:
    """Change a sentence's words or bonds; what cannot be done comes back with what was typed."""
    bench, form, name = workbench(request), await request.form(), request.path_params["sentence"]
    typed, verb = str(form.get("typed", "")), str(form.get("verb", ""))
    try:
        if verb == "bind":
            name = bind_sentence(bench.path, name, tuple(map(str, form.getlist("ref"))))
        elif verb == "unbind":
            name = unbind_sentence(bench.path, name, str(form.get("ref", ""))) or name
        elif verb == "argue":
            name = argue_sentence(bench.path, name) or name
        elif verb == "confirm":
            confirm_sentences(bench.path, [name])
        else:
            reword_sentence(bench.path, name, typed, seen=str(form.get("seen", "")))
    except ColligateError as error:
        return _sentence(request, name, str(error), typed)
    if name not in {one.id for one in bench.standing.composed.document.sentences}:
        return back(request, "/reports?done=changed")
    return back(request, f"/reports/sentence/{name}?done=1")


async def returned(request: Request) -> Response:
    """Show what changed in a DOCX that came back; take over what was chosen."""
    bench = workbench(request)
    async with request.form(max_part_size=100 * 2**20) as form:
        file, kept = form.get("file"), str(form.get("kept", ""))
        data = await file.read() if isinstance(file, UploadFile) else base64.b64decode(kept or "")
        keys = {str(key) for key in form.getlist("take")}
        decided = form.get("verb") == "take"
    if decided:
        taken = await run_in_threadpool(take_back, bench.path, data, keys)
        return render(request, "taken.html.j2", taken=taken)
    found = await run_in_threadpool(returned_report, bench.path, data)
    return render(
        request, "returned.html.j2", found=found, kept=base64.b64encode(data).decode(), binder=bench.standing.binder
    )


def download(request: Request) -> Response:
    """Hand over a file that a build wrote."""
    bench, name = workbench(request), request.path_params["name"]
    path = bench.path / "build" / name
    if name not in _FILES or not path.is_file():
        raise NoSuchThingError("built file", name, _FILES)
    if not name.endswith(".html"):
        return FileResponse(path, filename=name)
    # The built page carries its own policy and script; it is set apart from the workbench's origin.
    policy = "sandbox allow-scripts allow-popups; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"  # noqa: E501 - one header
    return FileResponse(path, headers={"content-security-policy": policy})


routes = [
    Route("/reports", show),
    Route("/reports", act, methods=["POST"]),
    Route("/reports/back", returned, methods=["POST"]),
    Route("/reports/sentence/{sentence}", sentence),
    Route("/reports/sentence/{sentence}", change, methods=["POST"]),
    Route("/reports/{name}", download),
]
