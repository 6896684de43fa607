"""Governments: all names of one country's government are one actor."""

from __future__ import annotations

import re
from functools import cache

from colligate.languages import alternatives, words
from colligate.programmes.recognising.places import country_name, known_countries
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention, OpenText


def government_name(code: str, language: str) -> str:
    """Return the name under which a country's government is one actor."""
    return words("organisations", language)["government_of"].format(country_name(code, language))


def governed(name: str, language: str) -> str:
    """Return the code of the country whose government a name is, or nothing."""
    told = words("organisations", language)
    heads, around = told["governments"], {*told["governments"], *told["around_governments"]}
    parts = name.split()
    if not parts or (parts[-1] not in heads and parts[0] not in heads):
        return ""
    rest = " ".join(part for part in parts if part not in around)
    known, adjectives = known_countries(language)
    return known.get(rest) or adjectives.get(rest) or ""


def governments(text: OpenText, held: Taken) -> dict[str, list[Mention]]:
    """Return mentions of governments told without capitals, by the code of the country."""
    pattern, codes = _pattern(text.language)
    found: dict[str, list[Mention]] = {}
    for unit in text.outline.units:
        for match in pattern.finditer(unit.words):
            start, end = match.span()
            if not held.holds(unit.number, start, end):
                country = next(group for group in match.groups() if group)
                found.setdefault(codes[country], []).append(Mention(unit=unit.number, start=start, end=end))
    return found


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known, adjectives = known_countries(language)
    country, adjective = f"({alternatives(known)})", f"({alternatives(adjectives)})"
    forms = "|".join(
        r"\s+".join(re.escape(part) for part in form.split()).replace(r"\{country\}", country)
        .replace(r"\{adjective\}", adjective)
        for form in words("organisations", language)["government_forms"]
    )  # fmt: skip
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"), adjectives | known
