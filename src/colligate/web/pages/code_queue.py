"""A queue for each code: which passages may speak to it and why, decided card by card, and when reading may stop."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.code_queue import queue
from colligate.actions.code_stopping import codes_read, stop_of, stop_sentence
from colligate.actions.coding import NoSuchThingError
from colligate.actions.evaluating import evaluations, reliability_of
from colligate.actions.reading_for_codes import refuse, take_up
from colligate.actions.reading_room import subjects
from colligate.actions.saying import Span
from colligate.actions.undoing import act_of, undo
from colligate.suggestions.learning.queueing import TOLD
from colligate.web.reading import number_in
from colligate.web.workbench import back, code_in, render, workbench

#: Cards on one page.
_ON_PAGE = 5
#: Passages put off in one address, at most.
_PUT_OFF = 40
_STANCES = ("supports", "contradicts", "mentions")
_ADDRESS = "/suggestions/codes"


def index(request: Request) -> Response:
    """Show the codes with what waits for each, how much was read, and what may be claimed."""
    study, asked = workbench(request).standing.study, request.query_params
    lens, begun = asked.get("lens", ""), asked.get("codes", "") == "begun"
    if lens and lens not in study.lenses:
        raise NoSuchThingError("lens", lens, study.lenses)
    chosen = lens or next(iter(study.lenses), "")
    rows = codes_read(study, lens=chosen, begun=begun) if chosen else []
    return render(request, "code_queues.html.j2", rows=rows, lens=chosen, begun=begun)


def evaluation(request: Request) -> Response:
    """Show how well passages are found, on the study's own decisions."""
    found = evaluations(workbench(request).standing.study)
    told, lacking = ([one for one in found if bool(one.lacking) is less] for less in (False, True))
    return render(request, "evaluation.html.j2", told=told, lacking=lacking, figure=reliability_of(found))


def show(request: Request) -> Response:
    """Show the passages to be read next for one code."""
    bench, asked = workbench(request), request.query_params
    standing, reference = bench.standing, code_in(request)
    told = stop_of(standing.study, reference)
    check, of_model = number_in(asked.get("check", "")), asked.get("asked", "") == "1"
    put_off = frozenset(asked.getlist("put-off")[-_PUT_OFF:])
    cards = queue(standing, reference, most=_ON_PAGE, check=check, passed=put_off, asked=of_model)
    return render(
        request, "code_queue.html.j2", code=standing.study.codes[reference], reference=reference, cards=cards,
        told=told, sentence=stop_sentence(standing.study, reference, told), check=check, put_off=sorted(put_off),
        why=TOLD, stances=_STANCES, names=subjects(standing), done=asked.get("done", ""), act=asked.get("act", ""),
        of_model=of_model, asking=f"/suggestions/asking/{quote(reference)}",
        address=f"{_ADDRESS}/{quote(reference)}",
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Take up, refuse or put off a passage, or undo the last decision; then show the queue again."""
    bench, form = workbench(request), await request.form()
    reference, verb = code_in(request), _text(form, "verb")
    span = Span(source=_text(form, "source"), start=number_in(_text(form, "start")), end=number_in(_text(form, "end")))
    put_off = [str(one) for one in form.getlist("put-off")]
    done, act = "", ""
    if verb in _STANCES:
        said = take_up(
            bench.path, reference, span, stance=verb, about=_text(form, "about"), memo=_text(form, "memo"),
            proposed_by=_text(form, "proposed-by"), by=bench.by,
        )  # fmt: skip
        done, act = f"Coded: it {verb} the code.", said.token
    elif verb == "refuse":
        reason = _text(form, "reason")
        said = refuse(bench.path, reference, span, reason=reason, proposed_by=_text(form, "proposed-by"), by=bench.by)
        done, act = "Refused; it will not come back.", said.token
    elif verb == "undo":
        undo(bench.path, act_of(_text(form, "act")), by=bench.by)
        done = "Undone; the passage is in the queue again."
    else:
        put_off.append(_text(form, "passage") or f"{span.source}:{span.start}:{span.end}")
        done = "Put off; it comes back when you open the queue again."
    kept = [(name, _text(form, name)) for name in ("check", "asked")]
    asked = [*kept, *(("put-off", one) for one in put_off), ("done", done), ("act", act)]
    return back(request, f"{_ADDRESS}/{quote(reference)}?{urlencode([pair for pair in asked if pair[1]])}")


def _text(form: FormData, name: str) -> str:
    return str(form.get(name, ""))


routes = [
    Route(_ADDRESS, index),
    Route("/suggestions/evaluation", evaluation),
    Route(f"{_ADDRESS}/{{lens}}/{{path}}", show),
    Route(f"{_ADDRESS}/{{lens}}/{{path}}", decide, methods=["POST"]),
]
