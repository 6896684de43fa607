"""The ledger of claims, and a pasted paragraph with the claims it states."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.claim_fields import BadClaimError
from colligate.actions.claiming import LONGEST, Changes, Pasted, accept_claims, propose_claims
from colligate.actions.coding import withdraw
from colligate.actions.ledger import KINDS, claim_shown, ledger
from colligate.actions.recording import BadFieldError
from colligate.problems import ColligateError
from colligate.reports.tables import SIGNS
from colligate.sources.source import Source
from colligate.web.claim_inputs import changes_of, inputs_of
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show the claims with one verdict and of one kind, or all."""
    standing, asked = workbench(request).standing, request.query_params
    verdict, kind = asked.get("verdict", ""), asked.get("kind", "")
    taken = [int(asked["taken"])] if asked.get("taken", "").isdigit() else []
    return render(
        request, "claims.html.j2", book=ledger(standing, verdict=verdict, kind=kind), verdict=verdict, kind=kind,
        kinds=KINDS, signs=SIGNS, taken=taken[0] if taken else 0, withdrawn="withdrawn" in asked,
    )  # fmt: skip


def ask(request: Request) -> Response:
    """Show where a paragraph is pasted."""
    return _show(request, "", workbench(request).standing.study.settings.manuscript)


async def read(request: Request) -> Response:
    """Read a paragraph, again with what was changed; or take the claims ticked."""
    bench, form = workbench(request), await request.form()
    text, source = _plain(form.get("text")), str(form.get("source", ""))
    # What was typed belongs to the text it was typed for: of another text the numbers mean other claims.
    typed = form if _plain(form.get("read")) == text else FormData()
    changes = changes_of({name: [str(value) for value in typed.getlist(name)] for name in typed})
    numbers = [int(str(value)) for value in typed.getlist("take") if str(value).isdigit()]
    try:
        if form.get("act") == "take":
            said = accept_claims(bench.path, text, numbers, by=bench.by, source=source, changes=changes)
            claims = sum(name.startswith("claim-") for name, _ in said.versions)
            return back(request, f"/claims?{urlencode({'taken': claims})}#k-{said.id}")
        pasted = propose_claims(bench.standing, text, source=source, changes=changes)
    except ColligateError as error:
        return _show(request, text, source, error=error, changes=changes, ticked=numbers)
    return _show(request, text, source, pasted=pasted, ticked=numbers)


async def take_back(request: Request) -> Response:
    """Withdraw a claim with a reason."""
    bench, form, identity = workbench(request), await request.form(), request.path_params["id"]
    reason = str(form.get("reason", "")).strip()
    if not reason:
        raise BadFieldError("reason", "say in a few words why it is withdrawn; use your browser's back button.")
    claim_shown(bench.standing, identity)
    withdraw(bench.path, identity, by=bench.by, reason=reason)
    return back(request, "/claims?withdrawn=yes")


def _plain(typed: object) -> str:
    """Return what was typed, however a browser sends the ends of its lines."""
    return str(typed or "").replace("\r\n", "\n").strip()


def _show(
    request: Request, text: str, source: str, *, pasted: Pasted | None = None, error: ColligateError | None = None,
    changes: Changes | None = None, ticked: list[int] | None = None,
) -> Response:  # fmt: skip
    standing = workbench(request).standing
    bad = error if isinstance(error, BadClaimError) else None
    if error and text.strip() and len(text.strip()) <= LONGEST:
        kept = {number: given for number, given in (changes or {}).items() if not bad or number != bad.number}
        pasted = propose_claims(standing, text, source=source, changes=kept)
    proposals = pasted.proposals if pasted else ()
    return render(
        request, "pasted.html.j2", status=400 if error else 200, text=text, source=source, pasted=pasted,
        error=str(error) if error else "", bad=bad.number if bad else 0, ticked=ticked or [], signs=SIGNS,
        longest=LONGEST,
        inputs={one.number: inputs_of(one, standing) for one in proposals},
        sources=sorted(standing.study.records.of(Source), key=lambda one: one.title.casefold()),
    )  # fmt: skip


routes = [
    Route("/claims", show),
    Route("/claims/paste", ask),
    Route("/claims/paste", read, methods=["POST"]),
    Route("/claims/{id}/withdraw", take_back, methods=["POST"]),
]
