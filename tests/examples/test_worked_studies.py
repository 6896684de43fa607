"""The studies that ship are what their tables say, are sound, and read as they should."""

from __future__ import annotations

import csv
import filecmp
import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from colligate.actions.checking import check_study
from colligate.actions.exporting import export_tables
from colligate.actions.importing import import_tables
from colligate.assessments.results import Assessment
from colligate.study.assessing import assessment
from colligate.study.building import read_report_of
from colligate.study.study import Study

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NAMES = sorted(path.parent.name for path in (EXAMPLES / "tables").glob("*/study.yaml"))
THAILAND = EXAMPLES / "thailand-unodc-2014-2017"

sys.path.insert(0, str(EXAMPLES))
import rebuild  # noqa: E402 - a script beside the studies


@pytest.mark.parametrize("name", NAMES)
def test_filling_a_study_from_its_tables_gives_the_folder_that_ships_byte_for_byte(name: str, tmp_path: Path) -> None:
    assert [str(problem) for problem in rebuild.fill(name, tmp_path / name)] == []
    lock = EXAMPLES / name / "report" / "report.lock"
    if lock.is_file():
        shutil.copyfile(lock, tmp_path / name / "report" / "report.lock")
    assert differing(EXAMPLES / name, tmp_path / name) == []


def differing(one: Path, other: Path) -> list[str]:
    names = {p.relative_to(base).as_posix() for base in (one, other) for p in base.rglob("*") if p.is_file()}
    kept = sorted(name for name in names if not name.startswith("build/"))
    _, mismatched, missing = filecmp.cmpfiles(one, other, kept, shallow=False)
    return [*mismatched, *missing]


@pytest.mark.parametrize("name", NAMES)
def test_a_study_that_ships_is_checked_clean(name: str) -> None:
    assert [str(problem) for problem in check_study(EXAMPLES / name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_exported_and_imported_again_adds_nothing(name: str, tmp_path: Path) -> None:
    copy = tmp_path / name
    shutil.copytree(EXAMPLES / name, copy)
    before = (copy / "journal" / "authors@colligate.jsonl").read_bytes()
    tables = export_tables(copy, tmp_path / "tables")
    report = import_tables(copy, tables, by="authors@colligate")
    assert [str(problem) for problem in report.refusals] == []
    assert (copy / "journal" / "authors@colligate.jsonl").read_bytes() == before


@pytest.fixture(scope="module")
def thailand() -> Assessment:
    return assessment(Study(THAILAND))


#: What the method gives for the article's statements, worked out by hand from the sources.
VERDICTS = {
    "victims-2014": "supported",
    "victims-2016": "contested",
    "victims-2017": "contested",
    "victims-rise-each-year": "contradicted",
    "victims-peak-2016": "contradicted",
    "victims-fall-2017-cause": "unsupported",
    "untoc-ratified-2013-11-16": "contradicted",
    "elearning-launched-2014": "contested",
    "tier-2010-2013": "supported",
    "tier-2014-2015": "contested",
    "tier-2016-2017": "supported",
    "tier-2018": "supported",
    "tier-upgrade-cause": "unsupported",
    "root-causes-unaddressed": "supported",
}


def test_the_article_s_statements_come_out_as_a_careful_reader_finds_them(thailand: Assessment) -> None:
    found = {verdict.id: verdict for verdict in thailand.claims}
    assert {name: found[name].verdict for name in VERDICTS} == VERDICTS
    assert len(found) >= 40
    assert {"role-actor", "role-forum", "role-resource", "personal-security"} <= set(found)
    assert "982" in found["victims-peak-2016"].reason
    assert "2013-10-17" in found["untoc-ratified-2013-11-16"].reason


def test_no_role_is_fulfilled_as_the_article_says(thailand: Assessment) -> None:
    found = {verdict.id: verdict.verdict for verdict in thailand.claims}
    assert "supported" not in {found[name] for name in ("role-actor", "role-forum", "role-resource")}


def test_of_nine_role_cells_the_article_examined_three(thailand: Assessment) -> None:
    programmes = ("elearning", "untoc-seminar", "tij-research")
    roles = ("actor", "forum", "resource")
    cells = [f for f in thailand.findings if f.lens == "io-roles" and f.code in roles and f.programme in programmes]
    assert len(cells) == 9


def test_every_chain_stops_before_outcomes(thailand: Assessment) -> None:
    assert {chain.programme: chain.reaches for chain in thailand.chains} == {
        "elearning": "output",
        "untoc-seminar": "activity",
        "tij-research": "output",
    }


def test_poverty_and_low_education_are_searched_for_and_met_by_no_programme(thailand: Assessment) -> None:
    rows = [r for r in thailand.coverage if r.code in ("causes/economic.poverty", "causes/educational.low-education")]
    assert len(rows) == 6
    assert {row.state for row in rows} == {"searched and silent"}
    assert all(row.searches for row in rows)


def test_each_act_stands_in_the_window_in_which_the_next_tier_was_judged(thailand: Assessment) -> None:
    windows = {window.event: window for window in thailand.windows}
    assert (windows["untoc-ratification"].before, windows["untoc-ratification"].outcome) == ("2WL", "3")
    assert (windows["untoc-seminar-2014"].before, windows["untoc-seminar-2014"].outcome) == ("3", "3")
    assert (windows["elearning-handover"].before, windows["elearning-handover"].outcome) == ("3", "3")
    # 11 January to 31 March 2016, in a leap year.
    assert windows["tij-project-launch"].days_left == 80
    assert (windows["tij-report-launch"].before, windows["tij-report-launch"].outcome) == ("2WL", "2")


def test_every_row_of_the_inventory_lives_somewhere_in_the_study(material: Path) -> None:
    inventory = (material / "seed" / "inventory.md").read_text()
    part = inventory.partition("## 1.12")[0]
    wanted = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("| ") and "|" in line[2:]]
    wanted = [name for name in wanted if name not in ("id", "") and not name.startswith("-")]
    rows = list(csv.DictReader((EXAMPLES / "tables" / THAILAND.name / "coverage.csv").read_text().splitlines()))
    held = {row["row"]: row["records"] for row in rows}
    assert [name for name in wanted if not held.get(name)] == []


def test_every_place_in_the_coverage_table_exists() -> None:
    study = Study(THAILAND)
    report = "".join(path.read_text() for path in (THAILAND / "report").glob("*.md"))
    settings = msgspec.to_builtins(study.settings)
    rows = csv.DictReader((EXAMPLES / "tables" / THAILAND.name / "coverage.csv").read_text().splitlines())
    for row in rows:
        for place in row["records"].split(";"):
            kind, _, name = place.strip().partition("#")
            if kind == "report":
                assert f"#{name}" in report, (row, place)
            elif kind == "study.yaml":
                assert name.split(".")[0] in settings, (row, place)
            else:
                known = place.strip() in study.records.by_id or place.strip() in study.codes
                assert known or place.strip() in study.lenses, (row, place)


def test_every_bound_sentence_of_the_thai_report_leads_to_a_quote_or_to_what_was_searched_in_vain() -> None:
    document = read_report_of(Study(THAILAND)).document
    bound = [sentence.id for sentence in document.sentences if sentence.rests]
    led = {
        name
        for name in bound
        for one in document.supports[name]
        if one.kind == "gap" or one.quotes or one.against or one.mentions
    }
    assert len(bound) == 84
    assert set(bound) - led == set()
