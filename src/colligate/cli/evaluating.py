"""The command that measures the model on a study's own decisions."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.evaluating import evaluations
from colligate.cli.door import echo_json, echo_table, json_option, study_option
from colligate.study.study import Study
from colligate.suggestions.evaluating import Measured


@click.command("evaluate")
@click.option("--lens", default="", help="Only the codes of this lens.")
@study_option
@json_option
def evaluate(lens: str, study: Path, *, as_json: bool) -> None:
    """Cross-validate passages put forward by the model on what people of this study decided, code by code."""
    found = evaluations(Study(study), lens=lens)
    if as_json:
        echo_json(found)
        return
    told = [one for one in found if not one.lacking]
    if told:
        rows = [
            {
                "code": one.reference, "passages": f"{one.instances} of {one.instances + one.others}",
                **{name: shown(getattr(one, name)) for name in _FIGURES},
            }
            for one in told
        ]  # fmt: skip
        echo_table(rows, ("code", "passages", *_FIGURES))
        click.echo(_LEGEND)
        click.echo("\nAre its probabilities right? Passages by the probability given, and how many were instances.")
        bins = [
            {
                "code": one.reference, "given": f"{part.low:.0%} to {part.high:.0%}", "passages": part.passages,
                "mean given": f"{part.given:.0%}", "were": f"{part.were:.0%}",
            }
            for one in told
            for part in one.calibration
        ]  # fmt: skip
        echo_table(bins, ("code", "given", "passages", "mean given", "were"))
    for one in found:
        if one.lacking:
            click.echo(f"{one.reference}: {one.lacking}")
    if not found:
        click.echo("Nobody has decided on a passage yet. Code some, or work through 'colligate suggestions queue'.")


_FIGURES = ("precision", "recall", "f1", "kappa", "people", "saved", "brier")


_LEGEND = """
passages: accepted ones of all decided on. precision: how many put forward were right. recall: how many right ones
were put forward. f1: both in one. kappa: agreement with people beyond chance; people: theirs with each other, where
two read the same passage. saved: reading saved at 95 % recall, below 0 where reading in any order saves more.
brier: how far off probabilities were, 0 at best, 0.25 for an even guess. In brackets: the middle 95 of 100 values
over the same passages drawn again."""


def shown(figure: Measured) -> str:
    """Write a figure with its interval."""
    return "" if figure.value is None else f"{figure.value:z.2f} ({figure.low:z.2f} to {figure.high:z.2f})"
