"""The lines of a text without its page furniture: what a reader's eye runs over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from colligate.sources.text import Layout, RegionKind

_LINE = re.compile(r"[^\n\f]+")
_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"[-–—\s|]*(?:\d{1,4}|[ivxl]{1,6})[-–—\s|]*")  # noqa: RUF001
#: Lines at each end of a page among which running heads are looked for.
_EDGE = 2
#: A line longer than this holds a whole paragraph.
LONGEST_WRAPPED = 160


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A printed line. Offsets are half-open, in Unicode code points, white space at both ends left out."""

    start: int
    end: int
    words: str
    #: Empty lines before it.
    gap: int
    #: Columns of white space before its first character.
    indent: int = 0
    #: First line of a page.
    opens_page: bool = False
    region: RegionKind | None = None
    #: Where that region starts; -1 without one.
    region_start: int = -1


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of the running text, the footnotes' lines, and how wide the text was set."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    #: Characters of a full line; 0 where each line holds a paragraph.
    width: int


def body(text: str, layout: Layout) -> Body:
    """Return the lines of a text; running heads, running feet and page numbers are left out."""
    lines = list(_lines(text, layout))
    dropped = _running(lines)
    kept = [line for number, line in enumerate(lines) if number not in dropped]
    running = tuple(line for line in kept if line.region != "footnote")
    notes = tuple(line for line in kept if line.region == "footnote")
    return Body(lines=running, notes=notes, width=_width(running))


def _lines(text: str, layout: Layout) -> Iterable[Line]:
    regions, at = layout.regions, 0
    starts = [page.offset for page in layout.pages]
    page, last = 0, 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        end = start + len(words)
        while at < len(regions) and regions[at].end <= start:
            at += 1
        region = regions[at].kind if at < len(regions) and regions[at].start < end else None
        opens = False
        while page < len(starts) and starts[page] <= start:
            page, opens = page + 1, True
        if region in ("header", "footer"):
            opens_next, last = opens, end
            if opens_next:
                page -= 1
                starts[page] = end
            continue
        if region == "heading" and not text[start : regions[at].start].strip("# \t"):
            start = max(start, regions[at].start)
            words = text[start:end].rstrip("# \t")
            end = start + len(words)
        gap = max(0, text.count("\n", last, start) - 1)
        yield Line(
            start=start,
            end=end,
            words=words,
            gap=gap,
            indent=indent,
            opens_page=opens,
            region=region,
            region_start=regions[at].start if region else -1,
        )
        last = end


def _running(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that stand at the ends of several pages with no more than a number changed."""
    opens = [number for number, line in enumerate(lines) if line.opens_page]
    if len(opens) < 3:
        return set()
    edges: list[int] = []
    for first, after in zip(opens, [*opens[1:], len(lines)], strict=True):
        head = range(first, min(first + _EDGE, after))
        edges += {*head, *range(max(first, after - _EDGE), after)}
    seen = Counter(_DIGITS.sub("0", lines[number].words.casefold()) for number in edges)
    often = max(3, len(opens) // 3)
    return {
        number
        for number in edges
        if _NUMBER_ALONE.fullmatch(lines[number].words)
        or seen[_DIGITS.sub("0", lines[number].words.casefold())] >= often
    }


def _width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.words) for line in lines)
    if len(lengths) < 3:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return width if width <= LONGEST_WRAPPED else 0
