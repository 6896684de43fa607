"""The lines of a text among which tables are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from colligate.sources.passage import FURNITURE
from colligate.sources.tables.table import Part
from colligate.sources.text import Layout

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[-=_+|:\s\u2500-\u257f]*[-=_\u2500-\u257f]{2}[-=_+|:\s\u2500-\u257f]*")


class Line(NamedTuple):
    """One line that is not blank: half-open, in Unicode code points."""

    start: int
    end: int
    words: str
    #: How many empty lines stand before it.
    gap: int
    #: It only draws a line.
    rule: bool


def lines(text: str, layout: Layout) -> list[Line]:
    """Return the lines that are not blank; running heads, page numbers and footnotes are left out."""
    furniture = [(region.start, region.end) for region in layout.regions if region.kind in FURNITURE]
    return list(_lines(text, furniture))


def _lines(text: str, furniture: list[tuple[int, int]]) -> Iterator[Line]:
    last, following = 0, 0
    for match in _LINE.finditer(text):
        if not match[0].strip():
            continue
        while following < len(furniture) and furniture[following][1] <= match.start():
            following += 1
        if following < len(furniture) and furniture[following][0] <= match.start() < furniture[following][1]:
            continue
        gap = max(0, text.count("\n", last, match.start()) - 1) if last else 1
        last = match.end()
        yield Line(match.start(), match.end(), match[0], gap, bool(_RULE.fullmatch(match[0])))


def part(line: Line, start: int, end: int) -> Part:
    """Return the words from `start` to `end` of a line without white space around them."""
    words = line.words[start:end]
    lead = len(words) - len(words.lstrip())
    plain = words.strip()
    begin = line.start + start + (lead if plain else 0)
    return Part(begin, begin + len(plain), plain)
