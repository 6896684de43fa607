"""Forms by which a lens is edited, read as edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from starlette.datastructures import FormData, QueryParams

from colligate.lenses.edits import Add, Edit, Merge, Move, Part, Remove, Rename, Reword, Split, Wording
from colligate.lenses.lens import Code

#: What each form is called: for its heading, and for the links that lead to it.
VERBS: dict[str, tuple[str, str]] = {
    "reword": ("Reword", "Reword"), "rename": ("Rename", "Rename"), "merge": ("Merge into another", "Merge"),
    "split": ("Split", "Split"), "move": ("Move", "Move"), "add": ("Add a code", "Add a code below"),
    "remove": ("Take out", "Take out"),
}  # fmt: skip
#: Most parts a code is split into at once.
MOST_PARTS = 9

Typed = FormData | QueryParams
_LINES = ("use_when", "not_when", "against")


def given_of(code: Code) -> dict[str, str]:
    """Return a code's fields as a form shows them: a line each, cues with commas."""
    told = {"id": code.id, "name": code.name, "definition": code.definition.strip(), "example": code.example.strip()}
    told |= {field: "\n".join(" ".join(line.split()) for line in getattr(code, field)) for field in _LINES}
    return told | {"cues": ", ".join(code.cues), "needs": str(code.needs or "")}


def edit_of(verb: str, code: str, form: Typed) -> Edit:
    """Return the edit that a form asks for; `code` is a path, or the parent's for a new code."""
    return _READ[verb](code, form)


def parts_of(form: Typed) -> int:
    """Return how many parts a form of a split has."""
    asked = _text(form, "more") or _text(form, "parts")
    return min(MOST_PARTS, max(2, int(asked) if asked.isascii() and asked.isdigit() else 2))


def _text(form: Typed, name: str) -> str:
    return str(form.get(name, "")).strip()


def _wording(form: Typed, *, before: str = "") -> Wording:
    told: dict[str, Any] = {}
    for field in ("name", "definition", "example"):
        if f"{before}{field}" in form:
            told[field] = _text(form, f"{before}{field}").replace("\r\n", "\n")
    for field in _LINES:
        if f"{before}{field}" in form:
            told[field] = tuple(line.strip() for line in _text(form, f"{before}{field}").splitlines() if line.strip())
    if f"{before}cues" in form:
        told["cues"] = tuple(cue.strip() for cue in _text(form, f"{before}cues").split(",") if cue.strip())
    if needs := _text(form, f"{before}needs"):
        told["needs"] = int(needs) if needs.isascii() and needs.isdigit() else "any" if needs == "any" else "all"
    return Wording(**told)


def reworded(code: Code, form: Typed) -> Wording:
    """Return what a form says otherwise than the code: a line folded for the form is no change of the code."""
    stood, wording = given_of(code), _wording(form)
    same = [name for name in wording.__struct_fields__ if _text(form, name).replace("\r\n", "\n") == stood.get(name)]
    return Wording(**{name: getattr(wording, name) for name in wording.__struct_fields__ if name not in same})


def _add(code: str, form: Typed) -> Edit:
    told = _text(form, "stance")
    stance: Literal["supports", "contradicts", "mentions"] = (
        "contradicts" if told == "contradicts" else "mentions" if told == "mentions" else "supports"
    )
    coding = _text(form, "coding")
    return Add(parent=code, id=_text(form, "id"), wording=_wording(form), coding=coding, stance=stance)


def _split(code: str, form: Typed) -> Edit:
    numbers = range(1, parts_of(form) + 1)
    parts = tuple(Part(id=_text(form, f"{n}-id"), wording=_wording(form, before=f"{n}-")) for n in numbers)
    named: Mapping[str, str] = {str(n): part.id for n, part in zip(numbers, parts, strict=True)}
    assigned = {
        field.removeprefix("of-"): named[str(value)]
        for field, value in form.multi_items()
        if field.startswith("of-") and str(value) in named
    }
    return Split(code=code, parts=parts, assigned=assigned)


_READ: dict[str, Callable[[str, Typed], Edit]] = {
    "reword": lambda code, form: Reword(code=code, wording=_wording(form)),
    "rename": lambda code, form: Rename(code=code, id=_text(form, "id"), name=_text(form, "name")),
    "merge": lambda code, form: Merge(code=code, into=_text(form, "into")),
    "move": lambda code, form: Move(code=code, parent=_text(form, "parent")),
    "remove": lambda code, form: Remove(code=code),  # noqa: ARG005 - one shape for all
    "add": _add,
    "split": _split,
}
