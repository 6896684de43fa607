"""Lenses that the study file names, beside those that the folder holds."""

from __future__ import annotations

from collections.abc import Iterator

from colligate.codings.coding import Memo
from colligate.lenses.editions import EARLIER, edit_of, parted
from colligate.problems import Problem
from colligate.study.settings import Settings
from colligate.study.study import Study


def lens_problems(study: Study) -> Iterator[Problem]:
    """Yield lenses that are missing, of another version than pinned, or lying unused."""
    pinned: dict[str, str] = {}
    for entry in study.settings.lenses:
        identity, _, version = entry.partition("@")
        pinned[identity] = version
        lens = study.lenses.get(identity)
        if lens is None:
            yield Problem(
                place="study.yaml",
                message=f"Lens '{identity}' is in use but lenses/ holds no readable file of it.",
                remedy=f"Add it with 'colligate lenses add {identity}', mend its file, or take it out of study.yaml.",
            )
        elif version != lens.version:
            yield Problem(
                place="study.yaml",
                message=f"Lens '{identity}' is pinned at version '{version}', but lenses/ holds '{lens.version}'.",
                remedy=f"Write '{identity}@{lens.version}' once you have read what changed, or restore the old file.",
            )
    yield from _unfinished(study)
    if study.settings == Settings():  # a study file that could not be read, told elsewhere
        return
    for identity in sorted(study.lenses.keys() - pinned.keys()):
        yield Problem(
            place=f"lenses/{identity}",
            message=f"Lens '{identity}' lies in the folder but study.yaml does not list it.",
            remedy=f"Add '{identity}@{study.lenses[identity].version}' to 'lenses' in study.yaml, or delete the file.",
        )


def _unfinished(study: Study) -> Iterator[Problem]:
    """Yield edits that the journal tells of and the lens does not hold: interrupted, or not yet synchronised."""
    for memo in study.records.of(Memo):
        lens, version = edit_of(memo.id) or ("", "")
        if lens not in study.lenses:
            continue
        (base, told), (stands, times) = parted(version), parted(study.lenses[lens].version)
        # One that lies among the earlier ones was held here, and given up for another on purpose.
        given_up = study.lens_files[lens].parent / EARLIER / f"{lens}@{version}.yaml"
        if base == stands and told > times and not given_up.is_file():
            yield Problem(
                place=f"lenses/{lens}",
                message=f"The journal tells of an edit of lens '{lens}' to version '{version}' by {memo.by}, but the "
                f"file holds '{study.lenses[lens].version}': {memo.text}",
                remedy="If it was interrupted, make the same edit again. If it was made elsewhere, fetch the file of "
                "the lens from there.",
            )
