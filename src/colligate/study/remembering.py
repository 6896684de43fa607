"""Journals read once in a process: the next reading takes only what was appended since.

A workbench reads the study again after every act. Journals only ever grow, so what stood in one still stands; a journal
changed in any other way is read anew, whole.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from colligate.problems import Problem
from colligate.study.journal import AnyRecord, read_journal
from colligate.study.records import Records

#: How many of the last bytes read must still stand where they stood for a longer file to count as the same, grown.
_TAIL = 1 << 16


class _Read(msgspec.Struct, kw_only=True):
    """One journal as far as it was read: up to the end of its last whole line."""

    #: Inode, time of change and size of the file when it was last looked at.
    state: tuple[int, int, int]
    #: Bytes read and the lines in them.
    length: int = 0
    lines: int = 0
    tail: bytes = b""
    records: list[AnyRecord] = []
    problems: list[Problem] = []
    #: The last act has no line end yet: whatever is added to its line changes it.
    open: bool = False


class Remembered:
    """The journals of one folder and what they come to."""

    def __init__(self, folder: Path) -> None:
        """Name the folder of the journals; nothing is read yet."""
        self.folder = folder
        self._read: dict[str, _Read] = {}
        self._records: Records | None = None

    def records(self) -> tuple[Records, list[Problem]]:
        """Return what stands now, and what is wrong with the files."""
        paths = sorted(self.folder.glob("*.jsonl"))
        gone = self._read.keys() - {path.name for path in paths}
        appended: list[AnyRecord] = []
        anew = bool(gone) or self._records is None
        for name in gone:
            del self._read[name]
        for path in paths:
            said, whole = self._look(path)
            appended += said
            anew = anew or whole
        if anew or self._records is None:
            self._records = Records(record for path in paths for record in self._read[path.name].records)
        elif appended:
            self._records = self._records.joined(appended)
        return self._records, [problem for path in paths for problem in self._read[path.name].problems]

    def of_copy(self, folder: Path) -> Remembered:
        """Return what is remembered as read from a copy of the folder; nothing where a file is not as it was read."""
        copy = Remembered(folder)
        for name, read in self._read.items():
            state = _state(folder / name) if (folder / name).is_file() else None
            if state is None or state[1:] != read.state[1:]:
                return Remembered(folder)
            copy._read[name] = msgspec.structs.replace(
                read, state=state, records=list(read.records), problems=list(read.problems)
            )
        copy._records = self._records
        return copy

    def _look(self, path: Path) -> tuple[Sequence[AnyRecord], bool]:
        """Return what is new in one journal, and whether it had to be read anew although it was known."""
        now = _state(path)
        known = self._read.get(path.name)
        if known and known.state == now:
            return (), False
        with path.open("rb") as file:
            read = known if known and _grown(known, now, file) else _Read(state=now)
            file.seek(read.length)
            fresh = file.read()
        said = self._take(read, fresh, path.name)
        read.state = now
        self._read[path.name] = read
        return said, known is not None and read is not known

    def _take(self, read: _Read, fresh: bytes, name: str) -> Sequence[AnyRecord]:
        """Add whole lines to what was read; a last line without its end is read but looked at again next time."""
        end = fresh.rfind(b"\n") + 1
        place = f"journal/{name}"
        kept = [problem for problem in read.problems if problem.place != f"{place}:{read.lines + 1}"]
        said, problems = read_journal(fresh[:end], place, first=read.lines + 1)
        read.records.extend(said)
        read.lines += fresh.count(b"\n", 0, end)
        torn, torn_problems = read_journal(fresh[end:], place, first=read.lines + 1)
        read.problems = [*kept, *problems, *torn_problems]
        read.records.extend(torn)
        read.open = bool(torn)
        read.length += end
        read.tail = (read.tail + fresh[:end])[-_TAIL:]
        return [*said, *torn]


def _state(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _grown(known: _Read, now: tuple[int, int, int], file: BinaryIO) -> bool:
    """Say whether a file is the one known, with nothing but lines added."""
    if known.open or now[0] != known.state[0] or now[2] < known.length:
        return False
    file.seek(known.length - len(known.tail))
    return file.read(len(known.tail)) == known.tail


_remembered: list[Remembered] = []
_lent: dict[Path, Remembered] = {}
_lock = threading.Lock()


def remembered(folder: Path) -> tuple[Records, list[Problem]]:
    """Return the standing records of a folder of journals as it is now, and what is wrong with its files.

    The last folder asked for is remembered for as long as the process runs. Records are never changed once returned.
    """
    with _lock:
        if copy := _lent.get(folder.absolute()):
            return copy.records()
        if not _remembered or _remembered[0].folder != folder.absolute():
            _remembered[:] = [Remembered(folder.absolute())]
        return _remembered[0].records()


@contextmanager
def lent(folder: Path, copy: Path) -> Iterator[None]:
    """Remember a copy of a folder of journals beside it for a moment, as far as it is the same.

    Args:
        folder: Of a study; it stays remembered.
        copy: With the files' times of change.
    """
    place = copy.absolute()
    with _lock:
        known = next((one for one in _remembered if one.folder == folder.absolute()), Remembered(folder))
        _lent[place] = known.of_copy(place)
    try:
        yield
    finally:
        with _lock:
            del _lent[place]
