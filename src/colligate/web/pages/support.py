"""Anything a study holds, opened: what it is, its quotes for and against, and a place to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.judging import NoReasonError, judge
from colligate.actions.ledger import KINDS, VERDICTS, claim_shown
from colligate.actions.searching_for import search_for
from colligate.actions.weighing import weigh
from colligate.assessments.claim import Claim
from colligate.assessments.results import LEVELS
from colligate.reports.tables import SIGNS
from colligate.web.workbench import Workbench, back, render, workbench

#: Quotes of one side shown at once, until all are asked for.
SHOWN = 30


def show(request: Request) -> Response:
    """Show a record, finding, claim, series or gap by its reference."""
    return _show(request, request.query_params.get("ref", ""))


def _show(
    request: Request, ref: str, *, typed: Mapping[str, str] | None = None, error: str = "", status: int = 200
) -> Response:
    standing, asked = workbench(request).standing, request.query_params
    told = {
        "done": asked.get("done", ""), "of": asked.get("of", ""), "signs": SIGNS, "typed": typed or {}, "error": error,
        "most": None if "all" in asked else SHOWN, "status": status,
    }  # fmt: skip
    if ref in standing.binder.findings:
        found = weigh(standing, ref)
        place = f"/assessments?{urlencode({'lens': found.finding.lens})}#c-{quote(ref)}"
        return render(
            request, "finding.html.j2", w=found, levels=tuple(reversed(LEVELS)), place=place,
            name_of=standing.binder.quoting.name, room="/assessments", **told,
        )  # fmt: skip
    if isinstance(standing.material.by_id.get(ref), Claim):
        return render(
            request, "claim.html.j2", c=claim_shown(standing, ref), levels=VERDICTS, kinds=KINDS, room="/claims", **told
        )  # fmt: skip
    support = standing.binder.bind(ref)
    if support is None:
        raise NoSuchThingError("record or finding", ref, standing.binder.names)
    looked = search_for(standing, ref) if support.kind == "gap" else None
    address = f"/search?{urlencode(looked)}" if looked else ""
    return render(request, "support.html.j2", s=support, search=address, room=_ROOMS.get(support.kind, ""), **told)


#: The room in which each kind of support is made.
_ROOMS = {
    "finding": "/assessments", "gap": "/assessments", "judgement": "/assessments", "claim": "/claims",
    "series": "/indicators", "observation": "/indicators", "indicator": "/indicators", "source": "/sources",
    "coding": "/sources", "event": "/programmes", "fact": "/programmes", "programme": "/programmes",
    "actor": "/programmes", "factor": "/programmes", "place": "/programmes",
}  # fmt: skip


async def decide(request: Request) -> Response:
    """Record a judgement and show it beside the rule's reading, or go on to the next finding of the column."""
    bench = workbench(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    ref = form.get("ref", "")
    decision = form.get("own", "") if form.get("decision") == "own" else form.get("decision", "")
    try:
        judge(bench.path, ref, decision=decision, reason=form.get("reason", ""), by=bench.by)
    except NoReasonError as error:
        return _show(request, ref, typed=form, error=str(error), status=400)
    onward = _next(bench, ref) if form.get("then") == "next" else ""
    return back(request, f"/support?{urlencode({'ref': onward or ref, 'done': 'judged', 'of': ref})}")


def _next(bench: Workbench, ref: str) -> str:
    standing = bench.standing
    return weigh(standing, ref).beside.below if ref in standing.binder.findings else claim_shown(standing, ref).after


routes = [Route("/support", show), Route("/support", decide, methods=["POST"])]
