"""Where two texts differ: runs of words that only one of them has, each with the words before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

#: Words shown on either side of a difference.
_AROUND = 8
_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"[^\n]+")
#: Words of two differing stretches beyond which they are shown whole, and not compared word by word.
_MOST = 1500


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Words one after the other."""

    words: str
    #: *same* in both, *only* here; *cut* for words left out of what is shown.
    kind: Literal["same", "only", "cut"]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One place at which two texts part, as each has it."""

    one: tuple[Run, ...]
    other: tuple[Run, ...]


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts compared by their words; white space and line ends do not count."""

    #: Words that both have in the same order, and those that one alone has.
    same: int
    only_one: int
    only_other: int
    differences: tuple[Difference, ...] = ()
    #: Differences beyond those listed.
    further: int = 0


def differing(one: str, other: str, *, most: int = 40) -> Differing:
    """Compare two texts word by word, line by line where both are long; list the first `most` differences."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    found = list(_parted(one, other, left, right))
    only_left, only_right = sum(b - a for a, b, _, _ in found), sum(d - c for _, _, c, d in found)
    shown = tuple(
        Difference(one=tuple(_shown(left, a, b)), other=tuple(_shown(right, c, d))) for a, b, c, d in found[:most]
    )
    return Differing(
        same=len(left) - only_left, only_one=only_left, only_other=only_right, differences=shown,
        further=max(0, len(found) - most),
    )  # fmt: skip


def _parted(one: str, other: str, left: list[str], right: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of words, by their numbers in either text, that are not the same."""
    lines, others = _lines(one), _lines(other)
    starts, other_starts = _starts(lines), _starts(others)
    matcher = SequenceMatcher(None, lines, others, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        first, last, from_, to = starts[a], starts[b], other_starts[c], other_starts[d]
        if (last - first) * (to - from_) > _MOST**2:
            yield first, last, from_, to
            continue
        inner = SequenceMatcher(None, left[first:last], right[from_:to], autojunk=False)
        for kind, w, x, y, z in inner.get_opcodes():
            if kind != "equal":
                yield first + w, first + x, from_ + y, from_ + z


def _lines(text: str) -> list[tuple[str, ...]]:
    return [words for line in _PIECE.findall(text) if (words := tuple(_WORD.findall(line)))]


def _starts(lines: Sequence[tuple[str, ...]]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _shown(words: Sequence[str], start: int, end: int) -> Iterator[Run]:
    if before := words[max(0, start - _AROUND) : start]:
        yield Run(words=" ".join(before), kind="same")
    only = words[start:end]
    if len(only) > 4 * _AROUND:
        yield Run(words=" ".join(only[: 2 * _AROUND]), kind="only")
        yield Run(words=f"{len(only) - 4 * _AROUND} words", kind="cut")
        yield Run(words=" ".join(only[-2 * _AROUND :]), kind="only")
    elif only:
        yield Run(words=" ".join(only), kind="only")
    if after := words[end : end + _AROUND]:
        yield Run(words=" ".join(after), kind="same")
