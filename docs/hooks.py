"""Reference pages made from the code, the lenses and the worked study when the documentation is built."""

from __future__ import annotations

import ast
import csv
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args, get_type_hints

import click
import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from colligate.assessments import results
from colligate.cli import main
from colligate.lenses.lens import Code, Lens
from colligate.lenses.shipped import shipped
from colligate.sources.text import Layout, PageStart, Region, Repair
from colligate.study.journal import RECORD_TYPES
from colligate.study.settings import Case, Publisher, Settings

ROOT = Path(__file__).parent.parent
COVERAGE = ROOT / "examples" / "tables" / "thailand-unodc-2014-2017" / "coverage.csv"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put every lens and every decision into the navigation, under the page that lists them."""
    for part in config.nav or []:
        if "Reference" in part:
            part["Reference"] = [_with_lenses(page) for page in part["Reference"]]
        elif "Decisions" in part:
            part["Decisions"] = ["decisions/index.md", *(f"decisions/{path.name}" for path in decisions())]
    return config


def _with_lenses(page: dict[str, object]) -> dict[str, object]:
    title, path = next(iter(page.items()))
    if path != "reference/lenses/index.md":
        return page
    return {title: [path, *({lens.title: f"reference/lenses/{lens.id}.md"} for lens in shipped())]}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, and the list of decisions."""
    for path, content in pages().items():
        files.append(File.generated(config, path, content=content))
    return files


def pages() -> dict[str, str]:
    """Return every page that is made, by its path in the documentation."""
    return {
        "reference/records.md": records_page(),
        "reference/findings.md": findings_page(),
        "reference/commands.md": commands_page(),
        "reference/lenses/index.md": lenses_page(),
        **{f"reference/lenses/{lens.id}.md": lens_page(lens) for lens in shipped()},
        "reference/worked-study-coverage.md": coverage_page(),
        "decisions/index.md": decisions_page(),
    }


def records_page() -> str:
    """Describe every record type and the study file, field by field, in the words of the code."""
    parts = [
        "# Records",
        "What a journal line can hold. Every record also has `id`, `by`, `at` and `revises`.",
        _structure(inspect.getmodule(RECORD_TYPES["Source"].__base__), RECORD_TYPES["Source"].__base__),
    ]
    for name in sorted(RECORD_TYPES):
        kind = RECORD_TYPES[name]
        parts.append(_structure(inspect.getmodule(kind), kind))
    parts.append("## Parts of records\n\nWhat a field of a record can hold, where that has fields of its own.")
    parts += [_structure(inspect.getmodule(kind), kind) for kind in record_parts()]
    parts.append("## The study file\n\nThe keys of `study.yaml`.")
    parts += [_structure(inspect.getmodule(kind), kind) for kind in (Settings, Case, Publisher)]
    parts.append(
        "## The layout of a text\n\nWhat is in `texts/<hash>.json`. Page starts, regions and repairs are written as"
        ' lists, in the order of their fields: `[582, "2", "file"]`.'
    )
    parts += [_structure(inspect.getmodule(kind), kind) for kind in (Layout, PageStart, Region, Repair)]
    return "\n\n".join(parts) + "\n"


def record_parts() -> list[type]:
    """Return the structures that records are made of and that are no records, by name."""
    found: dict[str, type] = {}
    waiting = list(RECORD_TYPES.values())
    while waiting:
        for held in _structs(list(get_type_hints(waiting.pop()).values())):
            if held.__name__ not in {**RECORD_TYPES, **found}:
                found[held.__name__] = held
                waiting.append(held)
    return [found[name] for name in sorted(found)]


def _structs(hints: list[object]) -> Iterator[type]:
    for hint in hints:
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            yield hint
        yield from _structs(list(get_args(hint)))


def findings_page() -> str:
    """Describe the form of ``build/findings.json``."""
    kinds = [
        kind
        for _, kind in inspect.getmembers(results, inspect.isclass)
        if kind.__module__ == results.__name__ and not kind.__name__.startswith("_")
    ]
    kinds.sort(key=lambda kind: (kind is not results.Assessment, kind.__name__))
    intro = "# Findings\n\nThe form of `build/findings.json`: one object, an `Assessment`, made of the parts below."
    return "\n\n".join([intro, *(_structure(results, kind) for kind in kinds)]) + "\n"


