"""Commands that write reports."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.building import build_report, confirm_sentences
from colligate.actions.returning import returned_report, take_back
from colligate.cli.door import echo_problems, finish, study_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@study_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "docx", "pdf", "tables"]),
    help="What to write; may be given several times. All if left out.",
)
def build(folder: Path | None, study: Path, formats: tuple[str, ...]) -> None:
    """Write findings, figures, tables and the report as HTML, DOCX and PDF into build/."""
    result = build_report(folder or study, formats=formats)
    echo_problems(result.problems)
    for path in result.written:
        click.echo(path)
    finish(result.problems)


@click.group("reports")
def group() -> None:
    """The report's sentences: confirm what you have read again, take back what was edited in Word."""


@group.command()
@click.argument("sentences", nargs=-1, required=True)
@study_option
def confirm(sentences: tuple[str, ...], study: Path) -> None:
    """Confirm stale SENTENCES (ids, or 'all') as they now stand."""
    for name in confirm_sentences(study, sentences):
        click.echo(f"confirmed {name}")


@group.command("return")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--take", "keys", multiple=True, help="Key of a difference to take, or 'all', or 'safe'; several times.")
@study_option
def come_back(file: Path, keys: tuple[str, ...], study: Path) -> None:
    """Show what changed in a report edited in Word, and take over what you name.

    Without --take nothing is written. 'safe' takes changed and new sentences, but none that is gone and none in which
    a computed value was overwritten.
    """
    data = file.read_bytes()
    back = returned_report(study, data)
    click.echo(f"{back.unchanged} sentences unchanged, {len(back.offered)} differences")
    for one in back.offered:
        click.echo(f"\n{one.change.key}\n  was: {one.change.old or '-'}\n  is:  {one.change.new or '-'}")
        for warning in one.warnings:
            click.echo(f"  ! {warning}")
    if back.moved:
        click.echo(f"\nIn another place, and left where they were: {', '.join(back.moved)}")
    chosen = {one.change.key for one in back.offered if "all" in keys or ("safe" in keys and one.safe)} | set(keys)
    if keys:
        taken = take_back(study, data, chosen)
        click.echo(f"\ntaken over: {', '.join(taken.keys) or 'nothing'}")
        finish(taken.problems)
