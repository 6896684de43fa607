"""Values proposed from the cells of a table: one cell, a whole row or a whole column, for a person to accept."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.actions.tabled import cell_of, evidence, language_of, tables_of
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.numbers import comparable
from colligate.indicators.recognising.cells import CellRead, Told, read_cell
from colligate.indicators.recognising.held import held
from colligate.programmes.actor import Place
from colligate.programmes.recognising.places import area_code
from colligate.sources.passage import reading
from colligate.sources.source import Source
from colligate.sources.tables.finding import cell as cell_at_number
from colligate.sources.tables.signs import known
from colligate.sources.tables.table import Cell, Table, Untold

Take = Literal["cell", "row", "column"]
_CODE = 3


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A field as it was read, and where: *column head*, *name of the row*, *caption*, *cell*, or *study*."""

    value: str = ""
    whence: str = ""
    #: The words it was read off.
    words: str = ""


class CellProposal(msgspec.Struct, frozen=True, kw_only=True):
    """What one cell may state. Nothing is said until a person accepts it."""

    source: str
    #: The cell, in code points.
    start: int
    end: int
    words: str
    #: The names of its row and the heads over it.
    row: tuple[str, ...]
    column: tuple[str, ...]
    caption: str
    #: The line across the table above it, which may or may not govern it.
    under: str
    #: The words its record will quote.
    quotes: tuple[str, ...]
    indicator: Read
    period: Read
    area: Read
    value: str
    qualifier: str
    unit: Read
    #: The cell says that there is no value.
    hole: bool
    #: Why it cannot be accepted as it is; empty where it can.
    lacks: str
    #: Id of the Observation that the document is quoted for already, for this indicator, area and period.
    recorded: str = ""


class TableProposals(msgspec.Struct, frozen=True, kw_only=True):
    """The cells of one row or column, in order."""

    source: str
    title: str
    caption: str
    page: str
    take: Take
    cells: tuple[CellProposal, ...]
    #: Rows of the table whose cells cannot be told apart, with the reason.
    untold: tuple[tuple[str, str], ...] = ()


def proposed_cell(standing: Standing, source: str, start: int, end: int) -> CellProposal | Untold:
    """Return what the cell states that words lie in, or why they lie in none. Raises NoSuchThingError."""
    found = cell_of(standing.study, source, start, end)
    if isinstance(found, Untold):
        return found
    if found.kind != "value":
        return Untold(reason="This cell names others and holds no value.", tabular=True)
    return _Desk(standing, source).proposal(found)


def proposed_line(standing: Standing, source: str, start: int, end: int, take: Take) -> TableProposals | Untold:
    """Return what each cell states of the row or column that words lie in. Raises NoSuchThingError."""
    found = cell_of(standing.study, source, start, end)
    if isinstance(found, Untold):
        return found
    table = found.table
    cells = [one for one in _line(table, found, take) if one.kind == "value"]
    if not cells:
        return Untold(reason="There is no value in this row or column.", tabular=True)
    desk = _Desk(standing, source)
    page = desk.opened.layout.page_at(table.start)
    return TableProposals(
        source=source,
        title=desk.title,
        caption=found.caption.words if found.caption else "",
        page=(f"[{page.label}]" if page.basis == "inferred" else page.label) if page else "",
        take=take,
        cells=tuple(desk.proposal(one) for one in cells),
        untold=tuple(
            (" ".join(desk.opened.text[row.start : row.end].split()), row.untold) for row in table.rows if row.untold
        ) if take == "column" else (),
    )  # fmt: skip


def holding(standing: Standing, indicator: str) -> list[tuple[CellProposal, Take, int]]:
    """Return the rows and columns of the study's documents that seem to hold an indicator's series.

    Each is told by its first cell, whether it is a row or a column, and how many cells it has.
    """
    if standing.study.records.get(Indicator, indicator) is None:
        raise NoSuchThingError("indicator", indicator, [one.id for one in standing.study.records.of(Indicator)])
    found: list[tuple[CellProposal, Take, int]] = []
    for source, text in standing.study.texts.items():
        try:
            laid = tables_of(standing.study, text)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            continue  # 'check' names the missing text
        desk = _Desk(standing, source) if laid else None
        for table in laid if desk else ():
            found += _holding(desk, table, indicator) if desk else []
    return found


