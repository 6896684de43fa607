"""Commands on what rules propose: list it, and decide on it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from colligate.actions.deciding import accept_suggestions, correct_suggestion, refuse_suggestions
from colligate.actions.identity import identity
from colligate.cli import asking, code_suggestions
from colligate.cli.door import by_option, study_option
from colligate.cli.listing import table_command


@click.group("suggestions")
def group() -> None:
    """What rules and models propose: list, ask, accept, correct, refuse."""


_NONE = (
    "Nothing waits. 'colligate audit FILE --study FOLDER' reads a paper and proposes facts, claims and codings of it; "
    "'colligate suggestions codes' lists the passages of your sources that wait for each code."
)
group.add_command(table_command("list", "suggestions", ("id", "record", "rule", "page", "says"), empty=_NONE))
for _command in (*code_suggestions.commands, *asking.commands):
    group.add_command(_command)


@group.command()
@click.argument("records", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Accept every open suggestion.")
@study_option
@by_option
def accept(records: tuple[str, ...], study: Path, by: str, *, everything: bool) -> None:
    """Say what suggestions propose in your own name, with whatever they rest on."""
    if not records and not everything:
        raise click.UsageError("Name what to accept, or give --all.")
    for name in accept_suggestions(study, ("all",) if everything else records, by=identity(by)):
        click.echo(f"accepted {name}")


@group.command()
@click.argument("record")
@click.option("--set", "changes", multiple=True, required=True, metavar="FIELD=VALUE", help="May be given again.")
@study_option
@by_option
def correct(record: str, changes: tuple[str, ...], study: Path, by: str) -> None:
    """Say what a suggestion proposes with fields changed; a VALUE that is JSON is taken as such."""
    given = dict(_change(change) for change in changes)
    *grounds, corrected = correct_suggestion(study, record, given, by=identity(by))
    for name in grounds:
        click.echo(f"accepted {name}")
    click.echo(f"corrected {corrected}")


@group.command()
@click.argument("records", nargs=-1, required=True)
@click.option("--reason", default="", help="Why; kept in the journal.")
@study_option
@by_option
def refuse(records: tuple[str, ...], reason: str, study: Path, by: str) -> None:
    """Withdraw suggestions; the same rule will not propose them again."""
    for name in refuse_suggestions(study, records, by=identity(by), reason=reason):
        click.echo(f"refused {name}")


def _change(written: str) -> tuple[str, object]:
    field, equals, value = written.partition("=")
    if not equals:
        raise click.UsageError(f"'{written}' is no change. Write FIELD=VALUE.")
    if value[:1] in ("[", "{") or value in ("null", "true", "false"):
        try:
            return field, json.loads(value)
        except json.JSONDecodeError:
            pass
    return field, value
