"""Years that cannot be: a stretch that ends before it begins, a document that bears another year than elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from colligate.assessments.parallels.differences import Difference
from colligate.assessments.parallels.quantities import Period
from colligate.assessments.parallels.reading import Reading, Token
from colligate.languages import words

_YEAR = re.compile(r"\d{4}")
#: A year borne by a name this often is its year; one that differs once is a slip.
_OFTEN = 2


def backwards(read: Sequence[Reading]) -> Iterator[tuple[int, int, Difference]]:
    """Yield stretches of time that end before they begin."""
    for place, one in enumerate(read):
        for token in one.tokens:
            if isinstance(token.value, Period) and token.value.last < token.value.first:
                first, second = _ends(token, one.unit.words)
                yield place, place, Difference("year", (first,), (second,), 1.0)


def _ends(stretch: Token, sentence: str) -> list[Token]:
    found = list(re.finditer(r"\d{2,4}", sentence[stretch.start : stretch.end]))
    ends = (found[0], found[-1])
    return [stretch._replace(start=stretch.start + end.start(), end=stretch.start + end.end()) for end in ends]


def misdated(read: Sequence[Reading]) -> Iterator[tuple[int, int, Difference]]:
    """Yield a document's or event's year that differs from the one its name has elsewhere in the text."""
    borne: dict[tuple[int, str], list[tuple[int, Token]]] = defaultdict(list)
    for place, one in enumerate(read):
        for name, token in (*_titled(one), *_numbered(one)):
            borne[one.text, name].append((place, token))
    for places in borne.values():
        yield from _odd_one(places)


def _odd_one(places: list[tuple[int, Token]]) -> Iterator[tuple[int, int, Difference]]:
    """One year that stands once, beside one other that stands more often."""
    by_year: dict[str, list[tuple[int, Token]]] = defaultdict(list)
    for place, token in places:
        by_year[token.word].append((place, token))
    counts = sorted(by_year.values(), key=len)
    if len(counts) == 2 and len(counts[0]) == 1 and len(counts[1]) >= _OFTEN:
        (first, one), (second, other) = sorted((counts[0][0], counts[1][0]), key=lambda found: found[0])
        yield first, second, Difference("year", (one,), (other,), 1.0)


def _titled(one: Reading) -> Iterator[tuple[str, Token]]:
    """*The 1994 Report of a body*: a year with the names and the kind of document right beside it."""
    documents = words("parallels", one.language)["documents"]
    for at, token in enumerate(one.tokens):
        if token.kind != "time" or not _YEAR.fullmatch(token.word):
            continue
        for near in (_run(one, at, 1), _run(one, at, -1)):
            names = sorted({each.key for each in near if each.kind == "name"})
            kind = [each.word for each in near if each.word in documents]
            if kind and len(set(names) - {kind[0]}) >= 1:
                yield " ".join(sorted({*names, kind[0]})), token


def _run(one: Reading, at: int, step: int) -> list[Token]:
    """The unbroken run of names, with a kind of document, before or after a year."""
    documents = words("parallels", one.language)["documents"]
    run: list[Token] = []
    place, last = at + step, one.tokens[at]
    while 0 <= place < len(one.tokens) and len(run) < 6:
        token = one.tokens[place]
        between = one.unit.words[min(last.end, token.end) : max(last.start, token.start)]
        if len(between) > 4 or (token.kind != "name" and token.word not in documents):
            break
        run.append(token)
        place, last = place + step, token
    return run


def _numbered(one: Reading) -> Iterator[tuple[str, Token]]:
    """*Resolution 1701 (2006)*: a numbered document with its year in brackets."""
    for label, year in zip(one.tokens, one.tokens[1:], strict=False):
        if ":" in label.key and year.kind == "citation" and year.start - label.end <= 1 and year.word[1:-1].isdigit():
            yield label.key, year
