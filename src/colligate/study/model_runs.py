"""What was asked of a language model and what it answered: one append-only file a run, in ``model-runs/``.

A line is a JSON object; its last key, ``chain``, is the SHA-256 of the chain of the line before and the line without
its own chain, so that a change, a gap or another order shows. Nothing of it is part of the journal: a proposal becomes
a record only when a person takes it up.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from colligate.problems import Problem
from colligate.study.folder import Folder

_CHAIN = re.compile(rb',"chain":"([0-9a-f]{64})"\}')


class Run(msgspec.Struct, frozen=True, kw_only=True, tag="run", tag_field="kind"):
    """The first line: who asked which model for which code, and how."""

    #: Name of the file, without its ending.
    id: str
    by: str
    at: datetime
    #: ``lens/code``, and the version of the lens.
    code: str
    lens_version: str
    #: Where requests were sent to.
    address: str
    model: str
    #: What each request said beside model and messages.
    parameters: dict[str, Any]
    #: Version of the wording of the task, the message that began every request, and its SHA-256.
    wording: int
    instructions: str
    prompt: str
    #: How many passages were to be asked about.
    passages: int
    #: Money for a million tokens, in and out, as the settings told it; None where they did not.
    price_in: float | None = None
    price_out: float | None = None
    currency: str = ""

    @property
    def name(self) -> str:
        """How what comes of the run says what proposed it."""
        return f"asked {self.model} run {self.id} prompt {self.prompt[:12]}"


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag="asked", tag_field="kind"):
    """A later line: one passage, what was said, and what came back. Offsets count code points, half-open."""

    at: datetime
    source: str
    #: Id of the Text.
    text: str
    start: int
    end: int
    #: The message with the passage.
    message: str
    #: SHA-256 of the address and the request's body: the same question has the same.
    request: str
    outcome: Literal["proposed", "none", "discarded", "malformed", "failed"]
    #: Answers as they came, the last one counts; two where the first was not the JSON asked for.
    answers: tuple[str, ...] = ()
    quote: str = ""
    stance: Literal["supports", "contradicts", "mentions"] = "supports"
    reason: str = ""
    #: Where the quote stands.
    quote_start: int = -1
    quote_end: int = -1
    #: Why it counts for nothing, or why nothing came.
    why: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    #: True where the server did not tell the tokens.
    estimated: bool = False
    seconds: float = 0.0
    cost: float | None = None


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """One run as its file tells it."""

    run: Run
    asked: tuple[Asked, ...]


_decoder = msgspec.json.Decoder(Run | Asked)


class RunFile:
    """The file of one run, open for appending."""

    def __init__(self, folder: Folder, run: Run) -> None:
        """Begin a new file with the run's first line. Raises FileExistsError, OSError."""
        folder.model_runs.mkdir(exist_ok=True)
        self._path, self._chain = folder.model_runs / f"{run.id}.jsonl", b""
        with self._path.open("xb"):
            pass
        self.append(run)

    def append(self, entry: Run | Asked) -> None:
        """Write one line and flush it to the disk."""
        plain = msgspec.json.encode(entry)
        self._chain = _chained(self._chain, plain)
        with self._path.open("ab") as file:
            file.write(plain[:-1] + b',"chain":"' + self._chain + b'"}\n')
            file.flush()
            os.fsync(file.fileno())


def runs_of(folder: Folder) -> list[Recorded]:
    """Return every run that can be read, the earliest first."""
    read = (read_run(path) for path in run_files(folder))
    return sorted((run for run, _ in read if run), key=lambda one: (one.run.at, one.run.id))


def run_problems(folder: Folder) -> Iterator[Problem]:
    """Yield what is wrong with the files of runs."""
    for path in run_files(folder):
        yield from read_run(path)[1]


def run_files(folder: Folder) -> list[Path]:
    """Return the files of runs."""
    return sorted(path for path in folder.model_runs.glob("*.jsonl") if path.is_file())


def read_run(path: Path) -> tuple[Recorded | None, list[Problem]]:
    """Read the file of a run; lines that cannot be read are reported and passed over."""
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        return None, [_problem(path, 0, f"The file could not be read: {error.strerror}.")]


@lru_cache(maxsize=512)
def _read(path: Path, changed: int, size: int) -> tuple[Recorded | None, list[Problem]]:
    del changed, size  # part of what is remembered
    entries: list[Run | Asked] = []
    problems: list[Problem] = []
    before = b""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        chain = _CHAIN.search(line, max(0, len(line) - 76))
        plain = line[: chain.start()] + b"}" if chain else line
        if chain is None:
            problems.append(_problem(path, number, "This line is torn: its chain is missing."))
            continue
        if _chained(before, plain) != chain[1]:
            problems.append(_problem(path, number, "This line, or the one before it, is not as it was written."))
        before = chain[1]
        try:
            entries.append(_decoder.decode(plain))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(_problem(path, number, f"This line cannot be read: {error}."))
    if not entries or not isinstance(entries[0], Run):
        return None, problems or [_problem(path, 1, "The file does not begin with a run.")]
    return Recorded(run=entries[0], asked=tuple(one for one in entries if isinstance(one, Asked))), problems


def _chained(before: bytes, plain: bytes) -> bytes:
    return hashlib.sha256(before + plain).hexdigest().encode()


def _problem(path: Path, line: int, message: str) -> Problem:
    return Problem(
        place=f"{path.parent.name}/{path.name}" + (f":{line}" if line else ""),
        message=message,
        remedy="Every other line was kept. Restore the file from another copy of the study; records do not rest on it.",
        severity="warning",
    )
