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
from colligate.actions.values_brought import ValuesBrought, values_brought
from colligate.exchange.losses import Loss
from colligate.exchange.series.mapping import Mapping
from colligate.problems import Problem
from colligate.record import version
from colligate.study.folder import Folder
from colligate.study.records import Records
from colligate.study.study import Study


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

    #: Records by type that are new, that are said otherwise, and that are withdrawn.
    added: dict[str, int]
    revised: dict[str, int]
    withdrawn: dict[str, int]
    #: Ids of lenses that are new or other than before.
    lenses: tuple[str, ...]
    losses: tuple[Loss, ...]
    #: Rows not taken, and warnings.
    refusals: tuple[Problem, ...]
    #: ``(id, version)`` of everything said, in the order said.
    versions: tuple[tuple[str, str], ...]
    #: Files of the study written or changed that can be put back: path in the study, bytes before and after.
    files: tuple[tuple[str, bytes | None, bytes], ...]
    #: Values of indicators that are new or said otherwise.
    values: tuple[ValuesBrought, ...] = ()

    @property
    def anything(self) -> bool:
        """Say whether the study is, or would be, other than before."""
        return bool(self.versions or self.files)


def bring(path: Path, file: Path, asked: Asked, *, by: str) -> Brought:
    """Import a file as ``colligate import`` does, and tell what is different afterwards.

    Raises whatever the import raises; the study is then unchanged.
    """
    before, files = Study(path).records, _put_back(Folder(path))
    losses: Sequence[Loss] = ()
    refusals: Sequence[Problem] = ()
    if asked.mapping:
        losses = receive_series(path, file, mapping=asked.mapping, by=by).losses
    elif sorted_files([file], as_table=asked.as_table)[0]:
        refusals = import_tables(path, [file], by=by, as_table=asked.as_table).refusals
    else:
        losses = receive(
            path, file, by=by, source=asked.source, without_missing=asked.without_missing, codes=asked.codes
        ).losses
    after = _put_back(Folder(path))
    changed = tuple((name, files.get(name), data) for name, data in after.items() if files.get(name) != data)
    lenses = tuple(Path(name).stem for name, _, _ in changed if name.startswith("lenses/"))
    return _brought(before, Study(path).records, losses, refusals, lenses, changed)


def try_out(path: Path, file: Path, asked: Asked, *, by: str) -> Brought:
    """Tell what an import would bring; nothing in the study is touched. Raises whatever the import would raise."""
    with _copy(Folder(path).require()) as copy:
        return bring(copy, file, asked, by=by)


def _brought(
    before: Records, after: Records, losses: Sequence[Loss], refusals: Sequence[Problem], lenses: tuple[str, ...],
    files: tuple[tuple[str, bytes | None, bytes], ...],
) -> Brought:  # fmt: skip
    added: dict[str, int] = {}
    revised: dict[str, int] = {}
    withdrawn: dict[str, int] = {}
    said = []
    for identity in dict.fromkeys([*before.by_id, *after.by_id]):
        old, new = before.by_id.get(identity), after.by_id.get(identity)
        if old == new:
            continue
        counts = added if old is None else withdrawn if new is None else revised
        kind = type(new or old).__name__
        counts[kind] = counts.get(kind, 0) + 1
        said.append(identity)
    fresh = [one for identity in said for one in _sayings(after, identity) if one not in _sayings(before, identity)]
    fresh.sort(key=lambda record: record.at)
    return Brought(
        added=added, revised=revised, withdrawn=withdrawn, lenses=lenses, losses=tuple(losses),
        refusals=tuple(refusals), versions=tuple((one.id, version(one)) for one in fresh), files=files,
        values=values_brought(after, fresh),
    )  # fmt: skip


def _sayings(records: Records, identity: str) -> Sequence:
    standing = records.by_id.get(identity)
    return records.history.get(identity) or ([standing] if standing else [])


def _put_back(folder: Folder) -> dict[str, bytes]:
    """Return the files of a study, besides journals, that an import may change."""
    found = [folder.settings, *sorted(folder.lenses.glob("*.yaml")), *sorted(folder.mappings.glob("*.yaml"))]
    return {file.relative_to(folder.path).as_posix(): file.read_bytes() for file in found if file.is_file()}


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
        yield copy.path


def _link(source: str, target: str) -> None:
    for link in (os.link, os.symlink, shutil.copy2):
        try:
            link(source, target)
        except OSError:
            continue  # another disk, or a system that lets nobody link
        return
