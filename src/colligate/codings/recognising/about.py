"""Which programme a sentence speaks of: by its name, by its section's heading, or again by a noun or pronoun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from colligate.languages import alternatives, words
from colligate.sources.outline import OpenText, Unit


def abouts(
    text: OpenText,
    programmes: Mapping[str, Sequence[str]],
    meant: Mapping[int, Sequence[str]] | None = None,
) -> dict[int, str]:
    """Return for each sentence that speaks of one programme its unit number and the programme's key.

    Args:
        text: The text.
        programmes: Key of each programme to the names it goes by.
        meant: Keys of programmes that a unit (by its number) speaks of in other words.
    """
    patterns = {key: _names(tuple(names)) for key, names in programmes.items() if names}
    if not patterns:
        return {}
    found: dict[int, str] = {}
    known = _anaphors(text.language)
    headed: dict[int, list[str]] = {}
    last: tuple[str, Unit] | None = None
    for unit in text.outline.units:
        named = sorted({*_named(unit.words, patterns), *((meant or {}).get(unit.number, ()))})
        if unit.kind == "heading":
            headed[unit.section] = named
        if unit.kind not in {"sentence", "item"}:
            continue
        if len(named) > 1 or known.all.search(unit.words) or (not named and known.several.search(unit.words)):
            last = None
            continue
        key = named[0] if named else _again(unit, last, known) or _only(headed.get(unit.section, ()))
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


def _again(unit: Unit, last: tuple[str, Unit] | None, known: _Anaphors) -> str | None:
    """Return the programme last spoken of where this sentence goes on about it, by noun or pronoun."""
    if last is None or last[1].section != unit.section:
        return None
    key, before = last
    if known.noun.search(unit.words) and unit.paragraph - before.paragraph <= 1:
        return key
    return key if unit.number == before.number + 1 and known.pronoun.match(unit.words) else None


def _only(named: Sequence[str]) -> str | None:
    return named[0] if len(named) == 1 else None


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(names)})(?!\w)", re.IGNORECASE)


class _Anaphors(NamedTuple):
    noun: re.Pattern[str]
    pronoun: re.Pattern[str]
    #: Several programmes at once.
    several: re.Pattern[str]
    all: re.Pattern[str]


@cache
def _anaphors(language: str) -> _Anaphors:
    data = words("coding", language)
    several = alternatives(data["several"])
    pointing, nouns = alternatives(data["pointing"]), alternatives(data["again"])
    return _Anaphors(
        noun=re.compile(
            rf"\b(?:{pointing})\s+(?:[\w-]+\s+){{0,3}}(?:{nouns})\b(?!\s+(?:{alternatives(data['not_again'])})\b)",
            re.IGNORECASE,
        ),
        pronoun=re.compile(rf"\s*(?:{alternatives(data['pronouns'])})\b", re.IGNORECASE),
        several=re.compile(rf"\b(?:{several})\b", re.IGNORECASE),
        all=re.compile(rf"\b(?:{alternatives(data['several_lead'])})\s+(?:{several})\b", re.IGNORECASE),
    )
