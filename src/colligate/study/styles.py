"""The citation style a study names: any CSL file of its folder, tried before a report is set in it."""

from __future__ import annotations

import re
from functools import lru_cache

from colligate.pandoc import PandocError, pandoc
from colligate.problems import Problem
from colligate.reports.citing import csl_arguments
from colligate.study.study import Study

_PARENT = re.compile(rb"<link\b[^>]*\brel\s*=\s*[\"']independent-parent[\"'][^>]*>")
_ADDRESS = re.compile(rb"\bhref\s*=\s*[\"']([^\"']*)[\"']")
#: Something cited, to see whether a style can set it.
_TRIAL = b"---\nreferences: [{id: a, title: A, type: book}]\n---\n[@a]\n"
_INSTEAD = "Until then citations are set in Chicago's author-date style."


def style_of(study: Study) -> tuple[bytes | None, list[Problem]]:
    """Return the study's citation style, None for the built-in one, and why the one named cannot be used.

    A path that leads out of the folder or nowhere, a style that only points to another, and what is no style count as
    none, with a warning.
    """
    named = study.settings.report.get("style")
    if not named:
        return None, []
    path = (study.folder.path / str(named)).resolve()
    if not path.is_relative_to(study.folder.path.resolve()):
        return None, [
            _problem(f"The citation style '{named}' lies outside the study folder.", "Copy it into the folder.")
        ]
    try:
        style = path.read_bytes()
    except OSError:
        return None, [
            _problem(f"There is no citation style '{named}'.", "Put the CSL file there, or correct the path.")
        ]
    why, remedy = _fault(style)
    if why:
        return None, [_problem(f"The citation style '{named}' cannot be used: {why}.", remedy)]
    return style, []


@lru_cache(maxsize=16)
def _fault(style: bytes) -> tuple[str, str]:
    """Return what is wrong with a style and the way out; empty words for nothing."""
    if (parent := _PARENT.search(style)) and b"<citation" not in style:
        address = _ADDRESS.search(parent.group())
        other = address.group(1).decode("utf-8", "replace") if address else "another"
        return f"it only points to the style {other}", "Take that style instead."
    try:
        pandoc(_TRIAL, "--from=markdown", "--to=plain", *csl_arguments(style))
    except PandocError as error:
        return str(error).removeprefix("Pandoc cannot read this: ").partition(". Correct")[0], "Take another CSL file."
    return "", ""


def _problem(message: str, remedy: str) -> Problem:
    return Problem(place="study.yaml", message=message, remedy=f"{remedy} {_INSTEAD}", severity="warning")
