"""Vectors on disk, a row a passage, beside a directory that says whose each row is.

The file of rows only grows; rows that the directory does not name are none, so that whoever is stopped at any moment
leaves a whole. Rows are float32, 4 bytes a number: they are multiplied straight off the disk's pages, ten times as fast
as halves that must be widened first. Rows of texts that changed are left behind, and once they are the larger part the
others are copied into a new file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from colligate.suggestions.searching.files import replace

Matrix = NDArray[np.float32]
#: Rows without an owner below which no file is made anew.
_FEW = 1000


class Segment(msgspec.Struct, frozen=True):
    """Rows of one source, in the order of its passages, from the first on; as many as were embedded so far."""

    source: str
    #: The state of the text they were made of.
    state: str
    first: int
    rows: int


class Directory(msgspec.Struct, frozen=True):
    """What a file of rows holds."""

    #: Names the file.
    made: int
    #: Numbers in a row.
    size: int
    #: Rows in the file, with those that nobody owns.
    rows: int
    #: In the order of their rows; only the last may lack passages.
    segments: tuple[Segment, ...]


class Rows(NamedTuple):
    """Rows opened for reading, as they stood then."""

    segments: tuple[Segment, ...]
    matrix: Matrix

    def of(self, states: Mapping[str, str]) -> Rows:
        """Return only the rows of texts in these states, by source."""
        return self._replace(segments=tuple(one for one in self.segments if states.get(one.source) == one.state))

    def covered(self) -> int:
        """Return how many passages have a row."""
        return sum(one.rows for one in self.segments)


_open: dict[Path, tuple[tuple[int, int], Rows]] = {}


def open_rows(folder: Path) -> Rows:
    """Return the rows in a folder; none where nothing was embedded or what lies there cannot be read."""
    for _ in range(3):  # a file may be made anew between looking and opening
        try:
            stat = (folder / "directory.json").stat()
            stamp = (stat.st_mtime_ns, stat.st_ino)
            known, rows = _open.get(folder, ((0, 0), None))
            if rows is not None and known == stamp:
                return rows
            directory = _read(folder)
            if directory is None:
                break
            rows = Rows(directory.segments, _mapped(folder, directory))
        except (OSError, ValueError):
            continue
        _open[folder] = (stamp, rows)
        return rows
    return Rows((), np.empty((0, 0), np.float32))


def append(folder: Path, states: Mapping[str, str], parts: list[tuple[str, int]], rows: Matrix) -> None:
    """Write rows behind those there are; whole or, if stopped, not at all. The caller holds the folder's lock.

    Args:
        folder: Where they are kept.
        states: The state of every text that is wanted; rows of others are given up.
        parts: Sources in the order of `rows`, and how many are of each; the first may go on where the last one ended.
        rows: In the same order.
    """
    directory = _kept(folder, states, rows.shape[1])
    segments, first = list(directory.segments), directory.rows
    for source, count in parts:
        last = segments[-1] if segments else None
        if last and last.source == source and last.first + last.rows == first:
            segments[-1] = msgspec.structs.replace(last, rows=last.rows + count)
        else:
            segments.append(Segment(source, states[source], first, count))
        first += count
    path = folder / _name(directory.made)
    with path.open("r+b" if path.exists() else "w+b") as file:
        end = 4 * directory.size * directory.rows
        if file.seek(0, os.SEEK_END) != end:  # somebody was stopped before the directory said so
            file.truncate(end)
            file.seek(end)
        file.write(np.ascontiguousarray(rows, np.float32).tobytes())
        file.flush()
        os.fsync(file.fileno())
    told = msgspec.structs.replace(directory, rows=first, segments=tuple(segments))
    replace(folder / "directory.json", msgspec.json.encode(told))


def have(folder: Path, states: Mapping[str, str]) -> dict[str, int]:
    """Return how many passages of each wanted text have a row. One that was left unfinished before others has none."""
    return {one.source: one.rows for one in open_rows(folder).of(states).segments}


def _kept(folder: Path, states: Mapping[str, str], size: int) -> Directory:
    """Return the directory with only wanted texts, in a new file where most rows are nobody's."""
    directory = _read(folder)
    if directory is None or directory.size != size or not _whole(folder, directory):
        _forget(folder)
        return Directory(directory.made + 1 if directory else 0, size, 0, ())
    segments = tuple(one for one in directory.segments if states.get(one.source) == one.state)
    owned = sum(one.rows for one in segments)
    if directory.rows - owned <= max(_FEW, owned):
        return msgspec.structs.replace(directory, segments=segments)
    return _anew(folder, directory, segments)


def _anew(folder: Path, directory: Directory, segments: tuple[Segment, ...]) -> Directory:
    matrix, first, placed = _mapped(folder, directory), 0, []
    with (folder / _name(directory.made + 1)).open("wb") as file:
        for one in segments:
            file.write(matrix[one.first : one.first + one.rows].tobytes())
            placed.append(msgspec.structs.replace(one, first=first))
            first += one.rows
        file.flush()
        os.fsync(file.fileno())
    found = Directory(directory.made + 1, directory.size, first, tuple(placed))
    replace(folder / "directory.json", msgspec.json.encode(found))
    _forget(folder, but=_name(found.made))
    return found


def _forget(folder: Path, but: str = "") -> None:
    """Remove files of rows, as far as nobody holds them open on a system that minds."""
    for path in folder.glob("rows-*.f32"):
        if path.name != but:
            try:
                path.unlink()
            except OSError:
                continue


def _read(folder: Path) -> Directory | None:
    try:
        return msgspec.json.decode((folder / "directory.json").read_bytes(), type=Directory)
    except (OSError, msgspec.DecodeError):
        return None


def _whole(folder: Path, directory: Directory) -> bool:
    try:
        return (folder / _name(directory.made)).stat().st_size >= 4 * directory.size * directory.rows
    except OSError:
        return False


def _mapped(folder: Path, directory: Directory) -> Matrix:
    shape = (directory.rows, directory.size)
    if not directory.rows:
        return np.empty(shape, np.float32)
    return np.memmap(folder / _name(directory.made), np.float32, "r", shape=shape)


def _name(made: int) -> str:
    return f"rows-{made}.f32"
