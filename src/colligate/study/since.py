"""What came into a study folder after a moment: the moment is a place in every journal, so no clock is asked."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from colligate.study.folder import Folder, digest
from colligate.study.journal import AnyRecord, read_journal


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """How far a study folder had come."""

    #: Name of each journal to its length in bytes.
    journals: dict[str, int] = {}
    #: Path of each file that people edit (the study file, lenses, the report) to a mark of its state.
    files: dict[str, str] = {}


def moment(folder: Folder) -> Moment:
    """Return how far a folder has come now, told by the content of its files: two copies of a study agree."""
    journals = {path.name: path.stat().st_size for path in sorted(folder.journals.glob("*.jsonl"))}
    edited = [folder.settings, *sorted(folder.lenses.glob("*.yaml")), *sorted(folder.report.glob("*.md"))]
    files = {
        path.relative_to(folder.path).as_posix(): digest(path.read_bytes())[:16] for path in edited if path.is_file()
    }
    return Moment(journals=journals, files=files)


def said_since(folder: Folder, journals: Mapping[str, int]) -> list[AnyRecord]:
    """Return every record appended since the journals had these lengths, in the order of time.

    A journal that is shorter now was put back from a copy; all of it counts as new.
    """
    said: list[AnyRecord] = []
    for path in sorted(folder.journals.glob("*.jsonl")):
        known = journals.get(path.name, 0)
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size == known:
                continue
            file.seek(_line_start(file, known) if known < size else 0)
            said += read_journal(file.read(), path.name)[0]
    return sorted(said, key=lambda record: (record.at, record.id))


def files_changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the paths that are new, gone or of another state."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def _line_start(file, offset: int) -> int:  # noqa: ANN001 - any binary file
    """Return where the line begins that an offset lies in: a torn line may have been completed since."""
    while offset:
        file.seek(offset - 1)
        if file.read(1) == b"\n":
            return offset
        offset -= 1
    return 0
