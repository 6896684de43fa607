"""The study at a glance: its case, the next step, how far it is, what changed, and what is wrong with it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from colligate.actions.addresses import GROUPS, Spot, spot_of
from colligate.actions.arrivals import aged, grouped, moved
from colligate.actions.looking import Standing
from colligate.actions.progress import progress
from colligate.actions.starting import copy_example
from colligate.actions.study_file import can_start, start_study
from colligate.lenses.shipped import shipped
from colligate.problems import ColligateError, Problem
from colligate.study.building import last_build
from colligate.study.since import files_changed, moment, said_since
from colligate.web.workbench import back, render, templates, workbench


def show(request: Request) -> Response:
    """Show the case, the next step, progress, changes and problems, each with links to its place."""
    bench = workbench(request)
    if not (bench.path / "study.yaml").is_file() and can_start(bench.path):
        return _start(request, {})
    standing = bench.standing
    case = standing.study.settings.case
    problems = _by_group(standing)
    bench.note_errors(standing)
    return render(
        request, "study.html.j2", progress=progress(standing), problems=problems, aged=aged(standing),
        organisation=standing.binder.quoting.name(case.organisation), changed=_changed(standing),
        done=_DONE.get(request.query_params.get("done", ""), ""),
    )  # fmt: skip


_DONE = {"started": "The study is started. What you do from here is in its folder at once.", "kept": "Kept."}


def _by_group(standing: Standing) -> dict[str, list[tuple[Problem, Spot]]]:
    """Return the problems, errors first, by what they are of, each with where it can be seen."""
    placed = [(problem, spot_of(standing, problem.place, problem.message)) for problem in standing.every_problem]
    placed.sort(key=lambda pair: pair[0].severity)
    groups = {group: [pair for pair in placed if pair[1].group == group] for group in GROUPS}
    return {group: found for group, found in groups.items() if found}


def _changed(standing: Standing) -> dict[str, object]:
    """Return what is different from the last build."""
    folder = standing.study.folder
    at, before = last_build(standing.study)
    if at is None and before is None:
        return {"built": False}
    said = said_since(folder, at.journals) if at else []
    return {
        "built": True,
        "known": at is not None,
        "groups": grouped(standing, said),
        "files": files_changed(at.files, moment(folder).files) if at else [],
        "moved": moved(standing.binder, before, standing.assessment) if before else [],
    }


def _start(request: Request, told: dict[str, str], chosen: tuple[str, ...] = (), wrong: str = "") -> Response:
    bench = workbench(request)
    page = templates().get_template("start.html.j2")
    context = {"path": bench.path, "told": told, "chosen": chosen, "lenses": shipped(), "wrong": wrong, "by": bench.by}
    return HTMLResponse(page.render(context), status_code=400 if wrong else 200)


async def start(request: Request) -> Response:
    """Start a study in the folder, or put the worked one there."""
    bench, form = workbench(request), await request.form()
    told = {name: str(value) for name, value in form.items() if isinstance(value, str)}
    chosen = tuple(str(lens) for lens in form.getlist("lens"))
    try:
        if told.get("verb") == "example":
            copy_example(bench.path)
        else:
            start_study(bench.path, told, lenses=chosen, by=bench.by)
    except ColligateError as error:
        if not can_start(bench.path):
            raise
        return _start(request, told, chosen, str(error))
    return back(request, "/?done=started")


routes = [Route("/", show), Route("/", start, methods=["POST"])]
