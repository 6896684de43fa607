"""Commands on what the rule reads off the evidence."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.listing import rows
from colligate.cli.door import echo_json, echo_table, json_option, study_option

_TABLES: dict[str, tuple[str, ...]] = {
    "findings": ("key", "level", "supporting_sources", "self_reported_sources", "examined", "flips"),
    "claims": ("id", "verdict", "reason"),
    "coverage": ("programme", "code", "state", "codings", "searches"),
    "conflicts": ("about", "values", "preferred"),
}


@click.group("assessments")
def group() -> None:
    """Findings by the standing rule, claims checked, coverage and conflicts."""


def _command(table: str, columns: tuple[str, ...]) -> click.Command:
    @click.command(table, help=f"List the {table} of a study.")
    @study_option
    @json_option
    def show(study: Path, *, as_json: bool) -> None:
        found = rows(study, table)
        if as_json:
            echo_json(found)
        else:
            echo_table(found, columns)

    return show


for _table, _columns in _TABLES.items():
    group.add_command(_command(_table, _columns))
