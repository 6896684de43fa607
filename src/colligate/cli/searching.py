"""The command that searches the sources, and keeps a search as evidence."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from colligate.actions.identity import identity
from colligate.actions.keeping import keep, kept
from colligate.actions.looking import Standing, standing_of
from colligate.actions.searching import Found, Results
from colligate.actions.searching import search as find
from colligate.cli.door import by_option, echo_json, json_option, study_option
from colligate.suggestions.searching.asking import FIELDS, filter_of


def _filters(command: click.decorators.FC) -> click.decorators.FC:
    for name in reversed(FIELDS):
        command = click.option(f"--{name}", default="", help=f"Only this {name}: {FIELDS[name]}.")(command)
    return command


@click.command()
@click.argument("query", default="")
@_filters
@click.option("--order", type=click.Choice(["rank", "corpus"]), default="rank", help="Best first, or in order.")
@click.option("--meaning", is_flag=True, help="Add passages that mean the same, once embedded by 'colligate meaning'.")
@click.option("--page", default=1, show_default=True, help="Page of the results.")
@click.option("--keep", "kept_too", is_flag=True, help="Keep the search in the log, as evidence.")
@click.option("--for", "codes", multiple=True, metavar="LENS/CODE", help="What it is for; may be given several times.")
@click.option("--about", multiple=True, metavar="ID", help="What it is about, such as a programme.")
@click.option("--note", default="", help="What reading the passages showed.")
@click.option("--log", is_flag=True, help="Show the searches kept, and which no longer speak for the sources.")
@study_option
@by_option
@json_option
def search(
    query: str, order: str, page: int, codes: tuple[str, ...], about: tuple[str, ...], note: str, study: Path, by: str,
    *, meaning: bool, kept_too: bool, log: bool, as_json: bool, **fields: str,
) -> None:  # fmt: skip
    """Search the sources for QUERY: words, "phrases", AND, OR, NOT, NEAR/5, begin*, year:2014..2017.

    Words are met in any of their forms, those in quotation marks only as typed. The index is kept in the user's cache
    and follows the texts by itself.
    """
    standing = standing_of(study)
    if log:
        _show_log(standing, as_json=as_json)
        return
    if not query and not any(fields.values()):
        raise click.UsageError("Name what to search for, or ask for the --log.")
    filters = tuple(filter_of(name, value) for name, value in fields.items() if value)
    with click.progressbar(
        length=1,
        label="Reading",
        item_show_func=lambda name: str(name or ""),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:

        def progress(number: int, total: int, name: str) -> None:
            bar.length = total
            bar.update(1 if number > 1 else 0, name)

        subject = about[0] if len(about) == 1 else ""
        found = find(
            standing, query, filters=filters, about=subject, page=page, by="corpus" if order == "corpus" else "rank",
            meaning=meaning, progress=progress,
        )  # fmt: skip
        bar.update((bar.length or 0) - bar.pos)
    said = ""
    if kept_too:
        said = keep(study, query, filters=filters, codes=codes, about=about, note=note, by=identity(by)).id
    if as_json:
        echo_json({"results": found, "kept": said})
        return
    _tell(found)
    if said:
        click.echo(f"Kept as {said}.")


def _tell(found: Results) -> None:
    for one in found.found:
        click.echo(f"{click.style(_where(one), bold=True)}\n  {_words(one)}")
    sources = f"{len(found.by_source)} of {len(found.corpus)} sources"
    passages = "1 passage" if found.count == 1 else f"{found.count:,} passages"
    more = f" {found.added} more by meaning alone;" if found.added else ""
    click.echo(f"{passages} in {sources};{more} page {found.page} of {found.pages}.")
    for note in found.notes:
        click.echo(note)
    if found.instead:
        click.echo(f"Search for {found.instead} instead?")
    elif found.corpus and not found.count:
        click.echo("A silence of these sources is not a silence of the world.")


def _where(one: Found) -> str:
    page = f", p. {one.page}" if one.page else ""
    told = ", ".join(part for part in (str(one.year or ""), one.publisher, one.account) if part)
    near = f" by meaning alone, {one.nearness:.2f}" if one.nearness is not None else ""
    coded = f" [{', '.join(one.codings)}]" if one.codings else ""
    return f"{one.source}{page}, at {one.at} ({told}){near}{coded}"


def _words(one: Found) -> str:
    return "".join(click.style(snip.words, underline=True) if snip.marked else snip.words for snip in one.context)


def _show_log(standing: Standing, *, as_json: bool) -> None:
    log = kept(standing)
    if as_json:
        echo_json(log)
        return
    for one in log:
        search_ = one.search
        asked = " ".join((search_.query, *search_.filters)).strip()
        click.echo(f"{click.style(asked, bold=True)}\n  {search_.id}, {search_.at:%Y-%m-%d}, {search_.by}")
        wanted = ", ".join(search_.codes) or "no code"
        click.echo(f"  {search_.hits} passages in {len(search_.corpus)} sources; for {wanted}")
        for line in (search_.note, *(f"Stale: {line}" for line in one.stale)):
            if line:
                click.echo(f"  {line}")
    click.echo(f"{len(log)} kept, {sum(bool(one.stale) for one in log)} stale.")
