"""The order in which the lines of a page are read: down, or column by column.

A *flow* is a run of lines read one under the other. A page in one column is one flow; on a page in two columns each
stretch of a column is one, and so is everything that runs across the gutter (headings, full-width tables).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median

import msgspec

from colligate.sources.readers.lines import Line, rows

#: Fewest rows on either side that make a column.
_ROWS = 4
#: Share of a column's width its rows fill, at the median: prose does, cells of a table do not.
_PROSE, _RAGGED = 0.6, 0.3
#: Left edges of one column may differ by so much (points).
_EDGE = 3.0


class _Sides(msgspec.Struct):
    """What stands left of a gutter, right of it, and across."""

    left: list[Line]
    right: list[Line]
    across: list[Line]


def flows(lines: list[Line]) -> list[list[Line]]:
    """Return a page's flows in reading order. Lines come in the order of the file, which helps."""
    return in_columns(lines, gutter(lines))


def in_columns(lines: list[Line], place: float | None) -> list[list[Line]]:
    """Return the flows of a page whose gutter is known; None for a page in one column."""
    if not lines:
        return []
    if place is None:
        return [_downwards(lines)]
    ordered: list[list[Line]] = []
    for columned, band in _bands(lines, place):
        if columned:
            sides = _sides(band, place)
            ordered += flows(sides.left) + flows(sides.right)
        else:
            ordered.append(_downwards(band))
    return ordered


def gutters(pages: list[list[Line]]) -> list[float | None]:
    """Return the gutter of every page of one document.

    On a last page too little may stand in a column to show that it is one; there the gutters of other pages are tried.
    """
    own = [gutter(lines) for lines in pages]
    counted = Counter(round(place) for place in own if place is not None)
    usual = sorted(counted, key=lambda place: (-counted[place], place))
    return [
        next((float(known) for known in usual if _fits(lines, known)), None) if place is None else place
        for place, lines in zip(own, pages, strict=True)
    ]


def _fits(lines: list[Line], place: float) -> bool:
    """Say whether a page has prose left of a gutter known from other pages, little across it, and something beside."""
    sides = _sides(lines, place)
    if not sides.right or len(sides.left) < _ROWS or 3 * len(sides.across) > len(lines):
        return False
    left = rows(sides.left)
    beside = max(line.top for line in sides.right) < max(line.bottom for line in sides.left)
    return beside and _fill(left, place - min(line.left for line in sides.left)) >= _PROSE


def gutter(lines: list[Line]) -> float | None:
    """Return the height-long white strip's place that parts most lines into two columns of prose, if there is one."""
    if len(lines) < 2 * _ROWS:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    edges = Counter(round(line.left / _EDGE) for line in lines)
    best, found = 0, None
    for edge, count in sorted(edges.items()):
        place = (edge - 0.5) * _EDGE - 1
        if count < _ROWS - 1 or not start + 0.15 * (end - start) < place < start + 0.85 * (end - start):
            continue
        score = _score(lines, place, start, end)
        if score > best:
            best, found = score, place
    return found


def _score(lines: list[Line], gutter: float, start: float, end: float) -> int:
    """Return how many lines a gutter puts into columns, or 0 where what it parts is no prose."""
    score = 0
    for columned, band in _bands(lines, gutter):
        if not columned:
            continue
        sides = _sides(band, gutter)
        left, right = rows(sides.left), rows(sides.right)
        if min(len(left), len(right)) < _ROWS or not _beside(sides):
            continue
        fill = min(_fill(left, gutter - start), _fill(right, end - gutter))
        if fill >= _PROSE or (fill >= _RAGGED and _one_after_the_other(band, gutter)):
            score += len(sides.left) + len(sides.right)
    return score if score >= 0.25 * len(lines) else 0


def _beside(sides: _Sides) -> bool:
    top = max(min(line.top for line in side) for side in (sides.left, sides.right))
    bottom = min(max(line.bottom for line in side) for side in (sides.left, sides.right))
    return bottom - top > _ROWS * 0.5 * median(line.size for line in sides.left)


def _fill(grouped: list[list[Line]], width: float) -> float:
    return median(sum(line.width for line in row) for row in grouped) / width if width > 0 else 0.0


def _one_after_the_other(band: list[Line], gutter: float) -> bool:
    """Say whether the file gives one column whole before the other, as tables, which come row by row, do not."""
    sides = [line.left >= gutter for line in band]
    return sum(one != other for one, other in pairwise(sides)) <= 2


def _sides(lines: list[Line], gutter: float) -> _Sides:
    sides = _Sides([], [], [])
    for line in lines:
        if line.left >= gutter:
            sides.right.append(line)
        elif line.right <= gutter + 2:
            sides.left.append(line)
        else:
            sides.across.append(line)
    return sides


def _bands(lines: list[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """Cut the page where lines or table rows run across the gutter; True marks the bands in columns.

    Each band keeps its lines in the order of the file.
    """
    bands: list[tuple[bool, set[int]]] = []
    for row, columned in _kinds(rows(lines), gutter):
        members = {id(line) for line in row}
        if bands and bands[-1][0] == columned:
            bands[-1][1].update(members)
        else:
            bands.append((columned, members))
    return [(columned, [line for line in lines if id(line) in members]) for columned, members in bands]


def _kinds(grouped: list[list[Line]], gutter: float) -> list[tuple[list[Line], bool]]:
    """Say of each row whether it is in columns; the others run across, or are rows of a full-width table."""
    tabular = [_cells(row, gutter) for row in grouped]
    kinds = []
    for index, row in enumerate(grouped):
        across = any(line.left < gutter and line.right > gutter + 2 for line in row)
        neighbours = tabular[max(0, index - 1) : index + 2]
        kinds.append((row, not across and not (tabular[index] and sum(neighbours) > 1)))
    return kinds


def _cells(row: list[Line], gutter: float) -> bool:
    """Say whether a row has cells on both sides, and more than prose in two columns would show."""
    left = sum(line.left < gutter for line in row)
    filled = sum(line.width for line in row) / max(1.0, row[-1].right - row[0].left)
    return 0 < left < len(row) and len(row) > 2 and _gaps(row) >= 2 and filled < _PROSE


def _gaps(row: list[Line]) -> int:
    """Count gaps wide enough to part cells; a number and its paragraph stand closer."""
    return sum(after.left - before.right > 1.5 * after.size for before, after in pairwise(row))


def _downwards(lines: list[Line]) -> list[Line]:
    """Order one flow from top to bottom, trusting the order of the file as far as it goes down.

    A file often gives the page number or a box first. Whole stretches are then moved; only where stretches interlock
    are the lines sorted row by row.
    """
    stretches: list[list[Line]] = []
    for line in lines:
        if stretches and line.middle >= stretches[-1][-1].top:
            stretches[-1].append(line)
        else:
            stretches.append([line])
    stretches.sort(key=lambda stretch: min(line.middle for line in stretch))
    for above, below in pairwise(stretches):
        if max(line.middle for line in above) > min(line.middle for line in below):
            return [line for row in rows(lines) for line in row]
    return [line for stretch in stretches for line in stretch]
