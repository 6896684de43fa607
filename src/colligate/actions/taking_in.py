"""Files handed over in a browser: held until they are looked at, taken in or left, and taken back as one act."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.saying import Said
from colligate.actions.trying import Asked, Brought, bring, try_out
from colligate.actions.undoing import undo
from colligate.actions.uploading import write_stream
from colligate.exchange.highlights.opening import counts
from colligate.exchange.kinds import kinds
from colligate.exchange.recognising import kind_of_file
from colligate.problems import ColligateError
from colligate.study.folder import Folder, write

#: Files held at one time; the oldest is let go.
_HELD = 8
#: Held while a file is taken in.
_taking = threading.Lock()
#: What a kind of file is, for people.
KINDS = {
    "refi-project": "a project of a coding program (REFI-QDA)",
    "refi-codebook": "a codebook (REFI-QDA)",
    "annotations": "annotations made on the web (W3C, Hypothesis)",
    "highlights": "a PDF; what readers marked in it can be taken in",
    "iati-activities": "a file of programmes (IATI)",
    "library": "a library of a reference manager; each entry becomes a source, with its files where they came along",
    "series": "a file of values of indicators",
    "table": "a table; each row becomes a record",
    "package": "a research package, which is a whole study",
}
#: What rows of a table may be besides records: values, read by a mapping of columns.
AS_VALUES = "series"


class Held(msgspec.Struct, kw_only=True):
    """One file that waits."""

    key: str
    name: str
    #: Where it lies.
    file: Path
    kind: str
    asked: Asked = Asked()
    #: What it brought, once it was taken in; None before, and after it was taken back.
    brought: Brought | None = None

    @property
    def told(self) -> str:
        """What it is, for people."""
        return KINDS.get(self.kind, self.kind.replace("-", " "))

    @property
    def colours(self) -> dict[str, int]:
        """For a PDF: colours and authors of what is marked in it, with counts."""
        return counts(self.file.read_bytes(), self.name) if self.kind == "highlights" else {}

    @property
    def tables(self) -> list[str]:
        """For a table: what its rows may be."""
        return list(kinds()) if self.kind == "table" else []

    @property
    def valued(self) -> bool:
        """Whether values of indicators can be read from it."""
        return self.kind in ("series", "table")


class LetGoError(NoSuchThingError):
    """A file that is not held any more."""

    def __init__(self) -> None:
        """Say what to do."""
        ColligateError.__init__(
            self, "The file is not held any more: files wait only while the workbench runs. Choose it again."
        )


class NothingTakenError(ColligateError):
    """An import that is not there to be taken back."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(f"{name} was not taken in, or was taken back already. Nothing was changed.")


class Threshold:
    """The files of one workbench that wait; they are gone when it ends."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._folder = ""

    def hold(self, name: str, stream: BinaryIO) -> Held:
        """Keep a file until it is decided on. Raises TooLargeError."""
        plain = PurePosixPath(name.replace("\\", "/")).name.lstrip(".") or "file"
        if not self._folder:
            self._folder = tempfile.mkdtemp(prefix="colligate-")
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        key = secrets.token_urlsafe(12)
        file = Path(self._folder) / key / plain
        file.parent.mkdir()
        write_stream(file, stream, plain)
        held = self._held[key] = Held(key=key, name=plain, file=file, kind=kind_of_file(file.read_bytes(), plain))
        while len(self._held) > _HELD:
            self.leave(next(iter(self._held)))
        return held

    def get(self, key: str) -> Held:
        """Return a file that waits. Raises LetGoError for one let go."""
        if key not in self._held:
            raise LetGoError
        return self._held[key]

    def leave(self, key: str) -> None:
        """Let a file go."""
        if held := self._held.pop(key, None):
            shutil.rmtree(held.file.parent, ignore_errors=True)


def look(path: Path, held: Held, asked: Asked, *, by: str) -> Brought:
    """Tell what a file would bring; nothing is taken. Raises what the import would raise."""
    return try_out(path, held.file, asked, by=by)


def take_in(path: Path, held: Held, asked: Asked, *, by: str) -> Brought:
    """Take a file into the study, once however often. Raises what the import raises; the study is then unchanged."""
    with _taking:
        if held.brought is None:
            held.asked, held.brought = asked, bring(path, held.file, asked, by=by)
        return held.brought


def take_back(path: Path, held: Held, *, by: str) -> tuple[str, ...]:
    """Say the opposite of an import, and put back the lenses that came with it; return those left as they are.

    Raises:
        NothingTakenError: Where it was not taken in, or was taken back.
        ChangedSinceError: Where anybody has said something later about a record of it.
    """
    with _taking:
        if held.brought is None:
            raise NothingTakenError(held.name)
        if versions := held.brought.versions:
            undo(path, Said(id=versions[-1][0], versions=versions), by=by)
        folder, left = Folder(path), []
        same = {name for name, _, after in held.brought.files if _bytes(folder.path / name) == after}
        for name, before, _ in held.brought.files:
            if len(same) < len(held.brought.files):
                left.append(name)
            elif before is None:
                (folder.path / name).unlink()
            else:
                write(folder.path / name, before)
        held.brought = None
        return tuple(left)


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
