"""What every command shares: the study option, who acts, how results and problems are shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from colligate.problems import ColligateError, Problem

F = TypeVar("F", bound=Callable[..., Any])

#: The study a command works on.
study_option = click.option(
    "--study",
    "study",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="the current folder",
    help="The study folder.",
)
#: Under whose name a command writes.
by_option = click.option(
    "--by", default="", envvar="COLLIGATE_BY", help="Who acts, as in the journal's name: amina@laptop."
)
#: What highlights become.
CODE_HELP = "For highlights: the code of a colour or author, as yellow=lens/code; may be given several times."
#: Machine-readable output.
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


class Door(click.Group):
    """The outermost group: turns our errors into one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; an error made for callers becomes one line."""
        try:
            return super().invoke(ctx)
        except ColligateError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(2)


def echo_json(value: object) -> None:
    """Print any result as indented JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def echo_problems(problems: Sequence[Problem]) -> None:
    """Print problems, one a paragraph: place, message, way out."""
    for problem in problems:
        mark = click.style("warning" if problem.severity == "warning" else "problem", bold=True)
        click.echo(f"{mark} {problem.place}\n  {problem.message}\n  {problem.remedy}", err=True)


def finish(problems: Sequence[Problem]) -> None:
    """Exit with 1 where something is wrong; warnings alone are fine."""
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


def echo_table(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> None:
    """Print rows under their column names, each column as wide as it needs up to sixty characters."""
    table = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [max([len(column), *(len(line[i]) for line in table)]) for i, column in enumerate(columns)]
    for line in ([*columns], *table):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object, limit: int = 60) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, tuple | list) else "" if value is None else str(value)
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
