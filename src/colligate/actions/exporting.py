"""Every record of a study as CSV tables."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from colligate.exchange.writing import TABLES, Row, csv_bytes, table_rows
from colligate.study.folder import write
from colligate.study.study import Study


def export_tables(path: Path, folder: Path) -> list[Path]:
    """Write the tables of a study into a folder and return their paths; kinds the study lacks give no table.

    Raises NotAStudyError where `path` is no study.
    """
    study = Study(path)
    tables: defaultdict[str, list[Row]] = defaultdict(list)
    for name, kind in TABLES.items():
        for table, row in table_rows(name, study.records.of(kind)):
            tables[table].append(row)
    written = []
    for name, rows in tables.items():
        write(folder / f"{name}.csv", csv_bytes(rows))
        written.append(folder / f"{name}.csv")
    return written
