"""Tables of a study, for whoever asks."""

from __future__ import annotations

from pathlib import Path

from colligate.study import tables
from colligate.study.study import Study


def rows(path: Path, name: str) -> list[tables.Row]:
    """Return one table of the study at `path`. Raises NotAStudyError or NoSuchTableError."""
    return tables.rows(Study(path), name)
