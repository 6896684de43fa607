"""Where two texts differ: runs of words that only one of them has, each with the words before and after."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

#: Words shown on either side of a difference.
_AROUND = 8
_WORD = re.compile(r"\S+")
#: Words of a run that is looked for in the other text.
_RUN = 4
#: Words of two differing stretches beyond which they are shown whole, and not compared word by word.
_MOST = 1500
#: Words by their numbers, from and up to, in one text and in the other.
Hunk = tuple[int, int, int, int]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Words one after the other."""

    words: str
    #: *same* in both, *only* here; *cut* for words left out of what is shown.
    kind: Literal["same", "only", "cut"]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One place at which two texts part, or a few near each other, as each text has it."""

    one: tuple[Run, ...]
    other: tuple[Run, ...]


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts compared by their words; white space and line ends do not count."""

    #: Words that both have in the same order, and those that one alone has.
    same: int
    only_one: int
    only_other: int
    differences: tuple[Difference, ...] = ()
    #: Places beyond those listed.
    further: int = 0


def differing(one: str, other: str, *, most: int = 40) -> Differing:
    """Compare two texts by their words; list the first `most` places at which they part."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    found = list(_parted(left, right))
    only_left, only_right = sum(b - a for a, b, _, _ in found), sum(d - c for _, _, c, d in found)
    groups = list(_near(found))
    shown = tuple(
        Difference(
            one=tuple(_shown(left, [(a, b) for a, b, _, _ in group])),
            other=tuple(_shown(right, [(c, d) for _, _, c, d in group])),
        )
        for group in groups[:most]
    )
    return Differing(
        same=len(left) - only_left, only_one=only_left, only_other=only_right, differences=shown,
        further=max(0, len(groups) - most),
    )  # fmt: skip


def _near(found: Sequence[Hunk]) -> Iterator[list[Hunk]]:
    """Yield differences together that stand within a few words of each other."""
    group: list[Hunk] = []
    for hunk in found:
        if group and hunk[0] - group[-1][1] > _AROUND:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _parted(left: Sequence[str], right: Sequence[str]) -> Iterator[Hunk]:
    """Yield the runs of words, by their numbers in either text, that are not the same.

    What stands once in both texts holds them together (Cohen's patience diff, over runs of words in place of lines);
    only between two such places are words compared one by one. So lines broken elsewhere do not matter.
    """
    at, other_at = 0, 0
    for first, second in [*_anchors(left, right), (len(left), len(right))]:
        if first < at or second < other_at:
            continue
        yield from _between(left, right, (at, first, other_at, second))
        at, other_at = first, second
        while at < len(left) and other_at < len(right) and left[at] == right[other_at]:
            at, other_at = at + 1, other_at + 1


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of runs that either text has once, the most that stand in the same order in both."""
    places, others = _once(left), _once(right)
    pairs = [(place, others[run]) for run, place in places.items() if run in others]
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect.bisect_left(ends, other)
        before.append(chosen[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        chosen[length : length + 1] = [number]
    found, number = [], chosen[-1] if chosen else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the runs of words that stand once, with their places, in order."""
    runs = [tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)]
    counts = Counter(runs)
    return {run: n for n, run in enumerate(runs) if counts[run] == 1}


def _between(left: Sequence[str], right: Sequence[str], hunk: Hunk) -> Iterator[Hunk]:
    a, b, c, d = hunk
    while a < b and c < d and left[b - 1] == right[d - 1]:
        b, d = b - 1, d - 1
    if (b - a) * (d - c) > _MOST**2:
        yield a, b, c, d
        return
    for kind, w, x, y, z in SequenceMatcher(None, left[a:b], right[c:d], autojunk=False).get_opcodes():
        if kind != "equal":
            yield a + w, a + x, c + y, c + z


def _shown(words: Sequence[str], parts: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield the words of one text at differences that stand near each other, with some before and after."""
    position = max(0, parts[0][0] - _AROUND)
    for start, end in parts:
        if position < start:
            yield Run(words=" ".join(words[position:start]), kind="same")
        yield from _only(words[start:end])
        position = end
    if after := words[position : position + _AROUND]:
        yield Run(words=" ".join(after), kind="same")


def _only(words: Sequence[str]) -> Iterator[Run]:
    if len(words) > 4 * _AROUND:
        yield Run(words=" ".join(words[: 2 * _AROUND]), kind="only")
        yield Run(words=f"{len(words) - 4 * _AROUND} words", kind="cut")
        yield Run(words=" ".join(words[-2 * _AROUND :]), kind="only")
    elif words:
        yield Run(words=" ".join(words), kind="only")
