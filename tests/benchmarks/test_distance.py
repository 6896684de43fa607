"""The first pass on a published article: what careful readers list and a reader must be able to rely on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import first_pass
from distance.claims import known_claims, of_claims, same_content
from distance.comparing import Pass, Row, compared, counted

from colligate.actions.auditing import audit
from colligate.assessments.claim import Dated, Value
from colligate.study.study import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return Study(first_pass.WORKED)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, material: Path) -> Pass:
    folder = tmp_path_factory.mktemp("distance") / "study"
    audit([material / "seed" / "article.txt"], study=folder, by="amina@laptop")
    return Pass(folder)


def test_what_is_proposed_and_also_true_is_neither_missed_nor_wrong() -> None:
    row = compared("places", ["Velm", "Korst"], ["Velm", "Ordania", "May"], also=["Ordania", "Arden"])
    assert row == Row("places", 2, 1, 3, 2, ["Korst"], ["May"])


def test_the_second_of_two_mentions_is_missed_by_itself() -> None:
    assert compared("dates", counted({"2014-11-17": 2}), counted({"2014-11-17": 1})).missed == ["2014-11-17 (2)"]


def test_claims_state_the_same_only_with_the_same_periods_and_value() -> None:
    study = Value(indicator="tip-tier", area="THA", periods=("2014", "2015"), value="3")
    proposed = Value(indicator="series-tier", area="THA", periods=("2015", "2014"), value="Tier 3")
    shorter = Value(indicator="series-tier", area="THA", periods=("2014",), value="Tier 3")
    assert same_content(study, proposed)
    assert not same_content(study, shorter)
    assert not same_content(study, Dated(about="event-tier", date="2014"))


def test_the_worked_study_gives_every_claim_its_lines_in_the_article(study: Study) -> None:
    known = {one.name: one.lines for one in known_claims(study)}
    assert len(known) == 88
    assert known["victims-peak-2016"] == (301, 301)


def test_all_works_cited_are_found_and_no_other(made: Pass, study: Study) -> None:
    keys, mentions = first_pass.of_citations(made, study)
    assert (keys.missed, keys.wrong) == ([], [])
    assert (mentions.found >= 75, mentions.wrong) == (True, [])


def test_every_full_date_and_every_value_is_found_and_no_other(made: Pass) -> None:
    full, years = first_pass.of_dates(made)
    assert (full.missed, full.wrong, years.wrong) == ([], [], [])
    numbers, series = first_pass.of_numbers(made)
    assert (series.missed, series.wrong) == ([], [])
    assert numbers.found >= 14


def test_whoever_is_named_is_found_and_nobody_else(made: Pass) -> None:
    rows = {row.what: row for row in [*first_pass.of_names(made), *first_pass.of_programmes(made)]}
    assert {what: row.wrong for what, row in rows.items() if row.wrong} == {}
    missed = {name for row in rows.values() for name in row.missed}
    assert missed <= {"Archer", "Tadjbakhsh", "southern regions"}


def test_most_claims_are_found_and_few_are_misread(made: Pass, study: Study) -> None:
    lines, form, content, read = of_claims(made, known_claims(study))
    assert (lines.found >= 75, form.found >= 45, content.found >= 35) == (True, True, True)
    assert len(read.wrong) <= 7


def test_contradictions_that_words_and_numbers_show_are_found(made: Pass) -> None:
    (contradictions,) = first_pass.of_contradictions(made)
    assert contradictions.found >= 11
    assert len(contradictions.wrong) <= 1
