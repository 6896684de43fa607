"""Commands on theories."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.lenses import add_lens
from colligate.cli.door import echo_json, echo_problems, echo_table, finish, json_option, study_option
from colligate.lenses.shipped import shipped


@click.group("lenses")
def group() -> None:
    """Theories as codebooks: list those that ship, add one to a study."""


@group.command("list")
@json_option
def list_(*, as_json: bool) -> None:
    """List the lenses that ship."""
    if as_json:
        echo_json(shipped())
        return
    found = [
        {
            "id": lens.id,
            "version": lens.version,
            "kind": lens.kind,
            "codes": len(list(lens.walk())),
            "title": lens.title,
        }
        for lens in shipped()
    ]
    echo_table(found, ("id", "version", "kind", "codes", "title"))


@group.command()
@click.argument("lens")
@study_option
def add(lens: str, study: Path) -> None:
    """Copy LENS, the id of a shipped lens or a YAML file, into the study and pin its version."""
    problems = add_lens(study, lens)
    echo_problems(problems)
    finish(problems)
