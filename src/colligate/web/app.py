"""The workbench as an application: its pages put together, errors turned into pages."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from colligate.problems import ColligateError
from colligate.web.failing import crashed, missing, unreadable, wrong
from colligate.web.guard import Guard
from colligate.web.pages import (
    assessments,
    claims,
    indicators,
    leaves,
    lenses,
    programmes,
    reader,
    recording,
    reports,
    search,
    sources,
    study,
    suggestions,
    support,
)
from colligate.web.workbench import Workbench

_PAGES = (
    study,
    sources,
    reader,
    leaves,
    search,
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


def create_app(path: Path, *, by: str, token: str | None = None) -> Starlette:
    """Return the workbench on one study.

    Args:
        path: The study folder.
        by: Whose journal is written to.
        token: What a browser must show before it is let in; None lets in every program of this machine, which only
            whoever puts the workbench into a program of their own should do.
    """
    app = Starlette(
        routes=[
            *(route for page in _PAGES for route in page.routes),
            Mount("/static", StaticFiles(packages=[("colligate.web", "static")])),
        ],
        middleware=[Middleware(Guard, token=token)],
        exception_handlers={ColligateError: wrong, HTTPException: missing, OSError: unreadable, Exception: crashed},
    )
    app.state.workbench = Workbench(path, by)
    return app
