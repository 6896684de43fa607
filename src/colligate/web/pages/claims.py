"""The ledger of claims, by verdict."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.assessments.claim import Claim
from colligate.reports.tables import SIGNS
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show the claims with one verdict, or all."""
    standing = workbench(request).standing
    wanted = request.query_params.get("verdict", "")
    verdicts = standing.assessment.claims
    sentences = {claim.id: claim.sentence for claim in standing.study.records.of(Claim)}
    return render(
        request, "claims.html.j2", verdicts=[v for v in verdicts if wanted in ("", v.verdict)], sentences=sentences,
        counts=Counter(v.verdict for v in verdicts), wanted=wanted, signs=SIGNS,
    )  # fmt: skip


routes = [Route("/claims", show)]
