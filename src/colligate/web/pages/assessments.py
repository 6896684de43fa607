"""The page of assessments."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.web.workbench import render


def show(request: Request) -> Response:
    """Show the room."""
    return render(request, "wrong.html.j2", title="Assessments", message="This page is not there yet.")


routes = [Route("/assessments", show)]
