"""The review queue: passages that bear on the question and that no code fits, each given a code or dismissed."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.residual import dismiss, give_code, residual
from colligate.codings.residual import NO_CODE_FITS
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show what waits."""
    standing = workbench(request).standing
    return render(
        request, "residual.html.j2", waiting=residual(standing), code=NO_CODE_FITS,
        done=request.query_params.get("done", ""), codes=standing.study.codes,
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Give a passage a code, dismiss it, or go on to make a code for it."""
    bench, form = workbench(request), await request.form()
    told = {name: str(form.get(name, "")) for name in ("coding", "verb", "code", "stance", "reason", "place")}
    if told["verb"] == "new":
        lens, _, path = told["place"].partition("/")
        return back(request, f"/lenses/{lens}/{path or '-'}/add?{urlencode({'coding': told['coding']})}")
    if told["verb"] == "dismiss":
        dismiss(bench.path, told["coding"], reason=told["reason"], by=bench.by)
        done = "Dismissed; the reason stands in the journal."
    else:
        stance = (
            "contradicts"
            if told["stance"] == "contradicts"
            else "mentions"
            if told["stance"] == "mentions"
            else "supports"
        )
        give_code(bench.path, told["coding"], code=told["code"], stance=stance, by=bench.by)
        name = bench.standing.study.codes[told["code"]].name
        done = f"Coded as “{name}”; it has left the queue."
    return back(request, f"/lenses/residual?{urlencode({'done': done})}")


routes = [Route("/lenses/residual", show), Route("/lenses/residual", decide, methods=["POST"])]
