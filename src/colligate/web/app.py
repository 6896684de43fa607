"""The workbench as an application: its pages put together, errors turned into pages."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from colligate.problems import ColligateError
from colligate.web.guard import Guard
from colligate.web.pages import (
    assessments,
    claims,
    indicators,
    lenses,
    programmes,
    reader,
    recording,
    reports,
    sources,
    study,
    suggestions,
    support,
)
from colligate.web.workbench import Workbench, render

_PAGES = (
    study,
    sources,
    reader,
    suggestions,
    lenses,
    programmes,
    indicators,
    recording,
    assessments,
    claims,
    reports,
    support,
)


def create_app(path: Path, *, by: str) -> Starlette:
    """Return the workbench on one study, writing into the journal of `by`."""
    app = Starlette(
        routes=[
            *(route for page in _PAGES for route in page.routes),
            Mount("/static", StaticFiles(packages=[("colligate.web", "static")])),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={ColligateError: _wrong, 404: _missing},
    )
    app.state.workbench = Workbench(path, by)
    return app


async def _wrong(request: Request, error: Exception) -> Response:
    return render(request, "wrong.html.j2", status=400, title="That could not be done", message=str(error))


async def _missing(request: Request, error: Exception) -> Response:
    del error
    message = f"There is no page {request.url.path}. It may have been withdrawn, or the address is misspelt."
    return render(request, "wrong.html.j2", status=404, title="Not here", message=message)
