"""The study file: the case described in a form, lenses taken in, and any file of the study that holds text, by line."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.file_lines import readable, shown_lines
from colligate.actions.study_file import describe_study, mend_study_file, state
from colligate.lenses.shipped import shipped
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor
from colligate.web.workbench import back, render, workbench


def case(request: Request) -> Response:
    """Show the case in a form."""
    return _case(request, {})


def _case(request: Request, typed: dict[str, str], wrong: str = "") -> Response:
    bench = workbench(request)
    study = bench.standing.study
    settings = study.settings
    told = {
        "title": settings.title, "question": settings.question, "period": settings.period,
        "area": settings.case.area, "threat": settings.case.threat,
        "organisation": bench.standing.binder.quoting.name(settings.case.organisation),
    }  # fmt: skip
    listed = {entry.partition("@")[0] for entry in settings.lenses}
    return render(
        request, "case.html.j2", told=told | typed, wrong=wrong, seen=typed.get("seen") or state(bench.path),
        actors=sorted(actor.name for actor in study.records.of(Actor)),
        lenses=[lens for lens in shipped() if lens.id not in listed],
        unlisted=[lens for lens in study.lenses.values() if lens.id not in listed],
        in_use=[lens for lens in study.lenses.values() if lens.id in listed], status=400 if wrong else 200,
    )  # fmt: skip


async def describe(request: Request) -> Response:
    """Write the case; what cannot be read comes back with what was typed."""
    bench, form = workbench(request), await request.form()
    told = {name: str(value) for name, value in form.items() if name != "lens"}
    lenses = [str(lens) for lens in form.getlist("lens")]
    try:
        problems = describe_study(bench.path, told, lenses=lenses, seen=told.get("seen", ""), by=bench.by)
    except ColligateError as error:
        return _case(request, told, str(error))
    if problems:
        return _case(request, {}, str(problems[0]))
    return back(request, "/?done=kept")


def file(request: Request) -> Response:
    """Show a file of the study as text, around a line; the study file can be mended here."""
    return _file(request, request.query_params.get("name", "study.yaml"), request.query_params.get("line", ""))


def _file(request: Request, name: str, line: str = "", wrong: str = "", typed: str | None = None) -> Response:
    bench = workbench(request)
    if not readable(bench.path, name):
        raise NoSuchThingError("file of text", name, ["study.yaml"])
    shown = shown_lines(bench.path, name, int(line) if line.isascii() and line.isdigit() else 0)
    return render(
        request, "file.html.j2", name=name, shown=shown, wrong=wrong, typed=typed, seen=state(bench.path),
        status=400 if wrong else 200,
    )  # fmt: skip


async def mend(request: Request) -> Response:
    """Write the study file as text; what cannot be read comes back as it was typed."""
    bench, form = workbench(request), await request.form()
    text = str(form.get("text", ""))
    try:
        mend_study_file(bench.path, text, seen=str(form.get("seen", "")))
    except ColligateError as error:
        return _file(request, "study.yaml", "", str(error), text)
    return back(request, "/?done=kept")


routes = [
    Route("/study/case", case),
    Route("/study/case", describe, methods=["POST"]),
    Route("/study/file", file),
    Route("/study/file", mend, methods=["POST"]),
]
