"""Words of a frozen text laid over the same words on their page. A word that is not beyond doubt found is not laid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from colligate.sources.facsimile.aligning import aligned
from colligate.sources.facsimile.print import HYPHENS, Box, Boxes, Print

_WORD = re.compile(r"\S+")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A word of the text, or the part of one on a line, with the blanks after it. Offsets count code points."""

    start: int
    end: int
    #: None for words that are not found on the page.
    box: Box | None = None


def place(text: str, start: int, end: int, shown: Print, boxes: Boxes) -> tuple[Piece, ...]:
    """Return the words between two offsets of a text, each with its box; together they cover the span.

    Args:
        text: The whole frozen text.
        start: Offset at which the page begins.
        end: Offset at which the next page begins.
        shown: What the page shows.
        boxes: Where it shows it.
    """
    there = letters(text, start, end, shown)
    parts = [part for match in _WORD.finditer(text, start, end) for part in _parts(match, text, there, shown)]
    return tuple(_covering(parts, start, end, shown, boxes))


def letters(text: str, start: int, end: int, shown: Print) -> dict[int, int]:
    """Return, by offset in the text, the index in `shown` of every letter of a page that is beyond doubt found."""
    offsets = [at for at in range(start, end) if not text[at].isspace() and text[at] not in HYPHENS]
    found = aligned("".join(text[at] for at in offsets), shown.characters)
    return {at: place for at, place in zip(offsets, found, strict=True) if place >= 0}


#: Offsets of a part of a word, and the first and last of its characters on the page; None where it is not found.
_Part = tuple[int, int, tuple[int, int] | None]


def _parts(word: re.Match[str], text: str, there: dict[int, int], shown: Print) -> Iterator[_Part]:
    """Yield a word whole, or cut where a line end on the page cuts it."""
    start, end = word.span()
    letters = [at for at in range(start, end) if text[at] not in HYPHENS]
    if not letters or any(at not in there for at in letters):
        yield from _partly(start, end, letters, there, shown)
        return
    runs = _runs(letters, there, shown)
    if any(there[run[-1]] - there[run[0]] != len(run) - 1 for run in runs):
        yield start, end, None
        return
    edges = [start, *(run[0] for run in runs[1:]), end]
    for run, left, right in zip(runs, edges, edges[1:], strict=False):
        yield left, right, (there[run[0]], there[run[-1]])


def _partly(start: int, end: int, letters: list[int], there: dict[int, int], shown: Print) -> Iterator[_Part]:
    """Yield a word that a page break cuts: what stands on this page, then what does not."""
    head = [at for at in letters if at in there]
    tail = letters[len(head) :]
    whole = head == letters[: len(head)] and bool(head) and bool(tail)
    at_line_end = whole and len(_runs(head, there, shown)) == 1 and there[head[-1]] - there[head[0]] == len(head) - 1
    if at_line_end and _ends_line(there[head[-1]], shown):
        yield start, tail[0], (there[head[0]], there[head[-1]])
        yield tail[0], end, None
    else:
        yield start, end, None


def _ends_line(place: int, shown: Print) -> bool:
    return place + 1 == len(shown.lines) or shown.lines[place + 1] != shown.lines[place]


def _runs(letters: Sequence[int], there: dict[int, int], shown: Print) -> list[list[int]]:
    """Group letters by the line of the page they stand on."""
    runs: list[list[int]] = []
    for at in letters:
        if runs and shown.lines[there[at]] == shown.lines[there[runs[-1][-1]]]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _covering(parts: Sequence[_Part], start: int, end: int, shown: Print, boxes: Boxes) -> Iterator[Piece]:
    """Yield the parts with the blanks after each; words beside each other that are not found as one piece."""
    if not parts:
        if start < end:
            yield Piece(start=start, end=end)
        return
    begins = [start, *(left for left, _, _ in parts[1:]), end]
    lost = -1
    for index, (_, _, found) in enumerate(parts):
        if found is None:
            lost = begins[index] if lost < 0 else lost
            continue
        if lost >= 0:
            yield Piece(start=lost, end=begins[index])
            lost = -1
        first, last = (shown.indexes[one] for one in found)
        yield Piece(start=begins[index], end=begins[index + 1], box=boxes.box(first, last))
    if lost >= 0:
        yield Piece(start=lost, end=end)
