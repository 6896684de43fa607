"""Commands on documents."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.adding import add_sources
from colligate.actions.cataloguing import catalogue
from colligate.actions.describing import add_bibliography
from colligate.actions.fetching import fetch_source
from colligate.actions.identity import identity
from colligate.actions.listing import rows
from colligate.actions.receiving import receive_highlights
from colligate.actions.rereading import reread_sources
from colligate.cli.door import (
    CODE_HELP,
    by_option,
    echo_json,
    echo_problems,
    echo_table,
    finish,
    json_option,
    study_option,
)


@click.group("sources")
def group() -> None:
    """Documents: add, list, describe, mark, fetch, read again."""


@group.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--even-if-alike", is_flag=True, help="Add files that look like a document already here.")
@study_option
@by_option
def add(files: tuple[Path, ...], study: Path, by: str, *, even_if_alike: bool) -> None:
    """Read FILES (and every file in folders), freeze their text and add them as sources."""
    with click.progressbar(
        length=1, label="Reading", show_pos=True, item_show_func=lambda name: str(name or "")
    ) as bar:

        def progress(number: int, total: int, name: str) -> None:
            bar.length = total
            bar.update(1 if number > 1 else 0, name)

        report = add_sources(study, files, by=identity(by), even_if_alike=even_if_alike, progress=progress)
        bar.update((bar.length or 0) - bar.pos)
    echo_problems(report.problems)
    for name in report.added:
        click.echo(f"added {name}")
    click.echo(f"{len(report.added)} added.")
    finish(report.problems)


@group.command("list")
@study_option
@json_option
def list_(study: Path, *, as_json: bool) -> None:
    """List the sources of a study."""
    found = rows(study, "sources")
    if as_json:
        echo_json(found)
    else:
        echo_table(found, ("id", "year", "kind", "publisher", "pages", "codings", "title"))


@group.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--source", default="", help="The one source that a file of a single entry describes.")
@study_option
@by_option
def bibliography(file: Path, source: str, study: Path, by: str) -> None:
    """Describe sources by the entries of FILE: RIS, BibTeX or CSL-JSON."""
    report = add_bibliography(study, file, by=identity(by), source=source)
    echo_problems(report.problems)
    for name in report.described:
        click.echo(f"described {name}")
    click.echo(f"{len(report.described)} described, {len(report.unchanged)} as before.")
    finish(report.problems)


@group.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--confidential/--not-confidential", required=True, help="Whether nothing of them may leave.")
@study_option
@by_option
def mark(sources: tuple[str, ...], study: Path, by: str, *, confidential: bool) -> None:
    """Say of SOURCES (ids) whether they are confidential: nothing of those is sent to a language model."""
    for name in sources:
        catalogue(study, name, {"confidential": "yes" if confidential else "no"}, by=identity(by))
        click.echo(f"{name}: {'confidential' if confidential else 'not confidential'}")


@group.command()
@click.argument("url")
@click.option("--sha256", default="", help="The hash the file must have.")
@study_option
@by_option
def fetch(url: str, sha256: str, study: Path, by: str) -> None:
    """Fetch a source from URL, which uses the network."""
    report = fetch_source(study, url, by=identity(by), sha256=sha256)
    echo_problems(report.problems)
    for name in report.added:
        click.echo(f"added {name}")
    finish(report.problems)


@group.command()
@click.argument("source")
@click.option("--code", "codes", multiple=True, metavar="COLOUR=CODE", help=CODE_HELP)
@study_option
@by_option
@json_option
def highlights(source: str, codes: tuple[str, ...], study: Path, by: str, *, as_json: bool) -> None:
    """Take up what readers marked in the original of SOURCE, a PDF; without a code it waits in the review queue."""
    received = receive_highlights(study, source, by=identity(by), codes=codes)
    if as_json:
        echo_json(received)
    else:
        click.echo(received.words())


@group.command()
@click.argument("sources", nargs=-1)
@study_option
@by_option
def reread(sources: tuple[str, ...], study: Path, by: str) -> None:
    """Read the originals of SOURCES (ids; all if left out) again and place every quote anew."""
    report = reread_sources(study, sources, by=identity(by))
    echo_problems(report.problems)
    for name in report.moved:
        click.echo(f"placed anew: {name}")
    click.echo(
        f"{len(report.reread)} read again, {len(report.unchanged)} the same; passages: {len(report.kept)} kept, "
        f"{len(report.moved)} moved, {len(report.problems)} not placed."
    )
    finish(report.problems)
