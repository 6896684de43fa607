"""Files of values into a study: how one would be read is shown first, and taken only as a person says."""

from __future__ import annotations

import weakref
from datetime import datetime
from pathlib import Path

import msgspec

from colligate.actions.identity import identity
from colligate.actions.receiving import Received, bytes_of, commit, known_of
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.incoming import Incoming
from colligate.exchange.losses import Loss, Losses
from colligate.exchange.series.mapping import Mapping, fitted, mapping_bytes, read_mapping
from colligate.exchange.series.proposing import propose
from colligate.exchange.series.taking import take_series
from colligate.indicators.indicator import Indicator, Observation
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.grids.grid import Grid
from colligate.sources.grids.opening import open_grid
from colligate.study.folder import digest
from colligate.study.records import Records
from colligate.study.study import Study

#: What is written in place of a mapping for a file whose standard says what its columns mean.
STANDARD = "standard"
_SHOWN = 5
#: Characters of a file whose cells are kept for the next time it is asked for: asked about, looked at, taken.
_KEPT = 50_000_000
_opened: dict[tuple[str, str, str], Grid] = {}
#: What was last made of a file, of which records of a study, and by what else it was made.
_made: list[tuple[weakref.ref[Records], tuple[str, str, Mapping, str, str], tuple[Incoming, Losses]]] = []
_FEW = 3


class ProposedSeries(msgspec.Struct, frozen=True, kw_only=True):
    """How a file would be read. Nothing has been taken."""

    file: str
    mapping: Mapping
    #: What a person should look at.
    remarks: tuple[str, ...]
    #: Some of the values that would come of it, each in a line, and how many values there would be.
    examples: tuple[str, ...]
    values: int
    losses: list[Loss]
    #: Names of mappings of the study that fit the file.
    fitting: tuple[str, ...] = ()

    def words(self) -> str:
        """Write the mapping as YAML that can be kept as it is, with what to look at as comments."""
        lines = [f"# How {self.file} would be read. Nothing has been taken."]
        lines += [f"# Look at: {remark}." for remark in self.remarks]
        lines += [f"# {self.values:,} values, such as: {example}" for example in self.examples[:1]]
        lines += [f"#   {example}" for example in self.examples[1:]]
        lines += [
            f"# {loss.count:,} {loss.what} {loss.outcome}: {loss.why}: {', '.join(loss.ids[:_FEW])}"
            for loss in self.losses
            if loss.why
        ]
        lines += [f"# The study's mapping '{name}' fits this file: --mapping {name}" for name in self.fitting]
        lines.append(f"# Keep it as a file, correct it, then: colligate import {self.file} --as series --mapping FILE")
        return "\n".join(lines) + "\n" + mapping_bytes(self.mapping).decode()


