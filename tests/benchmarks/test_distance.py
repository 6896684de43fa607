"""The first pass on a published article: what careful readers list and a reader must be able to rely on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import first_pass

from colligate.actions.auditing import audit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, material: Path) -> first_pass.Pass:
    folder = tmp_path_factory.mktemp("distance") / "study"
    audit([material / "seed" / "article.txt"], study=folder, by="amina@laptop")
    return first_pass.Pass(folder)


def test_all_works_cited_are_found_and_no_other(made: first_pass.Pass) -> None:
    keys, mentions = first_pass.of_citations(made)
    assert (keys.missed, keys.wrong) == ([], [])
    assert (mentions.found, mentions.wrong) == (75, [])


def test_every_full_date_and_every_value_is_found_and_no_other(made: first_pass.Pass) -> None:
    full, years = first_pass.of_dates(made)
    assert (full.missed, full.wrong) == ([], [])
    assert years.wrong == []
    numbers, series = first_pass.of_numbers(made)
    assert (series.missed, series.wrong) == ([], [])
    assert numbers.wrong == []


def test_whoever_is_named_is_found_and_nobody_else(made: first_pass.Pass) -> None:
    rows = {row.what: row for row in [*first_pass.of_names(made), *first_pass.of_programmes(made)]}
    assert {what: row.wrong for what, row in rows.items() if row.wrong} == {}
    assert {what: row.missed for what, row in rows.items() if row.missed} == {
        "people": ["Archer", "Tadjbakhsh"],
        "places": ["southern regions"],
    }


def test_most_claims_and_contradictions_are_found(made: first_pass.Pass) -> None:
    same, anywhere = first_pass.of_claims(made)
    (contradictions,) = first_pass.of_contradictions(made)
    assert same.found >= 45
    assert anywhere.found >= 75
    assert contradictions.found >= 11
    assert len(contradictions.wrong) <= 1
