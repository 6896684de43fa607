"""What came into the folder while a page was open, how many errors there are, and what was said of one record."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.addresses import record_address
from colligate.actions.arrivals import grouped
from colligate.actions.coding import NoSuchThingError
from colligate.actions.dossier import history
from colligate.actions.looking import stamp_of
from colligate.actions.noticing import edited_since, mark_of, news, others_since, read_mark
from colligate.study.folder import Folder
from colligate.web.workbench import render, workbench


def ask(request: Request) -> Response:
    """Answer a page that asks whether anything came since it was made; most often nothing did."""
    bench, asked = workbench(request), request.query_params
    found = news(bench.path, since=asked.get("since", ""), seen=asked.get("seen", ""), by=bench.by)
    return _answer(found) if found else Response(status_code=204)


def arrived(request: Request) -> Response:
    """Show what others said since a page was made."""
    bench = workbench(request)
    standing, before = bench.standing, read_mark(request.query_params.get("since", ""))
    edited = edited_since(before, read_mark(mark_of(stamp_of(Folder(bench.path).require()))))
    found = grouped(standing, others_since(bench.path, before, by=bench.by))
    return render(request, "arrived.html.j2", groups=found, edited=edited)


def errors(request: Request) -> Response:
    """Answer with the number of errors, and in how many seconds to ask again where that is not the newest."""
    count, again = workbench(request).count_errors()
    return _answer({"errors": count, "again": again})


def record(request: Request) -> Response:
    """Show a record that has no page of its own, or that was withdrawn: what was said of it, by whom and when."""
    standing, identity = workbench(request).standing, request.query_params.get("id", "")
    said = history(standing, identity)
    if not said:
        raise NoSuchThingError("record", identity, standing.study.records.by_id)
    stands = standing.study.records.by_id.get(identity)
    address = record_address(standing, stands) if stands else ""
    return render(
        request, "record.html.j2", identity=identity, said=said, kind=type(stands).__name__ if stands else "",
        fields=msgspec.to_builtins(stands) if stands else {}, apart=identity in standing.study.records.apart,
        address="" if address.startswith("/study/record") else address,
    )  # fmt: skip


def _answer(told: object) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")


routes = [
    Route("/study/news", ask),
    Route("/study/new", arrived),
    Route("/study/errors", errors),
    Route("/study/record", record),
]
