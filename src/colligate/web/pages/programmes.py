"""The register: programmes, events, actors and factors, each leading to its quotes, and when they were."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.dossier import chain_of, entry, findings_of, history
from colligate.actions.looking import Standing
from colligate.actions.register import (
    LISTS,
    codings_about,
    differing_fields,
    events_of,
    fields,
    kinds,
    lines,
    mentioned_in,
    own_passages,
)
from colligate.actions.register_time import Told, told_timeline
from colligate.programmes.programme import Fact, Programme
from colligate.web.pages.recording import DONE
from colligate.web.workbench import render, workbench

#: Lines of a list and lanes of a timeline set at once.
PAGE = 100
#: Codings about a record shown before the reader asks for all.
_CODINGS = 12


def show(request: Request) -> Response:
    """Show one list of the register, or the timeline; what is asked for stands in the address."""
    standing, asked = workbench(request).standing, request.query_params
    shown = asked.get("show", "programmes")
    counts = {name: len(standing.study.records.of(kind)) for name, (kind, _) in LISTS.items()}
    context = {
        "shown": shown, "asked": asked, "lists": LISTS, "counts": counts, "titles": _titles(standing),
        "done": DONE.get(asked.get("done", ""), ""), "at": _number(asked, "at"), "page": PAGE, "link": _link(asked),
    }  # fmt: skip
    if shown == "timeline":
        return render(request, "timeline.html.j2", **context, time=_time(standing, asked))
    found = lines(
        standing, shown, query=asked.get("q", ""), programme=asked.get("programme", ""), kind=asked.get("kind", "")
    )
    time = _time(standing, asked) if shown == "programmes" and not asked.get("q") else None
    chains = {line.record.id: chain_of(standing, line.record.id) for line in found} if shown == "programmes" else {}
    return render(
        request, "register.html.j2", **context, found=found, kinds=kinds(standing, shown), chains=chains, time=time
    )


def read(request: Request) -> Response:
    """Show one programme, actor, event, factor or place with everything that hangs on it."""
    standing, identity = workbench(request).standing, request.path_params["id"]
    told = standing.study.records.get(Fact, identity)
    if told:
        return RedirectResponse(f"/programmes/{told.about}#{told.id}", status_code=303)
    try:
        record = entry(standing, identity)
    except NoSuchThingError as error:
        return render(request, "wrong.html.j2", status=404, title="Not here", message=str(error))
    codings = codings_about(standing, identity)
    every = request.query_params.get("codings") == "all"
    quoting = standing.binder.quoting
    return render(
        request, "entry.html.j2", record=record, identity=identity, noun=type(record).__name__.lower(),
        done=DONE.get(request.query_params.get("done", ""), ""), name=quoting.name, code=quoting.code,
        own=quoting.passages(own_passages(record), record) if record else (),
        groups=fields(standing, record) if record else [], events=events_of(standing, identity),
        chain=chain_of(standing, identity) if isinstance(record, Programme) else [],
        findings=findings_of(standing, identity), codings=codings if every else codings[:_CODINGS],
        more=0 if every else max(0, len(codings) - _CODINGS), elsewhere=mentioned_in(standing, identity),
        history=history(standing, identity), differing=differing_fields(standing), quoting=quoting,
    )  # fmt: skip


def _time(standing: Standing, asked: QueryParams) -> Told | None:
    return told_timeline(
        standing, first=asked.get("from", ""), last=asked.get("to", ""), programme=asked.get("programme", ""),
        kind=asked.get("kind", "") if asked.get("show") == "timeline" else "", query=asked.get("q", ""),
    )  # fmt: skip


def _titles(standing: Standing) -> dict[str, str]:
    return {programme.id: programme.name for programme in standing.study.records.of(Programme)}


def _number(asked: QueryParams, name: str) -> int:
    told = asked.get(name, "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _link(asked: QueryParams):  # noqa: ANN202 - for templates
    def link(**changes: object) -> str:
        kept = {name: value for name, value in asked.items() if name not in changes and name != "done"}
        query = urlencode({**kept, **{name: value for name, value in changes.items() if value not in ("", None)}})
        return f"/programmes?{query}" if query else "/programmes"

    return link


routes = [Route("/programmes", show), Route("/programmes/{id}", read)]
