"""Revisions made apart from each other, side by side, for a person to settle."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.addresses import record_address
from colligate.actions.settling import apart, settle
from colligate.problems import ColligateError
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show every record of which revisions were made apart."""
    return _show(request)


def _show(request: Request, wrong: str = "") -> Response:
    standing = workbench(request).standing
    done = request.query_params.get("done", "")
    settled = standing.study.records.by_id.get(done)
    return render(
        request, "apart.html.j2", found=apart(standing), wrong=wrong, done=done,
        onward=record_address(standing, settled) if settled else "", status=400 if wrong else 200,
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Settle one record: a side taken whole, or mixed field by field."""
    bench, form = workbench(request), await request.form()
    identity, seen = str(form.get("id", "")), [str(one) for one in form.getlist("seen")]
    take, fields = str(form.get("take", "")), {}
    if not take:
        fields = {name.removeprefix("field-"): str(value) for name, value in form.items() if name.startswith("field-")}
        take = next(iter(fields.values()), "")
    try:
        settle(bench.path, identity, take=take, fields=fields, seen=seen, by=bench.by)
    except ColligateError as error:
        return _show(request, str(error))
    return back(request, f"/study/apart?done={identity}")


routes = [Route("/study/apart", show), Route("/study/apart", decide, methods=["POST"])]
