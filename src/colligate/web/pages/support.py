"""Anything a study holds, opened: what it is, its quotes for and against, and a place to judge it."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.judging import judge
from colligate.actions.searching_for import search_for
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show a record, finding, claim, series or gap by its reference."""
    binder, ref = workbench(request).standing.binder, request.query_params.get("ref", "")
    support = binder.bind(ref)
    if support is None:
        raise NoSuchThingError("record or finding", ref, binder.names)
    looked = search_for(workbench(request).standing, ref) if support.kind == "gap" else None
    address = f"/search?{urlencode(looked)}" if looked else ""
    return render(request, "support.html.j2", s=support, search=address, done=request.query_params.get("done", ""))


async def decide(request: Request) -> Response:
    """Record a judgement and show it beside the rule's reading."""
    bench, form = workbench(request), await request.form()
    ref = str(form.get("ref", ""))
    judge(bench.path, ref, decision=str(form.get("decision", "")), reason=str(form.get("reason", "")), by=bench.by)
    return back(request, f"/support?{urlencode({'ref': ref, 'done': 'judged'})}")


routes = [Route("/support", show), Route("/support", decide, methods=["POST"])]
