"""One happening with two dates: ratified in one year here and in another there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from colligate.assessments.parallels.differences import Difference
from colligate.assessments.parallels.neighbours import Weights
from colligate.assessments.parallels.quantities import Period, same_time
from colligate.assessments.parallels.reading import Reading, Token, bears_year
from colligate.languages import alternatives, words

#: A date further from its verb than this many content words belongs to something else.
_REACH = 10
#: How many content words before and behind a verb may be its actors and objects.
_BEFORE, _BEHIND = 5, 9
#: Least share of the lighter telling's weight that the other has too.
_SHARED = 0.5
#: Least names, labels and words that two tellings share.
_TOLD = 2
#: With more dates than this a happening is one that recurs.
_MOST = 3


class Event(NamedTuple):
    """A happening told with a time."""

    #: Place of its sentence in what was read.
    reading: int
    #: Number of the group of verbs.
    happening: int
    time: Token
    names: frozenset[str]
    words: frozenset[str]
    #: Such as *tier:3*.
    labels: frozenset[str]
    #: Which of several of a kind it is, where that is said: *second*.
    rank: frozenset[str]
    #: The names of the whole sentence.
    around: frozenset[str]
    #: What it happened to: what follows the verb, or where a time or nothing does, what goes before.
    to: frozenset[str]


def dated_twice(read: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int, Difference]]:
    """Yield places in `read` of two tellings of one happening whose dates differ."""
    by_kind: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for place, one in enumerate(read):
        for event in _events(place, one):
            by_kind[event.happening, one.language].append(event)
    for events in by_kind.values():
        for group in _same(events, weights):
            yield from _unlike(group, weights)


def _unlike(group: list[Event], weights: Weights) -> Iterator[tuple[int, int, Difference]]:
    distinct: list[Event] = []
    for event in group:
        if not any(_agree(event, other) for other in distinct):
            distinct.append(event)
    if len(distinct) > _MOST:
        return
    for first, second in combinations(distinct, 2):
        if _one_happening(first, second, weights):
            told = all(isinstance(one.time.value, Period) and one.time.value.month for one in (first, second))
            share = round(_share(first, second, weights), 3)
            yield (
                first.reading,
                second.reading,
                Difference("date" if told else "year", (first.time,), (second.time,), share),
            )


def _agree(first: Event, second: Event) -> bool:
    one, other = first.time.value, second.time.value
    return isinstance(one, Period) and isinstance(other, Period) and same_time(one, other)


def _same(events: list[Event], weights: Weights) -> list[list[Event]]:
    """Put events together that are one happening; each joins the first group whose first telling it fits."""
    groups: list[list[Event]] = []
    for event in events:
        home = next((group for group in groups if any(_one_happening(one, event, weights) for one in group[:4])), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return groups


def _one_happening(first: Event, second: Event, weights: Weights) -> bool:
    if first.names - second.around and second.names - first.around:
        return False
    if first.rank != second.rank:
        return False
    names, things = first.names & second.names, first.words & second.words
    if not first.to & second.to:
        return False
    if first.labels != second.labels or not names:
        return False
    told = len(names) + len(first.labels) + len(things)
    return told >= _TOLD and _share(first, second, weights) >= _SHARED


def _share(first: Event, second: Event, weights: Weights) -> float:
    """Return how much of what the shorter telling names, and of the words beside it, the other has too."""
    names = min((first.names | first.labels, second.names | second.labels), key=len)
    things = min((first.words, second.words), key=len)
    shared = (names & (first.names | first.labels) & (second.names | second.labels)) | (first.words & second.words)
    whole = sum(map(weights.of, names | things))
    return min(1.0, sum(map(weights.of, shared)) / whole) if whole else 0.0


def _events(place: int, one: Reading) -> Iterator[Event]:
    verbs = _verbs(one.language)
    for start, end in clauses(one.unit.words, one.language):
        tokens = [token for token in one.tokens if start <= token.start < end]
        times = [at for at, token in enumerate(tokens) if token.kind == "time"]
        if len(times) != 1:
            continue
        near = [at for at in range(len(tokens)) if tokens[at].word in verbs and _bound(at, times[0], tokens, one)]
        if near:
            at = min(near, key=lambda verb: abs(verb - times[0]))
            if bears_year(one, one.tokens.index(tokens[times[0]])):
                continue
            around = _around(one.unit.words, tokens, at, times[0])
            names = frozenset(token.key for token in one.tokens if token.kind == "name")
            for happening in verbs[tokens[at].word]:
                yield _event(place, happening, tokens[times[0]], around, (names, _to(tokens[at], around)), one.language)


def _bound(verb: int, time: int, tokens: list[Token], one: Reading) -> bool:
    """Whether a verb is near a time; one that stands before the verb, and not first, holds only up to a comma."""
    between = one.unit.words[tokens[time].end : tokens[verb].start]
    return 0 < abs(verb - time) <= _REACH and (time <= 1 or verb < time or "," not in between)


def _around(sentence: str, tokens: list[Token], verb: int, time: int) -> list[Token]:
    """Return who and what stands near the verb; a comma after a date that follows it ends that."""
    last = len(tokens)
    if time > verb and (comma := sentence.find(",", tokens[time].end)) >= 0:
        ends = next((at for at in range(time, len(tokens)) if tokens[at].start > comma), last)
        if any(token.kind == "name" for token in tokens[max(0, verb - _BEFORE) : ends]):
            last = ends
    return tokens[max(0, min(verb, time) - _BEFORE) : min(last, verb + _BEHIND)]


def _to(verb: Token, around: list[Token]) -> frozenset[str]:
    at = around.index(verb)
    before, after = around[:at], around[at + 1 :]
    side = before if before and (not after or after[0].kind == "time") else after
    return frozenset(token.key for token in side if token.kind in {"word", "name"})


def _event(
    place: int,
    happening: int,
    time: Token,
    tokens: list[Token],
    sentence: tuple[frozenset[str], frozenset[str]],
    language: str,
) -> Event:
    verbs = [token for token in tokens if token.kind in {"word", "name"}]
    ranks = words("parallels", language)["ordinals"]
    return Event(
        place, happening, time,
        names=frozenset(token.key for token in verbs if token.kind == "name"),
        words=frozenset(token.key for token in verbs if token.kind == "word" and ":" not in token.key),
        labels=frozenset(token.key for token in verbs if ":" in token.key),
        rank=frozenset(token.word for token in verbs if token.word in ranks or token.word[0].isdigit()),
        around=sentence[0],
        to=sentence[1],
    )  # fmt: skip


@cache
def _verbs(language: str) -> dict[str, tuple[int, ...]]:
    groups = words("parallels", language)["happenings"]
    forms = {form for group in groups for form in group}
    return {form: tuple(number for number, group in enumerate(groups) if form in group) for form in forms}


@cache
def _joint(language: str) -> re.Pattern[str]:
    return re.compile(rf";|,?\s\b(?:{alternatives(words('parallels', language)['joints'])})\b|:\s", re.IGNORECASE)


def clauses(sentence: str, language: str) -> list[tuple[int, int]]:
    """Return the half-open spans of a sentence's clauses, as far as joining words show them."""
    cuts = [match.start() for match in _joint(language).finditer(sentence)]
    return list(zip([0, *cuts], [*cuts, len(sentence)], strict=True))
