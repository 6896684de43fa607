"""One sentence of the report: what it rests on beside it, its words changed, its bonds made by searching."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.building import confirm_sentences
from colligate.actions.coding import NoSuchThingError
from colligate.actions.supporting import supports_for
from colligate.actions.writing import argue_sentence, bind_sentence, reword_sentence, unbind_sentence
from colligate.problems import ColligateError
from colligate.web.workbench import back, render, workbench


def address_of(sentence: str) -> str:
    """Return where a sentence is opened."""
    return f"/reports/sentence/{quote(sentence, safe='')}"


def show(request: Request) -> Response:
    """Show one sentence: its words, what it rests on with the quotes, and a search for more."""
    return _show(request, request.path_params["sentence"])


def _show(request: Request, name: str, wrong: str = "", typed: str = "") -> Response:
    """Set the page of a sentence; a script that shows it beside the report asks for that part alone."""
    standing = workbench(request).standing
    sentences = standing.composed.document.sentences
    place = next((n for n, one in enumerate(sentences) if one.id == name), None)
    if place is None:
        raise NoSuchThingError("sentence", name, [one.id for one in sentences])
    words = request.query_params.get("words", "")
    beside = "beside" in request.query_params
    return render(
        request, "sentence_part.html.j2" if beside else "sentence.html.j2", s=sentences[place], beside=beside,
        supports=standing.composed.document.supports.get(name, ()), address=address_of,
        before=sentences[place - 1] if place else None, after=next(iter(sentences[place + 1 :]), None), words=words,
        found=supports_for(standing, words) if words else [], wrong=wrong, typed=typed,
        done=request.query_params.get("done", ""), status=400 if wrong else 200,
    )  # fmt: skip


async def change(request: Request) -> Response:
    """Change a sentence's words or bonds; what cannot be done comes back with what was typed."""
    bench, form, name = workbench(request), await request.form(), request.path_params["sentence"]
    typed, verb = str(form.get("typed", "")), str(form.get("verb", ""))
    try:
        if verb == "bind":
            name = bind_sentence(bench.path, name, tuple(map(str, form.getlist("ref"))))
        elif verb == "unbind":
            name = unbind_sentence(bench.path, name, str(form.get("ref", ""))) or name
        elif verb == "argue":
            name = argue_sentence(bench.path, name) or name
        elif verb == "confirm":
            confirm_sentences(bench.path, [name])
        else:
            reword_sentence(bench.path, name, typed, seen=str(form.get("seen", "")))
    except ColligateError as error:
        return _show(request, name, str(error), typed)
    if name not in {one.id for one in bench.standing.composed.document.sentences}:
        return back(request, "/reports?done=changed")
    beside = "&beside=1" if "beside" in request.query_params else ""
    return back(request, f"{address_of(name)}?done=1{beside}")


routes = [
    Route("/reports/sentence/{sentence}", show),
    Route("/reports/sentence/{sentence}", change, methods=["POST"]),
]
