"""The form in which a record of the register or a value is said, beside the words that show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError, withdraw
from colligate.actions.finding import chosen, find_words, parted
from colligate.actions.recording import BadFieldError, record
from colligate.indicators.indicator import Indicator, Observation
from colligate.problems import ColligateError
from colligate.programmes.programme import Fact
from colligate.record import Record
from colligate.sources.source import Source
from colligate.web.forms import FORMS, TYPES, given_of, options_of
from colligate.web.workbench import Workbench, back, render, workbench

#: What a page says after an act, by the word in its address.
DONE = {
    "said": "Recorded.", "corrected": "Said again; the earlier wording is kept below.",
    "withdrawn": "Withdrawn; what was said stays in the journal.", "preferred": "Noted in the study file.",
    "undone": "Undone.",
}  # fmt: skip
#: Where a value is shown once it is said.
_VALUE = "/indicators/{}#r-{{id}}"


class _Asked:
    """One form as it is being filled."""

    def __init__(
        self, kind: str, *, fixed: Mapping[str, str], known: Record | None = None, heading: str, onward: str,
    ) -> None:  # fmt: skip
        self.kind, self.fixed, self.known, self.heading, self.onward = kind, dict(fixed), known, heading, onward

    @property
    def rests(self) -> bool:
        form = FORMS[self.kind]
        return form.rests_again if self.known else form.rests

    def given(self, typed: QueryParams | FormData) -> dict[str, str]:
        """Return the fields as typed, or as they stand where nothing is typed yet."""
        stood = given_of(self.known) if self.known else {"verified": "yes"}
        told = dict(stood)
        for one in FORMS[self.kind].inputs:
            if one.name in typed or "typed" in typed:
                told[one.name] = ",".join(str(value) for value in typed.getlist(one.name) if value)
        return told | self.fixed

    def keys(self, typed: QueryParams | FormData) -> list[str]:
        """Return what the record is to rest on: what is chosen, or what it rests on already."""
        if "typed" in typed or self.known is None:
            return [str(key) for key in typed.getlist("rests")]
        return list(getattr(self.known, "passages", ()))


def _show(
    request: Request, asked: _Asked, typed: QueryParams | FormData, *, error: ColligateError | None = None
) -> Response:
    told = _told(request, asked, typed, error=error)
    return render(request, "recording.html.j2", status=400 if error else 200, **told)


def value_form(request: Request, identity: str, area: str) -> dict[str, Any]:
    """Return what the form for a new value of an indicator needs, for a page that holds it among other things."""
    asked = _Asked("observation", fixed={"indicator": identity}, heading="", onward=_VALUE.format(identity))
    given = QueryParams({"area": area} if area else {})
    return _told(request, asked, given) | {"action": f"/indicators/{identity}/add"}


def _told(
    request: Request, asked: _Asked, typed: QueryParams | FormData, *, error: ColligateError | None = None
) -> dict[str, Any]:
    standing = workbench(request).standing
    given, keys = asked.given(typed), asked.keys(typed)
    find, where = str(typed.get("find", "")), str(typed.get("in", ""))
    found = [one for one in find_words(standing, find, source=where) if one.key not in keys]
    sources = {source.id: source.title for source in standing.study.records.of(Source)}
    options = {one.name: options_of(one, standing, given) for one in FORMS[asked.kind].inputs}
    return {
        "form": FORMS[asked.kind], "asked": asked, "given": given, "options": options, "find": find, "where": where,
        "chosen": chosen(standing, keys), "found": found, "sources": sources, "error": str(error) if error else "",
        "bad": error.field if isinstance(error, BadFieldError) else "",
    }  # fmt: skip


async def _handle(request: Request, asked: _Asked) -> Response:
    if request.method == "GET":
        return _show(request, asked, request.query_params)
    bench, form = workbench(request), await request.form()
    given, (passages, spans) = asked.given(form), parted(asked.keys(form))
    dropped = [one for one in getattr(asked.known, "passages", ()) if one not in passages]
    try:
        said = record(
            bench.path, asked.kind, given, by=bench.by, passages=passages, also=spans, without=dropped,
            identity=asked.known.id if asked.known else "",
        )  # fmt: skip
    except ColligateError as error:
        return _show(request, asked, form, error=error)
    return back(request, _done(asked.onward, said.id, "corrected" if asked.known else "said"))


def _done(onward: str, identity: str, word: str) -> str:
    address, _, place = onward.replace("{id}", identity).partition("#")
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'done': word})}{'#' if place else ''}{place}"


async def new(request: Request) -> Response:
    """Say a new programme, event, actor, factor, place or indicator."""
    kind, room = request.path_params["kind"], request.url.path.split("/")[1]
    fitting = [each for each in TYPES.values() if (each == "indicator") == (room == "indicators")]
    if kind not in fitting:
        return _missing(request, NoSuchThingError("kind of record", kind, fitting))
    heading = f"New {FORMS[kind].title}"
    return await _handle(request, _Asked(kind, fixed={}, heading=heading, onward=f"/{room}/{{id}}"))


async def correct(request: Request) -> Response:
    """Say a record again; what it said before is kept."""
    try:
        known = _known(workbench(request), request.path_params["id"], *TYPES)
    except NoSuchThingError as error:
        return _missing(request, error)
    room = request.url.path.split("/")[1]
    heading = f"Correct: {getattr(known, 'name', known.id)}"
    asked = _Asked(TYPES[type(known)], fixed={}, known=known, heading=heading, onward=f"/{room}/{known.id}")
    return await _handle(request, asked)


async def tell(request: Request) -> Response:
    """Say what an account tells of a programme, event or actor, or say it again."""
    bench, identity = workbench(request), request.path_params["id"]
    try:
        subject = _known(bench, identity, *TYPES)
        known = _known(bench, request.path_params["fact"], Fact) if "fact" in request.path_params else None
    except NoSuchThingError as error:
        return _missing(request, error)
    heading = f"{'Correct what' if known else 'What'} is told of {getattr(subject, 'name', identity)}"
    onward = f"/programmes/{identity}#{{id}}"
    return await _handle(
        request, _Asked("fact", fixed={"about": identity}, known=known, heading=heading, onward=onward)
    )


async def observe(request: Request) -> Response:
    """Say a value of an indicator, or say it again."""
    bench, identity = workbench(request), request.path_params["id"]
    try:
        known = _known(bench, request.path_params["value"], Observation) if "value" in request.path_params else None
        indicator = _known(bench, identity, Indicator)
    except NoSuchThingError as error:
        return _missing(request, error)
    heading = f"{'Correct a value' if known else 'A value'} of {getattr(indicator, 'name', identity)}"
    onward = _VALUE.format(identity)
    asked = _Asked("observation", fixed={"indicator": identity}, known=known, heading=heading, onward=onward)
    return await _handle(request, asked)


async def take_back(request: Request) -> Response:
    """Withdraw a record with a reason."""
    bench, form, identity = workbench(request), await request.form(), request.path_params["id"]
    room, named, reason = request.url.path.split("/")[1], str(form.get("record", identity)), str(form.get("reason", ""))
    if not reason.strip():
        raise BadFieldError("reason", "say in a few words why it is withdrawn; use your browser's back button.")
    withdraw(bench.path, named, by=bench.by, reason=reason.strip())
    return back(request, f"/{room}/{identity}?done=withdrawn")


def _known(bench: Workbench, identity: str, *kinds: type[Record]) -> Any:  # noqa: ANN401 - one of the kinds
    found = bench.standing.study.records.by_id.get(identity)
    if not isinstance(found, kinds):
        known = [one.id for kind in kinds for one in bench.standing.study.records.of(kind)]
        raise NoSuchThingError("record", identity, known)
    return found


def _missing(request: Request, error: ColligateError) -> Response:
    return render(request, "wrong.html.j2", status=404, title="Not here", message=str(error))


_BOTH = ["GET", "POST"]
routes = [
    *(Route(f"/{room}/new/{{kind}}", new, methods=_BOTH) for room in ("programmes", "indicators")),
    *(Route(f"/{room}/{{id}}/correct", correct, methods=_BOTH) for room in ("programmes", "indicators")),
    *(Route(f"/{room}/{{id}}/withdraw", take_back, methods=["POST"]) for room in ("programmes", "indicators")),
    Route("/programmes/{id}/tell", tell, methods=_BOTH),
    Route("/programmes/{id}/tell/{fact}", tell, methods=_BOTH),
    Route("/indicators/{id}/add", observe, methods=_BOTH),
    Route("/indicators/{id}/values/{value}", observe, methods=_BOTH),
]
