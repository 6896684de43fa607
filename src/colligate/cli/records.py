"""Commands that list the records of a room."""

from __future__ import annotations

import click

from colligate.cli.listing import table_command

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
        group.add_command(table_command(verb, room if verb == "list" else verb, columns))
    return group


groups = tuple(_group(room, tables) for room, tables in _TABLES.items())
