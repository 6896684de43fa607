"""Observations out: one row each, tidy, as CSV, workbook or Parquet; and as SDMX-CSV 2.0.

SDMX-CSV: https://github.com/sdmx-twg/sdmx-csv. Its ``OBS_VALUE`` is a number, so a bound (``<5``) is told beside an
empty value, where nobody can take it for one.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal

import polars as pl
import xlsxwriter

from colligate.exchange.losses import Losses
from colligate.indicators.areas import area_name
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.numbers import known
from colligate.record import Record
from colligate.reports.formulas import guarded
from colligate.sources.passage import Passage
from colligate.sources.source import Source

Row = dict[str, str]

COLUMNS = (
    "observation", "indicator", "indicator_name", "concept", "unit", "area", "area_name", "period", "reference",
    "qualifier", "value", "edition", "source", "source_title", "quote", "note",
)  # fmt: skip
_SDMX = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "REF_AREA", "TIME_PERIOD", "SOURCE", "OBS_VALUE", "OBS_ID",
    "OBS_STATUS", "UNIT_MEASURE", "INDICATOR_NAME", "QUALIFIED_VALUE", "REF_PERIOD", "EDITION", "COMMENT_OBS",
)  # fmt: skip
_QUARTERS = {("01", "03"): "Q1", ("04", "06"): "Q2", ("07", "09"): "Q3", ("10", "12"): "Q4"}
_HALVES = {("01", "06"): "S1", ("07", "12"): "S2"}
_MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")
_SIMPLE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
#: Characters of one cell, and rows of one sheet, that a workbook holds.
_LONGEST_CELL, _MOST_ROWS = 32_767, 1_048_575
_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def series_csv(records: Mapping[str, Record]) -> tuple[bytes, Losses]:
    """Return the observations as tidy CSV, in which no words run as a formula."""
    rows, losses = _rows(records)
    plain = [{key: cell if key == "value" else guarded(cell) for key, cell in row.items()} for row in rows]
    return _frame(plain).write_csv().encode(), losses


def series_parquet(records: Mapping[str, Record]) -> tuple[bytes, Losses]:
    """Return the observations as Parquet; ``number`` is the value where it is one, and null for holes and bounds."""
    rows, losses = _rows(records)
    numbers = [
        None if (number := known(_indicator(records, one), one)) is None else float(number)
        for one in _observations(records)
    ]
    out = io.BytesIO()
    _frame(rows).with_columns(pl.Series("number", numbers, dtype=pl.Float64)).write_parquet(out)
    return out.getvalue(), losses


def series_xlsx(records: Mapping[str, Record]) -> tuple[bytes, Losses]:
    """Return the observations as a workbook; a value that a spreadsheet would round stays text."""
    rows, losses = _rows(records)
    if len(rows) > _MOST_ROWS:
        losses.left("observations", "a sheet has no more rows", [row["observation"] for row in rows[_MOST_ROWS:]])
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _TIME.replace(tzinfo=None)})
    sheet = book.add_worksheet("observations")
    sheet.write_row(0, 0, COLUMNS)
    for number, row in enumerate(rows[:_MOST_ROWS], 1):
        for place, column in enumerate(COLUMNS):
            cell = row[column]
            if column == "value" and _exact(cell):
                sheet.write_number(number, place, float(cell))
            elif cell:
                sheet.write_string(number, place, cell[:_LONGEST_CELL])
    long = [row["observation"] for row in rows if any(len(cell) > _LONGEST_CELL for cell in row.values())]
    losses.changed("quotes", "cut to what a cell of a workbook holds", long)
    book.close()
    return out.getvalue(), losses


def sdmx_csv(records: Mapping[str, Record]) -> tuple[bytes, Losses]:
    """Return the observations as SDMX-CSV 2.0."""
    losses = Losses()
    rows = [_sdmx_row(one, records, losses) for one in _observations(records)]
    losses.left("quotes", "SDMX has no place for them; see the tidy tables", [row["OBS_ID"] for row in rows])
    keys = Counter(tuple(row[column] for column in _SDMX[3:7]) for row in rows)
    twice = [row["OBS_ID"] for row in rows if keys[tuple(row[column] for column in _SDMX[3:7])] > 1]
    losses.changed("keys", "one source gives several values; only OBS_ID tells them apart", twice)
    return pl.DataFrame(rows, schema=dict.fromkeys(_SDMX, pl.String)).write_csv().encode(), losses


def quoted_sources(records: Mapping[str, Record]) -> set[str]:
    """Return the sources whose quotes and titles stand in the tidy tables."""
    passages = (_passage(records, one) for one in _observations(records))
    return {passage.source for passage in passages if passage}


#: Formats that quote.
QUOTING = frozenset({"series-csv", "series-xlsx", "series-parquet"})
#: Formats by name: the ending of their files, and what writes them.
SERIES_FORMATS: dict[str, tuple[str, Callable[[Mapping[str, Record]], tuple[bytes, Losses]]]] = {
    "series-csv": (".csv", series_csv),
    "series-xlsx": (".xlsx", series_xlsx),
    "series-parquet": (".parquet", series_parquet),
    "sdmx-csv": (".csv", sdmx_csv),
}


def _observations(records: Mapping[str, Record]) -> Iterable[Observation]:
    found = [record for record in records.values() if isinstance(record, Observation)]
    return sorted(found, key=lambda one: (one.indicator, one.area, one.period, one.id))


def _indicator(records: Mapping[str, Record], observation: Observation) -> Indicator | None:
    found = records.get(observation.indicator)
    return found if isinstance(found, Indicator) else None


def _passage(records: Mapping[str, Record], observation: Observation) -> Passage | None:
    found = records.get(observation.passages[0]) if observation.passages else None
    return found if isinstance(found, Passage) else None


def _rows(records: Mapping[str, Record]) -> tuple[list[Row], Losses]:
    losses = Losses()
    rows = [_row(one, records) for one in _observations(records)]
    losses.carried("observations", [row["observation"] for row in rows])
    return rows, losses


def _row(one: Observation, records: Mapping[str, Record]) -> Row:
    indicator, passage = _indicator(records, one), _passage(records, one)
    source = records.get(passage.source) if passage else None
    return {
        "observation": one.id, "indicator": one.indicator, "indicator_name": indicator.name if indicator else "",
        "concept": indicator.concept if indicator else "", "unit": indicator.unit if indicator else "",
        "area": one.area, "area_name": area_name(one.area), "period": one.period, "reference": one.reference,
        "qualifier": one.qualifier, "value": one.value or "", "edition": one.edition,
        "source": passage.source if passage else "", "source_title": source.title if isinstance(source, Source) else "",
        "quote": passage.quote if passage else "", "note": one.note,
    }  # fmt: skip


def _frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))


def _exact(cell: str) -> bool:
    """Say whether a spreadsheet gives a number back as it is written; a workbook is written with 16 digits."""
    if not re.fullmatch(r"-?(?:0|[1-9]\d{0,14})(?:\.\d*[1-9])?", cell):
        return False
    number = float(cell)
    return float(f"{number:.16G}") == number and Decimal(repr(number)) == Decimal(cell)


def _sdmx_row(one: Observation, records: Mapping[str, Record], losses: Losses) -> Row:
    indicator, passage = _indicator(records, one), _passage(records, one)
    bound = one.qualifier in ("<", "<=", ">", ">=")
    told = f"{one.qualifier}{one.value}" if one.value is not None and one.qualifier else ""
    status = "O" if one.value is None else "Q" if bound else "A"
    period = sdmx_period(one.period)
    if one.value is None:
        losses.changed("observations", "holes: no value, status O", [one.id])
    elif bound:
        losses.changed("observations", "bounds: no value, status Q, the bound under QUALIFIED_VALUE", [one.id])
    elif period != one.period or _SIMPLE.fullmatch(period):
        losses.carried("observations", [one.id])
    else:
        losses.changed("observations", "periods that SDMX has no form for, as they are", [one.id])
    return {
        "STRUCTURE": "dataflow", "STRUCTURE_ID": "COLLIGATE:OBSERVATIONS(1.0.0)", "ACTION": "I",
        "INDICATOR": one.indicator, "REF_AREA": one.area, "TIME_PERIOD": period,
        "SOURCE": passage.source if passage else "", "OBS_ID": one.id,
        "OBS_VALUE": "" if bound else one.value or "", "OBS_STATUS": status,
        "UNIT_MEASURE": indicator.unit if indicator else "", "INDICATOR_NAME": indicator.name if indicator else "",
        "QUALIFIED_VALUE": told, "REF_PERIOD": one.reference, "EDITION": one.edition, "COMMENT_OBS": one.note,
    }  # fmt: skip


def sdmx_period(written: str) -> str:
    """Return a period as SDMX writes it, where it has a form for it: ``2014-Q1`` for ``2014-01/2014-03``."""
    months = _MONTHS.fullmatch(written)
    if months and months.group(1) == months.group(3):
        ends = (months.group(2), months.group(4))
        if part := _QUARTERS.get(ends) or _HALVES.get(ends):
            return f"{months.group(1)}-{part}"
    return written
