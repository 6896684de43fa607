"""Commands on a language model that the user brings: set it, see what would be sent, ask it, list what was asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from colligate.actions.identity import identity
from colligate.actions.model_plan import MOST, Plan, Wanted, listing, plan_of
from colligate.actions.model_running import Asking, Progress
from colligate.actions.model_runs_shown import run_rows
from colligate.actions.model_settings import change_model_settings, read_model_settings, settings_file
from colligate.actions.model_told import plan_lines, progress_line
from colligate.cli.door import by_option, echo_json, echo_table, json_option, study_option
from colligate.study.study import Study

_COLUMNS = (
    "run", "code", "model", "passages", "proposed", "none", "discarded", "malformed", "failed", "taken",
    "refused", "tokens_in", "tokens_out", "cost",
)  # fmt: skip


@click.command("model")
@click.option("--address", help="Base address, such as http://127.0.0.1:11434/v1.")
@click.option("--model", help="Name of the model, as the server knows it.")
@click.option("--key-variable", help="Name of the environment variable that holds the key; '' for none.")
@click.option("--price-in", type=float, help="Money for a million tokens sent.")
@click.option("--price-out", type=float, help="Money for a million tokens answered.")
@click.option("--currency", help="Of the prices.")
@click.option("--context", type=int, help="Tokens that a request with its answer may take.")
@click.option("--timeout", type=float, help="Seconds that one answer may take.")
@json_option
def model(*, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - each as its option says
    """Show which language model is set, or set one; none is needed. The settings are yours, in no study."""
    changes = {name: value for name, value in given.items() if value is not None}
    settings = change_model_settings(changes) if changes else read_model_settings()
    if as_json:
        echo_json(settings)
        return
    click.echo(f"{settings_file()}")
    for name in settings.__struct_fields__:
        value = getattr(settings, name)
        click.echo(f"  {name}: {'not set' if value in (None, '') else value}")


@click.command("ask")
@click.option("--code", required=True, metavar="LENS/CODE", help="The code, such as io-roles/forum.")
@click.option("--source", "sources", multiple=True, help="Only passages of this source; may be given again.")
@click.option("--most", type=click.IntRange(1), default=MOST, show_default=True, help="How many passages at most.")
@click.option("--most-cost", type=click.FloatRange(0), help="Money that is not to be passed.")
@click.option("--show", is_flag=True, help="Print the first request as it would be sent, and send nothing.")
@click.option("--list", "whole", is_flag=True, help="Print every request, one a line, and send nothing.")
@click.option("--yes", is_flag=True, help="Send without asking; for scripts.")
@study_option
@by_option
@json_option
def ask(
    code: str, sources: tuple[str, ...], most: int, most_cost: float | None, study: Path, by: str, *,
    show: bool, whole: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Let the model you set propose codings for a code, after showing what would be sent and what it may cost.

    What it proposes waits in the queue of the code. Ask again to go on where a run ended.
    """
    plan = plan_of(Study(study), Wanted(code=code, most=most, sources=sources), read_model_settings())
    if show or whole:
        click.echo(listing(plan.questions if whole else plan.questions[:1]), nl=False)
        return
    if not _confirmed(plan, yes=yes, quiet=as_json):
        return
    asking = Asking(study, plan, by=identity(by), most_cost=most_cost)
    done = _run(asking, plan)
    if as_json:
        echo_json(done)
    else:
        click.echo(progress_line(done))
        if done.counts["proposed"]:
            click.echo(f"Decide on them: colligate suggestions queue --asked --code {code}")
    if done.ended:
        sys.exit(1)


def _confirmed(plan: Plan, *, yes: bool, quiet: bool) -> bool:
    for line in plan_lines(plan):
        click.echo(line, err=quiet)
    if not plan.questions:
        return quiet
    return yes or click.confirm("Send them?", default=False, err=quiet)


def _run(asking: Asking, plan: Plan) -> Progress:
    with click.progressbar(length=max(1, len(plan.questions)), label="Asking", show_pos=True, file=sys.stderr) as bar:

        def told(progress: Progress) -> None:
            bar.update(progress.asked - bar.pos)

        try:
            return asking.run(told)
        except KeyboardInterrupt:
            asking.progress.ended = "Stopped. Ask again to go on: what was answered is kept."
            return asking.progress


@click.command("asked")
@study_option
@json_option
def asked(study: Path, *, as_json: bool) -> None:
    """List the runs in which a language model was asked, the latest first."""
    found = run_rows(Study(study))
    if as_json:
        echo_json(found)
    else:
        echo_table(({name: getattr(one, name) for name in _COLUMNS} for one in found), _COLUMNS)


commands = (model, ask, asked)
