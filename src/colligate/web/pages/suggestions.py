"""What rules propose, waiting for a person: accept, correct or refuse, each by one key."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.deciding import accept_suggestions, correct_suggestion, refuse_suggestions
from colligate.actions.listing import rows
from colligate.web.workbench import back, render, workbench

#: Suggestions on one page.
_ON_PAGE = 25


def show(request: Request) -> Response:
    """Show a queue of one kind of record, or of all, with the words each was read from."""
    bench = workbench(request)
    every = rows(bench.path, "suggestions")
    kinds = sorted({row["record"] for row in every})
    kind = request.query_params.get("kind", "")
    chosen = [row for row in every if kind in ("", row["record"])]
    counts = {name: sum(row["record"] == name for row in every) for name in kinds}
    done = request.query_params.get("done", "")
    return render(
        request, "suggestions.html.j2", rows=chosen[:_ON_PAGE], total=len(chosen), kind=kind, counts=counts, done=done
    )


async def decide(request: Request) -> Response:
    """Carry out one decision and show the queue again."""
    bench, form = workbench(request), await request.form()
    record, verb = str(form.get("record", "")), str(form.get("verb", ""))
    if verb == "accept":
        accept_suggestions(bench.path, [record], by=bench.by)
    elif verb == "refuse":
        refuse_suggestions(bench.path, [record], by=bench.by, reason=str(form.get("reason", "")))
    else:
        field = str(form.get("field", ""))
        correct_suggestion(bench.path, record, {field: str(form.get("value", ""))}, by=bench.by)
    asked = {"kind": str(form.get("kind", "")), "done": f"{_DONE.get(verb, 'corrected')}: {record}"}
    return back(request, f"/suggestions?{urlencode(asked)}")


_DONE = {"accept": "accepted", "refuse": "refused"}

routes = [Route("/suggestions", show), Route("/suggestions", decide, methods=["POST"])]
