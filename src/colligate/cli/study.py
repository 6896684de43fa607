"""Commands on the study as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.checking import check_study
from colligate.actions.explaining import explain_id
from colligate.actions.starting import copy_example, new_study
from colligate.cli.door import echo_json, echo_problems, finish, json_option, study_option

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


@click.command()
@click.argument("identity", metavar="ID")
@study_option
def explain(identity: str, study: Path) -> None:
    """Say why a finding has its level, a claim its verdict, or a sentence is stale; show any record's history."""
    click.echo(explain_id(study, identity))
