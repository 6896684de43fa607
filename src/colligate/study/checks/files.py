"""Originals and frozen texts: are they there, and are they the bytes that were added?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from colligate.problems import Problem
from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.study.folder import digest
from colligate.study.study import Study


def file_problems(study: Study) -> Iterator[Problem]:
    """Yield every original, text and layout that is missing or whose hash changed."""
    folder = study.folder
    originals = {path.stem: path for path in folder.originals.glob("*")} if folder.originals.is_dir() else {}
    for source in study.records.of(Source):
        if source.sha256:
            path = originals.get(source.sha256, folder.originals / source.sha256)
            if source.confidential and not path.exists():
                yield _withheld(source, path.relative_to(folder.path).as_posix())
                continue
            yield from _file(path, source.sha256, f"the original of source '{source.id}'", folder.path)
    for text in study.records.of(Text):
        for name, suffix, what in ((text.sha256, ".txt", "text"), (text.layout, ".json", "layout")):
            path = folder.texts / f"{name}{suffix}"
            yield from _file(path, name, f"the {what} frozen for source '{text.source}'", folder.path)


def _withheld(source: Source, place: str) -> Problem:
    return Problem(
        place=place,
        message=f"The original of source '{source.id}' is confidential and not here: a package leaves it out.",
        remedy="Nothing is lost where others hold it: its hash tells whether a document is the one.",
        severity="warning",
    )


def _file(path: Path, sha256: str, what: str, root: Path) -> Iterator[Problem]:
    place = path.relative_to(root).as_posix()
    try:
        changed = digest(path.read_bytes()) != sha256
    except OSError:
        yield Problem(
            place=place,
            message=f"The file is missing: {what}.",
            remedy="Restore it from a copy of the study; quotes cannot be checked without it.",
        )
        return
    if changed:
        yield Problem(
            place=place,
            message=f"The file is not the one that was added: its hash changed ({what}).",
            remedy="Restore it from a copy of the study. A new edition of a document is added as a source of its own.",
        )
