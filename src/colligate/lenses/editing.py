"""A lens edited: a new lens of the next version, and where each code of the old one has gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from colligate.lenses.checking import check_lens
from colligate.lenses.editions import following
from colligate.lenses.edits import Add, Edit, Merge, Move, Part, Remove, Rename, Reword, Split, Wording
from colligate.lenses.lens import Code, Lens
from colligate.lenses.nearest import nearest
from colligate.problems import ColligateError

_CODE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class LensEditError(ColligateError):
    """An edit that a lens cannot take."""


class NoSuchCodeError(LensEditError):
    """A code to be edited that the lens does not have."""

    def __init__(self, lens: str, path: str, known: Collection[str]) -> None:
        """Name it and the nearest."""
        self.path, self.known = path, known
        near = nearest(path, known)
        meant = f" Did you mean '{near}'?" if near else ""
        super().__init__(f"The lens '{lens}' has no code '{path}'.{meant} 'colligate lenses show {lens}' lists them.")


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """What an edit makes of a lens."""

    lens: Lens
    #: Path of each code that is no longer where it was, to the paths it went to: one where it only has another
    #: reference, several where it was split, none where it was taken out.
    went: dict[str, tuple[str, ...]]


def edited(lens: Lens, edit: Edit) -> Edited:
    """Return a lens after an edit, at its next version.

    Raises:
        NoSuchCodeError: Where the edit names a code that the lens does not have.
        LensEditError: Where the edit cannot be made, or the lens would have a fault it had not before.
    """
    made = _EDITS[type(edit)](lens, edit)
    new = msgspec.structs.replace(made.lens, version=following(lens.version))
    if new.codes == lens.codes:
        message = "This edit changes nothing in the lens. Say what is to be otherwise."
        raise LensEditError(message)
    before = {fault.message for fault in check_lens(lens) if fault.severity == "error"}
    for fault in check_lens(new):
        if fault.severity == "error" and fault.message not in before:
            message = f"{fault.message} {fault.remedy}"
            raise LensEditError(message)
    return Edited(lens=new, went=made.went)


def paths(lens: Lens) -> dict[str, Code]:
    """Return every code of a lens by its path, parents first."""
    return {reference.partition("/")[2]: code for reference, code in lens.walk()}


def worded(code: Code, wording: Wording) -> Code:
    """Return a code with the fields that a wording gives."""
    given = {name: value for name in wording.__struct_fields__ if (value := getattr(wording, name)) is not None}
    return msgspec.structs.replace(code, **given)


def _reword(lens: Lens, edit: Reword) -> Edited:
    _require(lens, edit.code)
    return Edited(lens=_with(lens, edit.code, lambda code: (worded(code, edit.wording),)), went={})


def _add(lens: Lens, edit: Add) -> Edited:
    _require_id(edit.id)
    blank = Code(id=edit.id, name=edit.wording.name or "", definition=edit.wording.definition or "")
    new = worded(blank, edit.wording)
    _require_words(new)
    _free(lens, edit.parent, edit.id)
    return Edited(lens=_under(lens, edit.parent, new), went={})


def _remove(lens: Lens, edit: Remove) -> Edited:
    _require(lens, edit.code)
    return Edited(lens=_with(lens, edit.code, lambda _: ()), went=dict.fromkeys(_below(lens, edit.code), ()))


def _rename(lens: Lens, edit: Rename) -> Edited:
    code = _require(lens, edit.code)
    identity, name = edit.id or code.id, edit.name or code.name
    _require_id(identity)
    if identity != code.id:
        _free(lens, _parent(edit.code), identity)
    new = _with(lens, edit.code, lambda old: (msgspec.structs.replace(old, id=identity, name=name),))
    return Edited(lens=new, went=_gone(lens, edit.code, _joined(_parent(edit.code), identity)))


def _merge(lens: Lens, edit: Merge) -> Edited:
    code = _require(lens, edit.code)
    _require(lens, edit.into)
    if edit.code == edit.into:
        message = f"'{edit.code}' cannot be merged into itself. Name another code."
        raise LensEditError(message)
    _without_parts(code, edit.code, "merged")
    return Edited(lens=_with(lens, edit.code, lambda _: ()), went={edit.code: (edit.into,)})


def _split(lens: Lens, edit: Split) -> Edited:
    code = _require(lens, edit.code)
    _without_parts(code, edit.code, "split")
    if len({part.id for part in edit.parts}) < 2:
        message = f"'{edit.code}' is split into two codes or more, each with an id of its own. Name them."
        raise LensEditError(message)
    parent = _parent(edit.code)
    made = tuple(_part(code, part) for part in edit.parts)
    for part in made:
        _require_id(part.id)
        _require_words(part)
        if part.id != code.id:
            _free(lens, parent, part.id)
    if unknown := sorted(set(edit.assigned.values()) - {part.id for part in edit.parts}):
        message = f"'{unknown[0]}' is none of the parts. Use one of {', '.join(part.id for part in edit.parts)}."
        raise LensEditError(message)
    went = {edit.code: tuple(_joined(parent, part.id) for part in edit.parts)}
    return Edited(lens=_with(lens, edit.code, lambda _: made), went=went)


def _part(code: Code, part: Part) -> Code:
    # Name and definition of the whole would be untrue of a part; its other fields are a start to be reworded.
    return worded(msgspec.structs.replace(code, id=part.id, name="", definition=""), part.wording)


def _move(lens: Lens, edit: Move) -> Edited:
    code = _require(lens, edit.code)
    if edit.parent == edit.code or edit.parent.startswith(f"{edit.code}."):
        message = f"'{edit.code}' cannot stand under itself. Name another code, or none for the top."
        raise LensEditError(message)
    if edit.parent:
        _require(lens, edit.parent)
    if edit.parent == _parent(edit.code):
        message = f"'{edit.code}' stands there already. Name another code, or none for the top."
        raise LensEditError(message)
    _free(lens, edit.parent, code.id)
    taken = _with(lens, edit.code, lambda _: ())
    return Edited(lens=_under(taken, edit.parent, code), went=_gone(lens, edit.code, _joined(edit.parent, code.id)))


_EDITS: dict[type, Callable[..., Edited]] = {
    Reword: _reword, Add: _add, Remove: _remove, Rename: _rename, Merge: _merge, Split: _split, Move: _move,
}  # fmt: skip


def _require(lens: Lens, path: str) -> Code:
    known = paths(lens)
    if path not in known:
        raise NoSuchCodeError(lens.id, path, list(known))
    return known[path]


def _require_id(identity: str) -> None:
    if not _CODE_ID.fullmatch(identity):
        message = f"'{identity[:60]}' cannot be the id of a code. Use lower-case letters a to z, digits and hyphens."
        raise LensEditError(message)


def _require_words(code: Code) -> None:
    for field, said in (("name", code.name), ("definition", code.definition)):
        if not said.strip():
            message = f"The code '{code.id}' has no {field}. Say in the {field} what it means."
            raise LensEditError(message)


def _without_parts(code: Code, path: str, verb: str) -> None:
    if code.codes:
        message = f"'{path}' has {len(code.codes)} codes below it and cannot be {verb} with them. Move them first."
        raise LensEditError(message)


def _free(lens: Lens, parent: str, identity: str) -> None:
    beside = _require(lens, parent).codes if parent else lens.codes
    if identity in {code.id for code in beside}:
        where = f"under '{parent}'" if parent else "at the top"
        message = f"There is a code '{identity}' {where} already. Choose another id."
        raise LensEditError(message)


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _joined(parent: str, identity: str) -> str:
    return f"{parent}.{identity}" if parent else identity


def _below(lens: Lens, path: str) -> Iterator[str]:
    """Yield the path of a code and of every code below it."""
    for known in paths(lens):
        if known == path or known.startswith(f"{path}."):
            yield known


def _gone(lens: Lens, path: str, to: str) -> dict[str, tuple[str, ...]]:
    return {} if path == to else {old: (f"{to}{old.removeprefix(path)}",) for old in _below(lens, path)}


def _with(lens: Lens, path: str, change: Callable[[Code], Sequence[Code]]) -> Lens:
    """Return a lens with one code changed, replaced by several, or taken out."""
    codes = tuple(_changed(lens.codes, path.split("."), change, lens))
    return msgspec.structs.replace(lens, codes=codes)


def _changed(
    codes: Sequence[Code], steps: list[str], change: Callable[[Code], Sequence[Code]], lens: Lens
) -> Iterator[Code]:
    for code in codes:
        if code.id != steps[0]:
            yield code
        elif len(steps) == 1:
            yield from change(code)
        else:
            yield _holding(code, tuple(_changed(code.codes, steps[1:], change, lens)), lens)


def _under(lens: Lens, parent: str, new: Code) -> Lens:
    if not parent:
        return msgspec.structs.replace(lens, codes=(*lens.codes, new))
    return _with(lens, parent, lambda code: (_holding(code, (*code.codes, new), lens),))


def _holding(code: Code, codes: tuple[Code, ...], lens: Lens) -> Code:
    """Return a code with others below it: what has none combines none, the first criterion of a concept is needed."""
    needs = code.needs
    if not codes:
        needs = None
    elif needs is None and lens.kind == "ideal-type":
        needs = "all"
    return msgspec.structs.replace(code, codes=codes, needs=needs)
