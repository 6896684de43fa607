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


class Value(msgspec.Struct, kw_only=True):
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

    def values(self, line: Line) -> Iterator[Value]:
        """Yield the values of a row."""
        at = f"row {line.number}"
        if self._passed_over(line, at):
            return
        area = self._area(line, at)
        if area is None:
            return
        for column, period in self._columns:
            place = f"{at} {column}"
            if (value := self._value(line, column, period, area, place)) is not None:
                yield value

    def _passed_over(self, line: Line, at: str) -> bool:
        wanted = self._mapping.only
        if any(self._cell(line, column) not in cells for column, cells in wanted.items()):
            self._left("not asked for by 'only'", at)
        elif self._sdmx and "ACTION" in self._places and self._cell(line, "ACTION").upper() in _DELETE:
            self._left("the message says to delete them, and nothing is deleted here", at)
        else:
            return False
        return True

    def _area(self, line: Line, at: str) -> str | None:
        mapping = self._mapping
        if mapping.of_area:
            return mapping.of_area
        told = self._id(line, mapping.area)
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

    def _value(self, line: Line, column: str, period: tuple[str, str] | None, area: str, place: str) -> Value | None:
        mapping = self._mapping
        status = self._id(line, mapping.status) if mapping.status else ""
        told = self._told(line, column, status, place)
        if told is None:
            return None
        if period is None:
            written = self._id(line, mapping.period) if mapping.period else ""
            period = told_period(written, mapping.fiscal)
            if period is None:
                self._left(f"'{written[:60]}' is no period that can be read for sure", place)
                return None
        value, changed = self._scaled(line, told, place)
        if not value:
            return None
        cells = [self._id(line, one) for one in mapping.series]
        unit = self._id(line, mapping.unit_column) if mapping.unit_column else mapping.unit
        words = [self._words(line, one) for one in mapping.series]
        return Value(
            indicator=self._measured.indicator(cells, words, unit, column if self._many else ""), area=area,
            period=period[0], reference=period[1], value=value, qualifier=told.qualifier, breaks=status == BREAK,
            note=self._note(line, told, status, changed), edition=self._edition(line), lines=[line], place=place,
            origin=self._cell(line, mapping.origin) if mapping.origin else "", changed=changed,
        )  # fmt: skip

    def _told(self, line: Line, column: str, status: str, place: str) -> Told | None:
        cell = self._cell(line, column)
        bound = self._cell(line, self._mapping.bound) if self._mapping.bound else ""
        if bound and cell in self._missing and (told := told_value(bound, self._numbers)):
            return told
        if cell in self._missing:
            why = f", as its status says: {MISSING[status]}" if status in MISSING else ""
            self._left(f"missing, and not zero{why}", place)
            return None
        if status in MISSING:
            self._left(f"its status says that there is none: {MISSING[status]}", place)
            return None
        return self._level(cell, place) if self._levels else self._number(line, cell, place)

    def _level(self, cell: str, place: str) -> Told | None:
        level = self._levels.get(" ".join(cell.split()).casefold())
        if level is None:
            self._left(f"'{cell[:60]}' is no level of the scale", place)
        return Told(value=level) if level else None

    def _number(self, line: Line, cell: str, place: str) -> Told | None:
        told = told_value(cell, self._numbers)
        sign = self._id(line, self._mapping.qualifier) if self._mapping.qualifier else ""
        if told is None:
            self._left(f"'{cell[:60]}' is no number that can be read for sure", place)
        elif sign not in _SIGNS or (sign and told.qualifier not in ("", _SIGNS[sign])):
            self._left(f"'{sign[:20]}' is no bound, or another than the cell's", place)
            return None
        elif sign:
            return msgspec.structs.replace(told, qualifier=_SIGNS[sign])
        return told

    def _scaled(self, line: Line, told: Told, place: str) -> tuple[str, str]:
        """Return the value times its power of ten, and how that changed it; an empty value where it cannot be."""
        power = self._id(line, self._mapping.multiplier) if self._mapping.multiplier else ""
        if power in ("", "0"):
            return told.value, ""
        if not power.removeprefix("-").isdecimal() or int(power) not in _POWERS:
            self._left(f"'{power[:20]}' is no power of ten to multiply it by", place)
            return "", ""
        value = plain_number(told.value, Numbers(), int(power))
        if not value:
            self._left("it is too large or too small", place)
        return value, f"multiplied by ten to the power of {int(power)}, as the file says"

    def _note(self, line: Line, told: Told, status: str, changed: str) -> str:
        parts = [noted(status), told.mark, f"told as {told.value}, {changed}" if changed else ""]
        parts += [f"{column}: {cell}" for column in self._mapping.notes if (cell := self._cell(line, column))]
        return "; ".join(filter(None, parts))

    def _edition(self, line: Line) -> str:
        column = self._mapping.edition_column
        return (self._cell(line, column) if column else "") or self._mapping.edition

    def _words(self, line: Line, column: str) -> str:
        if named := self._mapping.names.get(column):
            return self._cell(line, named) or self._cell(line, column)
        _, parted, words = self._cell(line, column).partition(": ")
        return words if parted and self._labelled else self._cell(line, column)

    def _id(self, line: Line, column: str) -> str:
        cell = self._cell(line, column)
        return cell.partition(": ")[0] if self._labelled else cell

    def _cell(self, line: Line, column: str) -> str:
        place = self._places[column]
        cell = line.cells[place] if place < len(line.cells) else ""
        return unguarded(cell) if self._guarded else cell

    def _left(self, why: str, place: str) -> None:
        """Name a value that is not taken; a row of several counts for as many."""
        places = [place] if place.count(" ") > 1 else [f"{place} {column}" for column, _ in self._columns]
        self._losses.left("values", why, places)


def across_unread(mapping: Mapping) -> Sequence[str]:
    """Return the heads of years across that are no periods."""
    return [head for head, period in mapping.across.items() if told_period(period, mapping.fiscal) is None]
