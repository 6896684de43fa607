"""CSV files and workbooks as named sheets of text cells, each row with the number a spreadsheet shows for it."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator

import fastexcel
import msgspec

from colligate.problems import Problem
from colligate.reports.formulas import unguarded
from colligate.sources.grids.workbook import cells_of
from colligate.sources.readers.decoding import decode

#: First bytes of XLSX and ODS (a ZIP archive) and of the older XLS.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d) 00:00:00")
_EXCEL_HINT = re.compile(r"sep=(.)\s*")

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


class Sheet(msgspec.Struct, kw_only=True):
    """One table as text, before anything is known of its meaning."""

    #: The file's name, with the sheet's in brackets for a workbook of several.
    place: str
    #: What may say which table it is: the sheet's name, or the file's without its ending.
    names: tuple[str, ...]
    header: list[str]
    #: Row number, from 1 with the header counted, and the cells, stripped.
    rows: list[tuple[int, list[str]]]
    #: Row and column numbers (column from 0) of cells that a spreadsheet holds as a date.
    dates: frozenset[tuple[int, int]] = frozenset()


def read_sheets(data: bytes, name: str) -> tuple[list[Sheet], list[Problem]]:
    """Read a file's bytes as sheets. What cannot be read becomes a problem; every row before it is kept."""
    if data.startswith(_WORKBOOKS):
        return _workbook(data, name)
    return _text(data, name)


def _text(data: bytes, name: str) -> tuple[list[Sheet], list[Problem]]:
    text, encoding = decode(data)
    problems = []
    if "\ufffd" in text:
        problems.append(_warning(name, "Some characters could not be read.", "Save the table as CSV UTF-8."))
    elif encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        problems.append(
            _warning(
                name,
                f"The file is not UTF-8; it was read as {encoding}.",
                "Check letters with accents, or save the table as CSV UTF-8.",
            )
        )
    text, delimiter = _delimiter(text.replace("\x00", ""))
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            rows.append((number, [unguarded(cell.strip()) for cell in cells]))
    except csv.Error as error:
        problems.append(
            Problem(
                place=f"{name}:{number + 1}",
                message=f"From this row on the file cannot be read as CSV: {error}.",
                remedy="Close the quotation mark that opens a cell here, and double those inside a cell.",
            )
        )
    return _sheet(rows, name, (_stem(name),)), problems


def _delimiter(text: str) -> tuple[str, str]:
    """Return the text without a spreadsheet's own hint, and what parts the cells of the header."""
    first, _, rest = text.partition("\n")
    if hint := _EXCEL_HINT.fullmatch(first):
        return rest, hint.group(1)
    bare = re.sub(r'"[^"]*"', "", first)
    return text, max(",;\t", key=bare.count)


def _workbook(data: bytes, name: str) -> tuple[list[Sheet], list[Problem]]:
    sheets: list[Sheet] = []
    try:
        book = fastexcel.read_excel(data)
        titles = book.sheet_names
        for title in titles:
            table = cells_of(book, title)
            rows = [(number, [(cell or "").strip() for cell in cells]) for number, cells in enumerate(table.rows(), 1)]
            place, names = (f"{name}[{title}]", (title,)) if len(titles) > 1 else (name, (title, _stem(name)))
            sheets += _sheet(rows, place, names)
    except (fastexcel.FastExcelError, ValueError, OSError) as error:
        reason = str(error).partition("\n")[0]
        return sheets, [
            Problem(
                place=name,
                message=f"The workbook cannot be read: {reason}.",
                remedy="Open it in a spreadsheet program and save it as .xlsx, without a password, or save it as CSV.",
            )
        ]
    return sheets, []


def _sheet(rows: list[tuple[int, list[str]]], place: str, names: tuple[str, ...]) -> list[Sheet]:
    """Return the sheet, with its header, or nothing where it holds no cell."""
    filled = [row for row in rows if any(row[1])]
    if not filled:
        return []
    header, *body = filled
    dates = frozenset(_undated(body))
    return [Sheet(place=place, names=names, header=header[1], rows=body, dates=dates)]


def _undated(rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, int]]:
    """Cut the midnight off every date cell and yield where they are."""
    for number, cells in rows:
        for column, cell in enumerate(cells):
            if cell.endswith(" 00:00:00") and (date := _MIDNIGHT.fullmatch(cell)):
                cells[column] = date.group(1)
                yield number, column


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _warning(place: str, message: str, remedy: str) -> Problem:
    return Problem(place=place, message=message, remedy=remedy, severity="warning")
