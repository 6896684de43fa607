"""Rows of a file as values with their area, period and bound; what cannot be read for sure is named and left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Places

import msgspec

from colligate.exchange.losses import Losses
from colligate.exchange.series.mapping import Mapping
from colligate.exchange.series.measured import Measured
from colligate.exchange.series.statuses import BREAK, MISSING, noted
from colligate.indicators.areas import Area, area_of, nearest_area
from colligate.indicators.reported import Numbers, Qualifier, Told, plain_number, told_period, told_value
from colligate.reports.formulas import unguarded
from colligate.sources.grids.grid import Line

_SIGNS: dict[str, Qualifier] = {
    "": "",
    "=": "",
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
    "~": "~",
}
_DELETE = ("D", "DELETE")
#: Areas up to which the nearest code is looked for; a column with more of them is no column of areas.
_COMPARED = 500
#: Powers of ten that a unit can have.
_POWERS = range(-15, 16)


class Value(msgspec.Struct, kw_only=True, gc=False):
    """One value that a cell states."""

    indicator: str
    area: str
    period: str
    reference: str
    value: str
    qualifier: Qualifier
    note: str
    edition: str
    origin: str
    lines: list[Line]
    #: Where it stands, for people.
    place: str
    #: How it differs from what the cell says; empty where it does not.
    changed: str = ""
    breaks: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two of them values of the same."""
        return self.indicator, self.area, self.period, self.origin


