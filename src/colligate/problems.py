"""What is wrong with a study, as data; and the one base of all exceptions.

Content problems are collected and listed, never raised. Exceptions are for callers who asked for something impossible.
"""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing wrong with a study: where it is, what is wrong, and the way out."""

    #: File with line or path inside it, or a record id: ``journal/amina@laptop.jsonl:12``.
    place: str
    message: str
    remedy: str
    #: ``error`` stops a build; ``warning`` is listed and the build goes on.
    severity: str = "error"

    def __str__(self) -> str:
        """Read as one line: place, message, way out."""
        return f"{self.place}: {self.message} {self.remedy}"


class ColligateError(Exception):
    """Base of every exception Colligate raises on purpose. Its text ends with what to do."""
