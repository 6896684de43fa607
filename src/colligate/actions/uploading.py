"""Documents handed over as they come from a browser: a name and a stream each, kept on disk while they are read."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from colligate.actions.adding import add_sources
from colligate.actions.comparing import Beside, beside
from colligate.actions.describing import add_bibliography
from colligate.problems import ColligateError, Problem
from colligate.study.study import Study

#: Bytes; larger files are refused.
LIMIT = 512 * 1024 * 1024
_CHUNK = 1 << 20
#: Endings of bibliographies: they describe sources rather than being some.
BIBLIOGRAPHIES = frozenset({".ris", ".bib", ".json"})


class TooLargeError(ColligateError):
    """A file beyond what is taken in."""

    def __init__(self, name: str) -> None:
        """Name the file and the limit."""
        super().__init__(
            f"{name} is larger than {LIMIT // 1024**2} MB, so it was not added. Split it, or make its pictures smaller."
        )


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file."""

    name: str
    #: Id of the source made, or of those described; empty where nothing was.
    sources: tuple[str, ...]
    problems: tuple[Problem, ...]
    #: Another source that looks like the same document, and that this file may be added beside.
    alike: str = ""
    #: The two set side by side.
    beside: Beside | None = None


def hand_over(path: Path, name: str, stream: BinaryIO, *, by: str, even_if_alike: bool = False) -> Handed:
    """Add one file as a source, or describe sources by it where it is a bibliography.

    Args:
        path: The study folder.
        name: The file's name as the browser tells it; only its last part counts.
        stream: Its bytes, read in pieces.
        by: Whose journal.
        even_if_alike: Add a near-duplicate too.

    Raises:
        NotAStudyError: Where `path` is no study.
        TooLargeError: Where the stream goes on beyond LIMIT.
    """
    plain = PurePosixPath(name.replace("\\", "/")).name.lstrip(".") or "document"
    with tempfile.TemporaryDirectory(prefix="colligate-") as place:
        file = Path(place) / plain
        write_stream(file, stream, plain)
        if file.suffix.lower() in BIBLIOGRAPHIES:
            told = add_bibliography(path, file, by=by)
            return Handed(name=plain, sources=tuple(told.described), problems=_plain(told.problems, place))
        report = add_sources(path, [file], by=by, even_if_alike=even_if_alike)
    like = report.alike.get(plain, "")
    compared = beside(Study(path), plain, report.readings[plain], like) if like else None
    return Handed(
        name=plain, sources=tuple(report.added), problems=_plain(report.problems, place), alike=like, beside=compared
    )


def write_stream(file: Path, stream: BinaryIO, name: str) -> None:
    """Write what comes from a browser to disk, piece by piece. Raises TooLargeError beyond LIMIT."""
    written = 0
    with file.open("wb") as target:
        while piece := stream.read(_CHUNK):
            written += len(piece)
            if written > LIMIT:
                raise TooLargeError(name)
            target.write(piece)


def _plain(problems: list[Problem], place: str) -> tuple[Problem, ...]:
    """Name the files as their owner knows them, not where they lay for a moment."""
    return tuple(msgspec.structs.replace(one, place=one.place.removeprefix(f"{place}/")) for one in problems)