def propose_series(path: Path, file: Path, *, sheet: str = "") -> ProposedSeries:
    """Say how a file of values would be read, without taking anything.

    Args:
        path: The study folder.
        file: CSV, a workbook, Parquet, SDMX-CSV or -JSON, or JSON of the UN SDG or World Bank API; gzip around any.
        sheet: Which sheet of a workbook.

    Raises:
        NotAStudyError: Where `path` is no study.
        RefusedFileError: Where the file cannot be read.
    """
    study = Study(path)
    data = bytes_of(file)
    grid = grid_of(data, file.name, sheet)
    proposal = propose(grid, file.name)
    examples: list[str] = []
    values, losses, remarks = 0, [], proposal.remarks
    try:
        incoming, noted = take_series(data, grid, proposal.mapping, known_of(study), name=file.name, by="nobody")
    except RefusedFileError as error:
        remarks = (*remarks, error.reason.rstrip("."))
    else:
        names = {record.id: record for record in incoming.records if isinstance(record, Indicator)}
        told = [record for record in incoming.records if isinstance(record, Observation)]
        values, losses = len(told), noted.lines()
        examples = [_example(one, names.get(one.indicator)) for one in told[:: max(1, len(told) // _SHOWN)][:_SHOWN]]
    return ProposedSeries(
        file=file.name, mapping=proposal.mapping, remarks=remarks, examples=tuple(examples), values=values,
        losses=losses, fitting=tuple(fitting_mappings(study, grid)),
    )  # fmt: skip


def receive_series(
    path: Path,
    file: Path,
    *,
    mapping: str | Mapping,
    by: str,
    sheet: str = "",
    edition: str = "",
    at: datetime | None = None,
) -> Received:
    """Import the values of a file as one act, or refuse it whole; the mapping is kept in the study.

    Args:
        path: The study folder.
        file: As for `propose_series`.
        mapping: Itself, or a file, the name of a mapping of the study, or `STANDARD`.
        by: Whose journal, such as ``amina@laptop``.
        sheet: Which sheet of a workbook, where not the mapping's.
        edition: Of the file, where no column says it.
        at: Fixes the time of the first record, for builds that must repeat; else the clock.

    Raises:
        NotAStudyError: Where `path` is no study.
        BadNameError: Where `by` cannot name a journal.
        RefusedFileError: Where the file or the mapping is not taken; the study is unchanged.
    """
    who = identity(by)
    study = Study(path)
    data = bytes_of(file)
    given = mapping if isinstance(mapping, Mapping) else None if mapping == STANDARD else kept_mapping(study, mapping)
    grid = grid_of(data, file.name, sheet or (given.sheet if given else ""))
    if given is None:
        if grid.kind == "table":
            raise RefusedFileError(
                file.name, "It follows no standard that says what its columns mean.",
                "Import it with --as series alone, which proposes a mapping.",
            )  # fmt: skip
        given = propose(grid, file.name).mapping
    given = msgspec.structs.replace(given, edition=edition or given.edition)
    incoming, losses = _taken(study, data, grid, given, file.name, who)
    return commit(study, incoming, losses, Received(file=file.name, kind="series"), who, at)


def grid_of(data: bytes, name: str, sheet: str = "") -> Grid:
    """Return the cells of a file of values; the last file is not read twice. Raises RefusedFileError."""
    which = digest(data), name, sheet
    grid = _opened.get(which)
    if grid is None:
        try:
            grid = open_grid(data, name, sheet)
        except UnreadableFileError as error:
            raise RefusedFileError(name, error.reason, error.remedy) from error
        _opened.clear()
        if len(grid.text) <= _KEPT:
            _opened[which] = grid
    return grid


def _taken(study: Study, data: bytes, grid: Grid, mapping: Mapping, name: str, by: str) -> tuple[Incoming, Losses]:
    """Make records of a file, or find them as they were just made when the import was tried on a copy of the study.

    What stands in a study and in its copy is one object, which is let go, and the records with it, once more was said.
    """
    which = digest(data), grid.sheet, mapping, name, by
    for records, told, found in _made:
        if records() is study.records and told == which:
            return found
    found = take_series(data, grid, mapping, known_of(study), name=name, by=by)
    _made[:] = [(weakref.ref(study.records, lambda _: _made.clear()), which, found)]
    return found


def kept_mapping(study: Study, mapping: str) -> Mapping:
    """Return a mapping by its file, or its name in the study. Raises RefusedFileError."""
    kept = {file.stem: file for file in sorted(study.folder.mappings.glob("*.yaml"))}
    file = Path(mapping) if Path(mapping).is_file() else kept.get(mapping)
    if file is None:
        there = f"The study has: {', '.join(kept)}." if kept else "The study has none yet."
        raise RefusedFileError(mapping, "There is no such file, nor a mapping of that name.", there)
    return read_mapping(bytes_of(file), file.name)


def fitting_mappings(study: Study, grid: Grid) -> list[str]:
    """Return the names of the study's mappings that fit a file."""
    found = []
    for file in sorted(study.folder.mappings.glob("*.yaml")):
        try:
            mapping = read_mapping(file.read_bytes(), file.name)
            head = next(line for line in grid.lines if line.number == mapping.header)
            fitted(mapping, head.cells, file.name)
        except (RefusedFileError, StopIteration, OSError):
            continue
        found.append(file.stem)
    return found


def _example(observation: Observation, indicator: Indicator | None) -> str:
    name = indicator.name if indicator else observation.indicator
    unit = f" {indicator.unit}" if indicator and indicator.unit else ""
    return f"{observation.area} {observation.period}: {observation.qualifier}{observation.value}{unit}, {name}"
