"""From the quads of a mark to the words of the text that lie under them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import pypdfium2

from colligate.languages.scripts import UNSPACED
from colligate.sources.facsimile.marks import Quad
from colligate.sources.facsimile.placing import letters
from colligate.sources.facsimile.print import HYPHENS, Boxes, read_print
from colligate.sources.passage import FURNITURE
from colligate.sources.text import Layout

_STOP = re.compile(r"[^\w\s]{1,3}$")

Span = tuple[int, int]


class Under(msgspec.Struct, frozen=True, kw_only=True):
    """What lies under a mark."""

    #: Spans of the text, half-open, in code points; several where its words stand apart.
    spans: tuple[Span, ...] = ()
    #: The words as the page has them.
    printed: str = ""
    #: True where an edge was moved to the edge of its word.
    widened: bool = False
    #: Letters that the page shows under the mark and that are not beyond doubt found in the text.
    lost: int = 0
    #: Lines of the page it touches.
    lines: int = 0


class MarkedPage:
    """One page of a PDF, its letters known by place and by offset in the text."""

    def __init__(self, page: pypdfium2.PdfPage, text: str, layout: Layout, start: int, end: int) -> None:
        """Read a page; `start` and `end` are its offsets in the text. PDFium must not be in use elsewhere."""
        textpage = page.get_textpage()
        self._raw = textpage.get_text_range() if textpage.count_chars() else ""
        self._shown = read_print(textpage)
        boxes = Boxes(page, textpage)
        self._middles = np.array([boxes.middles(index) for index in self._shown.indexes], dtype=float).reshape(-1, 4)
        textpage.close()
        self._text = text
        there = letters(text, start, end, self._shown)
        self._offsets = np.array(sorted(there), dtype=int)
        self._places = np.array([there[at] for at in sorted(there)], dtype=int)
        self._known = frozenset(there)
        found = np.zeros(len(self._shown.characters), dtype=bool)
        found[self._places] = True
        self._worded = np.array([_is_letter(one) for one in self._shown.characters], dtype=bool)
        self._lost = self._worded & ~found
        self._regions = _regions(self._offsets, layout)

    @property
    def empty(self) -> bool:
        """Say whether the page shows no letters: it is a picture."""
        return not self._shown.characters

    def under(self, quads: Sequence[Quad]) -> Under:
        """Return the words of which the middle of most letters lies in one of the quads."""
        # A full stop's ink lies under the middle of its line, and fonts may be wrong about their lines.
        inside = _inside(self._middles[:, :2], quads) | _inside(self._middles[:, 2:], quads)
        if not inside.any():
            return Under()
        places = np.flatnonzero(inside)
        marked = inside[self._places]
        runs = [self._to_words(run, marked) for run in self._runs(marked)]
        spans = [span for span, _ in runs if span[0] < span[1]]
        # A sign that stands often on the page may be taken for another; words never are.
        spans = [span for span in spans if any(map(_is_letter, self._text[slice(*span)]))] or spans
        printed = self._printed(places)
        return Under(
            spans=(*spans[:-1], self._to_stop(spans[-1], printed)) if spans else (),
            widened=any(widened for _, widened in runs),
            printed=printed,
            lost=int((inside & self._lost).sum()),
            lines=len({self._shown.lines[place] for place in places}),
        )

    def _to_stop(self, span: Span, printed: str) -> Span:
        """Take in the signs that end the words under the mark: one that stands often is not found by itself."""
        start, end = span
        stop = _STOP.search(printed)
        missed = stop is not None and not self._text.endswith(stop[0], start, end)
        return (start, end + len(stop[0])) if stop and missed and self._text.startswith(stop[0], end) else span

    def _runs(self, marked: np.ndarray) -> Iterator[tuple[int, int]]:
        """Yield first and last of letters with no unmarked letter of their own flow between, as indexes of offsets."""
        hits = np.flatnonzero(marked)
        if not len(hits):
            return
        own = set(self._regions[hits].tolist())
        first = last = int(hits[0])
        for hit in map(int, hits[1:]):
            between = range(last + 1, hit)
            if any(self._worded[self._places[at]] and int(self._regions[at]) in {-1, *own} for at in between):
                yield first, last
                first = hit
            last = hit
        yield first, last

    def _to_words(self, run: tuple[int, int], marked: np.ndarray) -> tuple[Span, bool]:
        """Move the edges of a run to those of words: one half marked or more is in, one less is out."""
        start, end = int(self._offsets[run[0]]), int(self._offsets[run[1]]) + 1
        under = {int(self._offsets[at]) for at in range(run[0], run[1] + 1) if marked[at]}
        head, tail = _word_at(self._text, start), _word_at(self._text, end - 1)
        left = head[0] if self._belongs(head, under) else head[1]
        right = tail[1] if self._belongs(tail, under) else tail[0]
        if left >= right or not any(_is_letter(one) for one in self._text[left:right]):
            left, right = head[0], tail[1]
        left, right = self._trimmed(left, right)
        return (left, right), (left, right) != (start, end)

    def _belongs(self, word: Span, under: set[int]) -> bool:
        here = [at for at in range(*word) if at in self._known]
        return 2 * sum(at in under for at in here) >= len(here)

    def _trimmed(self, left: int, right: int) -> Span:
        while left < right and self._text[left].isspace():
            left += 1
        while left < right and self._text[right - 1].isspace():
            right -= 1
        return left, right

    def _printed(self, places: Iterable[int]) -> str:
        """Return letters of the page with blanks between words, words cut at a line's end made whole."""
        written, last = "", -1
        for place in places:
            index = self._shown.indexes[place]
            between = self._raw[last + 1 : index] if last >= 0 else ""
            if any(one in HYPHENS for one in between) and any(one in "\r\n\ufffe" for one in between):
                between = ""
            written += (
                " " if any(map(str.isspace, between)) else between if len(between) == 1 else ""
            ) + self._shown.characters[place]
            last = index
        return written


