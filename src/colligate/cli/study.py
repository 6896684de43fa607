"""Commands on the study as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.checking import check_study
from colligate.actions.explaining import explain_id
from colligate.actions.exporting import export_tables
from colligate.actions.identity import identity
from colligate.actions.importing import import_tables
from colligate.actions.starting import copy_example, new_study
from colligate.cli.door import by_option, echo_json, echo_problems, finish, json_option, study_option

_File = click.Path(path_type=Path, exists=True, dir_okay=False)


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
@study_option
@by_option
def import_(files: tuple[Path, ...], as_table: str, study: Path, by: str) -> None:
    """Import tables (CSV, XLSX) of any records; say row by row what was refused."""
    report = import_tables(study, files, by=identity(by), as_table=as_table)
    echo_problems(report.refusals)
    click.echo(report.summary())
    finish(report.refusals)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@study_option
def export(folder: Path, study: Path) -> None:
    """Write every kind of record but sources as a CSV table into FOLDER, in the form that import reads."""
    for path in export_tables(study, folder):
        click.echo(path)


@click.command()
@click.argument("identity", metavar="ID")
@study_option
def explain(identity: str, study: Path) -> None:
    """Say why a finding has its level, a claim its verdict, or a sentence is stale; show any record's history."""
    click.echo(explain_id(study, identity))
