"""Commands that show one table of a study."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.listing import rows
from colligate.cli.door import echo_json, echo_table, json_option, study_option


def table_command(verb: str, table: str, columns: tuple[str, ...]) -> click.Command:
    """Return a command named `verb` that lists `table`; as text it shows `columns`, as JSON everything."""

    @click.command(verb, help=f"List the {table} of a study.")
    @study_option
    @json_option
    def show(study: Path, *, as_json: bool) -> None:
        found = rows(study, table)
        if as_json:
            echo_json(found)
        else:
            echo_table(found, columns)

    return show
