"""The register: programmes, events, actors and factors, each leading to its quotes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.listing import rows
from colligate.web.workbench import render, workbench

#: Table, its title, and its columns under their headings.
_TABLES = (
    ("programmes", "Programmes", (("name", "Name"), ("kind", "Kind"))),
    ("facts", "What is told of them", (("about", "Of"), ("field", "Field"), ("value", "Value"), ("quote", "Words"))),
    ("events", "Events", (("name", "Event"), ("date", "Date"), ("kind", "Kind"))),
    ("actors", "Actors", (("name", "Name"), ("kind", "Kind"), ("part_of", "Part of"))),
    ("factors", "Causes and vulnerabilities", (("name", "Name"), ("code", "Code"))),
)


def show(request: Request) -> Response:
    """Show the tables of the register."""
    path = workbench(request).path
    tables = [(title, columns, rows(path, name)) for name, title, columns in _TABLES]
    return render(request, "register.html.j2", title="Programmes", tables=tables)


routes = [Route("/programmes", show)]
