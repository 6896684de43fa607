"""A study out of the door: as tables, or in a format of other programs, with a report of what was lost on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from colligate.actions.tidying import TABLES as TIDY
from colligate.codings.coding import Coding, Memo
from colligate.exchange.annotations.giving import annotation_bytes
from colligate.exchange.codebooks import codebook_table
from colligate.exchange.iati.giving import Reporter, activities_bytes
from colligate.exchange.losses import Loss, Losses, in_words
from colligate.exchange.references import reference_bytes
from colligate.exchange.refi.giving import Study as Leaving
from colligate.exchange.refi.writing import codebook_bytes, project_bytes
from colligate.exchange.series.giving import QUOTING, SERIES_FORMATS, quoted_sources
from colligate.exchange.tidy import FORMS
from colligate.exchange.writing import TABLES, Row, csv_bytes, table_rows
from colligate.indicators.indicator import Observation
from colligate.lenses.nearest import nearest
from colligate.problems import ColligateError
from colligate.programmes.programme import Fact
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text
from colligate.study.confidential import confidential
from colligate.study.folder import write
from colligate.study.study import Study

#: Formats by name, each with the ending of its files.
FORMATS = {
    "refi-project": ".qdpx", "refi-codebook": ".qdc", "codebook-table": ".csv", "web-annotation": ".jsonld",
    "csl-json": ".json", "bibtex": ".bib", "biblatex": ".bib", "ris": ".ris",
    "iati": ".xml",
    **{name: ending for name, (ending, _) in SERIES_FORMATS.items()},
}  # fmt: skip


class UnknownFormatError(ColligateError):
    """A format that nothing is written in."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Name it, the nearest, and those there are."""
        names = list(known)
        near = nearest(name, names)
        meant = f" Did you mean '{near}'?" if near else ""
        super().__init__(f"Nothing is exported as '{name}'.{meant} Choose one of: {', '.join(names)}.")


class UnknownFormError(ColligateError):
    """A form of file that no table is written in."""

    def __init__(self, form: str) -> None:
        """Name it and those there are."""
        super().__init__(f"No table is written as '{form}'. Choose one of: {', '.join(FORMS)}.")


