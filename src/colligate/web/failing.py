"""Errors turned into pages: what happened, what is certain about the study, and the way on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from colligate.actions.coding import NoSuchThingError
from colligate.problems import ColligateError
from colligate.study.folder import NotAStudyError
from colligate.web.guard import HEADERS
from colligate.web.plain import plain_page
from colligate.web.workbench import render, workbench

_SAFE = "Nothing that was recorded before is lost: each act is written to the study folder when it is made."


def wrong(request: Request, error: Exception) -> Response:
    """Answer whoever asked for something impossible."""
    if isinstance(error, NotAStudyError):
        if not workbench(request).seen and request.method == "GET" and request.url.path != "/":
            return RedirectResponse("/", status_code=303)  # where a study can be started
        message = (
            f"{workbench(request).path} holds no study any more: its file study.yaml is gone. Put the folder back "
            "where it was, or close the workbench and open the study at its new place."
        )
        return _answer(request, "The study is not there", message, 503)
    unknown = isinstance(error, NoSuchThingError) and request.method == "GET"
    return _answer(request, "Not here" if unknown else "That could not be done", str(error), 404 if unknown else 400)


def missing(request: Request, error: Exception) -> Response:
    """Answer whoever asked for a page that is none."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    told = error.detail if isinstance(error, HTTPException) and status not in {404, 405} else ""
    message = told or f"There is no page {request.url.path}. It may have been withdrawn, or the address is misspelt."
    return _answer(request, "Not here" if not told else "That could not be done", message, status)


def unreadable(request: Request, error: Exception) -> Response:
    """Answer where a file of the study could not be read or written."""
    named = getattr(error, "filename", None) or workbench(request).path
    reason = getattr(error, "strerror", None) or str(error)
    message = (
        f"{named} could not be read or written: {reason}. Check that the folder is there, that you may write into "
        "it and that the disk has room; then do it again."
    )
    return _answer(request, "The study folder does not answer", message, 503, plain=True)


def crashed(request: Request, error: Exception) -> Response:
    """Answer where the program itself is at fault; the terminal shows where."""
    del error
    message = (
        "The program met a fault of its own and could not show this page. What went wrong is told in the window "
        "where colligate was started; please report it. Every other page can be used."
    )
    answer = _answer(request, "A fault of the program", message, 500, plain=True)
    # A fault is answered outside of the guard, which would have set these.
    for name, value in HEADERS.items():
        answer.headers[name.decode()] = value.decode()
    return answer


def _answer(request: Request, title: str, message: str, status: int, *, plain: bool = False) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": message}, status_code=status)
    if not plain:
        try:
            return render(request, "wrong.html.j2", status=status, title=title, message=message)
        except (ColligateError, OSError):
            pass  # the study itself cannot be read, and the page must do without it
    return plain_page(title, message, status=status, safe=_SAFE)
