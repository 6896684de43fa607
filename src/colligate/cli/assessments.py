"""Commands on what the rule reads off the evidence."""

from __future__ import annotations

import click

from colligate.cli.listing import table_command

_TABLES: dict[str, tuple[str, ...]] = {
    "findings": ("key", "level", "supporting_sources", "self_reported_sources", "examined", "flips"),
    "claims": ("id", "verdict", "reason"),
    "coverage": ("programme", "code", "state", "codings", "searches"),
    "conflicts": ("about", "values", "preferred"),
}


@click.group("assessments")
def group() -> None:
    """Findings by the standing rule, claims checked, coverage and conflicts."""


for _table, _columns in _TABLES.items():
    group.add_command(table_command(_table, _table, _columns))
