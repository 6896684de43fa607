"""What two sentences that tell the same thing differ in, and whether that makes them clash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from colligate.assessments.parallels.alignment import Alignment, Parting
from colligate.assessments.parallels.clash import ClashKind
from colligate.assessments.parallels.lexicon import Lexicon
from colligate.assessments.parallels.quantities import Period, Quantity, same_amount, same_time
from colligate.assessments.parallels.reading import Token

#: Least likeness around a difference, and least words alike there, for each kind; and of the whole sentences.
_FLOORS: dict[ClashKind, tuple[float, int, float]] = {
    "value": (0.6, 4, 0.5),
    "unit": (0.6, 4, 0.5),
    "date": (0.6, 4, 0.45),
    "year": (0.6, 4, 0.45),
    "direction": (0.75, 5, 0.65),
    "extreme": (0.75, 5, 0.65),
    "polarity": (0.8, 5, 0.75),
    "name": (0.85, 6, 0.85),
    "strength": (0.85, 6, 0.85),
    "quote": (0.85, 6, 0.85),
    "citation": (0.85, 6, 0.9),
}
#: From this likeness of the whole on two sentences are one sentence with something changed.
_COPY = 0.85


class Difference(NamedTuple):
    """A clash between two sentences before it is given its places."""

    kind: ClashKind
    first: tuple[Token, ...]
    second: tuple[Token, ...]
    likeness: float


def differences(aligned: Alignment, tongue: Lexicon, *, inside: bool) -> list[Difference]:
    """Return what two sentences clash in; nothing where they tell of different things.

    Args:
        aligned: The two sentences.
        tongue: The words of their language.
        inside: Whether both stand in one text, where unlike names mean unlike things.
    """
    whole = aligned.whole()
    found = [one for parting in aligned.partings() for one in _parted(parting, aligned, tongue)]
    copy = whole >= _COPY
    if _several(found) and not _swapped(found):
        return []
    if not copy and any(_sets_apart(parting) for parting in aligned.partings()):
        return []
    return [
        one
        for one in found
        if not (inside and one.kind in {"name", "citation", "strength", "quote"}) and whole >= _FLOORS[one.kind][2]
    ]


def _several(found: list[Difference]) -> bool:
    """Whether more than one thing differs: then the sentences are members of a series."""
    return len(found) > 1


def _swapped(found: list[Difference]) -> bool:
    """Whether the same things stand in both, in another order."""
    first = sorted(token.word for one in found for token in one.first)
    second = sorted(token.word for one in found for token in one.second)
    return first == second


def _sets_apart(parting: Parting) -> bool:
    """Whether a name or number stands against another, or a label against another label."""
    kinds = [{token.kind for token in side} for side in (parting.first, parting.second)]
    labels = [any(":" in token.key for token in side) for side in (parting.first, parting.second)]
    return all("name" in side for side in kinds) or all(labels)


def _parted(parting: Parting, aligned: Alignment, tongue: Lexicon) -> Iterator[Difference]:
    for kind, first, second in _unlike(parting, aligned, tongue):
        near, alike = aligned.likeness(parting.at)
        least, fewest, _ = _FLOORS[kind]
        if near >= least and alike >= fewest:
            yield Difference(kind, first, second, round(near, 3))


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
    if first and second and all(token.kind == "name" for token in (*first, *second)):
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
    elif first.kind == second.kind == "citation":
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
