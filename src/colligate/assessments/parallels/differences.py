"""What two sentences that tell the same thing differ in, and whether that makes them clash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from colligate.assessments.parallels.alignment import AROUND, Alignment, Parting
from colligate.assessments.parallels.clash import ClashKind
from colligate.assessments.parallels.lexicon import Lexicon
from colligate.assessments.parallels.quantities import Period, Quantity, same_amount, same_time
from colligate.assessments.parallels.reading import Token
from colligate.assessments.parallels.relations import Relation

#: Least likeness around a difference, and least words alike there, for each kind; and of the whole sentences.
_FLOORS: dict[ClashKind, tuple[float, int, float]] = {
    "value": (0.65, 4, 0.5),
    "unit": (0.65, 4, 0.5),
    "date": (0.7, 4, 0.5),
    "year": (0.7, 4, 0.5),
    "direction": (0.75, 5, 0.65),
    "extreme": (0.75, 5, 0.65),
    "polarity": (0.8, 5, 0.75),
    "name": (0.85, 6, 0.85),
    "strength": (0.85, 6, 0.85),
    "quote": (0.85, 6, 0.85),
    "citation": (0.85, 5, 0.9),
    "wording": (0.9, 5, 0.9),
}
#: Kinds of one family: versions that differ in several of these were edited, not filled in for another year.
_TIMES: dict[ClashKind, ClashKind] = {"date": "year"}
_RANK = re.compile(r"\d+[^\W\d]+")
#: Kinds that tell of an error only between texts: inside one, unlike names and sources mean unlike things.
_BETWEEN: frozenset[ClashKind] = frozenset({"name", "citation", "strength", "quote", "wording"})
#: So many words alike around a place are no accident.
_VERBATIM = 7
#: Least words alike where nothing else differs between a sentence and its copy in another text.
_FEWEST = 2
#: Kinds that tell of an error only between versions of one text: others cite, hedge and word as they like.
_VERSIONS: frozenset[ClashKind] = frozenset({"citation", "strength", "wording"})
#: More words than this on both sides together are a sentence told anew, not a word changed.
_WORDING = 5


class Difference(NamedTuple):
    """A clash between two sentences before it is given its places."""

    kind: ClashKind
    first: tuple[Token, ...]
    second: tuple[Token, ...]
    likeness: float


def differences(aligned: Alignment, tongue: Lexicon, relation: Relation) -> list[Difference]:
    """Return what two sentences clash in; nothing where they tell of different things."""
    partings = list(aligned.partings())
    alone = relation == "versions" and len(partings) == 1
    found = [one for parting in partings for one in _parted(parting, aligned, tongue, relation, alone=alone)]
    if alone:
        return found or list(_reworded(partings[0], aligned))
    edited = relation == "versions" and len({_TIMES.get(one.kind, one.kind) for one in found}) == 1
    if len(found) > 1 and not edited and not _swapped(found):
        return []
    at = next((parting.at for parting in partings if found and parting.first == found[0].first), None)
    if any(_sets_apart(parting, at, aligned, tongue) for parting in partings):
        return []
    return found or list(_moved(partings, aligned, tongue))


def _moved(partings: list[Parting], aligned: Alignment, tongue: Lexicon) -> Iterator[Difference]:
    """A time told at the head of one sentence and at the end of the other."""
    first = [token for parting in partings for token in parting.first if token.kind == "time"]
    second = [token for parting in partings for token in parting.second if token.kind == "time"]
    if len(first) == len(second) == 1 and aligned.whole() >= _FLOORS["polarity"][2]:
        for kind, one, other in _one_for_one(first[0], second[0], tongue):
            if sum(1 for _ in aligned.pairs) >= _FLOORS["polarity"][1]:
                yield Difference(kind, one, other, round(aligned.whole(), 3))


def _swapped(found: list[Difference]) -> bool:
    """Whether the same things stand in both, in another order; else unlike things make members of a series."""
    first = sorted(token.word for one in found for token in one.first)
    second = sorted(token.word for one in found for token in one.second)
    return first == second


def _sets_apart(parting: Parting, at: tuple[int, int] | None, aligned: Alignment, tongue: Lexicon) -> bool:
    """Whether a label or rank stands against another, or a name against a name: then two things are told of.

    Names further off do not matter where so much around the difference, at `at`, is alike that it is no accident.
    """
    sides = (parting.first, parting.second)
    if all(any(":" in token.key for token in side) for side in sides):
        return True
    if all(any(token.word in tongue.ranks or _RANK.fullmatch(token.word) for token in side) for side in sides):
        return True
    if not all(any(token.kind == "name" for token in side) for side in sides):
        return False
    here = next((one for one in aligned.partings() if one.at == at), None)
    far = here is not None and min(abs(parting.at[side] - here.at[side]) for side in (0, 1)) > AROUND
    return not (far and here is not None and aligned.likeness(here)[1] >= _VERBATIM)


def _parted(
    parting: Parting, aligned: Alignment, tongue: Lexicon, relation: Relation, *, alone: bool
) -> Iterator[Difference]:
    for kind, first, second in _unlike(parting, aligned, tongue):
        if relation != "versions" and _idle(kind, parting, aligned):
            continue
        if (relation == "inside" and kind in _BETWEEN) or (relation == "apart" and kind in _VERSIONS):
            continue
        near, alike = aligned.likeness(parting)
        least, fewest, whole = _FLOORS[kind]
        if relation == "apart" and kind in _BETWEEN:
            fewest = _VERBATIM
        if near >= least and alike >= (_FEWEST if alone else fewest) and aligned.whole(parting) >= whole:
            yield Difference(kind, first, second, round(near, 3))


def _idle(kind: ClashKind, parting: Parting, aligned: Alignment) -> bool:
    """Whether a denial points at things around it, a unit measures nothing (*this year*), or a series goes on."""
    if kind == "unit" and parting.first[0].kind == "word":
        before = (aligned.first[parting.at[0] - 1], aligned.second[parting.at[1] - 1])
        return not all(parting.at) or any(token.kind != "number" for token in before)
    if kind in {"date", "year"}:
        return not aligned.one_time_apart()
    return kind == "polarity" and aligned.points


def _reworded(parting: Parting, aligned: Alignment) -> Iterator[Difference]:
    """The one place where a sentence differs from its other version, where no better name is known for it."""
    words = (*parting.first, *parting.second)
    near, alike = aligned.likeness(parting)
    if parting.first and parting.second and len(words) <= _WORDING and alike >= _FEWEST * (len(words) - 1):
        unlike = {token.key for token in parting.first} != {token.key for token in parting.second}
        if unlike and near >= _FLOORS["wording"][0] and aligned.whole(parting) >= _FLOORS["wording"][2]:
            kind: ClashKind = "quote" if all(token.quoted for token in words) else "wording"
            yield Difference(kind, parting.first, parting.second, round(near, 3))


_Unlike = tuple[ClashKind, tuple[Token, ...], tuple[Token, ...]]


def _unlike(parting: Parting, aligned: Alignment, tongue: Lexicon) -> Iterator[_Unlike]:
    first, second = parting.first, parting.second
    if len(first) == len(second) == 1:
        yield from _one_for_one(first[0], second[0], tongue)
        return
    yield from _negated(first, second, aligned, parting)
    for one in first:
        for other in second:
            if kind := _opposed(one, other, tongue):
                yield kind, (one,), (other,)
    if first and second and all(":" in token.key for token in (first[0], second[0])):
        yield "citation", first, second
    elif first and second and all(token.kind == "name" for token in (*first, *second)):
        yield "name", first, second


def _one_for_one(first: Token, second: Token, tongue: Lexicon) -> Iterator[_Unlike]:
    kind: ClashKind | None = None
    if isinstance(first.value, Period) and isinstance(second.value, Period):
        if not same_time(first.value, second.value):
            told = first.value.month and second.value.month
            kind = "date" if told else "year"
    elif isinstance(first.value, Quantity) and isinstance(second.value, Quantity):
        if not same_amount(first.value, second.value):
            kind = _measure(first.value, second.value)
    elif first.kind == second.kind == "citation" or (":" in first.key and ":" in second.key):
        kind = "citation"
    elif first.kind == second.kind == "name":
        kind = "name" if first.key != second.key else None
    else:
        kind = _opposed(first, second, tongue)
    if kind is None and first.quoted and second.quoted and first.key != second.key:
        kind = "quote"
    if kind:
        yield kind, (first,), (second,)


def _measure(first: Quantity, second: Quantity) -> ClashKind:
    same_figure = first.figure == second.figure
    return "unit" if same_figure and (first.unit != second.unit or first.scale != second.scale) else "value"


def _opposed(first: Token, second: Token, tongue: Lexicon) -> ClashKind | None:
    one, other = tongue.opposites.get(first.word), tongue.opposites.get(second.word)
    if one and other and one[:2] == other[:2] and one[2] != other[2]:
        return one[0]  # pyright: ignore[reportReturnType]
    firm, firmer = tongue.strengths.get(first.word), tongue.strengths.get(second.word)
    if firm is not None and firmer is not None and firm != firmer:
        return "strength"
    return None


def _negated(
    first: tuple[Token, ...], second: tuple[Token, ...], aligned: Alignment, parting: Parting
) -> Iterator[_Unlike]:
    """A negation that one side has alone, with nothing else beside it; it is shown with the word it bears on."""
    for bare, denied, side in ((first, second, 0), (second, first, 1)):
        if bare or len(denied) != 1 or denied[0].kind != "negation":
            continue
        tokens = (aligned.first, aligned.second)[side]
        place = parting.at[side]
        near = tokens[place : place + 1] or tokens[-1:]
        yield ("polarity", denied, near) if side else ("polarity", near, denied)
