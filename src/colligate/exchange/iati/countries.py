"""Countries as IATI writes them, two letters of ISO 3166-1, by the one table of areas that all of a study goes by."""

from __future__ import annotations

from colligate.indicators.areas import alpha_2, area_name, area_of


def country_area(code: str) -> str:
    """Return the area that values of a country are given for (``THA`` for ``TH``); empty for an unknown code."""
    found = area_of(code, "alpha-2")
    return found.code if found.state == "known" else ""


def country_name(code: str) -> str:
    """Return the English name of a country by its two letters; empty for any other code."""
    return area_name(country_area(code))


def country_code(written: str) -> str:
    """Return the two letters of a country named in English or by a code of two or three letters; else nothing."""
    words = written.strip()
    kinds = ("alpha-2", "alpha-3", "names")
    return next((two for kind in kinds if (two := alpha_2(area_of(words, kind).code))), "")