class Rows:
    """Reads rows by a mapping."""

    def __init__(
        self, mapping: Mapping, places: Places[str, int], measured: Measured, losses: Losses, *, sdmx: bool,
        csv: bool,
    ) -> None:  # fmt: skip
        """Begin; in SDMX a cell may be an id and its name (``A: Annual``), and a row say to delete values.

        Cells of other CSV that were kept from running as formulas are read as the words they were.
        """
        self._guarded = csv and not sdmx
        self._mapping, self._places, self._measured, self._losses = mapping, places, measured, losses
        self._sdmx = sdmx
        self._labelled = sdmx and any(": " in head for head in places)
        self._numbers = Numbers(decimal=mapping.decimal, thousands=mapping.thousands, marks=mapping.marks)
        self._missing = frozenset(("", *mapping.missing))
        self._levels = {" ".join(level.split()).casefold(): level for level in mapping.scale}
        self._areas: dict[str, Area] = {}
        across = {head: told_period(period, mapping.fiscal) for head, period in mapping.across.items()}
        self._columns: list[tuple[str, tuple[str, str] | None]] = list(across.items()) or [
            (column, None) for column in mapping.value
        ]
        self._many = len(mapping.value) > 1
        self._width = max(places.values(), default=-1) + 1
        #: Columns that say of which series a row is, and in which words.
        identifying = (*mapping.series, *(mapping.names.get(one, one) for one in mapping.series), mapping.unit_column)
        self._identifying = sorted({places[one] for one in identifying if one})
        #: What was read before: tables of values say the same few things over and over.
        self._indicators: dict[tuple[str, ...], str] = {}
        self._read: dict[str, Told | None] = {}

    def values(self, line: Line) -> Iterator[Value]:
        """Yield the values of a row."""
        at, cells = f"row {line.number}", self._row(line)
        if self._passed_over(cells, at):
            return
        area = self._area(cells, at)
        if area is None:
            return
        for column, period in self._columns:
            place = f"{at} {column}"
            if (value := self._value(line, cells, column, period, area, place)) is not None:
                yield value

    def _row(self, line: Line) -> list[str]:
        """Return the cells of a row as they were meant, with one for every column of the head."""
        cells = [unguarded(cell) for cell in line.cells] if self._guarded else line.cells
        return cells if len(cells) >= self._width else [*cells, *[""] * (self._width - len(cells))]

    def _passed_over(self, cells: list[str], at: str) -> bool:
        wanted = self._mapping.only
        if wanted and any(self._cell(cells, column) not in asked for column, asked in wanted.items()):
            self._left("not asked for by 'only'", at)
        elif self._sdmx and "ACTION" in self._places and self._cell(cells, "ACTION").upper() in _DELETE:
            self._left("the message says to delete them, and nothing is deleted here", at)
        else:
            return False
        return True

    def _area(self, cells: list[str], at: str) -> str | None:
        mapping = self._mapping
        if mapping.of_area:
            return mapping.of_area
        told = self._id(cells, mapping.area)
        if not told or (told in self._missing and mapping.areas in ("alpha-3", "m49")):
            self._left("the row names no area", at)
            return None
        if told not in self._areas:
            self._areas[told] = area_of(told, mapping.areas)
            self._tell_area(told, self._areas[told])
        return self._areas[told].code

    def _tell_area(self, told: str, area: Area) -> None:
        if area.state == "former":
            why = "no code of ISO 3166 or M49 today; kept as told"
            self._losses.changed("areas", why, [f"{told} (its territory today: {', '.join(area.instead)})"])
        elif area.state == "unknown":
            code = nearest_area(told, self._mapping.areas) if len(self._areas) <= _COMPARED else ""
            near = f" (nearest: {code})" if code else ""
            self._losses.changed("areas", "no code of ISO 3166 or M49; kept as told", [f"{told}{near}"])
        elif area.code != told:
            self._losses.changed("areas", "written as ISO 3166-1 alpha-3 or M49", [f"{told} → {area.code}"])

    def _value(
        self, line: Line, cells: list[str], column: str, period: tuple[str, str] | None, area: str, place: str
    ) -> Value | None:  # fmt: skip
        mapping = self._mapping
        status = self._id(cells, mapping.status) if mapping.status else ""
        told = self._told(cells, column, status, place)
        if told is None:
            return None
        if period is None:
            written = self._id(cells, mapping.period) if mapping.period else ""
            period = told_period(written, mapping.fiscal)
            if period is None:
                self._left(f"'{written[:60]}' is no period that can be read for sure", place)
                return None
        value, changed = self._scaled(cells, told, place)
        if not value:
            return None
        return Value(
            indicator=self._indicator(cells, column), area=area, period=period[0], reference=period[1],
            value=value, qualifier=told.qualifier, breaks=status == BREAK,
            note=self._note(cells, told, status, changed), edition=self._edition(cells), lines=[line], place=place,
            origin=self._cell(cells, mapping.origin) if mapping.origin else "", changed=changed,
        )  # fmt: skip

    def _indicator(self, cells: list[str], column: str) -> str:
        """Return the id of the indicator of a row; rows whose cells say the same series are looked at once."""
        said = (*[cells[place] for place in self._identifying], column)
        if (known := self._indicators.get(said)) is not None:
            return known
        mapping = self._mapping
        unit = self._id(cells, mapping.unit_column) if mapping.unit_column else mapping.unit
        series = [self._id(cells, one) for one in mapping.series]
        words = [self._words(cells, one) for one in mapping.series]
        found = self._indicators[said] = self._measured.indicator(series, words, unit, column if self._many else "")
        return found

    def _told(self, cells: list[str], column: str, status: str, place: str) -> Told | None:
        cell = self._cell(cells, column)
        bound = self._cell(cells, self._mapping.bound) if self._mapping.bound else ""
        if bound and cell in self._missing and (told := told_value(bound, self._numbers)):
            return told
        if cell in self._missing:
            why = f", as its status says: {MISSING[status]}" if status in MISSING else ""
            self._left(f"missing, and not zero{why}", place)
            return None
        if status in MISSING:
            self._left(f"its status says that there is none: {MISSING[status]}", place)
            return None
        return self._level(cell, place) if self._levels else self._number(cells, cell, place)

    def _level(self, cell: str, place: str) -> Told | None:
        level = self._levels.get(" ".join(cell.split()).casefold())
        if level is None:
            self._left(f"'{cell[:60]}' is no level of the scale", place)
        return Told(value=level) if level else None

    def _number(self, cells: list[str], cell: str, place: str) -> Told | None:
        if cell not in self._read:
            self._read[cell] = told_value(cell, self._numbers)
        told = self._read[cell]
        sign = self._id(cells, self._mapping.qualifier) if self._mapping.qualifier else ""
        if told is None:
            self._left(f"'{cell[:60]}' is no number that can be read for sure", place)
        elif sign not in _SIGNS or (sign and told.qualifier not in ("", _SIGNS[sign])):
            self._left(f"'{sign[:20]}' is no bound, or another than the cell's", place)
            return None
        elif sign:
            return msgspec.structs.replace(told, qualifier=_SIGNS[sign])
        return told

    def _scaled(self, cells: list[str], told: Told, place: str) -> tuple[str, str]:
        """Return the value times its power of ten, and how that changed it; an empty value where it cannot be."""
        power = self._id(cells, self._mapping.multiplier) if self._mapping.multiplier else ""
        if power in ("", "0"):
            return told.value, ""
        if not power.removeprefix("-").isdecimal() or int(power) not in _POWERS:
            self._left(f"'{power[:20]}' is no power of ten to multiply it by", place)
            return "", ""
        value = plain_number(told.value, Numbers(), int(power))
        if not value:
            self._left("it is too large or too small", place)
        return value, f"multiplied by ten to the power of {int(power)}, as the file says"

    def _note(self, cells: list[str], told: Told, status: str, changed: str) -> str:
        parts = [noted(status), told.mark, f"told as {told.value}, {changed}" if changed else ""]
        parts += [f"{column}: {cell}" for column in self._mapping.notes if (cell := self._cell(cells, column))]
        return "; ".join(filter(None, parts))

    def _edition(self, cells: list[str]) -> str:
        column = self._mapping.edition_column
        return (self._cell(cells, column) if column else "") or self._mapping.edition

    def _words(self, cells: list[str], column: str) -> str:
        if named := self._mapping.names.get(column):
            return self._cell(cells, named) or self._cell(cells, column)
        _, parted, words = self._cell(cells, column).partition(": ")
        return words if parted and self._labelled else self._cell(cells, column)

    def _id(self, cells: list[str], column: str) -> str:
        cell = self._cell(cells, column)
        return cell.partition(": ")[0] if self._labelled else cell

    def _cell(self, cells: list[str], column: str) -> str:
        return cells[self._places[column]]

    def _left(self, why: str, place: str) -> None:
        """Name a value that is not taken; a row of several counts for as many."""
        places = [place] if place.count(" ") > 1 else [f"{place} {column}" for column, _ in self._columns]
        self._losses.left("values", why, places)


def across_unread(mapping: Mapping) -> Sequence[str]:
    """Return the heads of years across that are no periods."""
    return [head for head, period in mapping.across.items() if told_period(period, mapping.fiscal) is None]
