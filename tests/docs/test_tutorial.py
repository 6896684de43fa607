"""The tutorial, done step by step: its files written, its edits made, its commands run, their answers compared."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "worked-study.md"
#: A fenced block: its language, the file it stands for if any, its lines.
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def said(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "colligate", command
    run = subprocess.run(
        [sys.executable, "-m", "colligate.cli", *words[1:]],
        cwd=folder,
        env={**os.environ, "COLLIGATE_BY": "amina@laptop"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert run.returncode in {0, 1}, run.stdout
    return run.stdout


def edit(path: Path, block: str) -> None:
    old, new = (line[2:] for line in block.splitlines())
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def answers(block: str) -> list[tuple[str, str]]:
    """Split a console block into each command and what it is told to answer."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.slow
def test_every_step_of_the_tutorial_answers_as_it_is_printed(tmp_path: Path) -> None:
    compared = 0
    for language, name, block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if language == "diff":
            edit(tmp_path / name, block)
        elif name:
            (tmp_path / name).write_text(block, encoding="utf-8")
        else:
            for command, expected in answers(block):
                told = said(command, tmp_path)
                assert doctest.OutputChecker().check_output(expected, told, LOOSELY), f"$ {command}\n{told}"
                compared += 1
    assert compared == 16


def test_the_tutorial_s_files_and_edits_are_all_read() -> None:
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert len(blocks) * 2 == len(re.findall(r"^```", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE))
    assert [name for _, name, _ in blocks if name].count("my-study/report/01-report.md") == 2
