"""A table for reading and computing, as CSV, XLSX, Parquet or JSON; as a page for reading see `tidy_layout`.

Not for importing again (see `colligate.exchange.writing`): it says beside each thing what it rests on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.losses import Losses
from colligate.exchange.tidy_docx import docx_bytes
from colligate.exchange.tidy_html import html_bytes
from colligate.exchange.tidy_table import Cell, Kind, Tidy, in_words
from colligate.reports.formulas import GUARDED, guarded, is_formula

#: What a cell of a workbook can hold, in UTF-16 units, and its rows with the header (ECMA-376; Excel's limits).
LONGEST = 32_767
MOST_ROWS = 1_048_576
_CUT = " […]"
#: Non-characters that XML 1.0 cannot hold; xlsxwriter writes control characters as ``_x000B_``.
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")
#: A workbook states when it was made; the same study gives the same bytes whenever it is written.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no time zone
_WIDE, _NARROW = 48, 16


def csv_bytes(table: Tidy, losses: Losses) -> bytes:
    """Write as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel knows it; no cell is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    changed: list[str] = []
    for row in table.rows:
        words = [in_words(row.get(column)) for column in table.columns]
        cells = [guarded(word) for word in words]
        if cells != words:
            changed.append(words[0])
        writer.writerow(cells)
    losses.changed(table.name, GUARDED, changed)
    return out.getvalue().encode("utf-8-sig")


def json_bytes(table: Tidy, losses: Losses) -> bytes:
    """Write as JSON: a list of objects, nothing for what is not known."""
    del losses
    rows = [{column: row.get(column) for column in table.columns} for row in table.rows]
    return msgspec.json.encode(rows)


def parquet_bytes(table: Tidy, losses: Losses) -> bytes:
    """Write as Apache Parquet with typed columns; times are in UTC."""
    del losses
    schema = {column: _TYPES[kind] for column, kind in table.columns.items()}
    data = {column: [_typed(row.get(column)) for row in table.rows] for column in table.columns}
    out = io.BytesIO()
    pl.DataFrame(data, schema=schema).write_parquet(out)
    return out.getvalue()


def xlsx_bytes(table: Tidy, losses: Losses) -> bytes:
    """Write as an Excel workbook: every cell of words is words, whatever it begins with.

    Raises RefusedFileError where a sheet cannot hold so many rows. What a cell cannot hold is cut, marked and told.
    """
    if len(table.rows) >= MOST_ROWS:
        raise RefusedFileError(
            table.name, f"A sheet holds {MOST_ROWS - 1:,} rows; there are {len(table.rows):,}.", "Use CSV or Parquet."
        )
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": table.name, "created": _MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        quoted = book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet(table.name)
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, _WIDE if column in _LONG else _NARROW)
            sheet.write_string(0, number, column, head)
            _column(sheet, number, table, column, quoted, losses)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return out.getvalue()


def _column(sheet: Worksheet, number: int, table: Tidy, column: str, quoted: Format, losses: Losses) -> None:
    cut: list[str] = []
    odd: list[str] = []
    for line, row in enumerate(table.rows, 1):
        value = row.get(column)
        if value is None or value == "":
            continue
        if isinstance(value, int) and not isinstance(value, bool):
            sheet.write_number(line, number, value)
            continue
        words = in_words(value)
        plain = words.translate(_NOT_XML)
        fitting = _fitting(plain)
        cut += [in_words(row[table.key])] if fitting != plain else []
        odd += [in_words(row[table.key])] if plain != words else []
        sheet.write_string(line, number, fitting, quoted if is_formula(fitting) else None)
    losses.changed(
        f"cells of '{column}'", f"longer than the {LONGEST:,} characters a workbook's cell holds, so cut", cut
    )
    losses.changed(f"cells of '{column}'", "characters that no workbook can hold are shown as \ufffd", odd)


def _fitting(words: str) -> str:
    """Return words as a cell can hold them, with a mark where they were cut."""
    if len(words) * 2 <= LONGEST:
        return words
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return words
    return units[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _typed(value: Cell) -> Cell:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


_LONG = frozenset({"quote", "memo", "source title", "reason", "sentence", "would raise", "would change", "value"})
_TYPES: dict[Kind, pl.DataType] = {
    str: pl.String(), int: pl.Int64(), bool: pl.Boolean(), datetime: pl.Datetime("us", "UTC"),
}  # fmt: skip
#: How a table is written, by the ending of its file.
FORMS: dict[str, Callable[[Tidy, Losses], bytes]] = {
    "csv": csv_bytes, "xlsx": xlsx_bytes, "parquet": parquet_bytes, "json": json_bytes,
    "html": html_bytes, "docx": docx_bytes,
}  # fmt: skip
