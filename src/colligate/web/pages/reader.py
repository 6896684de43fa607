"""The reader: a text with its codings in the margin, where words selected are coded and become facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError, change, code_span, withdraw
from colligate.actions.leafing import Leaves, leaves
from colligate.actions.marking import marks
from colligate.actions.proposing import proposed
from colligate.actions.reading_room import stretch
from colligate.actions.recording import record
from colligate.actions.saying import Said, Span
from colligate.actions.undoing import act_of, undo
from colligate.codings.coding import Coding
from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.problems import ColligateError
from colligate.web.pages import leaves as pages
from colligate.web.reading import number_in, only_in, panel
from colligate.web.workbench import back, render, templates, workbench

#: Keeps whether PDFs are read as words or as pages.
_VIEW = "colligate-view"
_DONE = {
    "code": "Coded", "change": "Changed", "withdraw": "Withdrawn", "undo": "Undone", "redo": "Done again",
    "record": "Recorded",
}  # fmt: skip


def read(request: Request) -> Response:
    """Show a source as its pages where it has them, else a stretch of its words, with the codings of either."""
    told = request.query_params.get("view", "")
    found = leaves(workbench(request).standing, request.path_params["source"])
    as_words = (told or request.cookies.get(_VIEW)) == "words"
    answer = pages.read(request, found) if found and not as_words else words(request, found)
    if told in {"words", "pages"}:
        answer.set_cookie(_VIEW, told, max_age=10**8, httponly=True, samesite="strict")
    return answer


def words(request: Request, found: Leaves | None) -> Response:
    """Show a stretch of one source's text with its codings."""
    bench, asked = workbench(request), request.query_params
    part = stretch(
        bench.standing, request.path_params["source"], number=number_in(asked.get("part", "")) - 1,
        passage=asked.get("passage", ""), at=number_in(asked["at"], -1) if "at" in asked else None,
    )  # fmt: skip
    margin = marks(bench.standing, part.source.id, part.start, part.end, by=bench.by, only=only_in(asked))
    told = panel(bench.standing, margin, only_in(asked))
    return render(request, "reader.html.j2", part=part, pages_too=found is not None, done=asked.get("done", ""), **told)


def margin(request: Request) -> Response:
    """Answer with what stands in the margin of a span, and the list of it."""
    asked = request.query_params
    return _answer(_margin(request, asked, number_in(asked.get("from", "")), number_in(asked.get("to", ""))))


def card(request: Request) -> Response:
    """Show the codebook card of one code."""
    codes = {**workbench(request).standing.study.codes, RESIDUAL: NO_CODE_FITS}
    reference = request.query_params.get("code", "")
    if reference not in codes:
        raise NoSuchThingError("code", reference, codes)
    return render(request, "codebook_card.html.j2", code=codes[reference], reference=reference)


def propose(request: Request) -> Response:
    """Answer with what the words of a span may state."""
    asked = request.query_params
    span = (number_in(asked.get(end, ""), -1) for end in ("start", "end"))
    return _answer(proposed(workbench(request).standing, request.path_params["source"], *span))


async def act(request: Request) -> Response:
    """Code, change, withdraw, record, undo or redo; a script is answered with the margin as it stands then."""
    bench, form = workbench(request), await request.form()
    source, verb = request.path_params["source"], str(form.get("act", "code"))
    scripted = "application/json" in request.headers.get("accept", "")
    try:
        said = _ACTS.get(verb, _code)(bench.path, source, form, bench.by)
    except ColligateError as error:
        if not scripted:
            raise
        return _answer({"error": str(error), "field": getattr(error, "field", "")}, status=400)
    if not scripted:
        coding = bench.standing.study.records.get(Coding, said.id)
        place = f"passage={coding.passage}" if coding else f"part={number_in(str(form.get('part', '')), 1)}"
        return back(request, f"/sources/{source}?{place}&done={_DONE.get(verb, 'Coded').lower()}")
    shown = _margin(request, QueryParams(str(form.get("filter", ""))), *_span(form, "from", "to"))
    return _answer({"said": said.id, "token": said.token, "done": _DONE.get(verb, "Coded"), **shown})


def _code(path: Path, source: str, form: FormData, by: str) -> Said:
    start, end = _span(form)
    return code_span(path, source=source, start=start, end=end, by=by, **_coding(form))


def _change(path: Path, source: str, form: FormData, by: str) -> Said:
    del source
    return change(path, str(form.get("coding", "")), by=by, **_coding(form))


def _withdraw(path: Path, source: str, form: FormData, by: str) -> Said:
    del source
    return withdraw(path, str(form.get("coding", "")), by=by, reason=str(form.get("reason", "")))


def _undo(path: Path, source: str, form: FormData, by: str) -> Said:
    del source
    return undo(path, act_of(str(form.get("token", ""))), by=by)


def _record(path: Path, source: str, form: FormData, by: str) -> Said:
    start, end = _span(form)
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    return record(path, given.get("record", ""), given, span=Span(source=source, start=start, end=end), by=by)


_ACTS = {"code": _code, "change": _change, "withdraw": _withdraw, "undo": _undo, "redo": _undo, "record": _record}


def _coding(form: FormData) -> dict[str, Any]:
    fields = {field: str(form.get(field, "")) for field in ("code", "stance", "about", "memo")}
    return fields | {"stance": fields["stance"] or "supports"}


def _span(form: FormData, first: str = "start", last: str = "end") -> tuple[int, int]:
    return number_in(str(form.get(first, "")), -1), number_in(str(form.get(last, "")), -1)


def _margin(request: Request, asked: QueryParams, start: int, end: int) -> dict[str, Any]:
    bench, only = workbench(request), only_in(asked)
    found = marks(bench.standing, request.path_params["source"], start, end, by=bench.by, only=only)
    shown = templates().get_template("codings_list.html.j2").render(margin=found)
    return {"margin": found, "list": shown}


def _answer(told: object, *, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status_code=status, media_type="application/json")


routes = [
    Route("/sources/{source}", read),
    Route("/sources/{source}", act, methods=["POST"]),
    Route("/sources/{source}/margin", margin),
    Route("/sources/{source}/card", card),
    Route("/sources/{source}/proposed", propose),
]
