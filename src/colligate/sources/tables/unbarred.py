"""Tables without bars: cells parted by tabs, commas, semicolons or blanks, or by each being one number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from colligate.sources.tables import runs, splitting
from colligate.sources.tables.lines import Line
from colligate.sources.tables.making import LONGEST, has_values, made
from colligate.sources.tables.table import Basis, Row, Table


def unbarred(
    every: Sequence[Line], stretch: Sequence[int], language: str, captions: Sequence[tuple[int, int]]
) -> Iterator[Table]:
    """Yield the tables of lines without bars; where none of the marks parts cells, numbers may."""
    loose: list[list[Line]] = [[]]
    at = {every[n].start: n for n in stretch}
    #: Up to which line a basis was tried in vain.
    tried: dict[str, int] = {}
    place = 0
    part = [every[n] for n in stretch]
    while place < len(part):
        for basis, key, taken, cut in _ways(part, place, tried):
            rows = cut([one for one in part[place : place + taken] if basis == "blanks" or not one.rule])
            found = list(made(every, at[part[place].start], taken, basis, rows, language, captions))
            if found and has_values(found[0], language):
                yield from found
                place += taken
                loose.append([])
                break
            tried[key] = place + taken
        else:
            loose[-1].append(part[place])
            place += 1
    for few in loose:
        for rows, headless in runs.runs(few, language):
            first = at[rows[0].start]
            last = at[rows[-1].start]
            yield from made(every, first, last - first + 1, "numbers", rows, language, captions, headless=headless)


def run(every: Sequence[Line], number: int, holds: Callable[[Line], bool], fewest: int = 2) -> int:
    """Return how many lines from one on belong to a table, drawn ones among them; 0 where there are too few."""
    count = rows = 0
    for line in every[number:]:
        if (count and line.gap) or not (holds(line) or line.rule):
            break
        count += 1
        rows += not line.rule
    return count if rows >= fewest else 0


def _ways(
    part: Sequence[Line], place: int, tried: dict[str, int]
) -> Iterator[tuple[Basis, str, int, Callable[[Sequence[Line]], list[Row]]]]:
    """Yield the ways in which the lines from one on may be cut: basis, its key, how many lines, and how."""
    line = part[place]
    if "\t" in line.words.strip() and (taken := run(part, place, lambda one: "\t" in one.words)):
        yield "tabs", "\t", taken, splitting.by_tabs
    for mark in ";,":
        if mark not in line.words or place < tried.get(mark, 0):
            continue
        if taken := run(part, place, lambda one, mark=mark: mark in one.words, 3):
            yield "marks", mark, taken, lambda lines, mark=mark: splitting.by_marks(lines, mark)
    if (line.rule or "  " in line.words.strip() or line.words.startswith("  ")) and place >= tried.get("  ", 0):
        taken = _blanks(part, place)
        if taken:
            yield "blanks", "  ", taken, splitting.by_blanks


def _blanks(part: Sequence[Line], place: int) -> int:
    """Return how many lines are cut by runs of blanks; most must be, and none may be prose."""
    count = cut = 0
    for line in part[place:]:
        several = "  " in line.words.strip()
        if (count and line.gap) or len(line.words) > LONGEST:
            break
        if not several and not line.rule and count and len(line.words.strip()) > 60:
            break
        count += 1
        cut += several and not line.rule
    return count if cut >= 2 and cut * 2 > sum(not line.rule for line in part[place : place + count]) else 0
