"""Planting errors in a text, always the same ones for the same seed."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from colligate.sources.outline import OpenText, Unit
from seeding.changes import KINDS, Change


class Planted(NamedTuple):
    """One error; the offset counts code points of the seeded text."""

    kind: str
    offset: int
    before: str
    after: str


class Seeded(NamedTuple):
    """A text with errors in it, in the order of the text."""

    characters: str
    errors: tuple[Planted, ...]

    def original(self, offset: int) -> int:
        """Return where a place of the seeded text lay in the clean one."""
        shift = 0
        for error in self.errors:
            if error.offset + len(error.after) <= offset:
                shift += len(error.before) - len(error.after)
        return offset + shift


def plant(text: OpenText, seed: int, wanted: int = 20, each: int = 2) -> Seeded:
    """Return the text with up to `wanted` errors, at most `each` of one kind and one in a sentence."""
    chance = Random(f"{seed}")
    sentences = list(_sentences(text))
    ways = {
        kind: [(unit, change) for unit in sentences for change in maker(_printed(text, unit), chance)]
        for kind, maker in KINDS.items()
    }
    chosen: dict[int, tuple[str, Unit, Change]] = {}
    for _ in range(each):
        for kind, all_ways in sorted(ways.items(), key=lambda item: len(item[1])):
            free = [way for way in all_ways if way[0].number not in chosen]
            if free and len(chosen) < wanted:
                unit, change = chance.choice(free)
                chosen[unit.number] = (kind, unit, change)
    return _written(text.characters, [chosen[number] for number in sorted(chosen)])


def _sentences(text: OpenText) -> list[Unit]:
    """Whole sentences of the prose: no headings, no references, nothing that might be a table."""
    return [
        unit
        for unit in text.outline.units
        if unit.kind == "sentence"
        and text.outline.sections[unit.section].role != "references"
        and 40 <= len(unit.words) <= 600
        and unit.words[0].isupper()
        and unit.words[-1] in ".?!\u201d"
    ]


def _printed(text: OpenText, unit: Unit) -> str:
    return text.characters[unit.start : unit.end]


def _written(characters: str, chosen: list[tuple[str, Unit, Change]]) -> Seeded:
    parts, errors, position, length = [], [], 0, 0
    for kind, unit, change in chosen:
        start, end = unit.start + change.start, unit.start + change.end
        parts += [characters[position:start], change.after]
        length += start - position
        errors.append(Planted(kind, length, characters[start:end], change.after))
        length += len(change.after)
        position = end
    return Seeded("".join([*parts, characters[position:]]), tuple(errors))
