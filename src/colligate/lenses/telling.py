"""Edits of a lens in words."""

from __future__ import annotations

from colligate.lenses.editing import paths
from colligate.lenses.edits import Add, Edit, Merge, Move, Rename, Reword, Split
from colligate.lenses.lens import Lens


def told(edit: Edit, lens: Lens) -> str:
    """Say in a sentence what an edit does, with the names that the codes had before."""
    names = {path: code.name for path, code in paths(lens).items()}
    if isinstance(edit, Add):
        return f"Add the code “{edit.wording.name}” ({edit.id}) {_under(edit.parent, names)}."
    this = f"“{names[edit.code]}” ({edit.code})"
    if isinstance(edit, Split):
        parts = " and ".join(f"“{part.wording.name}” ({part.id})" for part in edit.parts)
        said = f"Split {this} into {parts}."
    elif isinstance(edit, Rename):
        identity = edit.id or edit.code.rpartition(".")[2]
        said = f"Rename {this} to “{edit.name or names[edit.code]}” ({identity})."
    elif isinstance(edit, Merge):
        said = f"Merge {this} into “{names[edit.into]}” ({edit.into})."
    elif isinstance(edit, Move):
        said = f"Move {this} {_under(edit.parent, names)}."
    else:
        said = f"Reword {this}." if isinstance(edit, Reword) else f"Take out {this}, which nothing names."
    return said


def _under(parent: str, names: dict[str, str]) -> str:
    return f"under “{names[parent]}”" if parent else "at the top"
