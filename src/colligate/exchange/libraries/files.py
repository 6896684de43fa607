"""The files of an entry: which can be had, and what is read of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

import msgspec

from colligate.exchange.libraries.entry import Attached, Entry
from colligate.exchange.libraries.reading import UnavailableError, linked_file
from colligate.exchange.losses import Losses
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.likeness import sketch
from colligate.sources.readers import read

#: Bytes of one file; larger ones are told.
LARGEST = 512 * 1024 * 1024
#: What an entry is read in, first choice first.
_BEST = (".pdf", ".docx", ".odt", ".epub", ".rtf", ".md", ".txt", ".html", ".htm")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is there."""

    attached: Attached
    place: Path
    sha256: str


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read."""

    found: Found
    extraction: Extraction
    #: SHA-256 of its text.
    words: str
    sketch: tuple[int, ...]


def find(entry: Entry, folder: Path, losses: Losses) -> list[Found]:
    """Return the files of an entry that can be had, in the order in which they are best read; tell the others."""
    found: list[Found] = []
    for one in entry.files:
        if not one.path:
            losses.left("links to pages", "a study keeps files, and no page is fetched", [one.url or one.key])
            continue
        try:
            place = linked_file(folder, one.path)
            if not _plainly(folder, place, one.path):
                why = "their path leads elsewhere; the file of that name in the export is taken"
                losses.changed("files", why, [f"{one.path} → {place.relative_to(folder)}"])
            data = _bounded(place)
        except UnavailableError as error:
            losses.left("files", str(error), [one.path])
            continue
        except OSError as error:
            losses.left("files", f"they cannot be opened: {error.strerror}", [one.path])
            continue
        found.append(Found(attached=one, place=place, sha256=hashlib.sha256(data).hexdigest()))
    return sorted(found, key=lambda one: _rank(one.place))


def _plainly(folder: Path, place: Path, link: str) -> bool:
    """Say whether a link, read as a path in the export, leads to the file taken."""
    written = (link.replace("\\", "/"), unquote(link).replace("\\", "/"))
    return any(folder / one.removeprefix("./") == place for one in written)


def _rank(place: Path) -> int:
    ending = place.suffix.lower()
    return _BEST.index(ending) if ending in _BEST else len(_BEST)


def _bounded(place: Path) -> bytes:
    if (size := place.stat().st_size) > LARGEST:
        raise UnavailableError(f"it is larger than {LARGEST // 1024**2} MiB ({size:,} bytes)")
    return place.read_bytes()


def opened(files: Iterable[Found], losses: Losses) -> list[Opened]:
    """Read files; tell those that cannot be read."""
    done: list[Opened] = []
    for one in files:
        try:
            extraction = read(one.place.read_bytes(), one.place.name)
        except UnreadableFileError as error:
            losses.left("files", f"they cannot be read: {error.reason}", [one.attached.path])
            continue
        words = hashlib.sha256(extraction.text.encode()).hexdigest()
        done.append(Opened(found=one, extraction=extraction, words=words, sketch=sketch(extraction.text)))
    return done
