"""Which rows of a table are heads, which columns name the rows, and what caption the table has."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.sources.tables.lines import Line, part
from colligate.sources.tables.signs import Sign, in_order, is_caption, period_heads, sign
from colligate.sources.tables.table import Part, Row

#: Lines a caption can take.
_CAPTION = 3
_LONGEST = 400


def heads(rows: Sequence[Row], columns: int, language: str, *, stated: int | None = None) -> list[tuple[int, ...]]:
    """Return the numbers of the head rows over each row; `stated` is how many head rows the table itself marks."""
    found: list[tuple[int, ...]] = []
    over: tuple[int, ...] = ()
    for number, row in enumerate(rows):
        if not row.parts or len(row.parts) != columns:
            found.append(() if row.parts else over)
            continue
        body = any(found) or bool(over and stated is not None and len(over) >= stated)
        if _heads(row, rows, over, language, body=body, stated=stated):
            over = (number,) if body or any(found) else (*over, number)
            found.append(())
        else:
            found.append(over)
    return found


def _heads(
    row: Row, rows: Sequence[Row], over: tuple[int, ...], language: str, *, body: bool, stated: int | None
) -> bool:
    first, rest = row.parts[0].words, [one.words for one in row.parts[1:] if one.words]
    signs = {sign(word, language) for word in rest}
    if stated is not None and not body and len(over) < stated:
        return True
    if not rest or signs & {"value", "hole"}:
        return False
    if not over and not body:
        return True
    again = not first or first == rows[over[0]].parts[0].words if over else not first
    if body:
        before = [one.words for one in rows[over[-1]].parts[1:] if one.words] if over else []
        known = bool(before) and all(sign(word, language) == "period" for word in before)
        return again and known and signs == {"period"} and len(rest) == len(row.parts) - 1 and in_order(rest)
    return again


def stub(rows: Sequence[Row], over: Sequence[tuple[int, ...]], columns: int, language: str) -> int:
    """Return how many columns name the rows: the first, unless periods head it as all others, and others of words."""
    head_rows = {number for each in over for number in each}
    heads_of = [[rows[n].parts[c].words for n in sorted(head_rows)] for c in range(columns)]
    if head_rows and all(any(sign(word, language) == "period" for word in words) for words in heads_of):
        return 0
    body = [row.parts for n, row in enumerate(rows) if n not in head_rows and len(row.parts) == columns]
    held: list[set[Sign]] = [{sign(parts[c].words, language) for parts in body} for c in range(columns)]
    count = 1
    while count < columns - 1 and _names(held[count], heads_of[count], held[count + 1 :], language):
        count += 1
    return count


def _names(held: set[Sign], heads_of: Sequence[str], later: Sequence[set[Sign]], language: str) -> bool:
    """Say whether a column names rows: words, or periods under a head that says so, with values further right."""
    held = held - {"empty"}
    # Names may be unknown too, so a hole among words is no value.
    if "words" in held:
        held = held - {"hole"}
    if not held or held & {"value", "hole"} or any(sign(word, language) == "period" for word in heads_of):
        return False
    if not any("value" in signs for signs in later):
        return False
    return "period" not in held or (
        held == {"period"} and any(word.casefold() in period_heads(language) for word in heads_of)
    )


def caption(
    lines: Sequence[Line], first: int, last: int, language: str, captions: Sequence[tuple[int, int]]
) -> Part | None:
    """Return the caption of the lines from `first` to `last`: one the layout knows beside them, or one that says so."""
    for number in (first - 1, last + 1):
        if not 0 <= number < len(lines):
            continue
        if any(start <= lines[number].start < end for start, end in captions):
            return _whole(lines, number, language)
    for number in (first - 1, first - 2, last + 1):
        if not 0 <= number < len(lines):
            continue
        words = lines[number].words
        near = number != first - 2 or lines[first - 1].gap == 0
        if near and (is_caption(words, language) or (number > last and words.lstrip().startswith(": "))):
            return _whole(lines, number, language)
    return None


def _whole(lines: Sequence[Line], number: int, language: str) -> Part | None:
    """Return a caption with the lines it goes on in."""
    end = number
    while (
        end + 1 < len(lines)
        and end - number < _CAPTION - 1
        and lines[end + 1].gap == 0
        and _goes_on(lines[end + 1], language)
    ):
        end += 1
    start, stop = lines[number], lines[end]
    words = " ".join(line.words.strip() for line in lines[number : end + 1])
    if len(words) > _LONGEST:
        return None
    return Part(part(start, 0, len(start.words)).start, part(stop, 0, len(stop.words)).end, words)


def _goes_on(line: Line, language: str) -> bool:
    tokens = line.words.split()
    numbers = sum(sign(token, language) in ("value", "hole", "period") for token in tokens)
    return (
        not line.rule
        and "|" not in line.words
        and "\t" not in line.words
        and numbers * 2 < len(tokens)
        and "  " not in line.words.strip()
    )
