"""Finding numerals: digits with or without separators, number words, and the two mixed (*2.5 million*)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from colligate.indicators.recognising.vocabulary import Vocabulary, vocabulary

#: Digits are no numeral of their own inside a word, a document symbol, a date, a time or a version.
_DIGITS = (
    r"(?<![\w.,:/\-\u2013\u2212#§])(?<![A-Za-z]['\u2019])"
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+|\d{1,12})(?:\.\d{1,6})?"
    r"(?![\w])(?![.,:/]\d)(?!['\u2019]s\b)"
)


class Numeral(NamedTuple):
    """A number as written, its place in the words and its value."""

    start: int
    end: int
    value: Decimal
    #: Whether it is written in digits alone, without separator, point or scale word: it may be a year.
    bare: bool


def numerals(words: str, language: str) -> Iterator[Numeral]:
    """Yield the numerals of one unit's words, in order; those inside a word, symbol or address are passed over."""
    known = vocabulary(language)
    for match in _pattern(language).finditer(words):
        yield Numeral(match.start(), match.end(), _value(match[0], known), match[0].isdigit())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    known = vocabulary(language)
    small, tens = "|".join(known.small), "|".join(known.tens)
    hundred, scale = "|".join(known.hundred), "|".join([*known.scale, *known.dozen])
    one, joining = "|".join(known.one), "|".join(known.joining)
    below = rf"(?:(?:{tens})(?:[- ](?:{small}|one))?|{small})"
    after = rf"(?:\s+(?:{joining})\s+(?:{below}))?"
    words = (
        rf"(?:(?:{below}|{one})\s+(?:{hundred})\b{after}(?:\s+(?:{scale})\b)?"
        rf"|(?:{below}|{one})\s+(?:{scale})\b|{below})"
    )
    mixed = rf"{_DIGITS}(?:[ -](?:{scale})\b)?"
    return re.compile(rf"{mixed}|(?<![\w-]){words}(?![\w-])", re.IGNORECASE)


def _value(written: str, known: Vocabulary) -> Decimal:
    if written[0].isdigit():
        return _digits(written, known)
    total = part = Decimal(0)
    for word in re.split(r"[\s-]+", written.casefold()):
        if word in known.scale or word in known.dozen:
            total += (part or 1) * (known.scale.get(word) or known.dozen[word])
            part = Decimal(0)
        elif word in known.hundred:
            part = (part or Decimal(1)) * 100
        elif word in known.one:
            part += 1
        else:
            part += known.small.get(word, 0) or known.tens.get(word, 0)
    return total + part


def _digits(written: str, known: Vocabulary) -> Decimal:
    number = re.match(r"[\d,.\s]*\d", written)
    if number is None:
        return Decimal(0)
    scale = written[number.end() :].strip(" -").casefold()
    factor = known.scale.get(scale) or known.dozen.get(scale, 1)
    return Decimal(re.sub(r"[,\s]", "", number[0])) * factor


def plain(value: Decimal) -> str:
    """Write a value without exponent, separators or idle noughts after the point."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
