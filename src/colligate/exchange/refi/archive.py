"""The files of a project: an archive (.qdpx), or a bare project file with its sources beside it.

An archive is never unpacked. Its index is checked first, and only what the project refers to is read, within bounds.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from colligate.exchange.faults import RefusedFileError

MOST_ENTRIES = 50_000
#: Bytes of one document, and of all that is read of one archive.
LARGEST_ENTRY = 500_000_000
LARGEST_WHOLE = 2_000_000_000
#: Beyond this size an entry may swell at most so many times; text and XML reach some tens.
_SUSPECT, _SWELLING = 20_000_000, 150

_SCHEME = re.compile(r"(internal|relative|absolute|file):[\\/]*", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-zA-Z]:[\\/]|[\\/]")


class UnavailableError(Exception):
    """A file that a project names and that cannot be had; its text says why."""


class Files:
    """Where the files that a project names are looked for."""

    def __init__(self, archive: zipfile.ZipFile | None, beside: Path | None, name: str) -> None:
        """Look in an archive, and in the folder the project lies in."""
        self._archive, self._beside, self._name = archive, beside, name
        self._entries = _index(archive, name) if archive else {}
        self._read = 0
        #: Folder of the archive in which the project lies, in lower case with a slash at its end.
        self._root = ""
        #: Paths that lead elsewhere, where a file of that name in the archive was taken.
        self.elsewhere: list[str] = []

    def project(self) -> bytes:
        """Return the XML of the archive's project, whatever it is called. Raises RefusedFileError."""
        found = sorted((name.count("/"), name) for name in self._entries if name.endswith(".qde"))
        if not found:
            raise RefusedFileError(
                self._name, "It is an archive without a project file (.qde).", "Choose a file of kind .qdpx."
            )
        if len(found) > 1 and found[0][0] == found[1][0]:
            raise RefusedFileError(self._name, "It holds several project files.", "Export one project at a time.")
        self._root = found[0][1].rpartition("/")[0]
        self._root += "/" if self._root else ""
        return self._entry(self._entries[found[0][1]])

    def every(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file of the archive, path and bytes, read when asked for. Raises RefusedFileError."""
        for info in self._entries.values():
            yield _name(info), self._entry(info)

    def get(self, path: str) -> tuple[bytes, str]:
        """Return a file's bytes and its name in the project. Raises UnavailableError or RefusedFileError."""
        scheme, bare = _parted(path)
        outside = scheme in ("absolute", "file") or bool(_ABSOLUTE.match(bare))
        names = dict.fromkeys((bare, unquote(bare)))
        if outside:
            if info := self._held([PurePosixPath(name).name for name in names]):
                self.elsewhere.append(f"{path} → {_name(info)}")
                return self._entry(info), PurePosixPath(_name(info)).name
            raise UnavailableError(f"it lies at a place outside the project, {bare}, which is never read")
        if any(".." in PurePosixPath(name).parts for name in names):
            raise UnavailableError(f"its path leads out of the project: {bare}")
        place = self._placed(names)
        if place and scheme == "relative":
            return _bounded(place, self._name), place.name
        if info := self._held(names):
            return self._entry(info), PurePosixPath(_name(info)).name
        if place:
            return _bounded(place, self._name), place.name
        raise UnavailableError(f"no file {bare} is there")

    def _held(self, names: Iterable[str]) -> zipfile.ZipInfo | None:
        """Return the entry of the archive that a path means, beside the project or in its folder of sources."""
        for root in dict.fromkeys((self._root, "")):
            for bare in names:
                last = PurePosixPath(bare).name
                for candidate in (f"sources/{bare}", bare, last, f"sources/{last}"):
                    if info := self._entries.get(_key(f"{root}{candidate.lower()}")):
                        return info
        return None

    def _placed(self, names: Iterable[str]) -> Path | None:
        """Return the file that a path means in the folder the project lies in."""
        if self._beside is None:
            return None
        for folder in ("", "sources", "Sources"):
            for bare in names:
                place = self._beside / folder / bare
                # A path that no file system takes, being too long, names no file.
                with suppress(OSError, ValueError):
                    if place.is_file() and place.resolve().is_relative_to(self._beside.resolve()):
                        return place
        return None

    def _entry(self, info: zipfile.ZipInfo) -> bytes:
        if self._archive is None:
            raise UnavailableError("there is no archive")
        self._read += info.file_size
        if info.file_size > LARGEST_ENTRY or self._read > LARGEST_WHOLE:
            raise RefusedFileError(
                self._name, f"'{info.filename}' would take {info.file_size:,} bytes.", "Export it in several projects."
            )
        try:
            with self._archive.open(info) as file:
                data = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as error:
            raise RefusedFileError(
                self._name, f"'{info.filename}' in it cannot be unpacked: {error}.", "Export or copy the project again."
            ) from error
        if len(data) > info.file_size:
            raise RefusedFileError(
                self._name, f"'{info.filename}' in it is larger than the archive says.", "Do not trust this file."
            )
        return data


def open_archive(data: bytes, name: str, beside: Path | None) -> Files:
    """Open a .qdpx. Raises RefusedFileError for what is none, is cut short, or names files outside itself."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise RefusedFileError(
            name, f"The archive is damaged or cut short: {error}.", "Copy or export the project again."
        ) from error
    return Files(archive, beside, name)


def beside(path: Path) -> Files:
    """Look for the files of a bare project file in the folder it lies in, and in ``sources`` there."""
    return Files(None, path.parent, path.name)


def _index(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise RefusedFileError(name, f"The archive has {len(infos):,} entries.", f"At most {MOST_ENTRIES:,} are read.")
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        path = _name(info)
        if path.startswith("/") or _ABSOLUTE.match(path) or ".." in PurePosixPath(path).parts:
            raise RefusedFileError(
                name, f"An entry of the archive leads out of it: {path[:80]!r}.", "Do not trust this file."
            )
        if stat.S_ISLNK(info.external_attr >> 16):
            raise RefusedFileError(
                name, f"An entry of the archive is a link to somewhere else: {path[:80]!r}.", "Do not trust this file."
            )
        if info.file_size > _SUSPECT and info.file_size > _SWELLING * max(1, info.compress_size):
            raise RefusedFileError(
                name, f"'{path[:80]}' swells from {info.compress_size:,} to {info.file_size:,} bytes.",
                "No document does that. Do not trust this file.",
            )  # fmt: skip
        if not (info.is_dir() or path.startswith("__MACOSX/")):
            found.setdefault(_key(path), info)
    return found


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's path; some programs write UTF-8 without saying so, which zip then takes for code page 437."""
    path = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            path = path.encode("cp437").decode()
    return path.replace("\\", "/")


def _key(path: str) -> str:
    """Return what paths are compared by: file systems differ on case and on how accents are composed."""
    return unicodedata.normalize("NFC", path).lower()


def _parted(path: str) -> tuple[str, str]:
    """Return scheme and path: ``internal://a.txt`` and ``a.txt`` are the same file."""
    found = _SCHEME.match(path)
    scheme = found.group(1).lower() if found else ""
    bare = path[found.end() :] if found and scheme != "absolute" else path[len(scheme) + 3 :] if scheme else path
    return scheme, bare.replace("\\", "/").removeprefix("./")


def _bounded(place: Path, name: str) -> bytes:
    if (size := place.stat().st_size) > LARGEST_ENTRY:
        raise RefusedFileError(name, f"'{place.name}' has {size:,} bytes.", f"At most {LARGEST_ENTRY:,} are read.")
    return place.read_bytes()
