"""The forms by which a study's own lens is edited, and what each edit would do, before anything is written."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from colligate.actions.coding import NoSuchThingError
from colligate.actions.lens_editing import LensAwayError, OtherPreviewError, edit_lens, preview_edit
from colligate.actions.lens_preview import Preview, naming_code, title_of
from colligate.codings.coding import Coding
from colligate.lenses.editing import LensEditError, paths
from colligate.lenses.edits import Edit, Reword
from colligate.lenses.lens import Code, Lens
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.web.lens_forms import MOST_PARTS, VERBS, Typed, edit_of, given_of, parts_of, reworded
from colligate.web.workbench import back, render, workbench

#: Stands for the top of a lens where an address needs the name of a code.
TOP = "-"
#: Fields of a form that are not part of the edit.
_STEPS = frozenset({"step", "seen", "reason", "more"})


class _Asked:
    """Which lens and code a request is for, and what is to be done to it."""

    def __init__(self, request: Request) -> None:
        self.lens: Lens = _lens(request)
        self.verb: str = request.path_params["verb"]
        named = request.path_params["code"]
        self.path: str = "" if named == TOP else named
        codes = paths(self.lens)
        if self.verb not in VERBS or (self.path and self.path not in codes) or (not self.path and self.verb != "add"):
            raise NoSuchThingError("code", named, codes)
        self.code: Code | None = codes.get(self.path)

    def edit(self, form: Typed) -> Edit:
        if self.verb == "reword" and self.code:
            return Reword(code=self.path, wording=reworded(self.code, form))
        return edit_of(self.verb, self.path, form)


def _lens(request: Request) -> Lens:
    known, lens = workbench(request).standing.study.lenses, request.path_params["lens"]
    if lens not in known:
        raise NoSuchThingError("lens", lens, known)
    return known[lens]


def ask(request: Request) -> Response:
    """Show the form of one edit."""
    return _form(request, _Asked(request), request.query_params)


async def act(request: Request) -> Response:
    """Show what an edit would do; write it once that was confirmed as shown."""
    bench, form, asked = workbench(request), await request.form(), _Asked(request)
    step = str(form.get("step", ""))
    if step == "form" or form.get("more"):
        return _form(request, asked, form)
    try:
        edit = asked.edit(form)
        if step != "write":
            return _preview(request, asked, form, preview_edit(bench.standing, asked.lens.id, edit))
        seen, reason = str(form.get("seen", "")), str(form.get("reason", ""))
        written = edit_lens(bench.path, asked.lens.id, edit, seen=seen, reason=reason, by=bench.by)
    except OtherPreviewError as error:
        return _preview(request, asked, form, error.preview, changed=True)
    except (LensEditError, LensAwayError, NoSuchThingError) as error:
        return _form(request, asked, form, error=str(error))
    told = urlencode({"done": f"{written.title} The lens is now at version {written.after}."})
    return back(request, f"/lenses/{asked.lens.id}?{told}#{quote(_place(asked, edit, written))}")


def _place(asked: _Asked, edit: Edit, written: Preview) -> str:
    """Return the anchor of what was edited, as it is called now."""
    to = getattr(edit, "into", "") or (f"{asked.path}.{edit.id}" if asked.verb == "add" and asked.path else "")  # pyright: ignore[reportAttributeAccessIssue]
    if asked.verb == "add" and not asked.path:
        to = edit.id  # pyright: ignore[reportAttributeAccessIssue]
    if asked.verb == "rename":
        parent = asked.path.rpartition(".")[0]
        new = edit.id or asked.path.rpartition(".")[2]  # pyright: ignore[reportAttributeAccessIssue]
        to = f"{parent}.{new}" if parent else new
    return f"{written.lens}/{to or asked.path}"


def _form(request: Request, asked: _Asked, typed: FormData | QueryParams, *, error: str = "") -> Response:
    standing = workbench(request).standing
    stood = given_of(asked.code) if asked.code and asked.verb in {"reword", "rename"} else {}
    given = stood | {name: str(value) for name, value in typed.multi_items() if isinstance(value, str)}
    told: dict[str, Any] = {"parts": parts_of(typed), "most": MOST_PARTS, "naming": []}
    if asked.verb == "split":
        told["naming"] = list(naming_code(standing, f"{asked.lens.id}/{asked.path}"))
    if asked.verb == "add" and (coding := standing.study.records.get(Coding, given.get("coding", ""))):
        passage = standing.study.records.get(Passage, coding.passage)
        given = {"example": passage.quote if passage else ""} | given
        told["waiting"] = passage
    options = {
        path: code
        for path, code in paths(asked.lens).items()
        if path != asked.path and not (path.startswith(f"{asked.path}.") and asked.path)
    }
    return render(
        request, "lens_edit.html.j2", status=400 if error else 200, asked=asked, given=given, options=options,
        verbs=VERBS, error=error, title_of=title_of, kind_of=_kind, **({"waiting": None} | told),
    )  # fmt: skip


def _kind(record: Record) -> str:
    return type(record).__name__


def _preview(request: Request, asked: _Asked, form: FormData, preview: Preview, *, changed: bool = False) -> Response:
    kept = [(name, value) for name, value in form.multi_items() if name not in _STEPS and isinstance(value, str)]
    name = workbench(request).standing.binder.quoting.name
    return render(
        request, "lens_preview.html.j2", status=409 if changed else 200, asked=asked, p=preview, kept=kept, name=name,
        changed=changed, reason=str(form.get("reason", "")), verbs=VERBS,
    )  # fmt: skip


routes = [
    Route("/lenses/{lens}/{code}/{verb}", ask),
    Route("/lenses/{lens}/{code}/{verb}", act, methods=["POST"]),
]
