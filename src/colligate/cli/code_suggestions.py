"""Commands on passages put forward for a code: list them, decide on them, ask whether reading may stop."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.code_queue import queue
from colligate.actions.code_stopping import CodeRead, codes_read, stop_of, stop_sentence
from colligate.actions.identity import identity
from colligate.actions.looking import standing_of
from colligate.actions.reading_for_codes import refuse, take_up
from colligate.actions.saying import Span
from colligate.cli.door import by_option, echo_json, echo_table, json_option, study_option
from colligate.study.study import Study
from colligate.suggestions.learning.learning import NAME
from colligate.suggestions.stopping import CONFIDENCE, TARGET

_code = click.option("--code", "code", required=True, metavar="LENS/CODE", help="The code, such as io-roles/forum.")
_share = click.FloatRange(0, 1, min_open=True, max_open=True)
_proposed = click.option(
    "--from", "proposed_by", default=f"{NAME} likely", show_default=True, help="What put it forward."
)


@click.command("codes")
@click.option("--lens", default="", help="Only the codes of this lens.")
@study_option
@json_option
def codes(lens: str, study: Path, *, as_json: bool) -> None:
    """List codes with the passages waiting for each, how many were read, and what may be claimed."""
    found = codes_read(Study(study), lens=lens)
    if as_json:
        echo_json(found)
        return
    rows = [(one, one.told.reading) for one in found]
    echo_table(
        (
            {"code": one.reference, "likely": one.likely, "read": reading.read, "found": reading.found,
             "checked": reading.sample, "may stop": _may_stop(one)}
            for one, reading in rows
        ),
        ("code", "likely", "read", "found", "checked", "may stop"),
    )  # fmt: skip


def _may_stop(one: CodeRead) -> str:
    if one.told.reached:
        return "yes"
    return f"not yet: {one.told.still:,} more" if one.told.reading.sample else "no check begun"


@click.command("queue")
@_code
@click.option("--most", default=10, show_default=True, help="How many passages.")
@click.option("--check", default=0, help="Draw by chance for the check of this number, instead of by score.")
@click.option("--asked", is_flag=True, help="Only what a language model proposed.")
@study_option
@json_option
def queue_(code: str, most: int, check: int, study: Path, *, asked: bool, as_json: bool) -> None:
    """List the passages to read next for a code, each with why."""
    found = queue(standing_of(study), code, most=most, check=check, asked=asked)
    if as_json:
        echo_json(found)
        return
    if not found:
        click.echo(f"Nothing waits for {code}. 'colligate suggestions stop --code {code}' says what may be claimed.")
    for one in found:
        number = "" if one.probability is None else f" ({one.probability:.0%})"
        why = ", ".join(f"{term.words} {term.weight:+.0%}" for term in one.terms) or "no word of it"
        click.echo(f"{one.candidate.key}  {one.track}, {one.likely}{number}, {one.stance}\n  {one.candidate.words}")
        click.echo(f"  words that count: {why}{'; rule: ' + one.rule if one.rule else ''}; by {one.proposed_by}")
        if (told := one.asked) and one.track == "asked":
            click.echo(f"  {told.model} says: {told.reason or 'no reason'}; quotes {told.quote!r}")
            click.echo(f"  at {one.candidate.source}:{told.start}:{told.end}")


@click.command("take")
@click.argument("passage", metavar="SOURCE:START:END")
@_code
@click.option("--stance", type=click.Choice(["supports", "contradicts", "mentions"]), default="supports")
@click.option("--about", default="", help="Id of what it speaks of.")
@_proposed
@study_option
@by_option
def take(passage: str, code: str, stance: str, about: str, proposed_by: str, study: Path, by: str) -> None:
    """Code a passage put forward, in your own name."""
    said = take_up(study, code, span_of(passage), stance=stance, about=about, proposed_by=proposed_by, by=identity(by))  # pyright: ignore[reportArgumentType]
    click.echo(f"coded {said.id}")


@click.command("pass")
@click.argument("passage", metavar="SOURCE:START:END")
@_code
@click.option("--reason", default="", help="Why it is no instance; kept in the journal.")
@_proposed
@study_option
@by_option
def pass_(passage: str, code: str, reason: str, proposed_by: str, study: Path, by: str) -> None:
    """Say that a passage put forward is no instance of the code; it is not put forward again."""
    refuse(study, code, span_of(passage), reason=reason, proposed_by=proposed_by, by=identity(by))
    click.echo(f"refused {passage}")


@click.command("stop")
@_code
@click.option("--target", type=_share, default=TARGET, show_default=True, help="The share that should be found.")
@click.option("--confidence", type=_share, default=CONFIDENCE, show_default=True, help="How sure to be of it.")
@study_option
@json_option
def stop(code: str, target: float, confidence: float, study: Path, *, as_json: bool) -> None:
    """Say in one sentence what may be claimed of a code, and what must still be read."""
    opened = Study(study)
    told = stop_of(opened, code, target=target, confidence=confidence)
    if as_json:
        echo_json(told)
    else:
        click.echo(stop_sentence(opened, code, told))


def span_of(written: str) -> Span:
    """Read ``source:start:end``."""
    source, _, place = written.rpartition(":")
    source, _, start = source.rpartition(":")
    if not (source and start.isdigit() and place.isdigit()):
        raise click.UsageError(
            f"'{written}' names no passage. Write SOURCE:START:END, as 'colligate suggestions queue' does."
        )
    return Span(source=source, start=int(start), end=int(place))


commands = (codes, queue_, take, pass_, stop)
