"""Workbooks and Parquet files: the cells of one table, written out as text to be frozen."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from importlib.metadata import version

import fastexcel
import polars as pl

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.grids.grid import EXTRACTOR, Grid, covering, numbered

#: Bytes that a workbook, or a Parquet file, may unpack to.
LARGEST = 1_000_000_000
#: Beyond this size an entry of a workbook may swell at most so many times; sheets of figures reach some tens.
_SUSPECT, _SWELLING = 20_000_000, 150
#: Cells of one table.
MOST_CELLS = 50_000_000

#: A number that may have been cut to nine decimals on its way to text, as the reader does.
_CUT = r"^-?\d+\.\d{1,9}$|^-?0$"
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d) 00:00:00")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PARQUET = "application/vnd.apache.parquet"


def read_workbook(data: bytes, name: str, sheet: str = "") -> Grid:
    """Read one sheet of a workbook (XLSX, ODS, XLS). Raises UnreadableFileError, also where the sheet is not said."""
    _bounded(data, name)
    try:
        book = fastexcel.read_excel(data)
        title = _title(book.sheet_names, name, sheet)
        table = cells_of(book, title)
    except (fastexcel.FastExcelError, OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    _few(table, name)
    rows = ((number, [_cell(cell) for cell in cells]) for number, cells in enumerate(table.iter_rows(), 1))
    text, lines = numbered(rows)
    extractor = f"{EXTRACTOR} (sheet {title!r}, fastexcel {version('fastexcel')})"
    return Grid(
        kind="table", text=text, layout=covering(text), extractor=extractor, media_type=_XLSX, lines=lines, sheet=title
    )


def cells_of(book: fastexcel.ExcelReader, title: str) -> pl.DataFrame:
    """Return the cells of a sheet as text, numbers as the workbook holds them. Raises FastExcelError."""
    table = book.load_sheet(title, header_row=None, skip_rows=0, dtypes="string").to_polars()
    if any(column.str.contains(_CUT).any() for column in table):
        return _uncut(table, book.load_sheet(title, header_row=None, skip_rows=0, dtypes="float").to_polars())
    return table


def sheet_names(data: bytes, name: str) -> list[str]:
    """Return the sheets of a workbook. Raises UnreadableFileError."""
    _bounded(data, name)
    try:
        return list(fastexcel.read_excel(data).sheet_names)
    except (fastexcel.FastExcelError, OSError, ValueError) as error:
        raise _unreadable(name, error) from error


def read_parquet(data: bytes, name: str) -> Grid:
    """Read a Parquet file of plain columns. Raises UnreadableFileError."""
    try:
        schema = pl.read_parquet_schema(io.BytesIO(data))
        nested = [column for column, kind in schema.items() if kind.is_nested() or kind == pl.Binary]
        if nested:
            raise UnreadableFileError(
                name, f"Columns of it hold more than one value a cell: {', '.join(nested)}.", "Write plain columns."
            )
        table = pl.scan_parquet(io.BytesIO(data)).head(MOST_CELLS // max(1, len(schema)) + 1).collect()
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise UnreadableFileError(
            name, f"The Parquet file is damaged or cut short: {str(error).partition(chr(10))[0]}.", "Get a new copy."
        ) from error
    _few(table, name)
    cells = table.cast(pl.String).rows()
    rows = ((number, [_cell(cell) for cell in row]) for number, row in enumerate([tuple(table.columns), *cells], 1))
    text, lines = numbered(rows)
    return Grid(
        kind="table", text=text, layout=covering(text), extractor=f"{EXTRACTOR} (parquet, polars {version('polars')})",
        media_type=_PARQUET, lines=lines,
    )  # fmt: skip


def _unreadable(name: str, error: Exception) -> UnreadableFileError:
    return UnreadableFileError(
        name, f"The workbook cannot be read: {str(error).partition(chr(10))[0]}.",
        "Open it in a spreadsheet program and save it as .xlsx, without a password, or save it as CSV.",
    )  # fmt: skip


def _uncut(table: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with numbers of more decimals, or smaller ones, as the workbook holds them."""
    for name in table.columns:
        cells, exact = table[name].to_list(), numbers[name].to_list()
        cut = table[name].str.contains(_CUT).fill_null(value=False).to_list()
        whole = [
            f"{exactly:f}" if is_cut and number and (exactly := Decimal(repr(number))) != Decimal(cell) else cell
            for cell, number, is_cut in zip(cells, exact, cut, strict=True)
        ]
        table = table.with_columns(pl.Series(name, whole, dtype=pl.String))
    return table


def _cell(cell: str | None) -> str:
    found = (cell or "").strip()
    midnight = _MIDNIGHT.fullmatch(found) if found[-3:] == ":00" else None
    return midnight.group(1) if midnight else found


def _title(titles: list[str], name: str, sheet: str) -> str:
    if sheet in titles:
        return sheet
    if sheet or len(titles) != 1:
        told = f"It has no sheet '{sheet}'" if sheet else f"It has {len(titles)} sheets"
        raise UnreadableFileError(
            name, f"{told}: {', '.join(titles)}.", "Name one with --sheet, or under 'sheet' in the mapping."
        )
    return titles[0]


def _bounded(data: bytes, name: str) -> None:
    """Refuse an archive that would swell beyond what a workbook does, before it is unpacked."""
    if not data.startswith(b"PK"):
        return
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFileError(
            name, f"The workbook is damaged or cut short: {error}.", "Get a new copy of it."
        ) from error
    whole = sum(info.file_size for info in infos)
    swollen = [i for i in infos if i.file_size > _SUSPECT and i.file_size > _SWELLING * max(1, i.compress_size)]
    if whole > LARGEST or swollen:
        raise UnreadableFileError(
            name, f"It would unpack to {whole:,} bytes.", "No workbook does that. Do not trust it."
        )


def _few(table: pl.DataFrame, name: str) -> None:
    if table.height * table.width > MOST_CELLS:
        raise UnreadableFileError(
            name, f"It has {table.height:,} rows of {table.width:,} cells.", f"At most {MOST_CELLS:,} cells are read."
        )
