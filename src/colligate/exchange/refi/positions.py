r"""What a file's positions count, and where its selections lie in the text as we keep it.

The standard counts Unicode code points, half-open. Programs differ on the byte order mark at the beginning of a text,
on whether ``\r\n`` is one or two, and some count UTF-16 units. Many repeat the selected words in the selection's name;
the way of counting under which those words stand at their positions is the one the file was written with.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import product
from typing import Literal

from colligate.exchange.refi.project import Selection
from colligate.sources.locating import Searchable, find
from colligate.sources.readers.decoding import clean
from colligate.sources.text import Layout, PageStart

_MARK = "\ufeff"
_GONE = re.compile("\r(?=\n)|\ufeff|\x00")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
#: A name shorter than this that only begins the selection is a label by chance.
_TELLING = 20
_CUT = re.compile(r"(?:…|\.{3})$")


def kept(raw: str) -> tuple[str, Layout]:
    r"""Return a text as a study keeps it, with the pages its form feeds start.

    Line ends become ``\n``; marks and NUL go; a form feed becomes a line break, so that every other character keeps its
    place.
    """
    text = clean(raw)
    if "\f" not in text:
        return text, Layout()
    starts = [0, *(found.end() for found in re.finditer("\f", text) if text[found.end() :].strip())]
    pages = tuple(PageStart(offset, str(number), "form-feed") for number, offset in enumerate(starts, 1))
    return text.replace("\f", "\n"), Layout(pages=pages)


class Counting:
    """One way of counting characters of a raw text, as a way to offsets in the kept one."""

    def __init__(
        self, raw: str, *, mark: bool = False, single: bool = False, double: bool = False, wide: bool = False
    ) -> None:
        r"""Prepare to count.

        Args:
            raw: The text as the file has it.
            mark: Whether the byte order mark counts.
            single: Whether ``\r\n`` is one.
            double: Whether ``\n`` is two, as where the program that counted held ``\r\n``.
            wide: Whether UTF-16 units count.
        """
        counted = raw if mark else raw.removeprefix(_MARK)
        counted = counted.replace("\r\n", "\n") if single else counted
        counted = counted.replace("\n", "\r\n") if double else counted
        self._gone = [found.start() for found in _GONE.finditer(counted)]
        self._wide = [found.start() + number for number, found in enumerate(_ASTRAL.finditer(counted))] if wide else []
        self.name = ", ".join(
            words
            for words, said in (
                ("the byte order mark counted", mark),
                ("a line end of two characters counted as one", single),
                ("a line end of one character counted as two", double),
                ("UTF-16 units counted", wide),
            )
            if said
        )

    def place(self, position: int) -> int:
        """Return the offset in the kept text of a position as written."""
        position -= bisect.bisect_left(self._wide, position)
        return position - bisect.bisect_left(self._gone, position)


def placed(
    raw: str, text: str, selections: Sequence[Selection], *, single: bool = False
) -> tuple[list[tuple[int, int]], str]:
    """Return where each selection lies in the kept text, and in words how the file counts (empty: by the standard).

    The standard's way is taken unless another is confirmed by the names of more selections; or, of a program that is
    known to do so, the one that takes a line end of two characters for one (`single`).
    """
    usual = Counting(raw, single=single and "\r\n" in raw)
    best, spans = usual, _spans(usual, selections)
    told = sum(bool(selection.name.strip()) for selection in selections)
    score = _score(text, selections, spans)
    if told and score == (told, told):
        return spans, best.name
    for other in (Counting(raw), *_others(raw)):
        theirs = _spans(other, selections)
        if (reached := _score(text, selections, theirs)) > score:
            best, spans, score = other, theirs, reached
    return spans, best.name


def unconfirmed(raw: str, text: str, selections: Sequence[Selection], spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether no name bears a place out though other ways of counting would lead elsewhere."""
    if _score(text, selections, spans) != (0, 0):
        return False
    mark, crlf, wide = raw.startswith(_MARK), "\r\n" in raw, bool(_ASTRAL.search(raw))
    others = (Counting(raw), Counting(raw, mark=mark), Counting(raw, single=crlf), Counting(raw, wide=wide))
    return any(_spans(other, selections) != list(spans) for other in others)


def trusted(
    text: str, layout: Layout, selections: Sequence[Selection], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return spans in a text that the file did not count in: only where the selection's name bears them out.

    A name that stands elsewhere, at one place, gives its selection that place; others get a span that is none.
    """
    opened = Searchable(text, layout)
    found: list[tuple[int, int]] = []
    for selection, span in zip(selections, spans, strict=True):
        if _says(selection.name, text, span):
            found.append(span)
            continue
        place = find(selection.name, opened) if selection.name.strip() else None
        found.append((place.start, place.end) if place and place.found else (-1, -1))
    return found


def _score(text: str, selections: Sequence[Selection], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return how many selections have the words their name gives, and how many of these have all of them."""
    said = [_says(selection.name, text, span) for selection, span in zip(selections, spans, strict=True)]
    return sum(map(bool, said)), said.count("whole")


def _others(raw: str) -> list[Counting]:
    """Return the other ways of counting that would differ for this text."""
    marks = (False, True) if raw.startswith(_MARK) else (False,)
    singles = (False, True) if "\r\n" in raw else (False,)
    wides = (False, True) if _ASTRAL.search(raw) else (False,)
    doubles = (False, True) if "\n" in raw and "\r" not in raw else (False,)
    return [
        Counting(raw, mark=mark, single=single, double=double, wide=wide)
        for wide, mark, single, double in product(wides, marks, singles, doubles)
        if mark or single or double or wide
    ]


def _spans(counting: Counting, selections: Sequence[Selection]) -> list[tuple[int, int]]:
    return [(counting.place(selection.start), counting.place(selection.end)) for selection in selections]


def _says(name: str, text: str, span: tuple[int, int]) -> Literal["", "whole", "beginning"]:
    """Say whether a selection's name is its words, whole or cut short."""
    said = " ".join(name.replace(_MARK, "").split())
    words = " ".join(text[max(0, span[0]) : max(0, span[1])].split())
    if not said or said == words:
        return "whole" if said else ""
    cut = _CUT.sub("", said).rstrip()
    begins = words.startswith(cut) and (len(cut) >= _TELLING or cut != said)
    return "beginning" if begins else ""
