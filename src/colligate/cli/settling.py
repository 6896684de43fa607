"""The command for revisions made apart."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.identity import identity
from colligate.actions.looking import standing_of
from colligate.actions.settling import Apart, apart
from colligate.actions.settling import settle as run_settle
from colligate.cli.door import by_option, echo_json, json_option, study_option


@click.command()
@click.argument("record", metavar="ID", required=False)
@click.option("--take", default="", metavar="SIDE", help="The side taken: who said it, or its version.")
@click.option("--field", "fields", multiple=True, metavar="NAME=SIDE", help="A field taken from another side.")
@study_option
@by_option
@json_option
def settle(record: str | None, take: str, fields: tuple[str, ...], study: Path, by: str, *, as_json: bool) -> None:
    """Settle revisions of ID that were made apart; without --take show them side by side."""
    if take and record:
        chosen = dict(_pair(field) for field in fields)
        said = run_settle(study, record, take=take, fields=chosen, by=identity(by))
        click.echo(f"settled {said.id}")
        return
    if take or fields:
        raise click.UsageError("Name the record and the side taken: colligate settle ID --take SIDE.")
    found = [one for one in apart(standing_of(study)) if record in (None, one.id)]
    if as_json:
        echo_json(found)
        return
    for one in found:
        _tell(one)
    click.echo(f"{len(found)} to settle.")


def _tell(one: Apart) -> None:
    click.echo(f"{one.kind} {one.id}: {one.title}")
    for side in one.sides:
        what = f"withdrew it{f': {side.reason}' if side.reason else ''}" if side.withdrawn else "said"
        click.echo(f"  {side.version}  {side.by}, {side.at}, {what}")
        for field in one.fields:
            if field.differs and side.version in field.told:
                click.echo(f"    {field.name}: {field.told[side.version] or 'nothing'}")
        for quote in side.quotes:
            click.echo(f"    “{quote.words}” ({quote.source}{f', p. {quote.page}' if quote.page else ''})")


def _pair(written: str) -> tuple[str, str]:
    name, equals, side = written.partition("=")
    if not equals:
        raise click.UsageError(f"'{written}' names no side. Write NAME=SIDE.")
    return name, side
