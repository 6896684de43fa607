"""The pages a user types along with, done step by step: files written, edits made, commands run, answers compared."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import colligate

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = DOCS / "tutorial" / "worked-study.md"
#: In the order in which their small case unfolds.
HOW_TOS = [
    DOCS / "howto" / f"{name}.md" for name in ("start", "documents", "reread", "tables", "report", "claims", "lens")
]
#: A page with a case of its own.
AUDIT = DOCS / "howto" / "audit.md"
#: A fenced block: its language, the file it stands for if any, its lines.
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Walk:
    """A user in a folder, doing what a page says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def follow(self, page: Path) -> Iterator[str]:
        """Do every step of a page and yield each command whose answer agreed."""
        for language, name, block in BLOCK.findall(page.read_text(encoding="utf-8")):
            if language == "diff":
                self.edit(name, block)
            elif name:
                (self.folder / name).write_text(block, encoding="utf-8")
            elif language == "console":
                yield from self.type(block)

    def edit(self, name: str, block: str) -> None:
        old, new = (line[2:] for line in block.splitlines())
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def type(self, block: str) -> Iterator[str]:
        parts = re.split(r"^\$ (.*)\n", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]
        for command, expected in zip(parts[::2], parts[1::2], strict=True):
            told = self.told(shlex.split(command))
            assert doctest.OutputChecker().check_output(expected, told, LOOSELY), f"$ {command}\n{told}"
            yield command

    def told(self, words: list[str]) -> str:
        if words[0] == "cd":
            self.folder /= words[1]
            return ""
        run = subprocess.run(
            [sys.executable, "-m", "colligate.cli", *words[1:]],
            cwd=self.folder,
            env={**os.environ, "COLLIGATE_BY": "amina@laptop"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert words[0] == "colligate"
        assert run.returncode in {0, 1}, run.stdout
        return run.stdout


@pytest.mark.slow
def test_every_step_of_the_tutorial_answers_as_it_is_printed(tmp_path: Path) -> None:
    assert len(list(Walk(tmp_path).follow(TUTORIAL))) == 16


@pytest.mark.slow
def test_every_step_of_the_how_tos_answers_as_it_is_printed(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    assert len([command for page in HOW_TOS for command in walk.follow(page)]) == 20


@pytest.mark.slow
def test_every_step_of_an_audit_answers_as_it_is_printed(tmp_path: Path) -> None:
    assert len(list(Walk(tmp_path).follow(AUDIT))) == 6


def test_what_the_page_on_notebooks_shows_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "howto" / "notebook.md").read_text(encoding="utf-8")
    [code] = [block for language, _, block in BLOCK.findall(page) if language == "python"]
    monkeypatch.chdir(DOCS.parent / "examples")
    names: dict[str, object] = {}
    exec(code.replace('"my-study"', '"thailand-unodc-2014-2017"'), names)  # noqa: S102 - the page's own lines
    assert isinstance(names["study"], colligate.study.notebook.OpenStudy)


@pytest.mark.parametrize("page", [TUTORIAL, AUDIT, *HOW_TOS], ids=lambda page: page.stem)
def test_no_block_of_a_page_is_passed_over(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) * 2 == len(re.findall(r"^```", text, re.MULTILINE))
