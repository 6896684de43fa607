"""Series in table rows: a row of years, and under it rows of a name and as many numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from colligate.indicators.numbers import number
from colligate.indicators.recognising.concepts import key
from colligate.indicators.recognising.found import Point, SeriesFound, missing
from colligate.sources.outline import Mention, OpenText, Unit

_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w.,/-])")
_CELL = re.compile(
    r"(?<![\w.,/-])[-\u2212]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,/-])[-\u2212]?\d+(?:\.\d+)?(?![\w,/-])"
)
_HOLE = re.compile(r"(?<!\S)(?:[-\u2013\u2014.]{1,3}|\u2026|n/?a)(?!\S)", re.IGNORECASE)
_FEWEST = 3


def tabled(text: OpenText) -> Iterator[SeriesFound]:
    """Yield a series for each row of numbers that stands under a row of years and has as many of them."""
    rows = [unit for unit in text.outline.units if unit.kind == "row"]
    for place, row in enumerate(rows):
        years = _YEAR.findall(row.words)
        if len(years) < _FEWEST or sorted(set(years)) != years or len(_CELL.findall(row.words)) != len(years):
            continue
        below = takewhile(lambda pair: pair[1].number == pair[0], enumerate(rows[place + 1 :], row.number + 1))
        for _, unit in below:
            if len(_YEAR.findall(unit.words)) == len(years):
                break
            if found := _row(unit, years):
                yield found


def _row(unit: Unit, years: list[str]) -> SeriesFound | None:
    cells = sorted([*_CELL.finditer(unit.words), *_HOLE.finditer(unit.words)], key=lambda match: match.start())
    name = unit.words[: cells[0].start()].strip(" |\t:") if cells else ""
    if len(cells) != len(years) or len(name) < _FEWEST or not any(number(cell[0]) is not None for cell in cells):
        return None
    points = tuple(
        Point(
            period=year,
            value=str(value) if (value := number(cell[0])) is not None else None,
            mention=Mention(unit=unit.number, start=cell.start(), end=cell.end()),
            why="a row under a row of years",
        )
        for year, cell in zip(years, cells, strict=True)
    )
    return SeriesFound(key=key(name), name=name, concept=name, points=points, missing=missing(points))
