"""A library packed into one archive (.zip): unpacked for a moment into a folder of our own, then read as a folder."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.libraries.reading import ENDINGS
from colligate.exchange.refi.archive import open_archive

#: What systems put into archives beside what somebody packed.
_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
#: Bytes that one part of a path can have on most disks.
_LONGEST = 255


def exports_in(names: list[str]) -> list[str]:
    """Return the files of an archive that could be the export: those of its kind that lie least deep."""
    able = [one for one in names if one.lower().endswith(ENDINGS) and not _is_junk(one)]
    least = min((one.count("/") for one in able), default=0)
    return sorted(one for one in able if one.count("/") == least)


@contextmanager
def unpacked(data: bytes, name: str) -> Iterator[Path]:
    """Give the export of a packed library, its files beside it, for as long as it is read.

    Raises RefusedFileError for what is damaged, leads out of the archive, is a link or swells; and where which file is
    the export cannot be told.
    """
    with tempfile.TemporaryDirectory(prefix="colligate-") as place:
        folder = Path(place)
        paths: list[str] = []
        for path, content in open_archive(data, name, None).every():
            if not _is_junk(path):
                paths.append(_written(folder, path, content, name))
        found = exports_in(paths)
        if len(found) != 1:
            wanted = ", ".join(found[:5]) or f"no file ending in {', '.join(ENDINGS)}"
            raise RefusedFileError(name, f"The archive holds {wanted}.", "Pack one export, with its files beside it.")
        yield folder / found[0]


def _written(folder: Path, path: str, content: bytes, name: str) -> str:
    """Write one file; return its path. Names are composed, as exports write them and some systems do not pack them."""
    plain = unicodedata.normalize("NFC", _as_meant(path))
    if any(len(part.encode()) > _LONGEST for part in PurePosixPath(plain).parts):
        raise RefusedFileError(name, f"A file of it has too long a name: {plain[:80]!r}.", "Give it a shorter one.")
    target = folder / plain
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except (OSError, ValueError) as error:
        raise RefusedFileError(
            name, f"A file of it cannot be unpacked: {plain[:80]!r} ({error}).", "Pack the library again."
        ) from error
    return plain


def _as_meant(path: str) -> str:
    """Return a name that a system packed in UTF-8 without saying so, which is then read as another encoding."""
    try:
        meant = path.encode("cp437").decode("utf-8")
    except UnicodeError:
        return path
    return meant if ".." not in PurePosixPath(meant).parts and not meant.startswith("/") else path


def _is_junk(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(part in _JUNK or part.startswith("._") for part in parts)
