"""Cutting clauses: from a place in a sentence to where its clause ends or begins, without citations."""

from __future__ import annotations

import re

from colligate.sources.outline import Mention, Unit

#: Brackets that hold a year or *n.d.* are citations.
CITED = re.compile(r"\s*\([^()]{0,300}?(?:\b(?:1[5-9]|20|21)\d\d[a-z]?\b|\bn\.\s?d\.)[^()]{0,120}\)")
_STOP = re.compile(r";|:\s|,\s|\s\u2014\s|\s\u2013\s|\.\s+(?=[A-Z])|\.?\s*$")
_END = re.compile(r";|\s\u2014\s|\.\s+(?=[A-Z])|\.?\s*$")
_SHORTEST = 3


def clause_after(unit: Unit, start: int, *, to_comma: bool = False) -> Mention | None:
    """Return what follows a place up to the end of its clause, citations left off."""
    cited = CITED.search(unit.words, start)
    stop = (_STOP if to_comma else _END).search(unit.words, start)
    end = min(stop.start() if stop else len(unit.words), cited.start() if cited else len(unit.words))
    return trimmed(unit, start, end)


def clause_before(unit: Unit, end: int) -> Mention | None:
    """Return what stands before a place, from the start of its clause."""
    stops = [match.end() for match in re.finditer(r"[;]|\.\s+(?=[A-Z])|\)\.?\s", unit.words[:end])]
    return trimmed(unit, stops[-1] if stops else 0, end)


def trimmed(unit: Unit, start: int, end: int) -> Mention | None:
    """Return a span without blanks and points at its ends; None where hardly anything is left."""
    words = unit.words[start:end]
    left = len(words) - len(words.lstrip(" ,;:"))
    right = len(words.rstrip(" ,;:."))
    if right - left < _SHORTEST:
        return None
    return Mention(unit=unit.number, start=start + left, end=start + right)
