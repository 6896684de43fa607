"""Sentences laid beside those nearest to them, and what they clash in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from colligate.assessments.parallels.alignment import Alignment
from colligate.assessments.parallels.differences import Difference, differences
from colligate.assessments.parallels.lexicon import lexicon
from colligate.assessments.parallels.neighbours import Weights, neighbours
from colligate.assessments.parallels.reading import Reading, Token
from colligate.assessments.parallels.relations import Relations

#: From this many values on, what recurs is a form filled in anew, not a fact told twice.
_FORM = 3
#: Sentences as close as this are set against each other on purpose: *one is open, the next is not*.
_CONTRAST = 2

Found = tuple[int, int, Difference]


def parallel(read: Sequence[Reading], weights: Weights, relations: Relations) -> Iterator[Found]:
    """Yield places in `read` of sentences that tell the same with one thing different."""
    found: list[Found] = []
    for first, second in neighbours(read, weights):
        one, other = read[first], read[second]
        on_purpose = one.text == other.text and other.unit.number - one.unit.number <= _CONTRAST
        if relations.comparable(one, other) and not on_purpose:
            aligned = Alignment(one, other, weights)
            parted = differences(aligned, lexicon(one.language), relations.between(one, other))
            found += [(first, second, difference) for difference in parted]
    forms = _forms([each for each in found if read[each[0]].text == read[each[1]].text])
    throughout = _throughout(found, read)
    for each in found:
        if each[0] not in forms and _exchange(each, read) not in throughout:
            yield each


def _forms(found: Sequence[Found]) -> set[int]:
    """Sentences that recur with ever other values, as a treaty's articles or a table put in words do."""
    group: dict[int, int] = {}

    def root(place: int) -> int:
        while group.setdefault(place, place) != place:
            place = group[place]
        return place

    for first, second, _ in found:
        group[root(second)] = root(first)
    values: dict[int, set[str]] = defaultdict(set)
    for first, _, one in found:
        values[root(first)].update(" ".join(token.word for token in side) for side in (one.first, one.second))
    return {place for place in list(group) if len(values[root(place)]) >= _FORM}


def _throughout(found: Sequence[Found], read: Sequence[Reading]) -> set[tuple[int, int, str, str]]:
    """What two texts say for each other all through, as a convention and its protocol: two things, not one."""
    counts = Counter(_exchange(each, read) for each in found if read[each[0]].text != read[each[1]].text)
    return {exchange for exchange, count in counts.items() if count >= _FORM}


def _exchange(each: Found, read: Sequence[Reading]) -> tuple[int, int, str, str]:
    first, second, one = each
    return read[first].text, read[second].text, _said(one.first), _said(one.second)


def _said(tokens: Sequence[Token]) -> str:
    return " ".join(token.key if ":" in token.key else token.word for token in tokens)
