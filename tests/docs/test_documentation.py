"""The documentation names what is there, and only that."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from colligate.cli import main
from colligate.lenses.shipped import shipped
from colligate.study.journal import RECORD_TYPES, read_journal
from colligate.study.tables import NAMES

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import hooks  # noqa: E402 - makes the reference pages

WRITTEN = {path: path.read_text() for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]}
PAGES = hooks.pages()


def shown_commands() -> list[tuple[str, str]]:
    found = []
    for path, text in WRITTEN.items():
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
            joined = block.replace("\\\n", " ")
            found += [(path.name, line[2:]) for line in joined.splitlines() if line.startswith("$ colligate")]
    return found


def test_every_command_shown_is_one_there_is_with_options_it_has() -> None:
    shown = shown_commands()
    assert len(shown) >= 15
    for page, line in shown:
        words = shlex.split(line, comments=True)[1:]
        command: click.Command = main
        while words and isinstance(command, click.Group) and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not isinstance(command, click.Group), (page, line)
        options = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, (page, line)


def test_every_command_is_in_the_reference() -> None:
    for name, _ in hooks.commands(main, "colligate"):
        assert f"## {name}\n" in PAGES["reference/commands.md"]


@pytest.mark.parametrize("name", sorted(RECORD_TYPES))
def test_every_record_and_field_is_in_the_reference_with_its_meaning(name: str) -> None:
    page = PAGES["reference/records.md"]
    part = page.partition(f"### {name}\n")[2].partition("### ")[0]
    own = set(RECORD_TYPES[name].__annotations__)
    assert own == set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


def test_the_words_a_field_takes_and_the_parts_it_holds_are_in_the_reference() -> None:
    page = PAGES["reference/records.md"]
    actor = page.partition("### Actor\n")[2].partition("### ")[0]
    assert "One of `state`, `organisation`, `office`, `person`, `group`." in actor
    parts = page.partition("## Parts of records\n")[2].partition("\n## ")[0]
    assert {"Name", "Break"} <= set(re.findall(r"^### (\w+)$", parts, re.MULTILINE))


def test_every_lens_and_code_is_in_the_reference() -> None:
    for lens in shipped():
        page = PAGES[f"reference/lenses/{lens.id}.md"]
        assert f"`{lens.id}@{lens.version}`" in page
        assert f"]({lens.id}.md)" in PAGES["reference/lenses/index.md"]
        for reference, code in lens.walk():
            part = page.partition(f"## `{reference}`: {code.name}\n")[2].partition("\n## ")[0]
            assert code.definition in part
            assert all(said in part for said in (*code.use_when, *code.not_when, *code.against, *code.cues))


def test_every_table_of_a_study_is_named_for_notebooks() -> None:
    page = WRITTEN[ROOT / "docs" / "howto" / "notebook.md"]
    assert {name for name in NAMES if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_what_pages_outside_the_documentation_link_to_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_every_make_command_shown_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = [
        (name, target)
        for name in ("README.md", "CONTRIBUTING.md")
        for target in re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert {"demo", "test", "docs"} <= {target for _, target in shown}
    assert [(name, target) for name, target in shown if target not in targets] == []


def test_the_journal_line_shown_is_one_that_a_study_reads() -> None:
    page = WRITTEN[ROOT / "docs" / "reference" / "study-folder.md"]
    [line] = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    records, problems = read_journal(line.encode(), "the page")
    assert ([record.id for record in records], problems) == (["memo-1"], [])


def test_every_file_of_a_built_study_is_in_the_reference_of_the_folder() -> None:
    page = WRITTEN[ROOT / "docs" / "reference" / "study-folder.md"]
    study = ROOT / "examples" / "thailand-unodc-2014-2017"
    for path in study.iterdir():
        assert f"`{path.name}{'/' if path.is_dir() else ''}" in page, path.name


def test_every_row_of_the_article_s_statements_has_a_place() -> None:
    rows = [line for line in PAGES["reference/worked-study-coverage.md"].splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 120
    assert all("`" in line.split("|")[2] for line in rows)
