"""What every page has at hand: the study as it stands now, who acts, and templates."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from colligate.actions.looking import Standing, standing_of

#: The rooms in the order of the research: where each page is, and what it is called.
ROOMS: tuple[tuple[str, str], ...] = (
    ("/", "Study"),
    ("/sources", "Sources"),
    ("/search", "Search"),
    ("/suggestions", "Suggestions"),
    ("/lenses", "Lenses"),
    ("/programmes", "Programmes"),
    ("/indicators", "Indicators"),
    ("/assessments", "Assessments"),
    ("/claims", "Claims"),
    ("/reports", "Reports"),
)


class Workbench:
    """One study, open in a browser."""

    def __init__(self, path: Path, by: str) -> None:
        """Take the study folder and whose journal is written to."""
        self.path, self.by = path, by
        self._standing: Standing | None = None

    @property
    def standing(self) -> Standing:
        """The study as it stands now: read again when any of its files has changed, by whoever."""
        self._standing = standing_of(self.path, self._standing)
        return self._standing


def workbench(request: Request) -> Workbench:
    """Return the workbench a request is for."""
    return request.app.state.workbench


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - a template's own
    """Set a page."""
    bench = workbench(request)
    path = request.url.path
    room = next((address for address, _ in ROOMS[1:] if path.startswith(address)), "/" if path == "/" else "")
    page = templates().get_template(template)
    told = {"rooms": ROOMS, "room": room, "by": bench.by, "study": bench.standing.study, "path": bench.path, **context}
    return HTMLResponse(page.render(told), status_code=status)


def back(request: Request, address: str) -> RedirectResponse:
    """Send the browser on after an act, so that reloading does not act twice."""
    del request
    return RedirectResponse(address, status_code=303)


@cache
def templates() -> jinja2.Environment:
    """Return the templates; everything in them is escaped."""
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_read),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _read(name: str) -> str | None:
    path = resources.files("colligate.web") / "templates" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None
