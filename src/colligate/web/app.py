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
    apart,
    asking,
    assessments,
    claims,
    code_queue,
    exchange,
    exchange_values,
    indicators,
    leaves,
    lens_edits,
    lenses,
    news,
    programmes,
    reader,
    recording,
    reports,
    residual,
    search,
    sentences,
    sources,
    study,
    study_file,
    suggestions,
    support,
    tabled,
)
from colligate.web.workbench import Workbench

_PAGES = (
    study,
    study_file,
    exchange,
    exchange_values,
    apart,
    news,
    sources,
    reader,
    leaves,
    code_queue,
    asking,
    search,
    suggestions,
    residual,
    lens_edits,
    lenses,
    programmes,
    indicators,
    recording,
    assessments,
    claims,
    sentences,
    reports,
    support,
    tabled,
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
