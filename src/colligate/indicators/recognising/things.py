"""Reading the noun phrase after a number: what it counts."""

from __future__ import annotations

import re

from colligate.indicators.recognising.vocabulary import Vocabulary

_WORD = re.compile(r"\s+([^\W\d_](?:[\w'\u2019]|[-\u2010](?=\w))*)")
_MOST = 7


def thing(tail: str, known: Vocabulary, *, measured: bool, shared: bool) -> tuple[str, int]:
    """Return what the words after a number count, and how far into them that reaches; nothing where it is unsure.

    The phrase ends with its first noun in the plural, or the last of two that stand together (*training centres*).
    After a share or a sum it is led in by *of* (*40 % of the households*); lengths and times count nothing further.
    """
    position = 0
    if measured:
        lead = re.match(rf"\s+(?:{'|'.join(known.of)})(?:\s+(?:{'|'.join(known.determiners)}))?(?=\s)", tail)
        if not (lead and shared):
            return "", 0
        position = lead.end()
    elif lead := re.match(rf"\s+(?:{'|'.join(known.of)})\s+(?:{'|'.join(known.determiners)})(?=\s)", tail):
        position = lead.end()
    return _phrase(tail, position, known, loose=measured)


def _phrase(tail: str, position: int, known: Vocabulary, *, loose: bool) -> tuple[str, int]:
    start = end = last = position
    for _ in range(_MOST):
        match = _WORD.match(tail, last)
        if not match or match[1].casefold() in known.stops:
            break
        last = match.end()
        if known.plural(match[1]):
            end = last
            following = _WORD.match(tail, last)
            if not (following and known.plural(following[1]) and following[1].casefold() not in known.stops):
                break
    if end == start and loose:
        end = last
    return tail[start:end].strip(), end
