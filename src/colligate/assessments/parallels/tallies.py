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
    members = _members(sentence[found.end() :], one.language)
    if members is None or len(members) == count.value.amount:  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        return
    listing = Token("word", "", found.end(), found.end() + sum(members) + len(members) - 1, "")
    yield place, place, Difference("value", (count,), (listing,), 1.0)


@cache
def _opening(language: str) -> re.Pattern[str]:
    namely = alternatives(words("parallels", language)["namely"])
    return re.compile(rf"(?:\s+[\w-]+){{1,{_PHRASE}}}(?:,?\s+(?:{namely}),?\s+|:\s+)", re.IGNORECASE)


def _members(listing: str, language: str) -> list[int] | None:
    """Return the lengths of a list's members, or None where its end or make-up is not plain."""
    end = re.search(r"[.;:()]|$", listing)
    plain = listing[: end.start()] if end else listing
    if listing[len(plain) : len(plain) + 1] == ";":
        return None
    conjunctions = alternatives(words("parallels", language)["conjunctions"])
    if re.search(r"\d", plain) or len(re.findall(rf",?\s(?:{conjunctions})\s", plain)) != 1 or plain.count(",") < 1:
        return None
    parts = re.split(rf",\s(?:(?:{conjunctions})\s)?|\s(?:{conjunctions})\s", plain)
    return [len(part) for part in parts] if all(0 < len(part.split()) <= _PHRASE for part in parts) else None


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