class DamagedStudyError(ColligateError):
    """A study that lacks a file it needs to go out whole."""

    def __init__(self, reason: str) -> None:
        """Say what is missing."""
        super().__init__(f"The study cannot be exported whole: {reason}. Run 'colligate check' and mend it first.")


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A file written, and what was lost."""

    file: str
    losses: list[Loss]
    #: Where the report lies, as text; empty where nothing can be lost.
    report: str

    def words(self) -> str:
        """Tell it for people."""
        told = f"\n{in_words(self.losses)}The whole report: {self.report}" if self.report else ""
        return f"{self.file}{told}"


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


def export_file(path: Path, format_name: str, file: Path | None = None, *, form: str = "") -> Exported:
    """Write a study in a format of other programs, with the report of losses beside it.

    Args:
        path: The study folder.
        format_name: One of `FORMATS`, or of the tables for reading (`TIDY`).
        file: Where to; else a file named after the study folder, in the current folder.
        form: For a table, one of `tidy.FORMS`; else as the file's name ends, else ``csv``.

    Raises:
        NotAStudyError: Where `path` is no study.
        UnknownFormatError: Where there is no such format.
        UnknownFormError: Where no table is written in that form.
        RefusedFileError: Where a form cannot hold the table.
        NoActivityError: Where no programme has what an IATI activity needs.
        DamagedStudyError: Where a text of the study is missing.
    """
    if format_name not in FORMATS and format_name not in TIDY:
        raise UnknownFormatError(format_name, [*TIDY, *FORMATS])
    if format_name in TIDY:
        form = form or (file.suffix[1:].lower() if file else "") or "csv"
        if form not in FORMS:
            raise UnknownFormError(form)
    study = Study(path)
    name = path.resolve().name
    place = file or Path(f"{name}-{format_name}.{form}" if format_name in TIDY else f"{name}{FORMATS[format_name]}")
    try:
        data, losses = _tidy(study, format_name, form) if format_name in TIDY else _WRITERS[format_name](study)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise DamagedStudyError(str(error)) from error
    write(place, data)
    report = place.with_name(f"{place.name}.losses.txt")
    lines = losses.lines()
    write(report, in_words(lines, everything=True).encode())
    return Exported(file=str(place), losses=lines, report=str(report))


def _tidy(study: Study, name: str, form: str) -> tuple[bytes, Losses]:
    table, losses = TIDY[name](study), Losses()
    losses.carried(name, dict.fromkeys(str(row[table.key]) for row in table.rows))
    if "confidential" in table.columns:
        _tell_confidential(study, _sources(table.rows), losses, _QUOTES)
    return FORMS[form](table, losses), losses


def _tell_confidential(study: Study, among: Iterable[str], losses: Losses, held: str) -> None:
    kept = sorted({source.id for source in confidential(study)} & set(among))
    losses.changed("confidential sources", held, kept)


def _sources(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    return (str(row.get("source id", "")) for row in rows)


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


def _publisher(study: Study) -> Reporter:
    said = study.settings.publisher
    return Reporter(ref=said.ref, type=str(said.type), name=said.name)


_Writer = Callable[[Study], tuple[bytes, Losses]]


def _telling(write: _Writer, held: str, among: Callable[[Study], Iterable[str]]) -> _Writer:
    """Return a writer that also tells which of some sources are confidential, and what of them the file holds."""

    def written(study: Study) -> tuple[bytes, Losses]:
        data, losses = write(study)
        _tell_confidential(study, among(study), losses, held)
        return data, losses

    return written


def _here(study: Study) -> Iterable[str]:
    return (source.id for source in study.records.of(Source))


def _quoted(study: Study) -> Iterable[str]:
    return quoted_sources(study.records.by_id)


def _with_text(study: Study) -> Iterable[str]:
    return (identity for identity in _here(study) if identity in study.texts)


def _coded(study: Study) -> Iterable[str]:
    told = [record.passage for record in study.records.of(Coding)]
    told += [identity for memo in study.records.of(Memo) for identity in memo.passages]
    return _sources_of(study, told)


def _of_programmes(study: Study) -> Iterable[str]:
    told = [record for kind in (Fact, Observation) for record in study.records.of(kind)]
    return _sources_of(study, [identity for record in told for identity in record.passages])


def _sources_of(study: Study, passages: Iterable[str]) -> Iterable[str]:
    found = (study.records.by_id.get(identity) for identity in passages)
    return (passage.source for passage in found if isinstance(passage, Passage))


def _series(name: str) -> _Writer:
    return lambda study: SERIES_FORMATS[name][1](study.records.by_id)


def _references(form: str) -> _Writer:
    return lambda study: reference_bytes(study.records.by_id, form)


_QUOTES, _FIELDS = "their quotes are in the file like all others", "what they say of programmes is in the file"
_FILES = "their words are in the file, and whoever has it can read them"
_TITLES = "their titles, authors and addresses are in the file like all others"
_WRITERS: dict[str, _Writer] = {
    "refi-project": _telling(lambda study: project_bytes(_leaving(study)), _FILES, _with_text),
    "refi-codebook": lambda study: codebook_bytes(study.lenses),
    "codebook-table": lambda study: codebook_table(study.lenses),
    **{name: _series(name) for name in SERIES_FORMATS},
    **{name: _telling(_series(name), _QUOTES, _quoted) for name in QUOTING},
    "iati": _telling(lambda study: activities_bytes(_leaving(study), _publisher(study)), _FIELDS, _of_programmes),
    "web-annotation": _telling(lambda study: annotation_bytes(_leaving(study)), _QUOTES, _coded),
    **{form: _telling(_references(form), _TITLES, _here) for form in ("csl-json", "bibtex", "biblatex", "ris")},
}
