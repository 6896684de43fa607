"""What every page has at hand: the study as it stands now, who acts, and templates."""

from __future__ import annotations

import time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from colligate.actions.coding import NoSuchThingError
from colligate.actions.illustrating import Illustrated
from colligate.actions.looking import Standing, standing_of
from colligate.actions.model_running import Asking
from colligate.actions.noticing import mark_of
from colligate.actions.taking_in import Threshold
from colligate.web.embedding import Embedding

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

#: Addresses of pages that belong to the first room.
_OF_THE_STUDY = ("/study", "/exchange")

#: Seconds that a count of errors may take to be made for any page.
_LONG = 1.0


class Workbench:
    """One study, open in a browser."""

    def __init__(self, path: Path, by: str) -> None:
        """Take the study folder and whose journal is written to."""
        self.path, self.by = path, by
        self._standing: Standing | None = None
        #: The run of a language model that goes on here, or the last one.
        self.asking: Asking | None = None
        #: Files that wait to be taken in.
        self.threshold = Threshold()
        #: Makes passages ready to be searched by meaning, once a search by meaning is asked.
        self.embedding = Embedding(path)
        #: The report with its figures, each drawn when it is looked at.
        self.illustrated = Illustrated("/reports/figure")
        #: Number of errors when they were last counted, and the reading they were counted in.
        self.errors: int | None = None
        self._counted: Standing | None = None
        #: How many seconds of work that took, and the time from which it may be done again.
        self._took = self._count_after = 0.0

    @property
    def seen(self) -> bool:
        """Say whether a study was ever read here."""
        return self._standing is not None

    @property
    def counted(self) -> bool:
        """Say whether `errors` is the number in the study as it was last read."""
        return self._counted is not None and self._counted is self._standing

    def count_errors(self) -> tuple[int, float]:
        """Return the number of errors in the study and its report, and in how many seconds to ask again.

        A count takes as long as ``colligate check``, so that it must not follow every act: after one, nothing is
        counted for ten times as long, and a study of which one takes over a second is counted on its own page alone.
        """
        standing, now = self.standing, time.monotonic()
        if self.errors is None or (now >= self._count_after and self._took < _LONG):
            return self.note_errors(standing), 0.0
        waits = not self.counted and self._took < _LONG
        return self.errors, max(self._count_after - now, 0.1) if waits else 0.0

    def note_errors(self, standing: Standing) -> int:
        """Count the errors in one reading, and remember the number."""
        began = time.thread_time()
        self.errors = sum(problem.severity == "error" for problem in standing.every_problem)
        self._counted, self._took = standing, time.thread_time() - began
        self._count_after = time.monotonic() + 10 * self._took
        return self.errors

    @property
    def standing(self) -> Standing:
        """The study as it stands now: read again when any of its files has changed, by whoever."""
        self._standing = standing_of(self.path, self._standing)
        return self._standing


def workbench(request: Request) -> Workbench:
    """Return the workbench a request is for."""
    return request.app.state.workbench


def code_in(request: Request) -> str:
    """Return the code that an address ``…/{lens}/{path}`` names. Raises NoSuchThingError."""
    reference = f"{request.path_params['lens']}/{request.path_params['path']}"
    codes = workbench(request).standing.study.codes
    if reference not in codes:
        raise NoSuchThingError("code", reference, codes)
    return reference


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - a template's own
    """Set a page."""
    bench = workbench(request)
    path, standing = request.url.path, bench.standing
    room = next((address for address, _ in ROOMS[1:] if path.startswith(address)), "")
    page = templates().get_template(template)
    told = {
        "rooms": ROOMS, "room": room or ("/" if path == "/" or path.startswith(_OF_THE_STUDY) else ""), "by": bench.by,
        "study": standing.study, "path": bench.path, "mark": mark_of(standing.stamp), "bench": bench, **context,
    }  # fmt: skip
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
