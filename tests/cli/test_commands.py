"""The command line, run as a user runs it: words in, words and an exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

Run = subprocess.CompletedProcess[str]


def colligate(*words: str | Path, cwd: Path | None = None) -> Run:
    environment = {**os.environ, "COLLIGATE_BY": "amina@laptop", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "colligate.cli", *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study"
    assert colligate("new", path, "--lens", "io-roles", "--lens", "causes").returncode == 0
    return path


def test_a_new_study_is_checked_clean(study: Path) -> None:
    run = colligate("check", study)
    assert (run.returncode, run.stdout) == (0, "No problems.\n")


def test_the_current_folder_is_the_study_unless_another_is_named(study: Path, tmp_path: Path) -> None:
    assert colligate("check", cwd=study).returncode == 0
    run = colligate("check", cwd=tmp_path)
    assert run.returncode == 2
    assert "is not a study: it holds no study.yaml" in run.stderr


def test_an_unknown_lens_is_wrong_use_and_the_nearest_is_named(tmp_path: Path) -> None:
    run = colligate("new", tmp_path / "study", "--lens", "human-securty")
    assert run.returncode == 2
    assert "Did you mean 'human-security'?" in run.stderr
    assert not (tmp_path / "study").exists()


def test_documents_are_added_listed_and_refused_by_name(study: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("A page of text.\fAnd another.")
    (tmp_path / "photo.bin").write_bytes(bytes(range(256)) * 8)
    run = colligate("sources", "add", tmp_path / "page.txt", tmp_path / "photo.bin", "--study", study)
    assert run.returncode == 1
    assert "added page" in run.stdout
    assert "photo.bin" in run.stderr
    listed = colligate("sources", "list", "--study", study, "--json")
    assert [(row["id"], row["pages"]) for row in json.loads(listed.stdout)] == [("page", 2)]


def test_a_problem_makes_check_exit_with_one_and_is_given_as_data_on_request(study: Path) -> None:
    (study / "journal" / "bram@office.jsonl").write_text('[{"type":"Memo"')
    run = colligate("check", study, "--json")
    assert run.returncode == 1
    assert json.loads(run.stdout)[0]["place"] == "journal/bram@office.jsonl:1"


def test_the_lenses_that_ship_are_listed_and_added(study: Path) -> None:
    listed = colligate("lenses", "list", "--json")
    assert "human-security" in {lens["id"] for lens in json.loads(listed.stdout)}
    assert colligate("lenses", "add", "four-ps", "--study", study).returncode == 0
    assert "four-ps@1.0" in (study / "study.yaml").read_text()
    assert colligate("check", study).returncode == 0


def test_every_command_has_help() -> None:
    run = colligate("--help")
    assert run.returncode == 0
    for line in run.stdout.partition("Commands:")[2].strip().splitlines():
        name, *words = line.split()
        assert words, f"{name} has no help"
        assert colligate(name, "--help").returncode == 0
