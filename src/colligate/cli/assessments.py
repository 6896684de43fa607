"""Commands on what the rule reads off the evidence, and on claims."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from colligate.actions.claiming import Pasted, accept_claims, propose_claims
from colligate.actions.flipping import Flips, flips_of
from colligate.actions.identity import identity
from colligate.actions.looking import standing_of
from colligate.assessments.leaving_out import GROUPS, KINDS, Group
from colligate.cli.door import by_option, echo_json, echo_table, json_option, study_option
from colligate.cli.listing import table_command
from colligate.reports.tables import SIGNS

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


@group.command()
@study_option
@click.option("--lens", default="", metavar="ID", help="Findings of this lens only.")
@click.option("--programme", default="", metavar="ID", help="Findings about this programme only.")
@click.option("--kind", default="", type=click.Choice(["", *KINDS]), help="Leave out one of these only.")
@click.option("--without", "left_out", default=None, type=click.Choice(list(GROUPS)), help="Leave out all of these.")
@json_option
def flips(study: Path, lens: str, programme: str, kind: str, left_out: Group | None, *, as_json: bool) -> None:
    """Show what rests on one source, publisher or coder: which findings change when it is left out."""
    found = flips_of(study, lens=lens, programme=programme, kind=kind, group=left_out)
    if as_json:
        echo_json(found)
    else:
        _tell_flips(found)


def _tell_flips(found: Flips) -> None:
    click.echo(found.told)
    rows = (
        {
            "left out": f"{row.kind} {row.name}",
            "findings": len(row.changes),
            "from, to": tuple(f"{count} {before} -> {after}" for before, after, count in row.ways),
        }
        for row in found.rows
    )
    echo_table(rows, ("left out", "findings", "from, to"))


@group.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@study_option
@click.option("--of", "source", default="", metavar="SOURCE", help="Whose words they are; default: the manuscript.")
@click.option("--take", "numbers", multiple=True, metavar="NUMBER", help="Take this claim into the ledger, or 'all'.")
@by_option
@json_option
def propose(file: TextIO, study: Path, source: str, numbers: tuple[str, ...], by: str, *, as_json: bool) -> None:
    """Propose the claims that a paragraph states (FILE, or - for standard input), with the verdicts they would have.

    Nothing is kept but the claims taken, in your name.
    """
    text = file.read()
    pasted = propose_claims(standing_of(study), text, source=source)
    if as_json:
        echo_json(pasted)
    else:
        _tell_claims(pasted)
    if numbers:
        said = accept_claims(study, text, _numbers(numbers, pasted), by=identity(by), source=source)
        taken = [name for name, _ in said.versions if name.startswith("claim-")]
        click.echo(f"Taken: {', '.join(taken)}.", err=as_json)


def _numbers(written: tuple[str, ...], pasted: Pasted) -> list[int]:
    if "all" in written:
        return [proposal.number for proposal in pasted.proposals if not proposal.missing]
    if wrong := [one for one in written if not one.isdigit()]:
        raise click.UsageError(f"'{wrong[0]}' is no number of a claim. Give a number as listed, or 'all'.")
    return [int(one) for one in written]


def _tell_claims(pasted: Pasted) -> None:
    for sentence in pasted.sentences:
        click.echo(sentence.words)
        if sentence.reason:
            click.echo(f"     not checkable here: {sentence.reason}")
        for one in sentence.proposals:
            verdict = f"{SIGNS[one.verdict]} {one.verdict}" if one.verdict else f"? choose its {one.missing}"
            known = f" (in the ledger: {one.known})" if one.known else ""
            click.echo(f"  {one.number:>2} {one.said}{known}\n     {verdict}. {one.reason}".rstrip())
            click.echo("".join(f"     {support.ref}: {support.title}\n" for support in one.judged_by[:5]), nl=False)
