"""CSV as it is written: its text stays word for word, and each row knows its lines in it."""

from __future__ import annotations

import csv
import io
import re
import sys
from itertools import accumulate

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.grids.grid import EXTRACTOR, Grid, Line, covering
from colligate.sources.readers.decoding import clean, decode

_EXCEL_HINT = re.compile(r"sep=(.)\s*")
#: Code points of the beginning that are looked at for what parts the cells.
_HEAD = 20_000

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def read_delimited(data: bytes, name: str) -> Grid:
    """Read comma-, semicolon-, tab- or bar-separated text in any encoding. Raises UnreadableFileError."""
    decoded, encoding = decode(data)
    text = clean(decoded).replace("\f", " ")
    separator = _separator(text)
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
    first = 0
    try:
        for number, cells in enumerate(reader, 1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped) and not (cells[0].startswith("sep=") and _EXCEL_HINT.fullmatch(",".join(cells))):
                lines.append(Line(number, stripped, starts[first], starts[reader.line_num] - 1))
            first = reader.line_num
    except csv.Error as error:
        raise UnreadableFileError(
            name, f"From line {first + 1} on it cannot be read as CSV: {error}.",
            "Close the quotation mark that opens a cell here, and double those inside a cell.",
        ) from error  # fmt: skip
    if lines and not text.endswith("\n"):
        lines[-1] = Line(lines[-1].number, lines[-1].cells, lines[-1].start, len(text))
    remarks = (f"the file is not UTF-8; it was read as {encoding}",) if not encoding.startswith("utf") else ()
    if bad := text.count("\ufffd"):
        remarks = (*remarks, f"{bad:,} characters could not be read as {encoding}; each stands as \ufffd")
    return Grid(
        kind="table", text=text, layout=covering(text), extractor=f"{EXTRACTOR} (csv, {encoding})",
        media_type="text/csv", lines=lines, remarks=remarks,
    )  # fmt: skip


def _separator(text: str) -> str:
    """Return what parts the cells: what the file says, or what the line with most of it has most of."""
    first, _, _ = text.partition("\n")
    if hint := _EXCEL_HINT.fullmatch(first):
        return hint.group(1)
    bare = re.sub(r'"[^"]*"', "", text[:_HEAD]).splitlines() or [""]
    return max(",;\t|", key=lambda mark: bare[0].count(mark) or min(1, max(line.count(mark) for line in bare)) / 2)
