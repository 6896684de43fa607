"""An import tried on a copy of the study, so that what it would bring is seen before anything is taken."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from colligate.actions.importing import import_tables
from colligate.actions.receiving import receive, sorted_files
from colligate.actions.series import receive_series
from colligate.actions.staging import Act
from colligate.actions.undoing import stood_under
from colligate.actions.values_brought import ValuesBrought, values_brought
from colligate.exchange.losses import Loss
from colligate.exchange.series.mapping import Mapping
from colligate.problems import Problem
from colligate.record import version
from colligate.study.folder import Folder
from colligate.study.remembering import lent


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a file that the file does not say itself: the options of ``colligate import``."""

    as_table: str = ""
    source: str = ""
    without_missing: bool = False
    codes: tuple[str, ...] = ()
    #: How a file of values is read, column by column.
    mapping: Mapping | None = None


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What an import brought, or would bring."""

    #: Records by type that are new, and that are said otherwise.
    added: dict[str, int]
    revised: dict[str, int]
    #: Ids of lenses that are new or other than before.
    lenses: tuple[str, ...]
    losses: tuple[Loss, ...]
    #: Rows not taken, and warnings.
    refusals: tuple[Problem, ...]
    #: ``(id, version)`` of everything said, in the order said; of a trial none, since it is undone by itself.
    versions: tuple[tuple[str, str], ...] = ()
    #: Files of the study written or changed that can be put back: path in the study, bytes before and after.
    files: tuple[tuple[str, bytes | None, bytes], ...] = ()
    #: Values of indicators that are new or said otherwise.
    values: tuple[ValuesBrought, ...] = ()

    @property
    def anything(self) -> bool:
        """Say whether the study is, or would be, other than before."""
        return bool(self.added or self.revised or self.files)


def bring(path: Path, file: Path, asked: Asked, *, by: str) -> Brought:
    """Import a file as ``colligate import`` does, and tell what is different afterwards.

    Raises whatever the import raises; the study is then unchanged.
    """
    act, brought = _imported(path, file, asked, by)
    return msgspec.structs.replace(brought, versions=tuple((record.id, version(record)) for record in act.said))


def try_out(path: Path, file: Path, asked: Asked, *, by: str) -> Brought:
    """Tell what an import would bring; nothing in the study is touched. Raises whatever the import would raise."""
    with _copy(Folder(path).require()) as copy:
        return _imported(copy, file, asked, by)[1]


def _imported(path: Path, file: Path, asked: Asked, by: str) -> tuple[Act, Brought]:
    losses: Sequence[Loss] = ()
    refusals: Sequence[Problem] = ()
    if asked.mapping:
        told = receive_series(path, file, mapping=asked.mapping, by=by)
        losses = told.losses
    elif sorted_files([file], as_table=asked.as_table)[0]:
        told = import_tables(path, [file], by=by, as_table=asked.as_table)
        refusals = told.refusals
    else:
        told = receive(path, file, by=by, source=asked.source, without_missing=asked.without_missing, codes=asked.codes)
        losses = told.losses
    return told.act, _brought(told.act, losses, refusals)


def _brought(act: Act, losses: Sequence[Loss], refusals: Sequence[Problem]) -> Brought:
    """Tell of the records that an act said, whatever else was said in the study meanwhile."""
    added: dict[str, int] = {}
    revised: dict[str, int] = {}
    for record in act.said:
        counts = revised if act.before and stood_under(act.before, record) else added
        kind = type(record).__name__
        counts[kind] = counts.get(kind, 0) + 1
    lenses = tuple(Path(name).stem for name, _, _ in act.files if name.startswith("lenses/"))
    return Brought(
        added=added, revised=revised, lenses=lenses, losses=tuple(losses), refusals=tuple(refusals),
        files=act.files, values=values_brought(act.before, act.said),
    )  # fmt: skip


@contextmanager
def _copy(folder: Folder) -> Iterator[Path]:
    """Give a copy of a study for a moment; documents and their texts, which never change, are linked."""
    with tempfile.TemporaryDirectory(prefix="colligate-") as place:
        copy = Folder(Path(place) / folder.path.resolve().name)
        for kept in (folder.originals, folder.texts):
            if kept.is_dir():
                shutil.copytree(kept, copy.path / kept.name, copy_function=_link)
        for changing in (folder.lenses, folder.mappings, folder.journals):
            if changing.is_dir():
                shutil.copytree(changing, copy.path / changing.name)
        copy.path.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder.settings, copy.settings)
        with lent(folder.journals, copy.journals):
            yield copy.path


def _link(source: str, target: str) -> None:
    for link in (os.link, os.symlink, shutil.copy2):
        try:
            link(source, target)
        except OSError:
            continue  # another disk, or a system that lets nobody link
        return
