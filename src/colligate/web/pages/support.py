"""Anything a study holds, opened: what it is, its quotes for and against, and a place to judge it."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.judging import judge
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show a record, finding, claim, series or gap by its reference."""
    binder, ref = workbench(request).standing.binder, request.query_params.get("ref", "")
    support = binder.bind(ref)
    if support is None:
        raise NoSuchThingError("record or finding", ref, binder.names)
    done = request.query_params.get("done", "")
    return render(request, "support.html.j2", s=support, done=done, room=_ROOMS.get(support.kind, ""))


#: The room in which each kind of support is made.
_ROOMS = {
    "finding": "/assessments", "gap": "/assessments", "judgement": "/assessments", "claim": "/claims",
    "series": "/indicators", "observation": "/indicators", "indicator": "/indicators", "source": "/sources",
    "coding": "/sources", "event": "/programmes", "fact": "/programmes", "programme": "/programmes",
    "actor": "/programmes", "factor": "/programmes", "place": "/programmes",
}  # fmt: skip


async def decide(request: Request) -> Response:
    """Record a judgement and show it beside the rule's reading."""
    bench, form = workbench(request), await request.form()
    ref = str(form.get("ref", ""))
    judge(bench.path, ref, decision=str(form.get("decision", "")), reason=str(form.get("reason", "")), by=bench.by)
    return back(request, f"/support?{urlencode({'ref': ref, 'done': 'judged'})}")


routes = [Route("/support", show), Route("/support", decide, methods=["POST"])]
