"""Commands that write reports."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.building import build_report, confirm_sentences
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
    """The report's sentences: confirm what you have read again."""


@group.command()
@click.argument("sentences", nargs=-1, required=True)
@study_option
def confirm(sentences: tuple[str, ...], study: Path) -> None:
    """Confirm stale SENTENCES (ids, or 'all') as they now stand."""
    for name in confirm_sentences(study, sentences):
        click.echo(f"confirmed {name}")
