"""Lenses: each a tree of codes with their definitions, and how often they were coded."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.codings.coding import Coding
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show every lens of the study."""
    study = workbench(request).standing.study
    counts = Counter(coding.code for coding in study.records.of(Coding))
    return render(request, "lenses.html.j2", lenses=study.lenses.values(), counts=counts)


routes = [Route("/lenses", show)]
