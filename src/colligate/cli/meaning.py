"""The command that embeds passages, so that they can be searched by meaning."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from colligate.actions.meaning import Extent, embed, extent
from colligate.cli.door import echo_json, json_option, study_option
from colligate.study.study import Study
from colligate.suggestions.meaning.embedding import Coverage


@click.command()
@click.option("--status", is_flag=True, help="Only say how far it has come.")
@study_option
@json_option
def meaning(study: Path, *, status: bool, as_json: bool) -> None:
    """Embed the passages of a study for 'colligate search --meaning'; stop it whenever you like, it goes on from there.

    The vectors are kept in the user's cache. Needs the extra colligate[meaning] and a model; see the how-to on search.
    """
    opened = Study(study)
    if not status:
        _embed(opened)
    found = extent(opened)
    if as_json:
        echo_json(found)
    else:
        _tell(found)


def _embed(study: Study) -> None:
    with click.progressbar(length=1, label="Embedding", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(done: Coverage) -> None:
            bar.length = max(1, done.of)
            bar.update(done.done - bar.pos)

        try:
            embed(study, progress=progress)
        except KeyboardInterrupt:
            click.echo("\nStopped. What is embedded is kept.", err=True)


def _tell(found: Extent) -> None:
    click.echo(f"Meaning covers {found.done:,} of {found.of:,} passages ({found.model}).")
    for language, count in found.unknown.items():
        named = "of unknown language" if language == "und" else f"in {language}"
        click.echo(
            f"Not {named}, which the model does not know: {count} source{'' if count == 1 else 's'}; words only."
        )
