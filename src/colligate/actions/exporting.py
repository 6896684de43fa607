"""A study out of the door: as tables, or in a format of other programs, with a report of what was lost on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import msgspec

from colligate.exchange.annotations.giving import annotation_bytes
from colligate.exchange.codebooks import codebook_table
from colligate.exchange.losses import Loss, Losses, in_words
from colligate.exchange.refi.giving import Study as Leaving
from colligate.exchange.refi.writing import codebook_bytes, project_bytes
from colligate.exchange.series.giving import SERIES_FORMATS
from colligate.exchange.writing import TABLES, Row, csv_bytes, table_rows
from colligate.problems import ColligateError
from colligate.sources.text import Layout, Text
from colligate.study.folder import write
from colligate.study.study import Study

#: Formats by name, each with the ending of its files.
FORMATS = {"refi-project": ".qdpx", "refi-codebook": ".qdc", "codebook-table": ".csv", "web-annotation": ".jsonld"}
FORMATS |= {name: ending for name, (ending, _) in SERIES_FORMATS.items()}


class UnknownFormatError(ColligateError):
    """A format that nothing is written in."""

    def __init__(self, name: str) -> None:
        """Name it and those there are."""
        super().__init__(f"Nothing is exported as '{name}'. Choose one of: tables, {', '.join(FORMATS)}.")


class DamagedStudyError(ColligateError):
    """A study that lacks a file it needs to go out whole."""

    def __init__(self, reason: str) -> None:
        """Say what is missing."""
        super().__init__(f"The study cannot be exported whole: {reason}. Run 'colligate check' and mend it first.")


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A file written, and what was lost."""

    file: str
    losses: list[Loss]
    #: Where the report lies, as text.
    report: str

    def words(self) -> str:
        """Tell it for people."""
        return f"{self.file}\n{in_words(self.losses)}The whole report: {self.report}"


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


def export_file(path: Path, format_name: str, file: Path | None = None) -> Exported:
    """Write a study in a format of other programs, with the report of losses beside it.

    Args:
        path: The study folder.
        format_name: One of `FORMATS`.
        file: Where to; else a file named after the study folder, in the current folder.

    Raises:
        NotAStudyError: Where `path` is no study.
        UnknownFormatError: Where there is no such format.
        DamagedStudyError: Where a text of the study is missing.
    """
    if format_name not in FORMATS:
        raise UnknownFormatError(format_name)
    study = Study(path)
    place = file or Path(f"{path.resolve().name}{FORMATS[format_name]}")
    try:
        if format_name in SERIES_FORMATS:
            data, losses = SERIES_FORMATS[format_name][1](study.records.by_id)
        else:
            data, losses = _WRITERS[format_name](study)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DamagedStudyError(str(error)) from error
    write(place, data)
    report = place.with_name(f"{place.name}.losses.txt")
    lines = losses.lines()
    write(report, in_words(lines, everything=True).encode())
    return Exported(file=str(place), losses=lines, report=str(report))


def _leaving(study: Study) -> Leaving:
    originals = {file.stem: file for file in sorted(study.folder.originals.glob("*"))}

    def words(text: Text) -> tuple[str, Layout]:
        opened = study.searchable(text)
        return opened.text, opened.layout

    def original(sha256: str) -> tuple[bytes, str] | None:
        file = originals.get(sha256)
        return (file.read_bytes(), file.suffix) if file else None

    return Leaving(
        title=study.settings.title,
        question=study.settings.question,
        lenses=study.lenses,
        records=study.records.by_id,
        texts=study.texts,
        words=words,
        original=original,
    )


_WRITERS: dict[str, Callable[[Study], tuple[bytes, Losses]]] = {
    "refi-project": lambda study: project_bytes(_leaving(study)),
    "refi-codebook": lambda study: codebook_bytes(study.lenses),
    "codebook-table": lambda study: codebook_table(study.lenses),
    "web-annotation": lambda study: annotation_bytes(_leaving(study)),
}
