"""Commands on what comes in from other programs and goes out to them."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

import click

from colligate.actions.formats import ALL, export
from colligate.actions.identity import identity
from colligate.actions.importing import import_tables
from colligate.actions.receiving import receive, sorted_files
from colligate.actions.series import propose_series, receive_series
from colligate.actions.unpacking import packages, unpack
from colligate.cli.door import CODE_HELP, by_option, echo_json, echo_problems, finish, json_option, study_option

_File = click.Path(path_type=Path, exists=True)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=_File)
@click.option("--as", "as_table", default="", metavar="TABLE", help="What the rows are, if the name does not say.")
@click.option("--mapping", default="", help="For --as series: a file, a mapping of the study, or 'standard'.")
@click.option("--sheet", default="", help="For --as series: which sheet of a workbook.")
@click.option("--edition", default="", help="For --as series: which edition the file is.")
@click.option("--source", default="", metavar="ID", help="For annotations and highlights: the source they are about.")
@click.option("--code", "codes", multiple=True, metavar="COLOUR=CODE", help=CODE_HELP)
@click.option("--without-missing", is_flag=True, help="Take a project although documents of it are missing.")
@study_option
@by_option
@json_option
def import_(
    files: tuple[Path, ...], as_table: str, source: str, codes: tuple[str, ...], mapping: str, sheet: str,
    edition: str, study: Path, by: str, *, without_missing: bool, as_json: bool,
) -> None:  # fmt: skip
    """Import tables, REFI-QDA, annotations, highlights of a PDF, IATI activities or a library; say what was lost.

    A library is what Zotero exports, with its files: its folder, or the file in it (RDF, Better BibTeX JSON, BibTeX,
    RIS, CSL-JSON). What a file is, is read off its content. A table (CSV, XLSX) is taken row by row; any other file
    whole, or not at all.
    A research package is a study of its own: it is unpacked into the folder that --study names, which must be new.

    With --as series a file of values (CSV, XLSX, Parquet, SDMX, UN SDG, World Bank) becomes observations by a mapping
    of its columns. Without --mapping one is proposed, and nothing is taken.
    """
    if as_table == "series":
        _series(files, mapping, sheet, edition, study, by, as_json=as_json)
        return
    packed = [] if as_table else packages(files)
    for file in packed:
        unpacked = unpack(file, study)
        if as_json:
            echo_json(unpacked)
        else:
            click.echo(unpacked.words())
    tables, others = sorted_files([file for file in files if file not in packed], as_table=as_table)
    for file in others:
        received = receive(study, file, by=identity(by), source=source, without_missing=without_missing, codes=codes)
        if as_json:
            echo_json(received)
        else:
            click.echo(received.words())
    if tables:
        report = import_tables(study, tables, by=identity(by), as_table=as_table)
        if as_json:
            echo_json(report)
        else:
            echo_problems(report.refusals)
            click.echo(report.summary())
        finish(report.refusals)


def _series(
    files: tuple[Path, ...], mapping: str, sheet: str, edition: str, study: Path, by: str, *, as_json: bool
) -> None:
    for file in files:
        if mapping:
            told = receive_series(study, file, mapping=mapping, by=identity(by), sheet=sheet, edition=edition)
        else:
            told = propose_series(study, file, sheet=sheet)
        if as_json:
            echo_json(told)
        else:
            click.echo(told.words())


@click.command("export")
@click.argument("format_name", metavar="FORMAT")
@click.argument("to", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", default="", help="For a table for reading: its kind of file; else as TO ends.")
@click.option("--lens", default="", metavar="ID", help="For qca: the lens whose codes are the conditions.")
@click.option("--calibration", type=_File, help="For qca: a YAML file with the degree read off each level.")
@study_option
@json_option
def export_(
    format_name: str, to: Path | None, form: str, lens: str, calibration: Path | None, study: Path, *, as_json: bool
) -> None:
    """Write the study for others.

    TO is a file, or for tables, ati and qca a folder; a package is a zip, or a folder where TO does not end in .zip.
    Without it the file is named after the study. What was lost on the way is told, and written beside the file.
    """
    exported = export(study, format_name, to, form=form, lens=lens, calibration=calibration)
    if as_json:
        echo_json(exported)
    else:
        click.echo(exported.words())


_NAMES = "\n".join(f"  {one.name:15} {one.label}" for one in ALL.values())
export_.help = f"{cleandoc(export_.help or '')}\n\n\b\nFORMAT is one of:\n{_NAMES}"
