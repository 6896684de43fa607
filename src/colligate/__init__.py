"""Colligate binds evidence to theory: from a page of a source to a sentence of the conclusion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from colligate.study.notebook import OpenStudy

__all__ = ["open"]


def open(path: Path | str) -> OpenStudy:  # noqa: A001 - reads as the user means it: colligate.open("my-study")
    """Open a study folder for reading, with its tables as data frames. Raises NotAStudyError."""
    from colligate.study.notebook import OpenStudy  # noqa: PLC0415 - data frames are slow to import

    return OpenStudy(path)
