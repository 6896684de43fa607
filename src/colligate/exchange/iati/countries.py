"""Countries by their ISO 3166-1 code and by their English name."""

from __future__ import annotations

from functools import cache

from babel import Locale


def country_name(code: str) -> str:
    """Return the English name of a country by its two letters; empty for any other code."""
    return _names().get(code.upper(), "")


def country_code(written: str) -> str:
    """Return the two letters of a country named in English or by them; empty for any other words."""
    words = written.strip()
    if words.upper() in _names():
        return words.upper()
    return {name.casefold(): code for code, name in _names().items()}.get(words.casefold(), "")


@cache
def _names() -> dict[str, str]:
    territories = Locale("en").territories
    left = {"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO"}
    return {
        code: str(name) for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in left
    }
