"""Commands on the study as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.annotating import export_ati, export_qca
from colligate.actions.checking import check_study
from colligate.actions.explaining import explain_id
from colligate.actions.exporting import export_file, export_tables
from colligate.actions.identity import identity
from colligate.actions.importing import import_tables
from colligate.actions.packaging import export_package
from colligate.actions.receiving import receive, sorted_files
from colligate.actions.series import propose_series, receive_series
from colligate.actions.starting import copy_example, new_study
from colligate.actions.unpacking import packages, unpack
from colligate.cli.door import CODE_HELP, by_option, echo_json, echo_problems, finish, json_option, study_option

_File = click.Path(path_type=Path, exists=True)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lens", "lenses", multiple=True, metavar="ID", help="A lens that ships; may be given several times.")
@click.option("--title", default="", help="The study's title.")
@click.option("--question", default="", help="The research question, word for word.")
@click.option("--example", is_flag=True, help="Copy the worked study instead.")
def new(folder: Path, lenses: tuple[str, ...], title: str, question: str, *, example: bool) -> None:
    """Start a study in FOLDER."""
    if example:
        copy_example(folder)
    else:
        new_study(folder, lenses=lenses, title=title, question=question)
    following = f"build {folder}" if example else f"sources add FILE … --study {folder}"
    click.echo(f"Started {folder}. Next: colligate {following}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@study_option
@json_option
def check(folder: Path | None, study: Path, *, as_json: bool) -> None:
    """List everything that is wrong with a study, with its place and the way out."""
    problems = check_study(folder or study)
    if as_json:
        echo_json(problems)
    else:
        echo_problems(problems)
        click.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}." if problems else "No problems.")
    finish(problems)


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


@click.command()
@click.argument("format_name", metavar="FORMAT")
@click.argument("to", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", default="", help="For one table: csv, xlsx, parquet or json; else as TO ends.")
@click.option("--lens", default="", metavar="ID", help="For qca: the lens whose codes are the conditions.")
@click.option("--calibration", type=_File, help="For qca: a YAML file with the degree read off each level.")
@study_option
@json_option
def export(
    format_name: str, to: Path | None, form: str, lens: str, calibration: Path | None, study: Path, *, as_json: bool
) -> None:
    """Write the study for another program.

    FORMAT is a table for reading (quotes, findings, gaps, claims, facts), the tables that import reads (tables),
    or refi-project, refi-codebook, codebook-table, web-annotation, iati, csl-json, bibtex, biblatex, ris,
    or observations alone (series-csv, series-xlsx, series-parquet, sdmx-csv). TO is a file,
    or for tables a folder; without it the file is named after the study. What was lost on the way is told, and written
    beside the file.
    """
    if format_name == "tables":
        for path in export_tables(study, to or Path("tables")):
            click.echo(path)
        return
    if format_name == "package":
        exported = export_package(study, to)
    elif format_name == "ati":
        exported = export_ati(study, to)
    elif format_name == "qca":
        exported = export_qca(study, lens, to, calibration=calibration)
    else:
        exported = export_file(study, format_name, to, form=form)
    if as_json:
        echo_json(exported)
    else:
        click.echo(exported.words())


@click.command()
@click.argument("identity", metavar="ID")
@study_option
def explain(identity: str, study: Path) -> None:
    """Say why a finding has its level, a claim its verdict, or a sentence is stale; show any record's history."""
    click.echo(explain_id(study, identity))
