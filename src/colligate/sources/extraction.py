"""What a reader hands back: text, layout and whatever the file says about itself."""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.problems import ColligateError, Problem
from colligate.sources.text import Layout


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """One file read once. Pure data: nothing here touches the disk."""

    #: Characters with ``\n`` line ends, no byte order mark, no NUL. Offsets in `layout` count its code points.
    text: str
    layout: Layout
    #: Reader name and version, then those of its library: ``pdf 1 (pypdfium2 5.0.0)``.
    extractor: str
    media_type: str
    #: CSL-JSON fields the file itself states (title, author, issued …); empty where it states none.
    csl: dict[str, Any] = {}
    ocr: bool = False
    #: What could not be read well; the rest is kept.
    problems: tuple[Problem, ...] = ()


class UnreadableFileError(ColligateError):
    """A file that cannot become a source: what it is, why, and the way out."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        """Build the sentence from file name, reason and way out."""
        super().__init__(f"{name}: {reason} {remedy}")
        self.name = name
        self.reason = reason
        self.remedy = remedy
