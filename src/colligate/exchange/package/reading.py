"""A package read back: every file is one its metadata lists, with the bytes it states, or nothing is taken."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.package.contents import METADATA
from colligate.exchange.refi.archive import open_archive

#: Characters and names that some system cannot write, or reads as something else.
_UNWRITABLE = re.compile(r'[\x00-\x1f<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)
_LONGEST = 200
#: Bytes within which the name of an archive's first file stands.
_BEGINNING = 100


def is_package(data: bytes) -> bool:
    """Say whether some bytes are an archive with the metadata of an RO-Crate and a study file."""
    if not data.startswith(b"PK"):
        return False
    if _begins(data):
        return True
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return METADATA in names and "study.yaml" in names


def _begins(data: bytes) -> bool:
    """Say whether the metadata are the first file, as we pack them: an archive cut short has no index to ask."""
    return METADATA.encode() in data[:_BEGINNING]


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a package by path, its metadata included.

    Raises RefusedFileError for what is damaged or cut short, leads out of its folder, swells, differs from the hash
    that the metadata states, is not listed there, or is listed and missing.
    """
    files: dict[str, bytes] = {}
    for path, content in open_archive(data, name, None).every():
        _require_plain(path, name)
        files[path] = content
    if METADATA not in files and _begins(data):
        # The index found was that of an archive inside it.
        raise RefusedFileError(name, "The archive is damaged or cut short.", _AGAIN)
    stated = _stated(files.get(METADATA, b""), name)
    for path, (sha256, size) in stated.items():
        if path not in files:
            raise RefusedFileError(name, f"'{path}' is missing from it.", _AGAIN)
        if len(files[path]) != size or hashlib.sha256(files[path]).hexdigest() != sha256:
            raise RefusedFileError(name, f"'{path}' is not the file that was packed: its hash differs.", _AGAIN)
    if unlisted := sorted(files.keys() - stated.keys() - {METADATA}):
        raise RefusedFileError(name, f"'{unlisted[0]}' is not listed in its {METADATA}.", _AGAIN)
    if "study.yaml" not in files:
        raise RefusedFileError(name, "It holds no study.yaml, so it is no package of a study.", _AGAIN)
    return files


_AGAIN = "Get the package again from where it was published."


def _require_plain(path: str, name: str) -> None:
    parts = PurePosixPath(path).parts
    if len(path) > _LONGEST or any(_UNWRITABLE.search(part) for part in parts):
        raise RefusedFileError(name, f"A file of it has a name that not every system can write: {path[:80]!r}.", _AGAIN)


def _stated(metadata: bytes, name: str) -> dict[str, tuple[str, int]]:
    """Return hash and size of each file by path, as the metadata has them."""
    try:
        graph = msgspec.json.decode(metadata)["@graph"]
        files = [entity for entity in graph if "File" in _types(entity)]
        return {unquote(file["@id"]): (file["sha256"], int(file["contentSize"])) for file in files}
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"Its {METADATA} does not list its files with hash and size ({type(error).__name__}: {error})."
        raise RefusedFileError(name, reason, _AGAIN) from error


def _types(entity: Any) -> list[str]:  # noqa: ANN401 - JSON
    kind = entity.get("@type", "")
    return kind if isinstance(kind, list) else [kind]
