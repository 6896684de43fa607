"""Search over the sources: a query and its fields, what was found in context, and the log of searches kept."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.keeping import Kept, keep, kept
from colligate.actions.searching import search
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Programme
from colligate.sources.source import Source
from colligate.suggestions.searching.asking import FIELDS, QueryError, filter_of
from colligate.web.reading import number_in
from colligate.web.workbench import back, render, workbench


def show(request: Request) -> Response:
    """Show the form, and what meets the query if one is asked."""
    return _show(request, request.query_params)


def _show(request: Request, asked: QueryParams | FormData, error: ColligateError | None = None) -> Response:
    standing = workbench(request).standing
    query, filters, about = _told(asked, "q"), _filters(asked), _told(asked, "about")
    results, meaning = None, _told(asked, "meaning") == "1"
    if error is None and (query or filters):
        try:
            results = search(
                standing, query, filters=filters, about=about, page=number_in(_told(asked, "page"), 1),
                by="corpus" if asked.get("order") == "corpus" else "rank", meaning=meaning,
            )  # fmt: skip
        except QueryError as wrong:
            error = wrong
    if results and results.wanting:
        workbench(request).embedding.begin()
    records = standing.study.records
    return render(
        request, "search.html.j2", status=400 if error else 200, results=results, query=query, asked=asked,
        filters=filters, error=error, wrong=_parted(error, query), done=asked.get("done", ""), about=about,
        wanted=[code for code in asked.getlist("for") if code],
        codes=_codes(request), programmes={one.id: one.name for one in records.of(Programme)},
        publishers=_publishers(request), sources={one.id: one.title for one in records.of(Source)},
        link=_linker(asked), meaning=meaning, embedding=workbench(request).embedding.told,
    )  # fmt: skip


async def keep_it(request: Request) -> Response:
    """Keep a search as evidence, and show it again."""
    bench, form = workbench(request), await request.form()
    codes = [str(code) for code in form.getlist("for") if code]
    about = _told(form, "about")
    try:
        await run_in_threadpool(
            keep, bench.path, _told(form, "q"), filters=_filters(form), codes=codes, about=[about] if about else [],
            note=_told(form, "note"), by=bench.by,
        )  # fmt: skip
    except ColligateError as error:
        return await run_in_threadpool(_show, request, form, error)
    return back(request, _linker(form)(done="kept"))


def embedding(request: Request) -> Response:
    """Answer how far embedding has come."""
    return Response(msgspec.json.encode(workbench(request).embedding.told), media_type="application/json")


def log(request: Request) -> Response:
    """Show every search kept, and which no longer speak for the sources."""
    standing = workbench(request).standing
    rows = kept(standing, code=request.query_params.get("code", ""))
    return render(
        request, "search_log.html.j2", rows=rows, again={row.search.id: again(row) for row in rows},
        titles={source.id: source.title for source in standing.study.records.of(Source)},
        names={code: named.name for code, named in standing.study.codes.items()},
        programmes={one.id: one.name for one in standing.study.records.of(Programme)},
    )  # fmt: skip


def again(row: Kept) -> str:
    """Return the address at which a kept search is made anew; empty where it is not in the query language."""
    if row.now is None:
        return ""
    fields: list[tuple[str, str]] = [("q", row.search.query), *(("for", code) for code in row.search.codes)]
    fields += [("about", row.search.about[0])] if len(row.search.about) == 1 else []
    for one in row.search.filters:
        name, _, value = one.removeprefix("-").partition(":")
        fields.append((name, value.strip('"')))
        fields += [("uncoded", "1")] if one.startswith("-") else []
    return f"/search?{urlencode(fields)}"


def _filters(asked: QueryParams | FormData) -> tuple[str, ...]:
    uncoded = _told(asked, "uncoded") == "1"
    given = [(field, value) for field in FIELDS if (value := _told(asked, field))]
    return tuple(filter_of(field, value, negated=field == "code" and uncoded) for field, value in given)


def _told(asked: QueryParams | FormData, name: str) -> str:
    return str(asked.get(name, "")).strip()


def _linker(asked: QueryParams | FormData):  # noqa: ANN202 - a function of what changes to an address
    fields = ("q", *FIELDS, "uncoded", "order", "meaning", "for", "about")
    given = [(name, str(value)) for name in fields for value in asked.getlist(name) if value]

    def link(**changed: str) -> str:
        kept_fields = [(name, value) for name, value in given if name not in changed]
        return f"/search?{urlencode([*kept_fields, *((name, value) for name, value in changed.items() if value)])}"

    return link


def _parted(error: ColligateError | None, query: str) -> tuple[str, str, str] | None:
    """Part a query at what is wrong in it; None where the mistake is in a field of the form."""
    if not isinstance(error, QueryError) or error.query != query:
        return None
    return query[: error.start], query[error.start : error.end], query[error.end :]


def _codes(request: Request) -> Mapping[str, Mapping[str, str]]:
    lenses = workbench(request).standing.study.lenses.values()
    return {lens.title: {name: code.name for name, code in lens.walk()} for lens in lenses}


def _publishers(request: Request) -> dict[str, str]:
    records = workbench(request).standing.study.records
    found = {source.publisher for source in records.of(Source) if source.publisher}
    named = {one: actor.name if (actor := records.get(Actor, one)) else one for one in found}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


routes = [
    Route("/search", show),
    Route("/search", keep_it, methods=["POST"]),
    Route("/search/log", log),
    Route("/search/embedding", embedding),
]
