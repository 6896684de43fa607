"""The report: how its sentences stand, and a button that builds it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from colligate.actions.building import build_report, confirm_sentences
from colligate.actions.coding import NoSuchThingError
from colligate.study.building import read_report_of
from colligate.web.workbench import back, render, workbench

#: What a build can have written, by name, and how it is called.
_FILES = {
    "report.html": "The report as a page", "report.docx": "For Word", "report.pdf": "For print",
    "evidence.xlsx": "The evidence table", "first-pass.html": "The first pass", "findings.json": "Findings as data",
}  # fmt: skip


def show(request: Request) -> Response:
    """Show every sentence with its state, and what was built."""
    bench = workbench(request)
    composed = read_report_of(bench.standing.study)
    built = {name: title for name, title in _FILES.items() if (bench.path / "build" / name).is_file()}
    return render(
        request, "reports.html.j2", document=composed.document, stale=composed.stale, built=built,
        done=request.query_params.get("done", ""),
    )  # fmt: skip


async def act(request: Request) -> Response:
    """Build the report, or confirm a stale sentence."""
    bench, form = workbench(request), await request.form()
    if sentence := str(form.get("confirm", "")):
        confirm_sentences(bench.path, [sentence])
        return back(request, "/reports?done=confirmed")
    build_report(bench.path)
    return back(request, "/reports?done=built")


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
    Route("/reports/{name}", download),
]
