"""Counts that do not fit what is counted: a list longer or shorter than announced, one set with two sizes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from colligate.assessments.parallels.differences import Difference
from colligate.assessments.parallels.quantities import Quantity
from colligate.assessments.parallels.reading import Reading, Token
from colligate.languages import alternatives, words

#: Longer announced lists are seldom written out.
_LONGEST = 20
#: How many words after a count may be part of what it counts.
_PHRASE = 4


def miscounted(read: Sequence[Reading]) -> Iterator[tuple[int, int, Difference]]:
    """Yield lists that do not have as many members as the words before them say."""
    for place, one in enumerate(read):
        for token in one.tokens:
            if isinstance(token.value, Quantity) and not token.value.unit and 1 < token.value.amount <= _LONGEST:
                yield from _listed(place, one, token)


def _listed(place: int, one: Reading, count: Token) -> Iterator[tuple[int, int, Difference]]:
    sentence = one.unit.words
    found = _opening(one.language).match(sentence, count.end)
    if not found:
        return
    listing = re.split(r"[.;:()]", sentence[found.end() :], maxsplit=1)[0]
    counted = 0 if sentence[found.end() + len(listing) :][:1] == ";" else _members(listing, one.language)
    if counted and counted != count.value.amount:  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        members = Token("word", "", found.end(), found.end() + len(listing), "")
        yield place, place, Difference("value", (count,), (members,), 1.0)


@cache
def _opening(language: str) -> re.Pattern[str]:
    namely = alternatives(words("parallels", language)["namely"])
    return re.compile(rf"(?:\s+[\w-]+){{1,{_PHRASE}}}(?:,?\s+(?:{namely}),?\s+|:\s+)", re.IGNORECASE)


def _members(listing: str, language: str) -> int:
    """Return how many members a list has, or 0 where its make-up is not plain."""
    conjunctions = alternatives(words("parallels", language)["conjunctions"])
    joints = re.findall(rf",?\s(?:{conjunctions})\s", listing)
    if re.search(r"\d", listing) or len(joints) != 1 or "," not in listing:
        return 0
    parts = re.split(rf",\s(?:(?:{conjunctions})\s)?|\s(?:{conjunctions})\s", listing)
    return len(parts) if all(0 < len(part.split()) <= _PHRASE for part in parts) else 0


def sized_twice(read: Sequence[Reading]) -> Iterator[tuple[int, int, Difference]]:
    """Yield sets that a text calls by one name and counts two ways: *the five permanent members* and *the six*."""
    found: dict[tuple[int, str], list[tuple[int, Token]]] = defaultdict(list)
    for place, one in enumerate(read):
        for token in one.tokens:
            if isinstance(token.value, Quantity) and (phrase := _whole_set(one, token)):
                found[one.text, phrase].append((place, token))
    for counts in found.values():
        amounts = {token.value.amount: (place, token) for place, token in reversed(counts)}  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        if len(amounts) == 2:
            (first, one), (second, other) = sorted(amounts.values(), key=lambda found: (found[0], found[1].start))
            yield first, second, Difference("value", (one,), (other,), 1.0)


def _whole_set(one: Reading, count: Token) -> str:
    """Return what is counted, where the words before the count say that it is all of them; else nothing."""
    sentence = one.unit.words
    definite = words("parallels", one.language)["definite"]
    if not re.search(rf"\b(?:{alternatives(definite)})\s+$", sentence[: count.start], re.IGNORECASE):
        return ""
    following = re.match(r"((?:\s[a-z-]+){2,4})(?=[.,;:)]|\sof\b|$)", sentence[count.end :])
    return following[1].strip() if following else ""
