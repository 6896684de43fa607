"""The reader on a PDF: its own pages, whose words are those of the frozen text."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from colligate.actions.leafing import Leaf, Leaves, NoPagesError, image, laid, leaves
from colligate.actions.looking import Standing
from colligate.actions.marking import marks
from colligate.actions.reading_room import account_of
from colligate.sources.passage import Passage
from colligate.web.reading import number_in, only_in, panel
from colligate.web.workbench import render, templates, workbench

#: Pages before and after the one asked for that are sent along with it.
_AROUND = 1


def read(request: Request, found: Leaves) -> Response:
    """Show a source as its pages, at a passage, an offset, a page's label or its place in the file."""
    bench, asked = workbench(request), request.query_params
    aim = _aim(bench.standing, found, request)
    leaf = found.at(aim) if aim >= 0 else _named(found, request)
    near = found.leaves[max(0, leaf.number - _AROUND) : leaf.number + _AROUND + 1]
    opened = bench.standing.study.searchable(found.text).text
    only = only_in(asked)
    margin = marks(bench.standing, found.source.id, near[0].start, near[-1].end, by=bench.by, only=only)
    return render(
        request, "leaves.html.j2", source=found.source, account=account_of(bench.standing, found.source), found=found,
        leaf=leaf, near={one.number: laid(bench.standing, found, one) for one in near}, text=opened, aim=aim,
        ocr=found.text.ocr,
        done=asked.get("done", ""), **panel(bench.standing, margin, only),
    )  # fmt: skip


def layer(request: Request) -> Response:
    """Show the words of one page, to be laid over its image."""
    bench, found = workbench(request), _found(request)
    leaf = _numbered(found, request)
    told = {
        "leaf": leaf, "laid": laid(bench.standing, found, leaf), "aim": -1,
        "text": bench.standing.study.searchable(found.text).text, "ocr": found.text.ocr,
    }  # fmt: skip
    return HTMLResponse(templates().get_template("leaf.html.j2").render(told))


async def drawn(request: Request) -> Response:
    """Hand over one page as an image."""
    found = _found(request)
    leaf = _numbered(found, request)
    if request.query_params.get("of") != found.source.sha256[:12]:
        return RedirectResponse(f"?of={found.source.sha256[:12]}&width={request.query_params.get('width', '')}")
    data = await run_in_threadpool(image, found, leaf, number_in(request.query_params.get("width", ""), 900))
    # The address names the hash of the original, which never changes.
    return Response(data, media_type="image/png", headers={"cache-control": "private, max-age=604800, immutable"})


def _found(request: Request) -> Leaves:
    source = request.path_params["source"]
    found = leaves(workbench(request).standing, source)
    if found is None:
        raise NoPagesError(source)
    return found


def _numbered(found: Leaves, request: Request) -> Leaf:
    number = max(1, min(request.path_params["leaf"], len(found.leaves)))
    return found.leaves[number - 1]


def _named(found: Leaves, request: Request) -> Leaf:
    asked = request.query_params
    number = max(1, min(number_in(asked.get("leaf", ""), 1), len(found.leaves)))
    return found.labelled(asked.get("page", "").strip()) or found.leaves[number - 1]


def _aim(standing: Standing, found: Leaves, request: Request) -> int:
    """Return the offset asked for; -1 for none."""
    passage = standing.study.records.get(Passage, request.query_params.get("passage", ""))
    if passage and passage.text == found.text.id:
        return passage.start
    return number_in(request.query_params.get("at", ""), -1)


routes = [
    Route("/sources/{source}/leaves/{leaf:int}", layer),
    Route("/sources/{source}/leaves/{leaf:int}/image", drawn),
]
