"""Findings as cases and conditions: degrees by a stated calibration, NA for silence, passages behind each cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk import Desk

from colligate.actions.annotating import NoLensError, export_qca
from colligate.cli import main
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.qca import PROPOSED, calibration_bytes, read_calibration

#: Publishers that make the office's own report self-reported, and the audit independent.
TABLES = {
    "actors": "id,name,kind\noffice,The office,organisation\nauditors,The auditors,office\n",
    "sources": "id,kind,publisher\nreport,primary,office\naudit,primary,auditors\n",
    "programmes": "id,name,kind\ncourse,The course,capacity building\nforum,The forum,forum\n",
    "facts": (
        "id,about,field,value,refers,source,quote\nf1,course,implementer,The office,office,report,The office trained\n"
    ),
    "codings": (
        "id,code,stance,about,source,quote\n"
        "c1,io-roles/resource.outputs-offered,supports,course,report,trained 600 officers\n"
        "c2,io-roles/resource.outputs-used,supports,course,audit,212 officers finish the course\n"
        "c3,io-roles/forum.members-meet,contradicts,course,audit,Poverty was not spoken of\n"
        "c4,io-roles/actor.recognised,supports,course,report,The ministry counted\n"
        "c5,io-roles/actor.recognised,contradicts,course,audit,The auditors saw\n"
        "c6,io-roles/actor.capacity-shown,supports,course,report,five provinces\n"
    ),
    "judgements": (
        "id,finding,decision,reason\nj1,course@io-roles/actor.capacity-shown,refuted,Provinces are no capacity.\n"
    ),
}


@pytest.fixture
def study(desk: Desk) -> Path:
    report = desk.load(**TABLES)
    assert desk.said(report) == []
    return desk.study_path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text())))


def test_degrees_follow_the_levels_and_silence_is_na(study: Path, tmp_path: Path) -> None:
    export_qca(study, "io-roles", tmp_path / "qca")
    cases = {row["case"]: row for row in table(tmp_path / "qca" / "cases.csv")}
    course = cases["course"]
    assert course["RESOURCE_OUTPUTS_OFFERED"] == "0.33"
    assert course["RESOURCE_OUTPUTS_USED"] == "0.67"
    assert course["FORUM_MEMBERS_MEET"] == "0"
    assert course["ACTOR_RECOGNISED"] == "NA"
    assert course["FORUM_DELIBERATION"] == "NA"
    assert set(cases["forum"].values()) == {"forum", "NA"}


def test_a_judgement_counts_and_the_rules_own_reading_stands_beside_it(study: Path, tmp_path: Path) -> None:
    export_qca(study, "io-roles", tmp_path / "qca")
    assert table(tmp_path / "qca" / "cases.csv")[0]["ACTOR_CAPACITY_SHOWN"] == "0"
    row = next(row for row in table(tmp_path / "qca" / "cells.csv") if row["condition"] == "ACTOR_CAPACITY_SHOWN")
    assert (row["level"], row["rule reads"], row["quote"]) == ("refuted", "claimed", "five provinces")


def test_each_cell_has_its_passages_or_says_that_nobody_looked(study: Path, tmp_path: Path) -> None:
    export_qca(study, "io-roles", tmp_path / "qca")
    cells = table(tmp_path / "qca" / "cells.csv")
    held = [row for row in cells if row["case"] == "course" and row["condition"] == "ACTOR_RECOGNISED"]
    assert [(row["side"], row["quote"], row["source"], row["standing"]) for row in held] == [
        ("for", "The ministry counted", "report", "self-reported"),
        ("against", "The auditors saw", "audit", "independent"),
    ]
    assert {row["level"] for row in cells if row["case"] == "forum"} == {"not assessed"}
    told = (tmp_path / "qca" / "README.md").read_text()
    assert "- course, ACTOR_RECOGNISED" in told
    assert "None of these is a 0." in told


def test_columns_are_names_that_r_takes_and_are_explained(study: Path, tmp_path: Path) -> None:
    export_qca(study, "io-roles", tmp_path / "qca")
    columns = list(table(tmp_path / "qca" / "cases.csv")[0])[1:]
    explained = {row["condition"]: row for row in table(tmp_path / "qca" / "conditions.csv")}
    assert columns == list(explained)
    assert all(name.isascii() and name.replace("_", "A").isalnum() and name[0].isalpha() for name in columns)
    assert explained["ACTOR_RECOGNISED"]["code"] == "io-roles/actor.recognised"
    assert explained["ACTOR_RECOGNISED"]["criteria of"] == "ACTOR"


def test_the_analysts_calibration_replaces_the_one_proposed(study: Path, tmp_path: Path) -> None:
    export_qca(study, "io-roles", tmp_path / "first")
    text = (tmp_path / "first" / "calibration.yaml").read_text()
    assert "Proposed, not chosen" in text
    own = tmp_path / "own.yaml"
    own.write_text(text.replace("claimed: 0.33", "claimed: 0.6").replace("contested: NA", "contested: 0.4"))
    done = CliRunner().invoke(
        main,
        [
            "export",
            "qca",
            str(tmp_path / "qca"),
            "--lens",
            "io-roles",
            "--calibration",
            str(own),
            "--study",
            str(study),
        ],
    )
    assert done.exit_code == 0, done.output
    course = table(tmp_path / "qca" / "cases.csv")[0]
    assert (course["RESOURCE_OUTPUTS_OFFERED"], course["ACTOR_RECOGNISED"]) == ("0.6", "0.4")
    assert "Proposed" not in (tmp_path / "qca" / "calibration.yaml").read_text()


def test_no_cell_runs_as_a_formula_and_degrees_stay_numbers(desk: Desk, tmp_path: Path) -> None:
    sources = "id,kind,publisher,title\nreport,primary,office,\uff1d1+cmd()\naudit,primary,auditors,-3.2\n"
    assert desk.said(desk.load(**(TABLES | {"sources": sources}))) == []
    export_qca(desk.study_path, "io-roles", tmp_path / "qca")
    cells = table(tmp_path / "qca" / "cells.csv")
    assert {row["title"] for row in cells} == {"", "'\uff1d1+cmd()", "-3.2"}
    assert {row["degree"] for row in cells} == {"0", "0.33", "0.67", "NA"}
    told = (tmp_path / "qca" / "losses.txt").read_text()
    assert "rows of cells.csv: an apostrophe stands before what a spreadsheet would run" in told
    assert "course RESOURCE_OUTPUTS_OFFERED" in told


def test_a_calibration_written_is_read_back() -> None:
    assert read_calibration(calibration_bytes(PROPOSED, proposed=True), "c.yaml") == PROPOSED


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("claimed: 0.3", "Unknown or missing: absent, contested, corroborated, established, refuted"),
        ("claimed 0.3", "Unknown or missing"),
        ("a: [", "It is not YAML"),
        ("{TEMPLATE}probable: 0.5\n", "Unknown or missing: probable"),
        ("{CLAIMED}", "'claimed: 1.5' is no degree"),
        ("{ABSENT}", "no evidence of absence"),
    ],
)
def test_a_calibration_that_will_not_do_is_refused_with_the_way_out(text: str, told: str) -> None:
    whole = calibration_bytes(PROPOSED, proposed=False).decode()
    text = text.replace("{TEMPLATE}", whole)
    text = text.replace("{CLAIMED}", whole.replace("claimed: 0.33", "claimed: 1.5"))
    text = text.replace("{ABSENT}", whole.replace("absent: NA", "absent: 0"))
    with pytest.raises(RefusedFileError, match=told):
        read_calibration(text.encode(), "c.yaml")


def test_a_lens_that_is_not_in_use_is_named_with_those_that_are(study: Path, tmp_path: Path) -> None:
    with pytest.raises(NoLensError, match=r"no lens 'io-role'\. Did you mean 'io-roles'\?"):
        export_qca(study, "io-role", tmp_path / "qca")
    with pytest.raises(NoLensError, match="Give --lens one of: causes, io-roles"):
        export_qca(study, "", tmp_path / "qca")
    assert not (tmp_path / "qca").exists()
