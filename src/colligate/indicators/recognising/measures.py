"""Reading what stands right before and after a number: how exact it is, and its measure or currency."""

from __future__ import annotations

import re
from functools import cache

from colligate.indicators.recognising.vocabulary import Qualifier, vocabulary
from colligate.languages import alternatives

_BEFORE = 40


def currency_before(words: str, start: int, language: str) -> tuple[int, str]:
    """Return where the currency sign or code before a number starts, and its ISO 4217 code; or the number's start."""
    known = vocabulary(language).money_before
    match = _currency(language).search(words, max(0, start - _BEFORE), start)
    return (match.start(), known[match[1].upper()]) if match else (start, "")


@cache
def _currency(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({alternatives(vocabulary(language).money_before)})\s?$", re.IGNORECASE)


def measure_after(tail: str, language: str) -> tuple[str, int]:
    """Return the measure that the words after a number open with, and its length with the blank before it."""
    known = vocabulary(language)
    match = _measure(language).match(tail)
    if not match:
        return "", 0
    word = " ".join(match[1].split())
    folded = word.casefold()
    if folded in {phrase.casefold() for phrase in known.points}:
        return known.points[0], match.end()
    if folded in {phrase.casefold() for phrase in known.percent}:
        return known.percent[0], match.end()
    money = {phrase.casefold(): code for phrase, code in known.money_after.items()}
    return money.get(folded, folded), match.end()


@cache
def _measure(language: str) -> re.Pattern[str]:
    known = vocabulary(language)
    phrases = [*known.points, *known.percent, *known.money_after, *known.measures]
    return re.compile(rf"\s?({alternatives(phrases)})(?!\w)", re.IGNORECASE)


def qualifier_before(words: str, start: int, language: str) -> tuple[int, Qualifier]:
    """Return where the words that say how exact a number is begin, and their sign; or the number's own start."""
    match = _qualifier(language).search(words, max(0, start - _BEFORE), start)
    if not match or _phrasal(language).search(words, max(0, match.start() - _BEFORE), match.start()):
        return start, ""
    return match.start(), vocabulary(language).sign(match[1])


@cache
def _qualifier(language: str) -> re.Pattern[str]:
    phrases = [phrase for group in vocabulary(language).qualifiers.values() for phrase in group]
    return re.compile(rf"(?<!\w)(?<!-)({alternatives(phrases)})\s*$", re.IGNORECASE)


@cache
def _phrasal(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary(language).phrasal)})\s+$", re.IGNORECASE)


def qualifier_after(words: str, end: int, after_thing: int, language: str) -> tuple[int, Qualifier]:
    """Return where a number's mention ends, and the sign of a phrase such as *or more* after it or what it counts."""
    for start in (end, after_thing):
        if match := _later(language).match(words, start):
            return (match.end() if start == end else end), vocabulary(language).sign(match[1])
    return end, ""


@cache
def _later(language: str) -> re.Pattern[str]:
    phrases = [phrase for group in vocabulary(language).after.values() for phrase in group]
    return re.compile(rf"\s+({alternatives(phrases)})(?!\w)", re.IGNORECASE)
