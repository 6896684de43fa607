"""A sentence reduced to what it tells: its content words in order, with dates, numbers and names told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from colligate.assessments.parallels.lexicon import Lexicon, lexicon, stem
from colligate.assessments.parallels.quantities import Period, Quantity, period, quantity
from colligate.languages import words as words_of
from colligate.sources.outline import OpenText, Unit

TokenKind = Literal["word", "name", "number", "time", "negation", "citation"]

#: Longer units are tables or damage; no statement is that long.
_LONGEST = 1500
#: How many names may stand between a document's year and its kind.
_TITLE = 4
_QUOTED = re.compile('\u201c[^\u201c\u201d]{8,}\u201d|"[^"]{8,}"')
_NAME = re.compile(r"(?:(?<=[a-z,;:)] )|(?<=\())[A-Z][^\W\d_]+")


class Token(NamedTuple):
    """A content word, name, number, time, negation or citation."""

    kind: TokenKind
    #: What is compared when sentences are laid side by side; the same for every number, and for every time.
    key: str
    #: Half-open, in code points of the unit's words.
    start: int
    end: int
    #: The word as printed, in small letters.
    word: str
    value: Quantity | Period | None = None
    quoted: bool = False


class Reading(NamedTuple):
    """A sentence with its tokens."""

    #: Place of its text in the texts given.
    text: int
    unit: Unit
    language: str
    tokens: tuple[Token, ...]


def readings(texts: Sequence[OpenText]) -> list[Reading]:
    """Return every sentence and list item with enough in it to say something."""
    found = []
    for place, text in enumerate(texts):
        tongue = lexicon(text.language)
        names = _names(text)
        for unit in text.outline.units:
            if unit.kind in {"sentence", "item"} and len(unit.words) <= _LONGEST:
                tokens = tuple(_tokens(unit.words, tongue, names))
                found.append(Reading(place, unit, text.language, tokens))
    return found


def _names(text: OpenText) -> frozenset[str]:
    """Words written with a capital inside a sentence somewhere in the text."""
    return frozenset(name.casefold() for unit in text.outline.units for name in _NAME.findall(unit.words[:_LONGEST]))


def _tokens(words: str, tongue: Lexicon, names: frozenset[str]) -> Iterator[Token]:
    quotes = [match.span() for match in _QUOTED.finditer(words)]
    first, label = True, ""
    for match in tongue.pattern.finditer(words):
        token = _token(match, tongue, names, first=first, label=label)
        first = False
        plain = match[0].casefold()
        label = plain if plain in tongue.labels else ""
        if token:
            inside = any(start < token.start and token.end < end for start, end in quotes)
            yield token._replace(quoted=True) if inside else token


def _token(match: re.Match[str], tongue: Lexicon, names: frozenset[str], *, first: bool, label: str) -> Token | None:
    group, printed, words = match.lastgroup, match[0], match.string
    start, end = match.span()
    plain = printed.casefold()
    if group == "citation":
        return Token("citation", "()", start, end, plain)
    if group in {"date", "stretch", "year"}:
        return Token("time", "#t", start, end, plain, period(printed, tongue))
    if group in {"number", "counted"}:
        return None if _numbers_clause(words, start, end) else _count(printed, plain, start, end, tongue, label)
    return _word(printed, plain, start, end, tongue, names, first=first)


def _numbers_clause(words: str, start: int, end: int) -> bool:
    """Whether a number stands in brackets, or first with a point or bracket after it or in it: a clause's number."""
    after = words[end : end + 1]
    return (words[start - 1 : start] == "(" and after == ")") or (
        start == 0 and (after in {".", ")"} or "." in words[start:end])
    )


def _count(printed: str, plain: str, start: int, end: int, tongue: Lexicon, label: str) -> Token:
    value = quantity(printed, tongue)
    if value is None or (label and not value.unit):
        return Token("word", f"{label}:{value.amount if value else plain}", start, end, plain)
    return Token("number", "#", start, end, plain, value)


def _word(
    printed: str, plain: str, start: int, end: int, tongue: Lexicon, names: frozenset[str], *, first: bool
) -> Token | None:
    if plain in tongue.negations or plain.replace("’", "'").endswith("n't"):  # noqa: RUF001
        return Token("negation", "¬", start, end, plain)
    if plain in tongue.opposites or plain in tongue.strengths:
        return Token("word", stem(plain, tongue.language), start, end, plain)
    acronym = len(printed) > 1 and printed.isupper()
    if plain in tongue.stop and not acronym:
        return None
    capital = printed[0].isupper() and (not first or plain in names)
    return Token("name" if acronym or capital else "word", stem(plain, tongue.language), start, end, plain)


def points_around(one: Reading) -> bool:
    """Whether a sentence speaks of what stands beside it in its text."""
    pointing = words_of("parallels", one.language)["pointing"]
    return one.unit.words.endswith(":") or any(token.word in pointing for token in one.tokens)


def bears_year(one: Reading, at: int) -> bool:
    """Whether the time at a place is part of a document's name: *the 2014 TIP report*, *Report 2018*."""
    documents = words_of("parallels", one.language)["documents"]
    return any(_document_beside(one, at, step, documents) for step in (1, -1))


def _document_beside(one: Reading, at: int, step: int, documents: list[str]) -> bool:
    last, place = one.tokens[at], at + step
    while 0 <= place < len(one.tokens) and abs(place - at) <= _TITLE:
        token = one.tokens[place]
        between = one.unit.words[min(last.end, token.end) : max(last.start, token.start)]
        if between != " ":
            return False
        if token.word in documents:
            return True
        if token.kind != "name":
            return False
        place, last = place + step, token
    return False
