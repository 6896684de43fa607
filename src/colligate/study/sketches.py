"""Sketches of frozen texts, kept while the program runs: whatever comes in is compared with all that is there."""

from __future__ import annotations

from colligate.sources.likeness import sketch
from colligate.study.folder import Folder

#: By a text's hash: it never changes.
_sketches: dict[str, tuple[int, ...]] = {}
_KEPT = 20_000


def sketched(folder: Folder, sha256: str) -> tuple[int, ...]:
    """Return the sketch of a frozen text. Raises OSError or UnicodeDecodeError where it cannot be read."""
    if sha256 not in _sketches:
        _sketches[sha256] = sketch(folder.text(sha256))
        while len(_sketches) > _KEPT:
            del _sketches[next(iter(_sketches))]
    return _sketches[sha256]
