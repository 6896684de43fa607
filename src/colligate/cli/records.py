"""Commands that list the records of a room."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.listing import rows
from colligate.cli.door import echo_json, echo_table, json_option, study_option

#: Room, table, and the columns shown as text.
_TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "codings": {
        "list": ("id", "code", "stance", "about", "source", "page", "quote"),
        "memos": ("id", "about", "by", "text"),
    },
    "programmes": {
        "list": ("id", "name", "kind"),
        "actors": ("id", "name", "kind", "part_of"),
        "events": ("id", "date", "kind", "programme", "name"),
        "facts": ("id", "about", "field", "value", "source", "quote"),
        "factors": ("id", "name", "code"),
    },
    "indicators": {
        "list": ("id", "name", "unit", "concept"),
        "observations": ("id", "indicator", "area", "period", "value", "source", "edition"),
    },
}


def _group(room: str, tables: dict[str, tuple[str, ...]]) -> click.Group:
    group = click.Group(room, help=f"List the records of {room}.")
    for verb, columns in tables.items():
        group.add_command(_command(room if verb == "list" else verb, verb, columns))
    return group


def _command(table: str, verb: str, columns: tuple[str, ...]) -> click.Command:
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


groups = tuple(_group(room, tables) for room, tables in _TABLES.items())
