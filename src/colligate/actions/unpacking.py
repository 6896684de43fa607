"""A research package into a study folder: whole and with every hash as stated, or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from colligate.actions.receiving import LARGEST_FILE
from colligate.actions.starting import FolderTakenError
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.package.reading import is_package, read_package
from colligate.problems import ColligateError
from colligate.study.folder import Folder, write

#: What the name of a new folder may hold, so that it is one folder on any system.
_PLAIN = re.compile(r"[^\W_][\w .-]{0,99}")


class Unpacked(msgspec.Struct, frozen=True, kw_only=True):
    """A study that came out of a package."""

    folder: str
    #: How many files, each with the hash that the package states.
    files: int

    def words(self) -> str:
        """Tell it for people."""
        return (
            f"{self.folder}: {self.files:,} files, each as its hash states. "
            f"'colligate build {self.folder}' makes the report anew."
        )


class BadFolderError(ColligateError):
    """Words that cannot name a folder."""

    def __init__(self, name: str) -> None:
        """Say what can."""
        super().__init__(
            f"'{name[:80]}' is no name for a new folder. Use letters, digits, blanks, points, hyphens and underscores, "
            "beginning with a letter or digit. Nothing was written."
        )


def packages(files: tuple[Path, ...]) -> list[Path]:
    """Return those of some files that are research packages."""
    return [file for file in files if 0 < _size(file) <= LARGEST_FILE and is_package(file.read_bytes())]


def _size(file: Path) -> int:
    try:
        with file.open("rb") as opened:
            return file.stat().st_size if opened.read(2) == b"PK" else 0
    except OSError:
        return 0


def unpack(file: Path, folder: Path) -> Unpacked:
    """Unpack a research package into a folder that does not exist yet, or is empty.

    Raises:
        FolderTakenError: Where the folder holds something.
        RefusedFileError: Where a file is damaged, missing, unlisted or has another hash than stated, or leads out of
            the package. Nothing is written then.
    """
    require_free(folder)
    try:
        files = read_package(file.read_bytes(), file.name)
    except OSError as error:
        raise RefusedFileError(file.name, f"It cannot be opened: {error.strerror}.", "Check the name.") from error
    write_whole(folder, files)
    return Unpacked(folder=str(folder), files=len(files))


def unpack_beside(path: Path, file: Path, name: str) -> Unpacked:
    """Unpack a research package into a new folder beside a study.

    Args:
        path: The study folder.
        file: The package.
        name: Of the new folder.

    Raises:
        BadFolderError: Where `name` is no plain name of a folder.
        FolderTakenError: Where there is something of that name.
        RefusedFileError: As for `unpack`.
    """
    plain = name.strip()
    if not _PLAIN.fullmatch(plain) or plain != plain.rstrip("."):
        raise BadFolderError(plain)
    folder = path.resolve().parent / plain
    if folder.exists():
        raise FolderTakenError(folder)
    return unpack(file, folder)


def require_free(folder: Path) -> None:
    """Raise FolderTakenError where a folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTakenError(folder)


def write_whole(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder, or one that is empty, with everything in it, or nothing."""
    if folder.is_dir():
        _fill(folder, files)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.resolve().parent, prefix=".colligate-") as staging:
        made = Path(staging) / "study"
        for path, data in files.items():
            write(made / path, data)
        shutil.move(made, folder)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Fill a folder that stays the one it is: somebody may be in it, and it may be a disk of its own."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".colligate-") as staging:
        for path, data in files.items():
            write(Path(staging) / path, data)
        moved: list[Path] = []
        try:
            last = Folder(Path(staging)).settings  # a folder is a study once it is there
            for entry in sorted(Path(staging).iterdir(), key=lambda entry: (entry == last, entry.name)):
                entry.rename(folder / entry.name)
                moved.append(entry)
        except OSError:
            for entry in moved:
                (folder / entry.name).rename(entry)
            raise
