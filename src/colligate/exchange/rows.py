"""Rows of a sheet as values by field: columns checked once, then every cell; a row with a bad cell is refused."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec

from colligate.exchange.columns import CellError, Column, columns_of, identity
from colligate.exchange.csl_cells import csl_value
from colligate.exchange.kinds import FORMS, PLACES, Kind
from colligate.exchange.placing import Want
from colligate.exchange.sheets import Sheet
from colligate.lenses.nearest import nearest
from colligate.problems import Problem
from colligate.sources.source import Source

_CODER = re.compile(r"[\w.+-]+(@[\w.-]+)?")
#: Columns in which a spreadsheet's date is surely not what was typed.
_NEVER_DATES = frozenset({"lines", "page", "value", "id"})


class Row(msgspec.Struct, kw_only=True):
    """One row read: what it says of which record, and the place it names."""

    #: ``codings.csv:12``, for messages.
    place: str
    kind: Kind
    #: The id given, or that of the record a part belongs to; empty where none is.
    id: str
    #: Values by field; required fields whose cell is empty are left out.
    fields: dict[str, Any]
    #: Where the evidence stands, if the row says so.
    want: Want | None
    #: Ids of passages given as such, or None where the table has no column for any place.
    passages: tuple[str, ...] | None
    #: Who said it, where the row names another.
    coder: str
    #: Whether nothing but an id and a place is filled: a further place of a record stated elsewhere.
    bare: bool


def read_rows(sheet: Sheet, kind: Kind) -> tuple[list[Row], list[Problem], dict[str, str]]:
    """Read the rows of a sheet.

    Returns:
        The rows that hold, the problems of the others, and the ids of rows refused with their places.
    """
    names = [_column_name(cell) for cell in sheet.header]
    if problems := list(_bad_columns(sheet, kind, names)):
        return [], problems, {}
    reader = _RowReader(sheet, kind, names)
    for number, cells in sheet.rows:
        reader.add(number, cells)
    return reader.rows, reader.problems, reader.refused


def _column_name(cell: str) -> str:
    name = cell.strip()
    return f"csl.{name[4:]}" if name.lower().startswith("csl.") else re.sub(r"\s+", "_", name.lower())


def _bad_columns(sheet: Sheet, kind: Kind, names: list[str]) -> list[Problem]:
    allowed = kind.allowed()
    problems = []
    for name, count in Counter(name for name in names if name).items():
        if count > 1:
            problems.append((name, f"The column '{name}' stands there {count} times.", "Keep one of them."))
        elif name not in allowed and not (kind.record is Source and name.startswith("csl.")):
            problems.append((name, *_unknown(name, kind, allowed)))
    if any(
        not name and any(cells[i : i + 1] != [""] for _, cells in sheet.rows if i < len(cells))
        for i, name in enumerate(names)
    ):
        problems.append(("", "A column with content has no name.", "Name it, or empty it."))
    return [
        Problem(place=f"{sheet.place}:1 {name}".strip(), message=message, remedy=f"{remedy} No row was taken.")
        for name, message, remedy in problems
    ]


def _unknown(name: str, kind: Kind, allowed: list[str]) -> tuple[str, str]:
    if name == "names" and kind.table == "actors":
        return "An actor's names have a table of their own.", "Put them into a table 'names': actor, name, kind, holds."
    if name == "breaks" and kind.table == "indicators":
        return "Breaks have a table of their own.", "Put them into a table 'breaks': indicator, period, reason."
    near = nearest(name, allowed)
    hint = f" Did you mean '{near}'?" if near else ""
    return (
        f"The table '{kind.table}' has no column '{name}'.{hint}",
        f"Rename or remove it; the columns are {', '.join(allowed)}.",
    )


class _RowReader:
    """Reads one sheet row by row."""

    def __init__(self, sheet: Sheet, kind: Kind, names: list[str]) -> None:
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.refused: dict[str, str] = {}
        self._sheet, self._kind, self._names = sheet, kind, names
        self._has_place = any(name in names for name in ("quote", "lines", "page", kind.field or "quote"))
        own = kind.columns if kind.table != "passages" else {}
        self._columns = [(i, name, own[name]) for i, name in enumerate(names) if name in own and name != kind.field]
        self._known = set(own) - {kind.field}

    def add(self, number: int, cells: list[str]) -> None:
        """Read one row; note what is wrong with it."""
        place = f"{self._sheet.place}:{number}"
        if any(cells[len(self._names) :]):
            self._refuse(place, "", CellError(
                f"The row has {len(cells)} cells under {len(self._names)} columns.",
                "Put quotation marks around a cell that holds the sign between cells.",
            ))  # fmt: skip
            return
        filled = {name: cell for name, cell in zip(self._names, cells, strict=False) if cell and name}
        faults = len(self.problems)
        fields = self._fields(place, number, cells)
        own = self._id(place, filled)
        coder = filled.get("coder", "")
        if coder and not _CODER.fullmatch(coder):
            self._refuse(place, "coder", CellError(f"'{coder}' cannot name a coder.", "Write a name such as bram."))
        want = self._want(place, filled)
        if any(problem.severity == "error" for problem in self.problems[faults:]):
            if own:
                self.refused.setdefault(own, place)
            return
        given = filled.get(self._kind.field, "") if self._kind.field else ""
        stated = set(filled) - {"id", self._kind.owner, self._kind.field, *PLACES}
        self.rows.append(
            Row(
                place=place,
                kind=self._kind,
                id=own,
                fields=fields,
                want=want,
                passages=tuple(p.strip() for p in given.split(";") if p.strip()) if self._has_place else None,
                coder=coder,
                bare=bool(own) and not stated and bool(want or given),
            )
        )

    def _id(self, place: str, filled: dict[str, str]) -> str:
        column = self._kind.owner or "id"
        written = filled.get(column, "")
        if not written and self._kind.owner:
            self._refuse(place, column, CellError(f"The row names no {column}.", f"Give the {column}'s id."))
        if not written and self._kind.table == "sources" and "file" in filled:
            return ""
        try:
            return identity(written) if written else ""
        except CellError as error:
            self._refuse(place, column, error)
            return ""

    def _fields(self, place: str, number: int, cells: list[str]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for position, name, column in self._columns:
            cell = cells[position] if position < len(cells) else ""
            try:
                self._field(fields, name, column, cell)
            except CellError as error:
                self._refuse(place, name, error)
        if self._sheet.dates:
            self._mangled(place, number)
        if self._kind.table == "claims":
            self._form(place, cells, fields)
        elif self._kind.record is Source:
            self._csl(place, cells, fields)
        return fields

    def _field(self, fields: dict[str, Any], name: str, column: Column, cell: str) -> None:
        if cell:
            fields[name] = column.read(cell)
        elif column.empty is not msgspec.NODEFAULT and self._kind.record is not Source:
            fields[name] = column.empty

    def _csl(self, place: str, cells: list[str], fields: dict[str, Any]) -> None:
        csl = {}
        for name, cell in zip(self._names, cells, strict=False):
            if cell and name.startswith("csl."):
                try:
                    csl[name[4:]] = csl_value(name[4:], cell)
                except CellError as error:
                    self._refuse(place, name, error)
            elif cell and name == "file":
                fields["file"] = re.split(r"[/\\]", cell)[-1]
        if csl:
            fields["csl"] = csl

    def _form(self, place: str, cells: list[str], fields: dict[str, Any]) -> None:
        filled = {
            name: cell for name, cell in zip(self._names, cells, strict=False) if cell and name not in self._known
        }
        word = filled.pop("form", "").lower()
        for name in ("id", *PLACES, "passages"):
            filled.pop(name, None)
        if not word and not filled:
            return
        form = FORMS.get(word)
        if form is None:
            near = nearest(word, list(FORMS))
            hint = f" Did you mean '{near}'?" if near else ""
            said = f"'{word}' is no form of a claim.{hint}" if word else "The form is empty."
            self._refuse(place, "form", CellError(said, f"Use one of: {', '.join(FORMS)}."))
            return
        if states := self._states(place, form, word, filled):
            fields["states"] = states

    def _states(
        self, place: str, form: type[msgspec.Struct], word: str, filled: dict[str, str]
    ) -> msgspec.Struct | None:
        columns, values, whole = columns_of(form), {}, True
        for name in filled.keys() - columns.keys():
            whole = False
            remedy = f"Empty this cell; a claim of this form has {', '.join(columns)}."
            self._refuse(place, name, CellError(f"The form '{word}' has no '{name}'.", remedy))
        for name, column in columns.items():
            if name not in filled and column.empty is msgspec.NODEFAULT:
                whole = False
                self._refuse(place, name, CellError(f"A claim of form '{word}' needs '{name}'.", "Fill the cell."))
            elif name in filled:
                try:
                    values[name] = column.read(filled[name])
                except CellError as error:
                    whole = False
                    self._refuse(place, name, error)
        return form(**values) if whole else None

    def _want(self, place: str, filled: dict[str, str]) -> Want | None:
        named = {name: filled.get(name, "") for name in PLACES} if self._kind.placed else {}
        if self._kind.table == "passages":
            named |= {name: filled.get(name, "") for name in ("text", "start", "end")}
            if "source" in filled and not (filled.keys() & {"quote", "lines", "start"}):
                self._refuse(place, "quote", CellError("The row quotes nothing.", "Give the words, or their lines."))
        elif not (named.get("quote") or named.get("lines")):
            own = "source" in self._known  # a claim may do without a place
            if named.get("source") and not own:
                self._refuse(place, "quote", CellError(
                    "The row names a source but no words in it.", "Give the quote or the lines, or empty 'source'."
                ))  # fmt: skip
            return None
        if not named["source"]:
            self._refuse(place, "source", CellError("The row does not name the source.", "Give the source's id."))
            return None
        return Want(**named)

    def _mangled(self, place: str, number: int) -> None:
        for position, name in enumerate(self._names):
            if (number, position) not in self._sheet.dates:
                continue
            if name in _NEVER_DATES:
                self._refuse(place, name, CellError(
                    "The spreadsheet has made a date of what was typed here.",
                    "Format the column as text and type it again.",
                ))  # fmt: skip
            elif name in self._kind.columns and self._kind.columns[name].dated:
                self._refuse(place, name, CellError(
                    "The spreadsheet holds this as one day, whatever was typed; that day was taken.",
                    "If the source gives only a month or year, format the column as text and type 2014-11 or 2014.",
                ), severity="warning")  # fmt: skip

    def _refuse(self, place: str, column: str, error: CellError, severity: str = "error") -> None:
        self.problems.append(
            Problem(place=f"{place} {column}".strip(), message=error.message, remedy=error.remedy, severity=severity)
        )
