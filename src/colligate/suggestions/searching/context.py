"""Found words in their context: the passage cut down to what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

#: Code points kept on either side of a mark, and of a passage in which nothing is marked.
AROUND, UNMARKED = 110, 300


class Snip(msgspec.Struct, frozen=True):
    """A run of words, marked where they meet the query."""

    words: str
    marked: bool = False


def in_context(words: str, marks: Sequence[tuple[int, int]]) -> tuple[Snip, ...]:
    """Return the words around the marks; what is left out is shown as an ellipsis. Offsets count code points."""
    snips: list[Snip] = []
    for start, end in _windows(words, marks):
        position = start
        _put(snips, "… " if start and not snips else "")
        for first, last in marks:
            if start <= first and last <= end:
                _put(snips, words[position:first])
                snips.append(Snip(words[first:last], marked=True))
                position = last
        _put(snips, words[position:end])
        _put(snips, " … " if end < len(words) else "")
    return tuple(snips)


def _put(snips: list[Snip], words: str) -> None:
    if words:
        snips.append(Snip(words))


def _windows(words: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if not marks:
        return [(0, _blank_after(words, UNMARKED))]
    windows: list[tuple[int, int]] = []
    for first, last in marks:
        start, end = _blank_before(words, first - AROUND), _blank_after(words, last + AROUND)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _blank_before(words: str, at: int) -> int:
    """Return the beginning of the word at an offset, or the offset where no blank is near."""
    if at <= 0:
        return 0
    blank = words.rfind(" ", max(0, at - 30), at + 1)
    return blank + 1 if blank >= 0 else at


def _blank_after(words: str, at: int) -> int:
    if at >= len(words):
        return len(words)
    blank = words.find(" ", at, at + 30)
    return blank if blank >= 0 else at