def _structure(module: ModuleType | None, kind: type) -> str:
    if module is None:
        return ""
    body = next(
        node
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    lines = inspect.getsource(module).splitlines()
    rows = [
        f"| `{item.target.id}` | `{ast.unparse(item.annotation)}` | {_meaning(module, item, lines)} |"
        for item in body.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    ]
    table = ["| field | type | meaning |", "|---|---|---|", *(_escaped(row) for row in rows)] if rows else []
    return "\n".join([f"### {kind.__name__}", "", inspect.getdoc(kind) or "", "", *table])


def _escaped(row: str) -> str:
    """Keep the bars of a union type from splitting the cell."""
    head, kind, rest = row.split("` | `", 1)[0], *row.split("` | `", 1)[1].split("` | ", 1)
    return f"{head}` | `{kind.replace(' | ', ' or ')}` | {rest}"


def _meaning(module: ModuleType, field: ast.AnnAssign, lines: list[str]) -> str:
    """Return what the code says of a field, and the words it takes where its type has a name for them."""
    names = [node.id for node in ast.walk(field.annotation) if isinstance(node, ast.Name)]
    words = [word for name in names for word in get_args(getattr(module, name, None)) if isinstance(word, str)]
    one_of = f"One of {', '.join(f'`{word}`' for word in words)}." if words else ""
    return " ".join(filter(None, [_comment(lines, field.lineno), one_of]))


def _comment(lines: list[str], number: int) -> str:
    said: list[str] = []
    for line in reversed(lines[: number - 1]):
        if not line.strip().startswith("#:"):
            break
        said.insert(0, line.strip().removeprefix("#:").strip())
    return " ".join(said).replace("|", "\\|")


def commands_page() -> str:
    """Show the help of every command."""
    parts = [
        "# Commands",
        "Every command takes `--study DIR`, else the current folder. Exit codes: 0 fine, 1 problems, 2 wrong use.",
    ]
    for name, command in commands(main, "colligate"):
        context = click.Context(command, info_name=name)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts) + "\n"


def commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name, groups before what is in them."""
    yield name, group
    if isinstance(group, click.Group):
        for verb, command in sorted(group.commands.items()):
            yield from commands(command, f"{name} {verb}")


def lenses_page() -> str:
    """List every lens that ships."""
    intro = (
        "# Lenses that ship\n\n"
        "A lens is a theory as a codebook. Those that ship are in our own words, after the works each names.\n"
        "`colligate lenses add ID` copies one into a study and pins its version."
    )
    rows = [
        f"| [{lens.title}]({lens.id}.md) | `{lens.id}@{lens.version}` | {lens.kind} | {len(list(lens.walk()))} |"
        for lens in shipped()
    ]
    return "\n".join([intro, "", "| lens | id | kind | codes |", "|---|---|---|---|", *rows, ""])


def lens_page(lens: Lens) -> str:
    """Show one lens, code by code."""
    works = [f"- `{work.id}`: {work.author} ({work.year}). *{work.title}*. {work.publisher}" for work in lens.works]
    parts = [f"# {lens.title}", f"`{lens.id}@{lens.version}`, {lens.kind}. {lens.summary}", "\n".join(works)]
    if lens.notes:
        parts.append("\n".join(f"- {note}" for note in lens.notes))
    return "\n\n".join([*parts, *(_code(reference, code) for reference, code in lens.walk())]) + "\n"


def _code(reference: str, code: Code) -> str:
    rows = [
        ("Use when", code.use_when), ("Not when", code.not_when), ("Would count against", code.against),
        ("Cues", code.cues), ("After", code.after),
    ]  # fmt: skip
    told = "\n".join(f"- **{name}:** {'; '.join(said)}" for name, said in rows if said)
    example = f"\n- **Example:** {code.example}" if code.example else ""
    needs = f"\n- **Read from its criteria:** {code.needs}" if code.needs else ""
    return f"## `{reference}`: {code.name}\n\n{code.definition}\n\n{told}{example}{needs}"


def coverage_page() -> str:
    """Say where each statement of the article lives in the worked study."""
    intro = (
        "# Where the article is in the worked study\n\n"
        "The worked study holds everything the article states. Each row is one statement of it, by its number\n"
        "in our inventory of it; beside it, the records and sentences that hold it."
    )
    rows = list(csv.DictReader(COVERAGE.read_text(encoding="utf-8").splitlines()))
    lines = [f"| {row['row']} | {_places(row['records'])} | {row.get('note', '')} |" for row in rows]
    return "\n".join([intro, "", f"{len(rows)} rows.", "", "| row | where | note |", "|---|---|---|", *lines, ""])


def _places(records: str) -> str:
    return ", ".join(f"`{place.strip()}`" for place in records.split(";") if place.strip())


def decisions() -> list[Path]:
    """Return the decision records in the order of their names."""
    return sorted((ROOT / "docs" / "decisions").glob("*.md"))


def decisions_page() -> str:
    """List the decision records."""
    lines = [
        f"- [{path.read_text(encoding='utf-8').splitlines()[0].lstrip('# ')}]({path.name})" for path in decisions()
    ]
    return "\n".join(
        ["# Decisions", "", "Choices that could fairly have gone another way, with what they cost.", "", *lines, ""]
    )
