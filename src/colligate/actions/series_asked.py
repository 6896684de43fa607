"""How a file of values would be read, asked of a person column by column before anything is taken."""

from __future__ import annotations

from collections.abc import Mapping as Fields
from collections.abc import Sequence
from pathlib import Path

import msgspec

from colligate.actions.receiving import bytes_of
from colligate.actions.series import fitting_mappings, grid_of, kept_mapping
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.series.asking import ROLES, WORDS_FOR, given_of, mapping_told, role_of
from colligate.exchange.series.mapping import Mapping
from colligate.exchange.series.proposing import period_in_head, propose
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.grids.grid import GridKind
from colligate.sources.grids.opening import sheets_of
from colligate.study.study import Study

#: Cells of a column that are shown, and rows looked through for them.
_SHOWN, _LOOKED_AT = 4, 2_000
#: What a file of a standard is, for people.
_STANDARDS: dict[GridKind, str] = {
    "sdmx-csv": "SDMX-CSV", "sdmx-json": "SDMX-JSON", "un-sdg": "data of the UN SDG database",
    "world-bank": "data of the World Bank",
}  # fmt: skip


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column, as a person is asked about it."""

    head: str
    #: Its first cells that differ.
    cells: tuple[str, ...]
    role: str
    #: Whether its head reads as a period.
    dated: bool


class SeriesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about a file of values."""

    mapping: Mapping
    columns: tuple[Column, ...]
    #: How many rows stand under the heads.
    rows: int
    #: The mapping's other fields, as a form shows them.
    given: dict[str, str]
    #: The standard that says what its columns mean; empty where nothing but a person does.
    standard: str
    remarks: tuple[str, ...]
    sheets: tuple[str, ...]
    #: Mappings of the study that fit it, and whether the study has the dataset that is named.
    fitting: tuple[str, ...]
    known: bool

    def told(self, file: str, fields: Fields[str, str]) -> Mapping:
        """Return the mapping that the fields of the form say. Raises RefusedFileError, naming what is not said."""
        return mapping_told(self.mapping, self.roles(fields), fields, file)

    def roles(self, fields: Fields[str, str]) -> dict[str, str]:
        """Return what each column is said to be; what the form does not tell is as it was."""
        return {one.head: fields.get(f"column:{place}", one.role) for place, one in enumerate(self.columns)}

    def filled(self, fields: Fields[str, str]) -> SeriesAsked:
        """Return the same with the form filled in as somebody left it."""
        roles = self.roles(fields)
        columns = tuple(msgspec.structs.replace(one, role=roles[one.head]) for one in self.columns)
        given = {name: fields.get(name, told) for name, told in self.given.items()}
        return msgspec.structs.replace(self, columns=columns, given=given)

    def choices(self, column: Column) -> dict[str, str]:
        """Return what a column can be, by role."""
        plain = {role: words for role, words in ROLES.items() if role != "across" or column.dated}
        others = [one.head for one in self.columns if one.head != column.head and one.role == "series"]
        chosen = [column.role.removeprefix(WORDS_FOR)] if column.role.startswith(WORDS_FOR) else []
        return plain | {f"{WORDS_FOR}{one}": f"puts '{one}' into words" for one in dict.fromkeys([*chosen, *others])}


def ask_series(
    path: Path, file: Path, mapping: Mapping | None = None, *, sheet: str = "", header: int = 0
) -> SeriesAsked:
    """Say what each column of a file of values is taken for, and what could be said instead.

    Args:
        path: The study folder.
        file: Of values.
        mapping: What was said so far; None to propose one.
        sheet: Of a workbook, where no mapping says it; the first, unless chosen.
        header: Row of the column heads, where no mapping says it; 0 to look for it.

    Raises:
        NotAStudyError: Where `path` is no study.
        RefusedFileError: Where the file cannot be read.
    """
    study, data = Study(path), bytes_of(file)
    sheets = _sheets(data, file.name)
    grid = grid_of(data, file.name, mapping.sheet if mapping else sheet or next(iter(sheets), ""))
    remarks: Sequence[str] = grid.remarks
    if mapping is None:
        proposal = propose(grid, file.name, header=header)
        mapping, remarks = proposal.mapping, (*remarks, *proposal.remarks)
        if len(sheets) > 1 and not sheet:
            remarks = (f"it has {len(sheets)} sheets, and '{grid.sheet}' is shown", *remarks)
    head = next((line.cells for line in grid.lines if line.number == mapping.header), [])
    rows = [line.cells for line in grid.lines if line.number > mapping.header]
    columns = tuple(
        Column(
            head=one, cells=_first(rows[:_LOOKED_AT], place), role=role_of(mapping, one),
            dated=one in mapping.across or period_in_head(one) is not None,
        )
        for place, one in enumerate(head) if one
    )  # fmt: skip
    return SeriesAsked(
        mapping=mapping, columns=columns, rows=len(rows), given=given_of(mapping),
        standard=_STANDARDS.get(grid.kind, ""), remarks=tuple(remarks), sheets=tuple(sheets),
        fitting=tuple(fitting_mappings(study, grid)),
        known=(study.folder.mappings / f"{mapping.dataset}.yaml").is_file(),
    )  # fmt: skip


def mapping_of_study(path: Path, name: str) -> Mapping:
    """Return a mapping that the study keeps. Raises RefusedFileError."""
    study = Study(path)
    if not (study.folder.mappings / f"{name}.yaml").is_file() or "/" in name or "\\" in name:
        raise RefusedFileError(name, "The study keeps no mapping of that name.", "Choose one that is listed.")
    return kept_mapping(study, name)


def _sheets(data: bytes, name: str) -> list[str]:
    try:
        return sheets_of(data, name)
    except UnreadableFileError as error:
        raise RefusedFileError(name, error.reason, error.remedy) from error


def _first(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        if place < len(row) and row[place]:
            found[row[place][:60]] = None
        if len(found) == _SHOWN:
            break
    return tuple(found)
