"""What changed between two versions of a lens, so that codings made with the old one can be carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Literal

import msgspec

from colligate.lenses.lens import Code, Lens

ChangeKind = Literal["added", "removed", "renamed", "moved", "redefined"]

#: What decides whether a passage is an instance of a code; a change of name, cues or example does not.
DECIDING = ("definition", "use_when", "not_when", "against", "needs")


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One code that is no longer what or where it was."""

    #: *renamed*: same place and definition, other id. *moved*: other place. *redefined*: same reference, other rules.
    kind: ChangeKind
    #: Reference in the old lens; empty for an added code.
    before: str = ""
    #: Reference in the new lens; empty for a removed code.
    after: str = ""
    #: Which of the deciding fields differ, for a redefined code.
    fields: tuple[str, ...] = ()


def compare(old: Lens, new: Lens) -> list[Change]:
    """List the codes added, removed, renamed, moved and redefined between two versions of a lens.

    A code whose reference is gone is found again only where exactly one new code has its definition, with the same id
    first. Where two would fit nothing is guessed: the old is removed and the new are added. The new order of codes is
    not a change. Changes come in the order of the new lens, then the removed ones in the order of the old.
    """
    before, after = _by_path(old), _by_path(new)
    found = _found_again(
        {path: code for path, code in before.items() if path not in after},
        {path: code for path, code in after.items() if path not in before},
    )
    changes = [change for path in after if (change := _change(path, before, after, found)) is not None]
    kept = after.keys() | set(found.values())
    removed = [path for path in before if path not in kept]
    changes += [Change(kind="removed", before=path) for path in removed]
    return [_with_lens_ids(change, old, new) for change in changes]


def _by_path(lens: Lens) -> dict[str, Code]:
    """Map each code's path within the lens, as the lens itself may have another id."""
    return {reference.split("/", 1)[1]: code for reference, code in lens.walk()}


def _found_again(gone: dict[str, Code], come: dict[str, Code]) -> dict[str, str]:
    """Map paths of new codes to the old ones they are the continuation of."""
    found: dict[str, str] = {}
    for key in (_id_and_definition, _definition):
        taken = set(found.values())
        left = _alone({path: code for path, code in gone.items() if path not in taken}, key)
        open_ = _alone({path: code for path, code in come.items() if path not in found}, key)
        found.update({path: left[same] for same, path in open_.items() if same in left})
    return found


def _alone(codes: dict[str, Code], key: Callable[[Code], Hashable]) -> dict[Hashable, str]:
    """Map each key that only one code has to that code's path."""
    counts = Counter(key(code) for code in codes.values())
    return {key(code): path for path, code in codes.items() if counts[key(code)] == 1}


def _id_and_definition(code: Code) -> Hashable:
    return code.id, code.definition


def _definition(code: Code) -> Hashable:
    return code.definition


def _change(path: str, before: dict[str, Code], after: dict[str, Code], found: dict[str, str]) -> Change | None:
    """Return what happened to one code of the new lens, None where it stayed as it was."""
    if path not in before:
        if path not in found:
            return Change(kind="added", after=path)
        same_parent = _parent(path) == _parent(found[path])
        return Change(kind="renamed" if same_parent else "moved", before=found[path], after=path)
    fields = tuple(name for name in DECIDING if getattr(before[path], name) != getattr(after[path], name))
    return Change(kind="redefined", before=path, after=path, fields=fields) if fields else None


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _with_lens_ids(change: Change, old: Lens, new: Lens) -> Change:
    return msgspec.structs.replace(
        change,
        before=change.before and f"{old.id}/{change.before}",
        after=change.after and f"{new.id}/{change.after}",
    )
