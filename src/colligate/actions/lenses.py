"""Theories into a study: copied in and pinned by version."""

from __future__ import annotations

from pathlib import Path

import msgspec

from colligate.actions.lens_editing import keep
from colligate.lenses.reading import read_lens
from colligate.lenses.shipped import shipped_bytes
from colligate.problems import Problem
from colligate.study.folder import Folder, write
from colligate.study.settings import read_settings, settings_bytes


def add_lens(path: Path, lens: str) -> list[Problem]:
    """Copy a lens into a study and pin its version; a faulty file is refused with its problems.

    Args:
        path: The study folder.
        lens: Id of a lens that ships, or the path of a YAML file.

    Raises:
        NotAStudyError: Where `path` is no study.
        UnknownLensError: Where no lens of that id ships and no such file exists.
    """
    folder = Folder(path).require()
    file = Path(lens)
    data = file.read_bytes() if file.is_file() else shipped_bytes(lens)
    read, problems = read_lens(data, lens)
    settings, faults = read_settings(folder.settings.read_bytes(), "study.yaml")
    if read is None or faults:
        return [*problems, *faults]
    file = folder.lenses / f"{read.id}.yaml"
    if file.is_file() and (held := read_lens(file.read_bytes(), file.name)[0]) and file.read_bytes() != data:
        keep(file, held.id, held.version)
    write(file, data)
    kept = [entry for entry in settings.lenses if entry.partition("@")[0] != read.id]
    pinned = msgspec.structs.replace(settings, lenses=(*kept, f"{read.id}@{read.version}"))
    write(folder.settings, settings_bytes(pinned))
    return problems
