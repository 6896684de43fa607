"""An edit of a lens worked out on a study: the lens, the records to be said again, the preview. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from colligate.actions.lens_naming import Naming, Renaming, namings
from colligate.actions.lens_preview import Preview, Telling
from colligate.actions.looking import Standing
from colligate.assessments.assessing import assess
from colligate.assessments.material import Material
from colligate.codings.coding import Coding
from colligate.codings.residual import RESIDUAL
from colligate.lenses.editing import LensEditError, edited
from colligate.lenses.edits import Add, Edit, Move, Remove, Rename, Split
from colligate.lenses.lens import Lens
from colligate.programmes.programme import Factor
from colligate.record import Record
from colligate.study.folder import digest


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """An edit ready to be written."""

    preview: Preview
    lens: Lens
    #: Records to be said again, and the ids of those that stay their speaker's statement.
    said: tuple[Record, ...]
    carried: frozenset[str]


class UsedCodeError(LensEditError):
    """A code to be taken out that something names."""

    def __init__(self, codes: Iterable[str], users: Iterable[str]) -> None:
        """Name the codes and what names them."""
        named = list(users)
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        super().__init__(
            f"{', '.join(codes)} cannot be taken out: {', '.join(named[:3])}{more} name it. Merge it into another "
            "code, or withdraw them first."
        )


def prepare(standing: Standing, lens: Lens, edit: Edit) -> Prepared:
    """Work out an edit on a study as it stands, without writing anything.

    Raises:
        LensEditError: Where the lens or what rests on it cannot take the edit.
    """
    made = edited(lens, edit)
    went = {_full(lens, old): tuple(_full(lens, new) for new in to) for old, to in made.went.items()}
    renaming = Renaming(went=went, same=isinstance(edit, Rename | Move), assigned=_assigned(lens, edit))
    found = [*namings(standing.study.records, renaming), *_from_residual(standing, lens, edit)]
    _refuse(edit, found, went)
    said = [naming.said for naming in found if naming.said]
    material = _supposed(standing.material, made.lens, said)
    preview = Telling(standing, lens, made, edit, found).preview(went, assess(material))
    seal = digest(msgspec.json.encode(preview))[:16]
    return Prepared(
        preview=msgspec.structs.replace(preview, fingerprint=seal),
        lens=made.lens,
        said=tuple(said),
        carried=frozenset(naming.record.id for naming in found if not naming.decided),
    )


def _full(lens: Lens, path: str) -> str:
    return f"{lens.id}/{path}"


def _assigned(lens: Lens, edit: Edit) -> dict[str, str]:
    if not isinstance(edit, Split):
        return {}
    parent = edit.code.rpartition(".")[0]
    return {
        record: _full(lens, f"{parent}.{part}" if parent else part) for record, part in edit.assigned.items() if part
    }


def _from_residual(standing: Standing, lens: Lens, edit: Edit) -> Iterator[Naming]:
    """Yield the coding that a new code is made for."""
    if not isinstance(edit, Add) or not edit.coding:
        return
    coding = standing.study.records.get(Coding, edit.coding)
    if coding is None or coding.code != RESIDUAL:
        message = f"'{edit.coding}' does not wait in the review queue any more. Open the queue again."
        raise LensEditError(message)
    code = _full(lens, f"{edit.parent}.{edit.id}" if edit.parent else edit.id)
    said = msgspec.structs.replace(coding, code=code, stance=edit.stance)
    yield Naming(record=coding, codes=(RESIDUAL,), said=said, decided=True)


def _refuse(edit: Edit, found: Sequence[Naming], went: dict[str, tuple[str, ...]]) -> None:
    if isinstance(edit, Remove) and found:
        raise UsedCodeError(went, [naming.record.id for naming in found])
    for naming in found:
        if isinstance(naming.record, Factor) and naming.said is None:
            message = f"The cause '{naming.record.name}' rests on this code. Say which of the parts it belongs to."
            raise LensEditError(message)


def _supposed(material: Material, lens: Lens, said: Iterable[Record]) -> Material:
    """Return what an assessment would read after the edit."""
    records = {**material.by_id, **{record.id: record for record in said}}
    return Material(
        records.values(),
        lenses=material.lenses | {lens.id: lens},
        organisation=material.organisation,
        manuscript=material.manuscript,
        area=material.area,
        period=material.period,
        prefer=material.prefer,
        pages=material.pages,
        lines=material.lines,
    )
