"""The reader: a text with its codings, where words selected are coded."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import code_span, withdraw
from colligate.actions.reading_room import stretch, subjects
from colligate.web.workbench import back, render, workbench


def read(request: Request) -> Response:
    """Show a stretch of one source's text with its codings."""
    standing = workbench(request).standing
    asked = request.query_params
    number = int(asked["part"]) - 1 if asked.get("part", "").isdigit() else 0
    found = stretch(standing, request.path_params["source"], number=number, passage=asked.get("passage", ""))
    return render(
        request, "reader.html.j2", part=found, codes=standing.study.codes, names=subjects(standing),
        numbers={coding.id: n for n, coding in enumerate(found.codings, 1)}, done=asked.get("done", ""),
    )  # fmt: skip


async def code(request: Request) -> Response:
    """Code the span selected, or withdraw a coding."""
    bench, form = workbench(request), await request.form()
    source = request.path_params["source"]
    if withdrawn := str(form.get("withdraw", "")):
        withdraw(bench.path, withdrawn, by=bench.by, reason=str(form.get("reason", "")))
        part = str(form.get("part", ""))
        return back(request, f"/sources/{source}?part={part if part.isdigit() else 1}&done=withdrawn")
    start, end = (int(told) if (told := str(form.get(name, ""))).isdigit() else -1 for name in ("start", "end"))
    said = code_span(
        bench.path, source=source, start=start, end=end, code=str(form.get("code", "")),
        stance=str(form.get("stance", "supports")), about=str(form.get("about", "")), memo=str(form.get("memo", "")),  # pyright: ignore[reportArgumentType]
        by=bench.by,
    )  # fmt: skip
    passage = bench.standing.study.records.by_id[said.id].passage  # pyright: ignore[reportAttributeAccessIssue]
    return back(request, f"/sources/{source}?passage={passage}&done=coded")


routes = [
    Route("/sources/{source}", read),
    Route("/sources/{source}", code, methods=["POST"]),
]
