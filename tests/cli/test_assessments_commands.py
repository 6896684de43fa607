"""Assessments on the command line: what rests on what, and a paragraph read for its claims."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from colligate.actions.flipping import flips
from colligate.actions.looking import standing_of
from colligate.assessments.claim import Claim
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


def test_flips_are_given_as_data_on_the_command_line() -> None:
    command = [sys.executable, "-m", "colligate.cli", "assessments", "flips", "--study", str(EXAMPLE)]
    run = subprocess.run([*command, "--lens", "io-roles", "--json"], capture_output=True, text=True, check=True)
    told = json.loads(run.stdout)
    assert told["told"] == flips(standing_of(EXAMPLE), lens="io-roles").told
    assert told["rows"][0]["kind"] == "coder"
    assert all(change["before"] != change["after"] for row in told["rows"] for change in row["changes"])


def test_a_paragraph_is_proposed_and_taken_on_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "colligate.cli", "assessments", "propose", "-", "--study", str(EXAMPLE)]
    text = "Thailand ratified UNTOC on 16 November 2013. Thailand is a lovely country."
    run = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert "1 Thailand ratifies UNTOC and the trafficking protocol: dated 2013-11-16." in run.stdout
    assert "contradicted. 2013-10-17 by" in run.stdout
    assert "not checkable here: It states no value" in run.stdout
    folder = shutil.copytree(EXAMPLE, tmp_path / "study", ignore=shutil.ignore_patterns("build"))
    taking = [*command[:-1], str(folder), "--take", "all", "--by", "amina@laptop"]
    run = subprocess.run(taking, input=text, capture_output=True, text=True, check=True)
    said = [claim for claim in Study(folder).records.of(Claim) if claim.by == "amina@laptop"]
    assert [claim.sentence for claim in said] == ["Thailand ratified UNTOC on 16 November 2013."]
    assert run.stdout.endswith(f"Taken: {said[0].id}.\n")
