"""Lenses: each a tree of codes with their definitions, counts and quotes, and each code with all of its quotes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.lens_shown import Only, Tree, code_shown, tree, trees, waiting
from colligate.lenses.editing import NoSuchCodeError
from colligate.web.workbench import render, workbench


def show(request: Request) -> Response:
    """Show every lens of the study in outline."""
    standing = workbench(request).standing
    return render(request, "lenses.html.j2", trees=trees(standing), waiting=waiting(standing))


def lens(request: Request) -> Response:
    """Show one lens as a tree."""
    found: Tree = tree(workbench(request).standing, request.path_params["lens"])
    return render(request, "lens.html.j2", tree=found, done=request.query_params.get("done", ""))


def code(request: Request) -> Response:
    """Show one code with its quotes, filtered and a page at a time."""
    bench, asked = workbench(request), request.query_params
    only = Only(
        stance=asked.get("stance", ""), coder=asked.get("coder", ""), source=asked.get("source", ""),
        below=asked.get("below") == "yes",
    )  # fmt: skip
    told = asked.get("page", "")
    page = int(told) if told.isascii() and told.isdigit() else 1
    try:
        shown = code_shown(bench.standing, request.path_params["lens"], request.path_params["code"], only, page=page)
    except NoSuchCodeError as error:
        raise NoSuchThingError("code", error.path, error.known) from None
    findings = [
        (finding, bench.standing.binder.quoting.name(finding.programme))
        for finding in bench.standing.assessment.findings
        if f"{finding.lens}/{finding.code}" == shown.branch.reference and finding.examined
    ]
    return render(request, "lens_code.html.j2", shown=shown, only=only, findings=findings)


routes = [Route("/lenses", show), Route("/lenses/{lens}", lens), Route("/lenses/{lens}/{code}", code)]
