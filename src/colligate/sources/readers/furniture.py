"""Telling the body of a page from what stands around it: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec

from colligate.sources.readers.lines import Line, Sheet, overlap, rows

#: So many rows from the edge of a page may be running heads or feet.
_DEEP = 3
#: Running heads stand at one height of the page to within so many points.
_LEVEL = 4.0
#: Type of at most this share of the body's size may be a footnote.
_SMALL = 0.93

#: No page number is printed with more characters about it.
_LONGEST_NUMBER = 24

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(
    r"\W*(page|p\.|seite|página|página|pág\.)?\W*(#|[ivxlcdm]{1,7})\W*((of|/|de|von|sur|outof)?\W*#)?\W*",
    re.IGNORECASE,
)
#: What a note begins with; text recognition takes a raised figure for a quotation mark.
_MARK = re.compile(r"(\d{1,3}(?!\d|[.,]\d)|[¹²³⁰-⁹]{1,3}|[*†‡§¶]{1,3}|[‘’'](?=[A-Z])|[a-z](?=\s+[A-Z]|$))")  # noqa: RUF001

#: What the exponent of a formula at the foot of a page does not hold.
_PROSE = re.compile(r"[^\W\d_]{3}")

Edge = Literal["top", "bottom"]


class Parted(msgspec.Struct):
    """The lines of one page by what they are; each list in the order of the file."""

    body: list[Line]
    headers: list[Line]
    #: The lines of each note, in order.
    footnotes: list[list[Line]]
    footers: list[Line]


class _Row(msgspec.Struct):
    """A row near the edge of a page."""

    page: int
    #: 0 for the outermost.
    depth: int
    key: str
    middle: float
    #: True where white space sets the row off from what follows inwards.
    detached: bool
    lines: list[Line]


def part(sheets: list[Sheet]) -> list[Parted]:
    """Part the lines of every page of one document."""
    margins = {
        edge: _running([row for page, sheet in enumerate(sheets) for row in _edge_rows(page, sheet, edge)], len(sheets))
        for edge in ("top", "bottom")
    }
    parted = []
    for page, sheet in enumerate(sheets):
        headers, footers = margins["top"].get(page, set()), margins["bottom"].get(page, set())
        upright = _marginal(sheet)
        parted.append(
            Parted(
                body=[line for line in sheet.lines if id(line) not in headers | footers | upright],
                headers=[line for line in sheet.lines if id(line) in headers or id(line) in upright],
                footnotes=[],
                footers=[line for line in sheet.lines if id(line) in footers],
            )
        )
    _part_footnotes(parted)
    return parted


def body_size(lines: Iterable[Line]) -> float:
    """Return the type size most characters are set in, to half a point; 0 without any."""
    characters: defaultdict[float, int] = defaultdict(int)
    for line in lines:
        characters[round(line.size * 2) / 2] += len(line.text)
    return max(characters, key=lambda size: (characters[size], size), default=0.0)


def _marginal(sheet: Sheet) -> set[int]:
    """Return lines running up the page beside ordinary ones, such as the stamp of an archive."""
    upright = {id(line) for line in sheet.lines if line.upright}
    return upright if 2 * len(upright) < len(sheet.lines) else set()


def _edge_rows(page: int, sheet: Sheet, edge: Edge) -> list[_Row]:
    level = [line for line in sheet.lines if not line.upright]
    grouped = rows(level)
    if edge == "bottom":
        grouped.reverse()
    found = []
    for depth, row in enumerate(grouped[:_DEEP]):
        following = grouped[depth + 1] if depth + 1 < len(grouped) else None
        found.append(
            _Row(
                page=page,
                depth=depth,
                key=_key(" ".join(line.text for line in row)),
                middle=row[0].middle if edge == "top" else row[0].middle - sheet.height,
                detached=following is None or _distance(row, following) > 0.6 * row[0].size,
                lines=row,
            )
        )
    return found


def _key(text: str) -> str:
    """Fold what changes from page to page in a running head: its numbers."""
    key = "".join(_NUMBER.sub("#", text).casefold().split())
    return "#" if len(key) < _LONGEST_NUMBER and _PAGE.fullmatch(key) else key


def _distance(row: list[Line], other: list[Line]) -> float:
    above, below = sorted((row, other), key=lambda lines: lines[0].middle)
    return min(line.top for line in below) - max(line.bottom for line in above)


def _running(candidates: list[_Row], pages: int) -> dict[int, set[int]]:
    """Return, by page, the ids of the lines at one edge that come back from page to page."""
    alike: defaultdict[str, list[_Row]] = defaultdict(list)
    by_page: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in candidates:
        alike[row.key].append(row)
        by_page[row.page].append(row)
    running: dict[int, set[int]] = {}
    levels: list[float] = []
    for page, found in by_page.items():
        taken = _outer(found, alike, pages)
        if taken:
            running[page] = {id(line) for row in taken for line in row.lines}
            levels += [row.middle for row in taken]
    _add_at_level(running, levels, [row for row in candidates if row.depth == 0], pages)
    return running


def _outer(found: list[_Row], alike: dict[str, list[_Row]], pages: int) -> list[_Row]:
    """Return the outermost rows of a page that come back on others, as far as white space sets them off."""
    needed = 2 if pages < 6 else 3
    taken: list[_Row] = []
    firm = 0
    for row in found:
        same = {other.page for other in alike[row.key] if abs(other.middle - row.middle) <= _LEVEL}
        numbered = row.key == "#" and row.depth == 0 and row.detached and _NUMBER.search(row.lines[-1].text)
        if len(same) < needed and not numbered:
            break
        taken.append(row)
        if row.detached or 2 * len(same) > pages:
            firm = len(taken)
    return taken[:firm]


def _add_at_level(running: dict[int, set[int]], levels: list[float], outermost: list[_Row], pages: int) -> None:
    """Take heads that name the chapter, and so differ, by standing where heads stand on many other pages."""
    for row in outermost:
        if row.page not in running and row.detached:
            beside = sum(abs(level - row.middle) <= _LEVEL / 2 for level in levels)
            if beside >= max(3, 0.3 * pages):
                running[row.page] = {id(line) for line in row.lines}


def _part_footnotes(parted: list[Parted]) -> None:
    """Move lines in small type at the foot of a column, from the first note mark on, out of the body."""
    size = body_size(line for page in parted for line in page.body)
    carried = False
    for page in parted:
        page.footnotes = _footnotes(page.body, size, carried=carried)
        taken = {id(line) for note in page.footnotes for line in note}
        page.body = [line for line in page.body if id(line) not in taken]
        carried = bool(taken)


def _footnotes(lines: list[Line], size: float, *, carried: bool) -> list[list[Line]]:
    """Return the page's footnotes; `carried` says the page before had notes, which may run on."""
    ordinary = [line for line in lines if line.size > _SMALL * size]
    small = [line for line in lines if line.size <= _SMALL * size]
    if not ordinary or not small:
        return []
    low = [line for line in small if not any(other.top > line.top and overlap(line, other) for other in ordinary)]
    columns = [rows(column) for column in sorted(_columns(low), key=lambda column: min(line.left for line in column))]
    worded = [grouped for grouped in columns if any(_PROSE.search(line.text) for row in grouped for line in row)]
    marked = [any(_MARK.match(row[0].text) for row in grouped) for grouped in worded]
    notes: list[list[Line]] = []
    for grouped, has_mark in zip(worded, marked, strict=True):
        # Beside a column with notes, small lines without a mark are a note whose mark was not recognised.
        if any(marked):
            notes += _by_mark(grouped, carried=carried or not has_mark)
    return notes


def _by_mark(grouped: list[list[Line]], *, carried: bool) -> list[list[Line]]:
    """Cut the small lines of a column where a note begins; what stands before the first belongs to none, or runs on."""
    notes: list[list[Line]] = [[]] if carried else []
    number = 0
    for row in grouped:
        mark = _MARK.match(row[0].text)
        if mark and (not mark[1].isdecimal() or number == 0 or number < int(mark[1]) <= number + 2):
            notes.append([])
            number = int(mark[1]) if mark[1].isdecimal() else number
        if notes:
            notes[-1] += row
    return [note for note in notes if note]


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Group lines that stand above each other."""
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.left - line.right):
        for column in columns:
            if overlap(column[0], line):
                column.append(line)
                break
        else:
            columns.append([line])
    return columns
