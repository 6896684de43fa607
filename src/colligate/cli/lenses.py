"""Commands on theories."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.identity import identity
from colligate.actions.lens_shown import Branch, tree
from colligate.actions.lenses import add_lens
from colligate.actions.looking import standing_of
from colligate.actions.residual import dismiss, give_code, residual
from colligate.cli.door import by_option, echo_json, echo_problems, echo_table, finish, json_option, study_option
from colligate.cli.lens_edits import commands
from colligate.codings.coding import Stance
from colligate.lenses.shipped import shipped


@click.group("lenses")
def group() -> None:
    """Theories as codebooks: list those that ship, add one to a study, show and edit its own copy."""


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


@group.command()
@click.argument("lens")
@study_option
@json_option
def show(lens: str, study: Path, *, as_json: bool) -> None:
    """Show the codes of LENS as this study has it, with what was coded: supports, contradicts, mentions."""
    found = tree(standing_of(study), lens)
    if as_json:
        echo_json(found)
        return
    click.echo(f"{found.lens.title} ({found.lens.id}@{found.lens.version})")
    for branch in found.branches:
        _show(branch, 1)


def _show(branch: Branch, depth: int) -> None:
    own = branch.own
    used = f"{own.supports}/{own.contradicts}/{own.mentions}" if own.all else "" if branch.total.all else "not used yet"
    click.echo(f"{'  ' * depth}{branch.path}  {branch.code.name}  {used}".rstrip())
    for child in branch.below:
        _show(child, depth + 1)


@group.command("residual")
@study_option
@json_option
def residual_(study: Path, *, as_json: bool) -> None:
    """List the passages that bear on the question and that no code fits."""
    waiting = residual(standing_of(study))
    if as_json:
        echo_json(waiting)
        return
    rows = [
        {
            "id": one.id,
            "source": one.quote.source if one.quote else "",
            "quote": one.quote.words if one.quote else "",
            "was": one.was,
            "memo": one.memo,
        }
        for one in waiting
    ]
    echo_table(rows, ("id", "source", "quote", "was", "memo"))


@group.command()
@click.argument("coding")
@click.argument("code")
@click.option("--stance", type=click.Choice(["supports", "contradicts", "mentions"]), default="supports")
@study_option
@by_option
def give(coding: str, code: str, stance: Stance, study: Path, by: str) -> None:
    """Give a passage of the review queue a code: CODING becomes one of CODE, as lens/code."""
    give_code(study, coding, code=code, stance=stance, by=identity(by))
    click.echo(f"coded {coding}")


@group.command("dismiss")
@click.argument("coding")
@click.option("--reason", required=True, help="Why it needs no code; kept in the journal.")
@study_option
@by_option
def dismiss_(coding: str, reason: str, study: Path, by: str) -> None:
    """Take a passage out of the review queue."""
    dismiss(study, coding, reason=reason, by=identity(by))
    click.echo(f"dismissed {coding}")


for _command in commands:
    group.add_command(_command)
