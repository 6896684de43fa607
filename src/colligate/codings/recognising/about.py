"""Which programme a sentence speaks of: by its name, by its section's heading, or again by a noun or pronoun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from colligate.languages import alternatives, words
from colligate.sources.outline import OpenText, Unit


def abouts(text: OpenText, programmes: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Return for each sentence that speaks of one programme its unit number and the programme's key."""
    patterns = {key: _names(tuple(names)) for key, names in programmes.items() if names}
    if not patterns:
        return {}
    found: dict[int, str] = {}
    headed = [_named(section.title, patterns) for section in text.outline.sections]
    last: tuple[str, Unit] | None = None
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"}:
            continue
        named = _named(unit.words, patterns)
        if len(named) > 1:
            last = None
            continue
        key = named[0] if named else _again(unit, last, text.language) or _only(headed[unit.section])
        if key:
            found[unit.number] = key
            last = (key, unit)
    return found


def about(text: OpenText, unit: Unit, programmes: Mapping[str, Sequence[str]]) -> str | None:
    """Return the key of the one programme a unit speaks of, or None.

    Args:
        text: The text.
        unit: One of its units.
        programmes: Key of each programme to the names it goes by.
    """
    return abouts(text, programmes).get(unit.number)


def _named(said: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    return [key for key, pattern in patterns.items() if pattern.search(said)]


def _again(unit: Unit, last: tuple[str, Unit] | None, language: str) -> str | None:
    """Return the programme last spoken of where this sentence goes on about it, by noun or pronoun."""
    if last is None or last[1].section != unit.section:
        return None
    key, before = last
    noun, pronoun = _anaphors(language)
    if noun.search(unit.words) and unit.paragraph - before.paragraph <= 1:
        return key
    return key if unit.number == before.number + 1 and pronoun.match(unit.words) else None


def _only(named: Sequence[str]) -> str | None:
    return named[0] if len(named) == 1 else None


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(names)})(?!\w)", re.IGNORECASE)


@cache
def _anaphors(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = words("coding", language)
    pointing, nouns = alternatives(data["pointing"]), alternatives(data["again"])
    return (
        re.compile(rf"\b(?:{pointing})\s+(?:{nouns})\b", re.IGNORECASE),
        re.compile(rf"\s*(?:{alternatives(data['pronouns'])})\b", re.IGNORECASE),
    )
