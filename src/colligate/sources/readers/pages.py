"""Page starts of plain text: form feeds, or the hint that text recognition leaves at the head of a page."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from colligate.sources.text import PageStart

_HINT = re.compile(r"^ (?=\S)", re.MULTILINE)
_WIDER = re.compile(r"^[ \t]{2,}\S", re.MULTILINE)

#: Fewest hints that make a pattern.
_ENOUGH = 4
#: Lines a page may hold.
_SHORTEST, _LONGEST = 15, 120


def form_feeds(text: str) -> tuple[str, tuple[PageStart, ...]]:
    """Return the text without its form feeds, each kept as a line break, and the pages they start."""
    if "\f" not in text:
        return text, ()
    pages = text.split("\f")
    if not pages[-1].strip():
        pages.pop()
    starts, pieces, offset = [], [], 0
    for ordinal, page in enumerate(pages, start=1):
        starts.append(PageStart(offset, str(ordinal), "form-feed"))
        piece = page if page.endswith("\n") else page + "\n"
        pieces.append(piece)
        offset += len(piece)
    return "".join(pieces), tuple(starts)


def inferred(text: str) -> tuple[PageStart, ...]:
    """Return page starts where single-space-indented lines come at roughly regular intervals; else none.

    Some recognition programs set the first line of each page in by one blank. One such line out of rhythm, or any wider
    indentation, and the blanks mean something else: then no page is claimed.
    """
    offsets = [match.start() for match in _HINT.finditer(text)]
    if len(offsets) < _ENOUGH or _WIDER.search(text):
        return ()
    lines = [text.count("\n", 0, offset) for offset in offsets]
    if not _regular(lines, text.count("\n")):
        return ()
    if text[: offsets[0]].strip():
        offsets.insert(0, 0)
    return tuple(PageStart(offset, str(ordinal), "inferred") for ordinal, offset in enumerate(offsets, start=1))


def _regular(lines: list[int], last: int) -> bool:
    gaps = [following - line for line, following in pairwise(lines)]
    usual = median(gaps)
    if not all(_SHORTEST <= gap <= _LONGEST and 0.6 * usual <= gap <= 1.5 * usual for gap in gaps):
        return False
    # The text before the first hint is a page too, and the last page may be short but not longer than the others.
    return lines[0] <= 1.5 * usual and last - lines[-1] <= 1.5 * usual
