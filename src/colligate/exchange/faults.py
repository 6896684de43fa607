"""Why a whole file is refused: one error, which names the file, the place in it and the way out."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.problems import ColligateError


class RefusedFileError(ColligateError):
    """A file of another program that is not taken. The study is as it was."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        """Build the sentence from file name, reason and way out."""
        super().__init__(f"{name}: {reason} {remedy} The study is unchanged.")
        self.name = name
        self.reason = reason
        self.remedy = remedy


class MissingFilesError(RefusedFileError):
    """A project whose documents are not in it."""

    def __init__(self, name: str, missing: Sequence[tuple[str, str]]) -> None:
        """Name every document with the reason it cannot be had."""
        listed = "; ".join(f"'{document}' ({reason})" for document, reason in missing)
        count = f"{len(missing)} document{'s' * (len(missing) != 1)}"
        super().__init__(
            name,
            f"{count} that it speaks of cannot be had: {listed}.",
            "Export the project again with its sources, or import what is there with --without-missing.",
        )
        self.missing = tuple(missing)
