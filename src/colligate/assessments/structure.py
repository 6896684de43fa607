"""Concepts read from criteria: all necessary, any sufficient, or m of n (Goertz, Social Science Concepts, 2006)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from colligate.assessments.results import LEVELS, Level, Part
from colligate.assessments.rule import Left
from colligate.lenses.lens import Code

Needs = Literal["all", "any"] | int

_RANK = {level: rank for rank, level in enumerate(LEVELS)}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The level of a code, what it was read from, and what would change it if left out."""

    level: Level
    flips: dict[Left, Level] = {}
    parts: tuple[Part, ...] = ()
    needs: Needs | None = None


#: A code with no evidence under it.
NOTHING = Reading(level="absent")


def combine(needs: Needs, levels: Sequence[Level]) -> Level:
    """Return the level of a concept: its weakest criterion (`all`), its strongest (`any`), or its m-th strongest.

    A concept that asks for more criteria than it has is *absent*.
    """
    strongest_first = sorted(levels, key=_RANK.__getitem__, reverse=True)
    position = {"all": len(levels), "any": 1}.get(str(needs), needs)
    if not isinstance(position, int) or not 1 <= position <= len(levels):
        return "absent"
    return strongest_first[position - 1]


def read(code: Code, path: str, direct: Callable[[str], Reading]) -> Reading:
    """Read a code from its criteria, or from the evidence coded with it where it has none.

    Codings of a concept itself do not set its level. A category without criteria (`needs` empty) that has
    sub-categories stands as strong as the strongest of them and of its own evidence. `direct` reads the evidence
    coded with exactly this code; paths are those within the lens, ``actor.recognised``.
    """
    if not code.codes:
        return direct(path)
    below = [read(child, f"{path}.{child.id}", direct) for child in code.codes]
    parts = tuple(
        Part(code=f"{path}.{child.id}", level=reading.level) for child, reading in zip(code.codes, below, strict=True)
    )
    if code.needs is None:
        return _combined("any", [*below, direct(path)], parts)
    return _combined(code.needs, below, parts)


def _combined(needs: Needs, below: Sequence[Reading], parts: tuple[Part, ...]) -> Reading:
    now = combine(needs, [reading.level for reading in below])
    changed: dict[Left, Level] = {}
    for left in dict.fromkeys(key for reading in below for key in reading.flips):
        then = combine(needs, [reading.flips.get(left, reading.level) for reading in below])
        if then != now:
            changed[left] = then
    return Reading(level=now, flips=changed, parts=parts, needs=needs)
