"""Commands that show one table of a study."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.listing import rows
from colligate.cli.door import echo_json, echo_table, json_option, study_option


def table_command(verb: str, table: str, columns: tuple[str, ...], *, empty: str = "") -> click.Command:
    """Return a command named `verb` that lists `table`; as text it shows `columns`, as JSON everything.

    Where nothing is listed it says `empty`, if that is given.
    """

    @click.command(verb, help=f"List the {table} of a study.")
    @study_option
    @json_option
    def show(study: Path, *, as_json: bool) -> None:
        found = rows(study, table)
        if as_json:
            echo_json(found)
        elif found or not empty:
            echo_table(found, columns)
        else:
            click.echo(empty)

    return show
