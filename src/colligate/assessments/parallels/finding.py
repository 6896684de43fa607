"""Everything that clashes in some texts, gathered from the ways of looking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from colligate.assessments.parallels.alignment import Alignment
from colligate.assessments.parallels.clash import Clash, ClashKind, Place
from colligate.assessments.parallels.definitions import defined_twice
from colligate.assessments.parallels.differences import Difference, differences
from colligate.assessments.parallels.events import dated_twice
from colligate.assessments.parallels.lexicon import lexicon
from colligate.assessments.parallels.neighbours import Weights, neighbours
from colligate.assessments.parallels.reading import Reading, Token, readings
from colligate.assessments.parallels.stances import addressed, trends
from colligate.assessments.parallels.tallies import miscounted, sized_twice
from colligate.assessments.parallels.years import backwards, misdated
from colligate.sources.outline import Mention, OpenText

#: From this many values on, what recurs is a form filled in anew, not a fact told twice.
_FORM = 3

_WITHIN = "in one sentence {first} does not go with {second}"
#: Sentences as close as this are set against each other on purpose: *one is open, the next is not*.
_CONTRAST = 2

_WHY: dict[ClashKind, str] = {
    "value": "the same is told with the number {first} and with {second}",
    "unit": "the same is told with {first} and with {second}: the figure is one, its unit or scale is not",
    "date": "the same is dated {first} and {second}",
    "year": "the same is put in {first} and in {second}",
    "name": "the same is told of {first} and of {second}",
    "polarity": "the same is said and denied: {first} beside {second}",
    "direction": "the same is said to move two ways: {first} beside {second}",
    "extreme": "the same is called {first} and {second}",
    "strength": "the same is said with {first} and, more or less firmly, with {second}",
    "quote": "quoted words differ: {first} beside {second}",
    "citation": "one sentence cites {first}, the other {second}",
    "addressed": "a matter is said to be taken up and not to be: {first} beside {second}",
    "trend": "a movement said never to stop, {first}, stands beside its opposite, {second}",
    "definition": "two accounts of one term: {first} beside {second}",
    "wording": "one sentence with a word changed: {first} beside {second}",
}


def clashes(texts: Sequence[OpenText]) -> tuple[Clash, ...]:
    """Return statements that tell the same thing with one thing different, in the order of their first places."""
    read = readings(texts)
    weights = Weights(read)
    found = [*_parallel(texts, read, weights), *_told(texts, read, weights), *_defined(texts, read)]
    return tuple(sorted(set(found), key=_order(texts)))


def _order(texts: Sequence[OpenText]) -> Callable[[Clash], tuple[object, ...]]:
    places = {text.source: place for place, text in reversed(list(enumerate(texts)))}

    def key(clash: Clash) -> tuple[object, ...]:
        ends = (clash.first, clash.second)
        return (*((places[end.source], end.mention.unit, end.mention.start) for end in ends), clash.kind)

    return key


def _parallel(texts: Sequence[OpenText], read: Sequence[Reading], weights: Weights) -> Iterator[Clash]:
    """Sentences laid side by side with those nearest to them."""
    found: dict[tuple[int, int], list[Difference]] = {}
    verbatim = _verbatim(read)
    for first, second in neighbours(read, weights):
        one, other = read[first], read[second]
        if one.language != other.language or _told_there(one, other, verbatim):
            continue
        tongue = lexicon(one.language)
        if one.text == other.text and other.unit.number - one.unit.number <= _CONTRAST:
            continue
        if parted := differences(Alignment(one, other, weights), tongue, inside=one.text == other.text):
            found[first, second] = parted
    forms = _forms([(pair, parted) for pair, parted in found.items() if read[pair[0]].text == read[pair[1]].text])
    for (first, second), parted in found.items():
        if first not in forms:
            yield from (_clash(texts, read[first], read[second], one) for one in parted)


def _told(texts: Sequence[OpenText], read: Sequence[Reading], weights: Weights) -> Iterator[Clash]:
    """What is found by what a statement is about, however it is worded."""
    verbatim = _verbatim(read)
    ways = chain(
        dated_twice(read, weights),
        miscounted(read),
        sized_twice(read),
        backwards(read),
        misdated(read),
        addressed(read, weights),
        trends(read),
    )
    for first, second, one in ways:
        if first == second or not _told_there(read[first], read[second], verbatim):
            yield _clash(texts, read[first], read[second], one)


def _defined(texts: Sequence[OpenText], read: Sequence[Reading]) -> Iterator[Clash]:
    verbatim = _verbatim(read)
    for twice in defined_twice(read):
        ends = read[twice.first.reading], read[twice.second.reading]
        if _told_there(*ends, verbatim):
            continue
        sides = [
            Token("word", "", one.start, one.end, " ".join(lacking))
            for one, lacking in zip((twice.first, twice.second), twice.lacking, strict=True)
        ]
        clash = _clash(texts, *ends, Difference("definition", (sides[0],), (sides[1],), 1.0))
        only = [", ".join(lacking) or "nothing" for lacking in twice.lacking]
        why = f"Two accounts of one term. Only the first has: {only[0]}. Only the second has: {only[1]}."
        yield msgspec.structs.replace(clash, why=why)


def _verbatim(read: Sequence[Reading]) -> dict[str, set[int]]:
    standing: dict[str, set[int]] = defaultdict(set)
    for one in read:
        standing[one.unit.words].add(one.text)
    return standing


def _told_there(first: Reading, second: Reading, verbatim: dict[str, set[int]]) -> bool:
    """Whether the other text has this very sentence: then what differs from it differs inside that text already."""
    if first.text == second.text:
        return first.unit.words == second.unit.words
    return second.text in verbatim[first.unit.words] or first.text in verbatim[second.unit.words]


def _forms(found: Sequence[tuple[tuple[int, int], list[Difference]]]) -> set[int]:
    """Sentences that recur with ever other values, as a treaty's articles or a table put in words do."""
    group: dict[int, int] = {}

    def root(place: int) -> int:
        while group.setdefault(place, place) != place:
            place = group[place]
        return place

    for (first, second), _ in found:
        group[root(second)] = root(first)
    values: dict[int, set[str]] = defaultdict(set)
    for (first, _), parted in found:
        values[root(first)].update(
            " ".join(token.word for token in side) for one in parted for side in (one.first, one.second)
        )
    return {place for place in list(group) if len(values[root(place)]) >= _FORM}


def _clash(texts: Sequence[OpenText], first: Reading, second: Reading, one: Difference) -> Clash:
    ends = [_span(tokens) for tokens in (one.first, one.second)]
    shown = [reading.unit.words[slice(*end)] for reading, end in zip((first, second), ends, strict=True)]
    places = [
        Place(source=texts[reading.text].source, mention=Mention(unit=reading.unit.number, start=end[0], end=end[1]))
        for reading, end in zip((first, second), ends, strict=True)
    ]
    form = _WITHIN if first is second else _WHY[one.kind]
    why = form.format(first=f"\u201c{shown[0]}\u201d", second=f"\u201c{shown[1]}\u201d")
    return Clash(
        kind=one.kind, first=places[0], second=places[1], first_words=shown[0], second_words=shown[1],
        likeness=one.likeness, why=f"{why[0].upper()}{why[1:]}.",
    )  # fmt: skip


def _span(tokens: Iterable[Token]) -> tuple[int, int]:
    all_of = tuple(tokens)
    return all_of[0].start, all_of[-1].end
