"""A small study of two documents, and tables written beside it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

from colligate.actions.adding import add_sources
from colligate.actions.importing import ImportReport, import_tables
from colligate.actions.starting import new_study
from colligate.record import Record
from colligate.study.study import Study

AT = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
#: Two pages, parted by a form feed; one sentence stands on both.
REPORT = (
    "Annual report of the office\n\nThe office trained 600 officers in five provinces.\nThe course was well received.\n"
    "\fThe ministry counted 595 victims in 2014.\nThe course was well received.\n"
    "It said \u201cthis is new\u201d to all.\n"
)
AUDIT = "Audit of the ministry\n\nThe auditors saw 212 officers finish the course.\nPoverty was not spoken of.\n"


class Desk:
    """A study folder, and a place where tables are written and imported from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.study_path = new_study(path / "study", lenses=["io-roles", "causes"])
        for name, text in (("report.txt", REPORT), ("audit.txt", AUDIT)):
            (path / name).write_text(text)
            add_sources(self.study_path, [path / name], by="amina@laptop", at=AT)
        self.tables = path / "tables"
        self.tables.mkdir()

    def write(self, name: str, text: str) -> Path:
        """Write a table as it stands."""
        (self.tables / name).write_text(text)
        return self.tables / name

    def load(self, by: str = "amina@laptop", as_table: str = "", **tables: str) -> ImportReport:
        """Import tables given as CSV text by name."""
        files = [self.write(f"{name}.csv", text) for name, text in tables.items()]
        return import_tables(self.study_path, files, by=by, as_table=as_table, at=AT)

    def said(self, report: ImportReport) -> list[str]:
        """Return refusals as ``place: message remedy``."""
        return [str(problem) for problem in report.refusals]

    def study(self) -> Study:
        return Study(self.study_path)

    def get(self, kind: type[Record], identity: str) -> Record:
        record = self.study().records.get(kind, identity)
        assert record is not None, f"no {kind.__name__} {identity}"
        return record

    def lines(self) -> int:
        """Return how many acts all journals hold."""
        return sum(path.read_bytes().count(b"\n") for path in (self.study_path / "journal").glob("*.jsonl"))


def as_csv(rows: list[dict[str, str]]) -> str:
    """Write rows as CSV text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