def _holding(desk: _Desk, table: Table, indicator: str) -> list[tuple[CellProposal, Take, int]]:
    body, columns = table.body(), range(table.stub, table.columns)
    rows = [[cell_at_number(table, row, column) for column in columns] for row in body]
    found: list[tuple[CellProposal, Take, int]] = []
    for take, lines in (("row", rows), ("column", [list(one) for one in zip(*rows, strict=True)])):
        for line in lines:
            told = [cell for cell in line if desk.measures(cell) == indicator and desk.read(cell).period]
            if len(told) > 1 and len({_when(desk.read(cell).period) for cell in told}) == len(told):
                found.append((desk.proposal(told[0]), "row" if take == "row" else "column", len(told)))
    return found


def _when(told: Told | None) -> str:
    return told.value if told else ""


def _line(table: Table, found: Cell, take: Take) -> list[Cell]:
    if take == "row":
        return [cell_at_number(table, found.row_number, column) for column in range(table.stub, table.columns)]
    if take == "column":
        return [cell_at_number(table, row, found.column_number) for row in table.body()]
    return [found]


class _Desk:
    """One document and what the study knows that its tables may speak of."""

    def __init__(self, standing: Standing, source: str) -> None:
        study = standing.study
        self.study, self.source = study, source
        text, described = study.texts[source], study.records.get(Source, source)
        self.title = described.title if described else source
        self.opened, self.language = study.searchable(text), language_of(study, text)
        self.indicators = list(study.records.of(Indicator))
        self.used = {one.area for one in study.records.of(Observation)} | {study.settings.case.area}
        self.places = sorted({place.name for place in study.records.of(Place)} | self.used - {""})
        self.coded = any(len(area) == _CODE and area.isupper() for area in self.used)

    def read(self, cell: Cell) -> CellRead:
        """Return what a cell states by itself."""
        return read_cell(cell, self.language, self.places)

    def measures(self, cell: Cell) -> str:
        """Return the id of the indicator that the cell's heads speak of; empty for none."""
        if cell.vague:
            return ""
        words = [part.words for part in self.read(cell).measure]
        found = held(self.indicators, words, cell.caption.words if cell.caption else "", self.language)
        return found.id if found else ""

    def proposal(self, cell: Cell) -> CellProposal:
        """Return what a cell may be recorded as."""
        read, indicator = self.read(cell), self._indicator(cell)
        period, area = _told(read.period), self._area(read.area)
        value, qualifier, lacks = self._value(cell, read, indicator)
        return CellProposal(
            source=self.source,
            start=cell.own.start,
            end=cell.own.end,
            words=cell.own.words,
            row=tuple(part.words for part in cell.row),
            column=tuple(part.words for part in cell.column),
            caption=cell.caption.words if cell.caption else "",
            under=cell.under.words if cell.under else "",
            quotes=tuple(
                reading(self.opened.text, self.opened.layout, one.start, one.end) for one in evidence(cell, self.source)
            ),
            indicator=indicator,
            period=period,
            area=area,
            value=value,
            qualifier=qualifier,
            unit=_told(read.unit),
            hole=read.amount is not None and read.amount.value is None,
            lacks=lacks or cell.table.headless or cell.vague,
            recorded=self._recorded(indicator.value, area.value, period.value),
        )

    def _indicator(self, cell: Cell) -> Read:
        found = self.measures(cell)
        words = [part.words for part in self.read(cell).measure] or ([cell.caption.words] if cell.caption else [])
        whence = "heads" if self.read(cell).measure else "caption"
        return Read(value=found, whence=whence, words="; ".join(words)) if found else Read()

    def _area(self, told: Told | None) -> Read:
        if told is None:
            return (
                Read(value=self.study.settings.case.area, whence="study") if self.study.settings.case.area else Read()
            )
        code = area_code(told.value, known(self.language)) if self.coded and told.value not in self.used else ""
        return Read(value=code or told.value, whence=told.whence, words=told.part.words)

    def _value(self, cell: Cell, read: CellRead, indicator: Read) -> tuple[str, str, str]:
        record = self.study.records.get(Indicator, indicator.value)
        if record and record.scale:
            known_level = comparable(record, cell.own.words) is not None
            return (cell.own.words, "", "") if known_level else ("", "", "This is no level of the indicator.")
        if read.amount is None:
            return "", "", "This is no number that can be read in one way only."
        return read.amount.value or "", read.amount.qualifier, ""

    def _recorded(self, indicator: str, area: str, period: str) -> str:
        for one in self.study.records.of(Observation):
            if (one.indicator, one.area, one.period) == (indicator, area, period) and any(
                (source := self.study.source_of(passage)) and source.id == self.source for passage in one.passages
            ):
                return one.id
        return ""


def _told(told: Told | None) -> Read:
    return Read(value=told.value, whence=told.whence, words=told.part.words) if told else Read()
