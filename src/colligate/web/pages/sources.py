"""Documents: who published them, and what was made of each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.listing import rows
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show every source with who published it and what was made of it."""
    return render(request, "sources.html.j2", rows=rows(workbench(request).path, "sources"))


routes = [
    Route("/sources", show),
]
