"""The study at a glance: its case, how far it is, and what is wrong with it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.progress import progress
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show the case, progress, and problems with links to their place."""
    standing = workbench(request).standing
    return render(request, "study.html.j2", steps=progress(standing), problems=standing.problems)


routes = [Route("/", show)]