def _inside(points: np.ndarray, quads: Sequence[Quad]) -> np.ndarray:
    """Say for each point whether it lies in any of the quads, whatever the order of their corners."""
    found = np.zeros(len(points), dtype=bool)
    for quad in quads:
        corners = np.array(quad, dtype=float)
        low, high = corners.min(axis=0), corners.max(axis=0)
        near = ~found & (points >= low).all(axis=1) & (points <= high).all(axis=1)
        if near.any():
            found[near] = _in_hull(points[near], corners)
    return found


def _in_hull(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Say for each point whether it lies within four corners, which are taken in their order around the middle."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    sides = np.roll(around, -1, axis=0) - around
    crossed = [
        side[0] * (points[:, 1] - at[1]) - side[1] * (points[:, 0] - at[0])
        for at, side in zip(around, sides, strict=True)
    ]
    return np.all(np.array(crossed) >= 0, axis=0)


def _regions(offsets: np.ndarray, layout: Layout) -> np.ndarray:
    """Return for each offset the number of the head, foot or note it stands in, -1 for the body."""
    found = np.full(len(offsets), -1, dtype=int)
    low, high = (int(offsets[0]), int(offsets[-1])) if len(offsets) else (0, -1)
    for number, region in enumerate(layout.regions):
        if region.kind in FURNITURE and region.end > low and region.start <= high:
            found[(offsets >= region.start) & (offsets < region.end)] = number
    return found


def _word_at(text: str, at: int) -> Span:
    """Return the word that a letter stands in; of a script without blanks, or of no word, the letter alone."""
    start, end = at, at + 1
    if not _is_letter(text[at]) or UNSPACED.match(text[at]):
        return start, end
    while start and _is_letter(text[start - 1]):
        start -= 1
    while end < len(text) and _is_letter(text[end]):
        end += 1
    return start, end


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
