"""Findings: programmes by codes, each cell a click from its evidence."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.programmes.programme import Programme
from colligate.reports.tables import SIGNS
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show a matrix for each lens, and what the programmes touch."""
    standing = workbench(request).standing
    programmes = standing.study.records.of(Programme)
    return render(
        request, "assessments.html.j2", lenses=standing.study.lenses.values(), programmes=programmes,
        findings=standing.binder.findings, signs=SIGNS,
        coverage={(row.programme, row.code): row for row in standing.assessment.coverage},
    )  # fmt: skip


routes = [Route("/assessments", show)]
