"""A lens edited by command: shown, confirmed by its seal, written; the review queue by command."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from colligate.actions.checking import check_study
from colligate.actions.coding import code_span
from colligate.cli import main
from colligate.codings.coding import Coding
from colligate.codings.residual import RESIDUAL
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build"))
    return path


def lenses(*words: str, study: Path, by: str = "") -> Result:
    return CliRunner().invoke(main, ["lenses", *words, "--study", str(study), *(["--by", by] if by else [])])


def test_a_merge_is_shown_with_its_consequences_and_written_under_its_seal(study: Path) -> None:
    words = ("merge", "io-roles", "actor.recognised", "--into", "actor.separate-entity")
    told = lenses(*words, study=study).output
    assert "io-roles@1.0 → io-roles@1.0+study.1" in told
    assert "Codings said again: 7\n" in told
    assert "Findings that change their level: 5\n" in told
    assert "  unodc@io-roles/actor.recognised established → io-roles/actor.separate-entity contested\n" in told
    assert "Claim fits-three-roles: contested → unsupported\n" in told
    assert Study(study).lenses["io-roles"].version == "1.0"
    seal = re.search(r"--confirm ([0-9a-f]{16})", told)
    assert seal
    written = lenses(*words, "--confirm", seal[1], study=study, by="amina@laptop")
    assert written.output.endswith("Written: io-roles@1.0+study.1.\n")
    assert sum(one.code == "io-roles/actor.separate-entity" for one in Study(study).records.of(Coding)) == 22


def test_the_seal_of_another_edit_writes_nothing(study: Path) -> None:
    refused = lenses(
        "rename", "io-roles", "actor", "--id", "agent", "--confirm", "0" * 16, study=study, by="amina@laptop"
    )
    assert refused.exit_code == 2
    assert Study(study).lenses["io-roles"].version == "1.0"
    assert not (study / "journal" / "amina@laptop.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("reword", "four-ps", "prevention", "--cue", "warning"), "Reword “Prevention” (prevention)."),
        (
            ("add-code", "causes", "militias", "--under", "conflict", "--name", "Militias", "--definition", "Armed."),
            "Add the code “Militias” (militias) under “Conflict”.",
        ),
        (("remove", "dac-criteria", "impact"), "Take out “Impact” (impact), which nothing names."),
        (("rename", "io-roles", "forum", "--name", "Arena"), "Rename “Forum” (forum) to “Arena” (forum)."),
        (
            ("move", "io-roles", "forum.deliberation", "--under", "actor"),
            "Move “Guidance or deliberation” (forum.deliberation) under “Actor”.",
        ),
        (
            ("split", "four-ps", "prosecution", "--part", "police=Police: By them.", "--part", "courts=Courts: There."),
            "Split “Prosecution” (prosecution) into “Police” (police) and “Courts” (courts).",
        ),
    ],
)
def test_every_edit_has_a_command(study: Path, words: tuple[str, ...], title: str) -> None:
    told = lenses(*words, "--json", study=study)
    assert told.exit_code == 0
    assert json.loads(told.output)["title"] == title


def test_a_lens_is_shown_with_what_was_coded(study: Path) -> None:
    lines = lenses("show", "io-roles", study=study).output.splitlines()
    assert lines[:3] == [
        "Roles of an international organisation (io-roles@1.0)",
        "  actor  Actor  0/0/3",
        "    actor.separate-entity  Legally apart from states  3/3/9",
    ]
    assert "  impact  Impact  not used yet" in lenses("show", "dac-criteria", study=study).output.splitlines()


def test_the_review_queue_is_listed_and_emptied(study: Path) -> None:
    first, second = (
        code_span(study, source="unodc-2016-tij", start=at, end=at + 40, code=RESIDUAL, stance="mentions", by="a@b").id
        for at in (0, 100)
    )
    waiting = json.loads(lenses("residual", "--json", study=study).output)
    assert [one["id"] for one in waiting] == [first, second]
    lenses("give", first, "results-chain/input", study=study, by="amina@laptop")
    lenses("dismiss", second, "--reason", "A heading.", study=study, by="amina@laptop")
    assert json.loads(lenses("residual", "--json", study=study).output) == []


def test_adding_a_lens_anew_keeps_the_edited_one_among_the_earlier(study: Path) -> None:
    words = ("rename", "dac-criteria", "impact", "--name", "Deep change")
    seal = re.search(r"--confirm (\w+)", lenses(*words, study=study).output)
    assert seal
    lenses(*words, "--confirm", seal[1], study=study, by="amina@laptop")
    assert lenses("add", "dac-criteria", study=study).exit_code == 0
    assert Study(study).lenses["dac-criteria"].version == "1.0"
    assert [one for one in check_study(study) if one.severity == "error"] == []
    assert b"Deep change" in (study / "lenses" / "earlier" / "dac-criteria@1.0+study.1.yaml").read_bytes()
