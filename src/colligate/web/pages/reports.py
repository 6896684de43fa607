"""The report as it reads, written whole, built, and taken back from Word."""

from __future__ import annotations

import base64
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from colligate.actions.building import build_report, confirm_sentences
from colligate.actions.coding import NoSuchThingError
from colligate.actions.placing_figures import snippets
from colligate.actions.returning import returned_report, take_back
from colligate.actions.writing import add_sentence, report_files, save_text
from colligate.problems import ColligateError
from colligate.reports.html_body import body
from colligate.web.pages.sentences import address_of
from colligate.web.workbench import back, render, workbench

#: What a build can have written, by name, and how it is called.
_FILES = {
    "report.html": "The report as a page", "report.docx": "For Word", "report.pdf": "For print",
    "evidence.xlsx": "The evidence table", "first-pass.html": "The first pass", "findings.json": "Findings as data",
}  # fmt: skip


def show(request: Request) -> Response:
    """Show the report as it reads, every sentence with its state and a way to what it rests on."""
    bench = workbench(request)
    composed = bench.illustrated.composed(bench.standing)
    built = {name: title for name, title in _FILES.items() if (bench.path / "build" / name).is_file()}
    waiting = [s for s in composed.document.sentences if s.unbound or s.stale]
    return render(
        request, "reports.html.j2", document=composed.document, stale=composed.stale, built=built, waiting=waiting,
        text=Markup(body(composed.document, [], leads=address_of)),  # noqa: S704 - set by pandoc from the author's own text
        done=request.query_params.get("done", ""),
    )  # fmt: skip


def figure(request: Request) -> Response:
    """Draw one figure of the report."""
    bench, asked = workbench(request), dict(request.query_params)
    return Response(bench.illustrated.svg(bench.standing, asked.pop("name", ""), asked), media_type="image/svg+xml")


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


def whole(request: Request) -> Response:
    """Show the report's files as they are written: headings, figures and tables too."""
    return _whole(request)


def _whole(request: Request, wrong: str = "", typed: tuple[str, str] = ("", "")) -> Response:
    bench = workbench(request)
    files = report_files(bench.path) or {"report.md": ("", "")}
    name = typed[0] or request.query_params.get("file", "")
    name = name if name in files else next(iter(files))
    text, seen = files[name]
    return render(
        request, "report_text.html.j2", files=list(files), name=name, text=typed[1] or text, seen=seen,
        snippets=snippets(bench.standing), wrong=wrong, done=request.query_params.get("done", ""),
        problems=bench.standing.composed.document.problems, status=400 if wrong else 200,
    )  # fmt: skip


async def keep(request: Request) -> Response:
    """Write a report file whole; what cannot be written comes back with what was typed."""
    bench, form = workbench(request), await request.form()
    name, text = str(form.get("file", "")), str(form.get("text", ""))
    try:
        save_text(bench.path, name, text, seen=str(form.get("seen", "")))
    except ColligateError as error:
        return _whole(request, str(error), (name, text))
    return back(request, f"/reports/text?{urlencode({'file': name, 'done': '1'})}")


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
    Route("/reports/text", whole),
    Route("/reports/text", keep, methods=["POST"]),
    Route("/reports/figure", figure),
    Route("/reports/{name}", download),
]
