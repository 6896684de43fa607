"""A mapping proposed from the columns of a file: for a person to read and correct, never taken unseen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from colligate.exchange.incoming import slug
from colligate.exchange.series.mapping import Mapping
from colligate.exchange.series.standards import standard
from colligate.indicators.areas import AreaCodes, area_of
from colligate.indicators.reported import Numbers, told_period, told_value
from colligate.sources.grids.grid import Grid, Line

#: Rows looked at.
_LOOKED_AT = 5_000
_HOLES = ("NA", "N/A", "n/a", "..", "...", "-", "\N{EN DASH}", "\N{EM DASH}", "NaN", "null", "None", ":")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
_COMMA = re.compile(r"\d+,\d{1,2}")
_MARK = re.compile(r"(?<=\d)\s?[^\d\s.,]$")
_ACROSS = re.compile(r"\d{4}[-/\u2013]\d\d")
_AREA_HEADS = re.compile(r"iso|m49|countr|area|geo|nation|region|territor", re.IGNORECASE)
_PERIOD_HEADS = re.compile(r"year|period|time|date|annee|año", re.IGNORECASE)
_VALUE_HEADS = re.compile(r"value|figure|number|count|amount|wert|valeur", re.IGNORECASE)
_UNIT_HEADS = re.compile(r"\bunits?\b|unit_|measure", re.IGNORECASE)
_SOURCE_HEADS = re.compile(r"\bsource\b|publisher|origin", re.IGNORECASE)
_CODE_HEADS = re.compile(r"code|cow\b|\bid\b|_id\b", re.IGNORECASE)
_NOTE_HEADS = re.compile(r"note|comment|remark", re.IGNORECASE)
#: Ways in which columns name areas, the surest first, and how many of a column's cells must be such codes.
_CODES: tuple[AreaCodes, ...] = ("alpha-3", "m49", "alpha-2", "names")
_ENOUGH = 0.8
#: Columns of words with at most so many levels may be an ordinal scale.
_LEVELS = 12
#: More values than this in a column that tells series apart make it one to be asked about.
_MANY = 0.5


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping, and what a person should look at in it."""

    mapping: Mapping
    remarks: tuple[str, ...] = ()


def propose(grid: Grid, name: str, *, header: int = 0) -> Proposal:
    """Propose what the columns of a file mean. A file of a standard says it itself.

    Args:
        grid: The file.
        name: Its name.
        header: Row of the column heads; 0 to look for it.
    """
    if grid.kind != "table":
        return Proposal(mapping=standard(grid, name), remarks=(f"the file is {grid.kind}: its own columns say it",))
    looking = _Looking(grid, name, header)
    return Proposal(mapping=looking.mapping(), remarks=tuple(looking.remarks))


