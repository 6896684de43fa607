"""Tables of a PDF, whose lines keep the order of the cells and one blank between them.

Cells can be told apart there where each holds one number, hole or year: a line of n years is the head of the lines of a
name and n numbers below it, and lines that begin with a year have as many numbers each. All else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from colligate.sources.tables.lines import Line, part
from colligate.sources.tables.signs import in_order, is_caption, period_heads, sign
from colligate.sources.tables.table import Row

_TOKEN = re.compile(r"\S+")
_DIGIT = re.compile(r"\d|[-.\u2013\u2014\u2026]\s|n/?a\b", re.IGNORECASE)
_QUALIFIER = re.compile(r"[<>\u2264\u2265~\u2248]=?")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])")
_STOPPED = re.compile(r"[.;:!?]\s*$")
#: Longer lines are prose.
_LONGEST = 160
#: A longer name before fewer numbers than there are years is prose.
_NAME = 70
#: A longer line below the last row is no end of its name.
_SHORT = 40
_VAGUE = "Whether the line \u201c{}\u201d belongs to the name of this row cannot be told."
#: Rows below one line of years, at most; and lines without numbers between two rows.
_MOST, _BETWEEN = 80, 2


def runs(lines: Sequence[Line], language: str) -> Iterator[tuple[list[Row], str]]:
    """Yield the rows of each table, heads first, and why its heads are not known where they are not."""
    number = 0
    while number < len(lines):
        for found in (_under_years(lines, number, language), _beside_years(lines, number, language)):
            if found:
                rows, taken, headless = found
                yield rows, headless
                number += taken
                break
        else:
            number += 1


def trailing(line: Line, language: str) -> list[tuple[int, int]]:
    """Return the numbers, holes and years that a line ends with; a sign before a number belongs to it."""
    found: list[tuple[int, int]] = []
    if not _DIGIT.search(line.words):
        return found
    tokens = [match.span() for match in _TOKEN.finditer(line.words)]
    for start, end in reversed(tokens):
        if found and _QUALIFIER.fullmatch(line.words[start:end]):
            found[-1] = start, found[-1][1]
        elif sign(line.words[start:end], language) in ("value", "hole", "period"):
            found.append((start, end))
        else:
            break
    return found[::-1]


def _under_years(lines: Sequence[Line], number: int, language: str) -> tuple[list[Row], int, str] | None:
    head = lines[number]
    cells = trailing(head, language)
    if len(cells) < 2 or not _are_years(head, cells, language) or len(head.words) > _LONGEST:
        return None
    rows, taken = [_row(head, cells)], 1
    waiting: list[Line] = []
    for line in lines[number + 1 : number + 1 + _MOST]:
        found = trailing(line, language)
        if _ends(line, found, len(cells), len(waiting), language):
            break
        if not found:
            waiting.append(line)
            continue
        rows += _named(rows, waiting, line, _body(line, found, len(cells)))
        taken += 1 + len(waiting)
        waiting = []
    if waiting and waiting[0].gap == 0 and len(rows) > 1:
        taken += len(_named(rows, waiting[:1], None, None))
    if not any(len(row.parts) == len(cells) + 1 for row in rows[1:]):
        return None
    return _without_joined(rows, lines[number : number + taken], len(cells), language), taken, ""


def _ends(line: Line, found: list[tuple[int, int]], wanted: int, idle: int, language: str) -> bool:
    """Say whether a line below a line of years is no row of its table: prose, a caption, or years of another table."""
    if len(line.words) > _LONGEST or line.gap > _BETWEEN or is_caption(line.words, language):
        return True
    if not found:
        return bool(_STOPPED.search(line.words)) or idle >= _BETWEEN
    if len(found) != wanted and ((idle and len(found) == 1) or found[0][0] > _NAME):
        return True
    years = len(found) > 1 and _are_years(line, found, language)
    return years and (not line.words[: found[0][0]].strip() or len(found) != wanted)


def _are_years(line: Line, cells: Sequence[tuple[int, int]], language: str) -> bool:
    words = [line.words[start:end] for start, end in cells]
    return all(sign(word, language) == "period" for word in words) and in_order(words)


def _named(rows: list[Row], waiting: list[Line], line: Line | None, row: Row | None) -> list[Row]:
    """Return the rows to come, with what the lines without numbers between two rows are: names, or lines across.

    A line that begins with a small letter ends the name before it, one that cannot end a name begins the next. What
    else stands there may be either, or a line across the table: then the names beside it are not known for sure.
    """
    between = list(waiting)
    if between and len(rows) > 1 and between[0].words.lstrip()[:1].islower():
        below = part(between[0], 0, len(between[0].words))
        rows[-1] = msgspec.structs.replace(rows[-1], below=(below,), vague=_VAGUE.format(below.words))
        del between[0]
    if row is None or line is None:
        if between and len(between[0].words) < _SHORT:
            rows[-1] = msgspec.structs.replace(rows[-1], vague=_VAGUE.format(between[0].words.strip()))
        return []
    if not between:
        return [row]
    parts = tuple(part(one, 0, len(one.words)) for one in between)
    if line.words.lstrip()[:1].islower() or parts[-1].words.endswith((",", "(", "-", "\u2013")):
        return [msgspec.structs.replace(row, above=parts)]
    vague = _VAGUE.format(parts[-1].words)
    if len(rows) > 1:
        rows[-1] = msgspec.structs.replace(rows[-1], vague=rows[-1].vague or vague)
    return [*(_row(one, []) for one in between), msgspec.structs.replace(row, vague=vague)]


def _row(line: Line, cells: Sequence[tuple[int, int]]) -> Row:
    if not cells:
        return Row(start=line.start, end=line.end, parts=(part(line, 0, len(line.words)),))
    parts = (part(line, 0, cells[0][0]), *(part(line, start, end) for start, end in cells))
    return Row(start=line.start, end=line.end, parts=parts)


def _body(line: Line, found: list[tuple[int, int]], wanted: int) -> Row:
    if len(found) == wanted:
        return _row(line, found)
    reason = f"The line has {len(found)} numbers under {wanted} years: which stands under which cannot be told."
    return Row(start=line.start, end=line.end, parts=(), untold=reason)


def _without_joined(rows: list[Row], lines: Sequence[Line], wanted: int, language: str) -> list[Row]:
    """Refuse rows whose numbers may be parts of longer ones, where the table writes thousands with a blank."""
    by_place = {line.start: line for line in lines}
    spaced = any(
        row.untold and len(_joined(by_place[row.start], language)) == wanted for row in rows if row.start in by_place
    )
    if not spaced:
        return rows
    reason = "Numbers here are written with blanks between thousands, so that where one ends cannot be told."
    return [
        Row(start=row.start, end=row.end, parts=(), untold=reason)
        if n and _THOUSANDS.search(by_place[row.start].words) else row
        for n, row in enumerate(rows)
    ]  # fmt: skip


def _joined(line: Line, language: str) -> list[tuple[int, int]]:
    words = _THOUSANDS.sub(lambda match: match[0].replace(" ", "\u00a0"), line.words)
    return trailing(line._replace(words=words), language)


def _beside_years(lines: Sequence[Line], number: int, language: str) -> tuple[list[Row], int, str] | None:
    """Read lines that begin with a year each, all with as many numbers, below a line of words."""
    body: list[tuple[Line, list[tuple[int, int]]]] = []
    for line in lines[number : number + _MOST]:
        cells = trailing(line, language)
        begins = cells and not line.words[: cells[0][0]].strip() and len(cells) > 1
        if not begins or sign(line.words[slice(*cells[0])], language) != "period" or (body and line.gap > _BETWEEN):
            break
        if body and len(cells) != len(body[0][1]):
            return None
        body.append((line, cells))
    firsts = [line.words[slice(*cells[0])] for line, cells in body]
    if len(body) < 2 or not in_order(firsts) or all(_are_years(line, cells, language) for line, cells in body):
        return None
    columns = len(body[0][1])
    rows = [
        Row(start=line.start, end=line.end, parts=tuple(part(line, *cell) for cell in cells)) for line, cells in body
    ]
    head, headless = _head(lines[number - 1] if number else None, body[0][0], columns, language)
    return [*([head] if head else []), *rows], len(body), headless


def _head(line: Line | None, first: Line, columns: int, language: str) -> tuple[Row | None, str]:
    """Return the line of heads over lines that begin with years, or why its heads cannot be told apart."""
    words = line.words.strip() if line else ""
    if line is None or first.gap > 1 or len(words) > _LONGEST or _STOPPED.search(words) or is_caption(words, language):
        return None, "No line of heads stands over its columns."
    begin = len(line.words) - len(line.words.lstrip())
    named = max(
        (len(head) for head in period_heads(language) if f"{words} ".casefold().startswith(f"{head} ")), default=0
    )
    rest = [match.span() for match in _TOKEN.finditer(line.words, begin + named)]
    if columns == len("yv"):
        # One column of values: all that stands over it is its head.
        rest = [(rest[0][0], rest[-1][1])] if rest else []
    if len(rest) == columns - 1 and (named or columns == len("yv")):
        parts = (part(line, begin, begin + named), *(part(line, *span) for span in rest))
        return Row(start=line.start, end=line.end, parts=parts), ""
    return None, f"The heads over its {columns} columns run together in one line, so that they cannot be told apart."
