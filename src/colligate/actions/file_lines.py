"""A file of a study as its lines, around the one that a problem names."""

from __future__ import annotations

from pathlib import Path

import msgspec

from colligate.study.folder import Folder

#: Lines shown before and after the one asked for, of a file too long to show whole.
AROUND = 12
#: Lines of a file that is shown whole.
WHOLE = 400
#: Characters of a line shown; an act on a journal's line can be long.
LENGTH = 2_000


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a file."""

    #: Number from 1, and the words.
    lines: tuple[tuple[int, str], ...]
    #: The line asked for; 0 for none.
    asked: int
    total: int

    @property
    def whole(self) -> bool:
        """Say whether every line is here, uncut."""
        return len(self.lines) == self.total and all(len(words) < LENGTH for _, words in self.lines)

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(words for _, words in self.lines)


def readable(path: Path, name: str) -> bool:
    """Say whether a name is that of a file of a study that people edit, or of a journal."""
    folder = Folder(path)
    known = [
        folder.settings, *folder.lenses.glob("*.yaml"), *folder.journals.glob("*.jsonl"), *folder.report.glob("*"),
    ]  # fmt: skip
    return name in {file.relative_to(path).as_posix() for file in known if file.is_file()}


def shown_lines(path: Path, name: str, asked: int = 0) -> Lines:
    """Return the lines of a file around the one asked for. Raises OSError."""
    every = (path / name).read_bytes().decode("utf-8", errors="replace").removesuffix("\n").split("\n")
    first, last = 0, len(every)
    if last > WHOLE:
        first, last = max(0, asked - 1 - AROUND), min(last, max(asked, 1) + AROUND)
    lines = tuple((number + 1, _cut(every[number])) for number in range(first, last))
    return Lines(lines=lines, asked=asked if asked <= len(every) else 0, total=len(every))


def _cut(words: str) -> str:
    return words if len(words) < LENGTH else f"{words[: LENGTH - 1]}…"