class _Looking:
    def __init__(self, grid: Grid, name: str, header: int) -> None:
        self.remarks: list[str] = []
        self._scaled = ""
        head = next((line for line in grid.lines if line.number == header), None) or _head(grid.lines)
        self._name, self._header, self._sheet = name, head.number, grid.sheet
        self._heads = [cell for cell in head.cells if cell]
        rows = [line.cells for line in grid.lines if line.number > head.number][:_LOOKED_AT]
        self._cells = {
            one: [row[place] for row in rows if place < len(row) and row[place]]
            for place, one in enumerate(head.cells)
            if one
        }
        self._free = list(self._heads)
        if head.number != grid.lines[0].number:
            self.remarks.append(f"lines before row {head.number} were taken for a preamble")

    def mapping(self) -> Mapping:
        across = self._years_across()
        period = "" if across else self._take(_PERIOD_HEADS, self._periods)
        area, codes = self._area()
        value = () if across else self._values()
        scale = () if across or value else self._scale()
        if scale:
            value = (self._scaled,)
        shown = tuple(across) or value
        unit = self._take(_UNIT_HEADS, bool)
        origin = self._take(_SOURCE_HEADS, bool)
        notes = tuple(one for one in self._free if _NOTE_HEADS.search(one))
        told = [cell for one in shown for cell in self._cells[one]]
        series, ignore = self._series([one for one in self._free if one not in notes], area)
        fields = self._numbers(told)
        if not shown:
            self.remarks.append("no column of values was found: say which it is")
        if not area:
            self.remarks.append("no column of areas was found: say which it is, or the one area that all is about")
        if not (across or period):
            self.remarks.append("no column of periods was found: say which it is")
        return Mapping(
            dataset=slug(self._name.partition(".")[0], "series"), title=self._name.partition(".")[0],
            header=self._header, sheet=self._sheet, across=across, value=value, period=period, area=area, areas=codes,
            series=series, unit_column=unit, origin=origin, notes=notes, ignore=ignore, totals=self._totals(series),
            scale=scale, **fields,
        )  # fmt: skip

    def _years_across(self) -> dict[str, str]:
        found = {one: told[0] for one in self._heads if (told := period_in_head(one))}
        if len(found) < 2:
            return {}
        self._free = [one for one in self._free if one not in found]
        return found

    def _take(self, heads: re.Pattern[str], fits: Callable[[list[str]], bool]) -> str:
        named = [one for one in self._free if heads.search(one) and fits(self._cells[one])]
        if not named:
            return ""
        if len(named) > 1:
            self.remarks.append(f"'{named[0]}' was chosen of {', '.join(named)}")
        self._free.remove(named[0])
        return named[0]

    def _periods(self, cells: Sequence[str]) -> bool:
        read = sum(told_period(cell) is not None for cell in cells)
        if cells and all(_ACROSS.fullmatch(cell) for cell in cells):
            self.remarks.append(
                "periods such as 2011-12 may be months or fiscal years: say when a year begins for the latter"
            )
        return bool(cells) and (read >= 0.9 * len(cells) or all(_ACROSS.fullmatch(cell) for cell in cells))

    def _area(self) -> tuple[str, AreaCodes]:
        able: list[tuple[int, bool, int, str]] = []
        for one in self._free:
            cells = set(self._cells[one])
            for rank, codes in enumerate(_CODES):
                if codes == "m49" and not _AREA_HEADS.search(one):
                    continue  # any number may be a code of M49
                known = sum(area_of(cell, codes).state != "unknown" for cell in cells)
                if cells and known >= _ENOUGH * len(cells):
                    able.append((-rank, bool(_AREA_HEADS.search(one)), len(cells), one))
        if able:
            rank, _, _, best = max(able)
            self._free.remove(best)
            return best, _CODES[-rank]
        named = self._take(_AREA_HEADS, bool)
        return named, "told" if named else "alpha-3"

    def _values(self) -> tuple[str, ...]:
        numeric = [one for one in self._free if self._numeric(self._cells[one]) and not _CODE_HEADS.search(one)]
        named = [one for one in numeric if _VALUE_HEADS.search(one)]
        found = named[:1] if named else numeric
        if len(named) > 1 or (not named and len(numeric) > 1):
            self.remarks.append(f"columns of numbers: {', '.join(numeric)}; taken as values: {', '.join(found)}")
        self._free = [one for one in self._free if one not in found]
        return tuple(found)

    def _scale(self) -> tuple[str, ...]:
        """Return the levels of the one column of words that could be an ordinal scale."""
        counted = {one: {cell for cell in self._cells[one] if cell not in _HOLES} for one in self._free}
        able = [one for one, levels in counted.items() if 1 < len(levels) <= _LEVELS and not _AREA_HEADS.search(one)]
        if len(able) != 1:
            return ()
        self._scaled = able[0]
        self._free.remove(able[0])
        self.remarks.append(f"'{able[0]}' was taken for an ordinal scale: put its levels in order, worst first")
        return tuple(sorted(counted[able[0]]))

    @staticmethod
    def _numeric(cells: Sequence[str]) -> bool:
        told: Counter[str] = Counter()
        for cell, count in Counter(cells).items():
            if cell not in _HOLES:
                told[_MARK.sub("", cell)] += count
        least = 0.9 * told.total()
        return bool(told) and any(
            sum(count for cell, count in told.items() if told_value(cell, numbers) is not None) >= least
            for numbers in (Numbers(thousands=","), Numbers(decimal=","))
        )

    def _numbers(self, told: Sequence[str]) -> dict[str, Any]:
        fields: dict[str, Any] = {"missing": tuple(hole for hole in _HOLES if hole in set(told))}
        grouped, comma = any(map(_GROUPED.fullmatch, told)), any(map(_COMMA.fullmatch, told))
        if comma:
            fields |= {"decimal": ",", "thousands": "." if any("." in cell for cell in told) else ""}
            self.remarks.append("numbers have a decimal comma")
        elif grouped:
            fields |= {"thousands": ","}
            self.remarks.append("a comma in numbers was taken to part thousands")
        marks = Counter(cell[-1] for cell in told if re.fullmatch(r"[<>]?\d[\d.,]*\s?[^\d\s.,]", cell))
        if marks:
            fields["marks"] = {mark: f"marked {mark}" for mark in marks}
            self.remarks.append(f"marks after numbers: {' '.join(marks)}; say what they mean")
        return fields

    def _series(self, free: Sequence[str], area: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the columns that tell series apart, and those that only say more of the area or nothing at all."""
        series, ignore = [], []
        for one in free:
            cells = self._cells[one]
            about_area = area and _AREA_HEADS.search(one)
            if about_area or not cells or self._numeric(cells) or len(set(cells)) > max(20, _MANY * len(cells)):
                ignore.append(one)
            else:
                series.append(one)
        if ignore:
            self.remarks.append(f"not taken: {', '.join(ignore)}; say so where one of them tells series apart")
        return tuple(series), tuple(ignore)

    def _totals(self, series: Sequence[str]) -> tuple[str, ...]:
        cells = {cell for one in series for cell in self._cells[one]}
        return tuple(word for word in ("Total", "_T", "All") if word in cells)


def period_in_head(head: str) -> tuple[str, str] | None:
    """Return the period that a column head is: ``2014``, ``2014 [YR2014]``, ``Y2014``."""
    bare = re.sub(r"\s*\[[^\]]*\]$", "", head).strip()
    return told_period(bare) or (told_period(bare[1:]) if re.fullmatch(r"[XY]\d{4}", bare) else None)


def _head(lines: Sequence[Line]) -> Line:
    """Return the first line with as many cells as the fullest of the first lines."""
    first = lines[:30]
    most = max(sum(map(bool, line.cells)) for line in first)
    return next(line for line in first if sum(map(bool, line.cells)) == most)
