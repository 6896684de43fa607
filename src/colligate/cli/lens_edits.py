"""Commands that edit a study's own copy of a lens: each shows what it would do, and writes once that is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from colligate.actions.identity import identity
from colligate.actions.lens_editing import edit_lens, preview_edit
from colligate.actions.lens_preview import Preview
from colligate.actions.looking import standing_of
from colligate.cli.door import by_option, echo_json, json_option, study_option
from colligate.lenses.edits import Add, Edit, Merge, Move, Part, Remove, Rename, Reword, Split, Wording

F = TypeVar("F", bound=Callable[..., Any])

_LENS = click.argument("lens")
_CODE = click.argument("code")


def _writing(command: F) -> F:
    """Add what every edit asks for."""
    for option in (
        json_option,
        by_option,
        study_option,
        click.option("--reason", default="", help="Why; kept in the journal."),
        click.option("--confirm", default="", metavar="SEAL", help="Write exactly what was shown under this seal."),
    ):
        command = option(command)
    return command


def _wording(command: F) -> F:
    """Add the fields of a code."""
    for option in (
        click.option("--needs", type=click.Choice(["all", "any"]), help="How the codes below combine."),
        click.option("--example", help="An instance, in a sentence."),
        click.option("--cue", "cues", multiple=True, help="A word that sends a reader here; may be given again."),
        click.option("--against", multiple=True, help="What counts against it; may be given again."),
        click.option("--not-when", multiple=True, help="May be given again."),
        click.option("--use-when", multiple=True, help="May be given again."),
        click.option("--definition", help="What it means."),
        click.option("--name", help="What it is called."),
    ):
        command = option(command)
    return command


def _worded(told: dict[str, Any]) -> Wording:
    fields = {name: told.pop(name) for name in Wording.__struct_fields__ if name in told}
    return Wording(**{name: value for name, value in fields.items() if value not in (None, ())})


@click.command()
@_LENS
@_CODE
@_wording
@_writing
def reword(lens: str, code: str, **told: object) -> None:
    """Say otherwise what CODE of LENS means; a field given replaces the whole field."""
    _edit(lens, Reword(code=code, wording=_worded(told)), told)


@click.command("add-code")
@_LENS
@click.argument("new", metavar="ID")
@click.option("--under", default="", metavar="CODE", help="The code it stands under; else the top of the lens.")
@_wording
@_writing
def add_code(lens: str, new: str, under: str, **told: object) -> None:
    """Add a code of this ID to LENS."""
    _edit(lens, Add(parent=under, id=new, wording=_worded(told)), told)


@click.command()
@_LENS
@_CODE
@_writing
def remove(lens: str, code: str, **told: object) -> None:
    """Take CODE out of LENS, with the codes below it; refused while anything names them."""
    _edit(lens, Remove(code=code), told)


@click.command()
@_LENS
@_CODE
@click.option("--id", "new", default="", help="Its new id; what names the code is said again.")
@click.option("--name", default="", help="Its new name.")
@_writing
def rename(lens: str, code: str, new: str, name: str, **told: object) -> None:
    """Give CODE of LENS another id, another name, or both."""
    _edit(lens, Rename(code=code, id=new, name=name), told)


@click.command()
@_LENS
@_CODE
@click.option("--into", required=True, metavar="CODE", help="The code that stays, with its wording.")
@_writing
def merge(lens: str, code: str, into: str, **told: object) -> None:
    """Let CODE of LENS go, and what was coded with it be coded with another."""
    _edit(lens, Merge(code=code, into=into), told)


@click.command()
@_LENS
@_CODE
@click.option("--part", "parts", multiple=True, required=True, metavar="ID=NAME:DEFINITION", help="Two or more.")
@click.option("--assign", "assigned", multiple=True, metavar="RECORD=ID", help="Which part a coding belongs to.")
@_writing
def split(lens: str, code: str, parts: tuple[str, ...], assigned: tuple[str, ...], **told: object) -> None:
    """Put two codes or more in the place of CODE; codings not assigned wait in the review queue."""
    made = tuple(Part(id=name, wording=_named(words)) for name, words in map(_pair, parts))
    _edit(lens, Split(code=code, parts=made, assigned=dict(map(_pair, assigned))), told)


@click.command()
@_LENS
@_CODE
@click.option("--under", default="", metavar="CODE", help="The code it is to stand under; else the top of the lens.")
@_writing
def move(lens: str, code: str, under: str, **told: object) -> None:
    """Put CODE of LENS under another code, or at the top."""
    _edit(lens, Move(code=code, parent=under), told)


commands = (reword, add_code, remove, rename, merge, split, move)


def _pair(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals:
        message = f"'{written}' has no equals sign. Write NAME=VALUE."
        raise click.UsageError(message)
    return name.strip(), value.strip()


def _named(words: str) -> Wording:
    name, _, definition = words.partition(":")
    return Wording(name=name.strip(), definition=definition.strip())


def _edit(lens: str, edit: Edit, told: Mapping[str, Any]) -> None:
    """Show an edit, or write it; `told` are the options of `_writing`."""
    study, confirm = told["study"], told["confirm"]
    if confirm:
        preview = edit_lens(study, lens, edit, seen=confirm, reason=told["reason"], by=identity(told["by"]))
    else:
        preview = preview_edit(standing_of(study), lens, edit)
    if told["as_json"]:
        echo_json(preview)
        return
    for line in _lines(preview):
        click.echo(line)
    if confirm:
        click.echo(f"Written: {preview.lens}@{preview.after}.")
    else:
        click.echo(f"Nothing was written. To write exactly this, add: --confirm {preview.fingerprint}")


def _lines(preview: Preview) -> list[str]:
    names = preview.names
    lines = [preview.title, f"{preview.lens}@{preview.before} → {preview.lens}@{preview.after}"]
    lines += [f"  {field}: {before} → {after}" for field, before, after in preview.wording]
    if preview.earlier_rule:
        lines.append(f"  Made by the rule as it read before, and left as they are: {preview.earlier_rule} codings.")
    lines.append(f"Codings said again: {len(preview.codings)}")
    for one in preview.codings:
        words = one.quote.words if one.quote else ""
        place = f" [{one.quote.source}]" if one.quote else ""
        lines.append(f"  {one.id} {names.get(one.before)} → {names.get(one.after)} ({one.stance}) “{words}”{place}")
    moved = [cell for cell in preview.findings if cell.moved]
    lines.append(f"Findings that change their level: {len(moved)}")
    lines += [f"  {cell.subject}@{cell.code} {cell.level} → {cell.code_after} {cell.level_after}" for cell in moved]
    lines += [f"Claim {one.id}: {one.before} → {one.after}" for one in preview.claims]
    lines += [
        f"{one.kind} {one.id} said again: {', '.join(one.before)} → {', '.join(one.after)}" for one in preview.others
    ]
    lines.append(f"Left to you: {len(preview.left)}")
    lines += [f"  {one.place}: {one.words} {one.remedy}" for one in preview.left]
    return lines
