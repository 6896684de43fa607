"""Where what is derived from a study and may be lost is kept: in the user's cache, never in the study folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from colligate.study.folder import Folder, digest


def cache_folder(folder: Folder, kind: str) -> Path:
    """Return the folder for one kind of derived files of one study; it may not be there yet.

    ``COLLIGATE_CACHE`` names another place for all of them.
    """
    name = digest(str(folder.path.resolve()).encode())[:16]
    return _base() / kind / f"{folder.path.resolve().name[:40]}-{name}"


def shared_cache(kind: str) -> Path:
    """Return the folder for derived files that belong to no one study; it may not be there yet."""
    return _base() / kind


def _base() -> Path:
    if given := os.environ.get("COLLIGATE_CACHE"):
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "colligate"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))) / "colligate" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "colligate"
