"""Files that come into a study with an act: written before it, put back should it fail, told of after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import msgspec

from colligate.exchange.losses import Loss, in_words
from colligate.record import Record
from colligate.study.folder import Folder, write
from colligate.study.records import Records

#: Characters of a report's name taken from the name of the file it is about; a name has at most 255 bytes.
_LONGEST_NAME = 60


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What one import said and wrote, and nothing else that came into the study meanwhile."""

    #: Everything said, in the order said.
    said: tuple[Record, ...] = ()
    #: What stood before it; None where nothing was said.
    before: Records | None = None
    #: Lenses, mappings and settings written: path in the study, bytes before and after.
    files: tuple[tuple[str, bytes | None, bytes], ...] = ()


class Staging:
    """Files written so far, and what stood in their place."""

    def __init__(self) -> None:
        """Begin with none."""
        self._before: list[tuple[Path, bytes | None]] = []
        self._after: dict[Path, bytes] = {}

    def add(self, path: Path, data: bytes) -> None:
        """Write a file unless it is there."""
        if not path.exists():
            self.replace(path, data)

    def replace(self, path: Path, data: bytes) -> None:
        """Write a file anew, whether or not it is there."""
        self._before.append((path, path.read_bytes() if path.exists() else None))
        self._after[path] = data
        write(path, data)

    def undo(self) -> None:
        """Put everything back."""
        for path, data in reversed(self._before):
            if data is None:
                path.unlink(missing_ok=True)
            else:
                write(path, data)

    def replaced(self, folder: Folder) -> tuple[tuple[str, bytes | None, bytes], ...]:
        """Return the files that are other than before, but for documents: path in the study, bytes before and after."""
        documents = {folder.originals, folder.texts}
        first = dict(reversed(self._before))
        return tuple(
            (path.relative_to(folder.path).as_posix(), first[path], after)
            for path, after in self._after.items()
            if path.parent not in documents and first[path] != after
        )


def keep_report(folder: Folder, file: str, losses: Sequence[Loss]) -> str:
    """Write what was lost on the way of a file; return where, or why it could not be kept. The act stands either way.

    Args:
        folder: The study.
        file: Name of the file; free words, of which only the last part of a path counts.
        losses: What the report says.
    """
    last = PurePosixPath(file.replace("\\", "/")).name
    plain = "".join(sign if sign.isprintable() and sign not in '<>:"|?*' else "-" for sign in last).lstrip(".")
    place = folder.build / "exchange" / f"{plain[-_LONGEST_NAME:] or 'file'}.losses.txt"
    try:
        write(place, in_words(losses, everything=True).encode(errors="replace"))
    except OSError as error:
        return f"it could not be written to {place} ({error.strerror}); the import stands."
    return str(place)
