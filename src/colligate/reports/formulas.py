"""What a spreadsheet would run as a formula, written so that it is only words, and read back as it was."""

from __future__ import annotations

import re

#: First characters of what Excel, LibreOffice or Google Sheets runs, full-width ones included (OWASP, CSV Injection).
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: A number runs nothing, and stays a number for whoever computes with it.
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")
#: Set before a cell, and before one that begins with it, so that taking one away gives back what was there.
_MARK = "'"
#: What a report of losses says of it.
GUARDED = "an apostrophe stands before what a spreadsheet would run as a formula"


def is_formula(words: str) -> bool:
    """Say whether a spreadsheet would run a cell of these words."""
    return words.startswith(_SIGNS) and not _NUMBER.fullmatch(words)


def guarded(words: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"{_MARK}{words}" if is_formula(words) or _marked(words) else words


def unguarded(words: str) -> str:
    """Return the words that `guarded` was given."""
    return words[1:] if _marked(words) else words


def _marked(words: str) -> bool:
    """Say whether a cell is a mark, or several, before what would be run."""
    return words.startswith(_MARK) and is_formula(words.lstrip(_MARK))
