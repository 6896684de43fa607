"""Any file of values as a grid, by what it holds."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from typing import Any

import msgspec

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.grids.delimited import read_delimited
from colligate.sources.grids.grid import EXTRACTOR, Grid, GridKind, covering, laid_out
from colligate.sources.grids.open_data import is_un_sdg, is_world_bank, pages_missing, un_sdg_rows, world_bank_rows
from colligate.sources.grids.sdmx_json import is_sdmx_json, sdmx_json_rows
from colligate.sources.grids.workbook import LARGEST, read_parquet, read_workbook, sheet_names
from colligate.sources.readers.decoding import decode

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_SHEET = re.compile(r"sheet '(.*)', fastexcel ")
_SDG_COLUMNS = frozenset({"SeriesCode", "GeoAreaCode", "TimePeriod", "Value"})


def open_grid(data: bytes, name: str, sheet: str = "") -> Grid:
    """Read a file of values: CSV, a workbook, Parquet, SDMX-JSON, or JSON of the UN or the World Bank; gzip around any.

    Raises UnreadableFileError, with the way out.
    """
    if data.startswith(_GZIP):
        data, name = _unzipped(data, name), name.removesuffix(".gz")
    if not data.strip():
        raise UnreadableFileError(name, "The file is empty.", "Get it again from where it was published.")
    if data.startswith(_PARQUET):
        return read_parquet(data, name)
    if data.startswith(_WORKBOOKS):
        return read_workbook(data, name, sheet)
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    grid = _json(data, name) if head[:1] in (b"{", b"[") else _told_apart(read_delimited(data, name))
    if not grid.lines:
        raise UnreadableFileError(name, "It holds no cell.", "Check that it is the file you mean.")
    return grid


def sheets_of(data: bytes, name: str) -> list[str]:
    """Return the names of a workbook's sheets; none for any other file. Raises UnreadableFileError."""
    return sheet_names(data, name) if data.startswith(_WORKBOOKS) else []


def read_again(data: bytes, name: str, extractor: str) -> Extraction:
    """Read a file of values as it was read before. Raises UnreadableFileError."""
    sheet = _SHEET.search(extractor)
    grid = open_grid(data, name, sheet.group(1) if sheet else "")
    return Extraction(text=grid.text, layout=grid.layout, extractor=grid.extractor, media_type=grid.media_type)


def values_in_json(data: bytes) -> GridKind | None:
    """Say which kind of values a JSON file holds; None where it is something else or none."""
    try:
        return _kind(json.loads(decode(data)[0]))
    except (ValueError, RecursionError):
        return None


def _json(data: bytes, name: str) -> Grid:
    try:
        # Numbers stay as they are written; indexes are whole numbers.
        value = json.loads(decode(data)[0], parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            name, f"The JSON is cut short or not correct ({str(error)[:200]}).", "Get a new copy of it."
        ) from error
    kind = _kind(value)
    remark, attributes = "", ()
    if kind == "sdmx-json":
        (columns, rows), attributes = sdmx_json_rows(value, name)
    elif kind == "un-sdg":
        columns, rows = un_sdg_rows(value, name)
        if (total := value.get("totalElements")) not in (None, len(rows)):
            remark = f"the file holds {len(rows):,} of the {total} values of the answer"
    elif kind == "world-bank":
        columns, rows = world_bank_rows(value, name)
        remark = pages_missing(value)
    else:
        raise UnreadableFileError(
            name, "It is no SDMX-JSON and no answer of the UN SDG or World Bank API.", "Save the values as CSV."
        )
    text, lines = laid_out(columns, rows)
    return Grid(
        kind=kind, text=text, layout=covering(text), extractor=f"{EXTRACTOR} ({kind})", media_type="application/json",
        lines=lines, attributes=attributes, remarks=(remark,) if remark else (),
    )  # fmt: skip


def _kind(value: Any) -> GridKind | None:  # noqa: ANN401 - any JSON
    if is_sdmx_json(value):
        return "sdmx-json"
    if is_un_sdg(value):
        return "un-sdg"
    return "world-bank" if is_world_bank(value) else None


def _told_apart(grid: Grid) -> Grid:
    """Say of a CSV whether its head is that of a standard."""
    head = grid.lines[0].cells if grid.lines else []
    first = head[0].partition(":")[0].partition("[")[0].strip() if head else ""
    names = {cell.partition(":")[0].strip() for cell in head}
    if first in ("STRUCTURE", "DATAFLOW") and names >= {"OBS_VALUE", "TIME_PERIOD"}:
        return msgspec.structs.replace(grid, kind="sdmx-csv")
    return msgspec.structs.replace(grid, kind="un-sdg") if set(head) >= _SDG_COLUMNS else grid


def _unzipped(data: bytes, name: str) -> bytes:
    """Unpack every member of a gzip file; one packed twice is refused, since it could be packed any number of times."""
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST + 1)
    except EOFError as error:
        raise UnreadableFileError(name, "The gzip file is cut short.", "Get a new copy of it.") from error
    except (OSError, zlib.error) as error:
        raise UnreadableFileError(name, f"The gzip file is damaged ({error}).", "Get a new copy of it.") from error
    if len(found) > LARGEST:
        raise UnreadableFileError(name, "It would unpack to more than a gigabyte.", "Unpack and split it.")
    if found.startswith(_GZIP):
        raise UnreadableFileError(name, "It is a gzip file within a gzip file.", "Unpack it and import what is inside.")
    return found
