"""Countries named in words, by the Unicode names of territories."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from colligate.languages import alternatives

_SHORTEST = 4


def countries(words: str, language: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, str], ...]:
    """Return where countries stand in words, and their names; those that open a longer name are passed over."""
    found = _pattern(language).finditer(words, start, len(words) if end is None else end)
    return tuple((match.start(), match[0]) for match in found)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return re.compile(r"(?!)")
    names = {
        name.partition(" (")[0].replace("\u2019", "'")
        for code, name in territories.items()
        if len(code) == len("TH") and len(name) >= _SHORTEST
    }
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{alternatives(names)})(?!\w)(?!-\w)(?!\s+[A-Z])(?!['\u2019]s\s+[A-Z])")
