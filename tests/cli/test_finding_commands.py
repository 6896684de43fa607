"""What the commands for finding passages say when there is nothing to say, and what their figures mean."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from colligate.actions.starting import new_study
from colligate.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


def told(*words: str | Path) -> str:
    run = CliRunner().invoke(main, [str(word) for word in words])
    assert run.exit_code == 0, run.output
    return run.output


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    new_study(tmp_path / "study", lenses=["io-roles"])
    return tmp_path / "study"


def test_a_list_of_no_suggestions_says_where_they_come_from(empty: Path) -> None:
    assert told("suggestions", "list", "--study", empty).startswith("Nothing waits. 'colligate audit FILE")
    assert told("suggestions", "list", "--study", empty, "--json").strip() == "[]"


def test_a_queue_run_dry_says_so_and_how_to_go_on(empty: Path) -> None:
    queue = told("suggestions", "queue", "--code", "io-roles/forum", "--study", empty)
    assert queue.startswith("Nothing waits for io-roles/forum. 'colligate suggestions stop --code io-roles/forum' says")


def test_figures_of_an_evaluation_are_explained_below_them(tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(EXAMPLE, study, ignore=shutil.ignore_patterns("build"))
    lines = told("evaluate", "--lens", "io-roles", "--study", study)
    for figure in lines.splitlines()[0].split()[2:]:
        assert f"{figure}: " in lines


def test_a_code_of_which_nothing_was_drawn_by_chance_says_so(empty: Path) -> None:
    note = empty.parent / "note.txt"
    note.write_text("The members met in Geneva. They agreed on a plan.\n")
    told("sources", "add", note, "--study", empty, "--by", "amina@laptop")
    row = next(
        line for line in told("suggestions", "codes", "--study", empty).splitlines() if "io-roles/forum " in line
    )
    assert row.endswith("no check begun")
