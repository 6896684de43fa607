"""The truth on disk: one append-only file of acts for each person and machine.

A line is one act: a JSON array of records, whole or absent. A torn or bad line is reported and passed over; every
other line is kept, and no byte of a journal is ever changed here but by appending.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.problems import Problem
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record, Retraction, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Citation, Search, Source
from colligate.sources.text import Text

AnyRecord = (
    Source
    | Text
    | Passage
    | Citation
    | Search
    | Coding
    | Memo
    | Actor
    | Place
    | Programme
    | Event
    | Fact
    | Factor
    | Indicator
    | Observation
    | Judgement
    | Claim
    | Suggestion
    | Retraction
)
RECORD_TYPES: dict[str, type[Record]] = {kind.__name__: kind for kind in AnyRecord.__args__}

_decoder = msgspec.json.Decoder(tuple[AnyRecord, ...])
_loose = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()


def read_journal(data: bytes, place: str, *, first: int = 1) -> tuple[list[AnyRecord], list[Problem]]:
    """Read every good line of a journal's bytes; name bad ones by `place` and line number, from `first` on."""
    records: list[AnyRecord] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), first):
        if not line.strip():
            continue
        try:
            records.extend(_decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(_bad_line(line, f"{place}:{number}", error))
    return records, problems


def _bad_line(line: bytes, place: str, error: Exception) -> Problem:
    try:
        _loose.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Problem(
            place=place,
            message="This line is torn or not JSON, so the act on it cannot be read.",
            remedy="Every other line was kept. Restore the line from another copy of the journal, or delete it.",
        )
    return Problem(
        place=place,
        message=f"This line is not an act this version can read: {error}.",
        remedy="Every other line was kept. If a newer Colligate wrote it, update; else restore the line from a copy.",
    )


class Journal:
    """One person's journal on one machine, open for appending."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made on the first append."""
        self.path = path

    def append(self, act: Sequence[Record]) -> None:
        """Write one act as one line and flush it to the disk.

        A file whose last line was torn gets a line end first, so that the tear never reaches the new act.
        """
        self.append_all([act])

    def append_all(self, acts: Iterable[Sequence[Record]]) -> None:
        """Write acts, each as one line, and flush them to the disk once."""
        line = b"".join(_encoder.encode(list(act)) + b"\n" for act in acts if act)
        if not line:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def stamp(latest: datetime | None) -> datetime:
    """Return the time for the next act: now, or just after `latest` where clocks differ. Microseconds, UTC."""
    now = datetime.now(UTC)
    if latest is None or now > latest:
        return now
    return latest.astimezone(UTC) + timedelta(microseconds=1)
