"""The report and everything derived, built; sentences read again, confirmed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from colligate.actions.code_stopping import completeness_of
from colligate.study.building import BuildResult, build, confirm
from colligate.study.study import Study


def build_report(path: Path, *, formats: Collection[str] = ()) -> BuildResult:
    """Write findings, figures, tables and the report into ``build/``.

    Args:
        path: The study folder.
        formats: Of ``html``, ``docx``, ``pdf``, ``tables``; all if empty.

    Raises:
        NotAStudyError: Where `path` is no study.
    """
    return build(Study(path), formats=formats, completeness=completeness_of)


def confirm_sentences(path: Path, sentences: Sequence[str]) -> tuple[str, ...]:
    """Confirm sentences as they now stand, ``all`` for every stale one; return their ids.

    Raises:
        NotAStudyError: Where `path` is no study.
        UnknownSentenceError: Where the report binds no sentence of that id.
    """
    return confirm(Study(path), sentences)
