"""Findings and sentences out for other scholars: annotations for transparent inquiry, and tables for QCA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from colligate.actions.exporting import DamagedStudyError, Exported
from colligate.actions.giving_away import opened, require_silence
from colligate.exchange.ati import annotated, csv_bytes, docx_bytes, jsonld_bytes
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.losses import Losses, in_words
from colligate.exchange.qca import PROPOSED, files, read_calibration
from colligate.lenses.nearest import nearest
from colligate.problems import ColligateError
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text
from colligate.study.assessing import material
from colligate.study.building import assess, read_report_of
from colligate.study.folder import write
from colligate.study.study import Study
from colligate.study.withholding import Withheld


class NoLensError(ColligateError):
    """A lens that the study does not use, or none named where one is needed."""

    def __init__(self, name: str, known: list[str]) -> None:
        """Name it, the nearest, and those there are."""
        near = nearest(name, known) if name else None
        meant = f" Did you mean '{near}'?" if near else ""
        wrong = f"The study has no lens '{name}'." if name else "Name the lens whose codes are the conditions."
        super().__init__(f"{wrong}{meant} Give --lens one of: {', '.join(known) or 'none in use'}.")


def export_ati(path: Path, folder: Path | None = None) -> Exported:
    """Write the report's sentences annotated for transparent inquiry: ``ati.jsonld``, ``ati.csv``, ``ati.docx``.

    Words of confidential sources are left out as in a package.

    Raises:
        NotAStudyError: Where `path` is no study.
        DamagedStudyError: Where a text is missing.
        LeakError: Where words of a confidential source would remain.
    """
    place, losses = folder or Path(f"{path.resolve().name}-ati"), Losses()
    with opened(path) as (study, withheld):
        document = read_report_of(study).document
        try:
            made = annotated(document, _reader(study), losses)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
            raise DamagedStudyError(str(error)) from error
        losses.left("confidential sources", "no excerpt of them is given", _closed(study))
        written = {
            "ati.jsonld": jsonld_bytes(document, made),
            "ati.csv": csv_bytes(made, losses),
            "ati.docx": docx_bytes(document, made),
        }
    return _written(place, written, losses, withheld)


def export_qca(path: Path, lens: str, folder: Path | None = None, *, calibration: Path | None = None) -> Exported:
    """Write the findings under one lens as a table of cases and conditions, with the passages behind each cell.

    Args:
        path: The study folder.
        lens: Id of a lens in use.
        folder: Where to; else a folder named after study and lens, in the current one.
        calibration: A YAML file that gives each level its degree; else the one proposed.

    Raises:
        NotAStudyError: Where `path` is no study.
        NoLensError: Where the study does not use the lens.
        RefusedFileError: Where the calibration cannot be read.
        LeakError: Where words of a confidential source would remain.
    """
    degrees = PROPOSED if calibration is None else read_calibration(_bytes(calibration), calibration.name)
    place, losses = folder or Path(f"{path.resolve().name}-{lens}-qca"), Losses()
    with opened(path) as (study, withheld):
        if lens not in study.lenses:
            raise NoLensError(lens, sorted(study.lenses))
        case = material(study)
        assessment = assess(case)
        written = files(case, assessment, study.lenses[lens], degrees, losses, proposed=calibration is None)
        found = [one for one in assessment.findings if one.lens == lens and one.examined]
        losses.carried("findings", [one.key for one in found if one.programme])
        losses.left("findings", "they are about no case", [one.key for one in found if not one.programme])
        losses.left("confidential sources", "no quote of them is given", _closed(study))
    return _written(place, written, losses, withheld)


def _closed(study: Study) -> list[str]:
    return [source.id for source in study.records.of(Source) if source.confidential]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedFileError(file.name, f"It cannot be opened: {error.strerror}.", "Check the name.") from error


def _reader(study: Study) -> Callable[[Text], tuple[str, Layout]]:
    def read(text: Text) -> tuple[str, Layout]:
        found = study.searchable(text)
        return found.text, found.layout

    return read


def _written(place: Path, written: dict[str, bytes], losses: Losses, withheld: Withheld) -> Exported:
    lines = losses.lines()
    files = {**written, "losses.txt": in_words(lines, everything=True).encode()}
    require_silence(files, withheld)
    for name, data in files.items():
        write(place / name, data)
    return Exported(file=str(place), losses=lines, report=str(place / "losses.txt"))
