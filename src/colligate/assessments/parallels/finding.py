"""Everything that clashes in some texts, gathered from the ways of looking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from colligate.assessments.parallels.clash import Clash, ClashKind, Place
from colligate.assessments.parallels.definitions import defined_twice
from colligate.assessments.parallels.differences import Difference
from colligate.assessments.parallels.events import dated_twice
from colligate.assessments.parallels.neighbours import Weights
from colligate.assessments.parallels.pairs import parallel
from colligate.assessments.parallels.reading import Reading, Token, readings
from colligate.assessments.parallels.relations import Relations
from colligate.assessments.parallels.stances import addressed, trends
from colligate.assessments.parallels.tallies import miscounted, sized_twice
from colligate.assessments.parallels.years import backwards, misdated
from colligate.sources.outline import Mention, OpenText

_WITHIN = "in one sentence {first} does not go with {second}"

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
    weights, relations = Weights(read), Relations(read)
    told = chain(
        dated_twice(read, weights),
        miscounted(read),
        sized_twice(read),
        backwards(read),
        misdated(read),
        addressed(read, weights),
        trends(read),
    )
    kept = (each for each in told if each[0] == each[1] or relations.comparable(read[each[0]], read[each[1]]))
    found = {
        _clash(texts, read[first], read[second], one)
        for first, second, one in chain(parallel(read, weights, relations), kept)
    }
    return tuple(sorted(found.union(_defined(texts, read, relations)), key=_order(texts)))


def _order(texts: Sequence[OpenText]) -> Callable[[Clash], tuple[object, ...]]:
    places = {text.source: place for place, text in reversed(list(enumerate(texts)))}

    def key(clash: Clash) -> tuple[object, ...]:
        ends = (clash.first, clash.second)
        return (*((places[end.source], end.mention.unit, end.mention.start) for end in ends), clash.kind)

    return key


def _defined(texts: Sequence[OpenText], read: Sequence[Reading], relations: Relations) -> Iterator[Clash]:
    for twice in defined_twice(read):
        ends = read[twice.first.reading], read[twice.second.reading]
        if relations.comparable(*ends):
            sides = [
                Token("word", "", one.start, one.end, " ".join(lacking))
                for one, lacking in zip((twice.first, twice.second), twice.lacking, strict=True)
            ]
            clash = _clash(texts, *ends, Difference("definition", (sides[0],), (sides[1],), 1.0))
            only = [", ".join(lacking) or "nothing" for lacking in twice.lacking]
            why = f"Two accounts of one term. Only the first has: {only[0]}. Only the second has: {only[1]}."
            yield msgspec.structs.replace(clash, why=why)


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
