"""Values from the cells of tables: proposed with where each field is from, accepted as one act."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from colligate.actions.accepting import Chosen, accept
from colligate.actions.adding import add_sources
from colligate.actions.cells import CellProposal, Read, TableProposals, holding, proposed_cell, proposed_line
from colligate.actions.looking import Standing, standing_of
from colligate.actions.recording import BadFieldError, record
from colligate.actions.saying import Span
from colligate.indicators.indicator import Observation
from colligate.sources.passage import Passage
from colligate.sources.tables.table import Untold
from colligate.study.checks import study_problems
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
TABLE = """# Review of the year

Table 3: Victims of trafficking in Thailand (persons)

| Count | 2013 | 2014 | 2015 | 2016 |
|-------|-----:|-----:|-----:|-----:|
| Victims identified | 681 | <595 | .. | 1,824 |
| Women among them | 250 | 5 | | ~30 |
"""
ROW = "| Victims identified | 681 | <595 | .. | 1,824 |"
HEADS = "| Count | 2013 | 2014 | 2015 | 2016 |"
CAPTION = "Table 3: Victims of trafficking in Thailand (persons)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    study = tmp_path / "study"
    shutil.copytree(EXAMPLE, study, ignore=shutil.ignore_patterns("build"))
    file = tmp_path / "review.md"
    file.write_text(TABLE, encoding="utf-8")
    assert add_sources(study, [file], by="amina@laptop").added == ["review"]
    return study


def at(standing: Standing, words: str) -> tuple[int, int]:
    text = standing.study.searchable(standing.study.texts["review"]).text
    start = text.index(words)
    return start, start + len(words)


def chosen(one: CellProposal) -> Chosen:
    return Chosen(
        start=one.start, end=one.end, indicator=one.indicator.value, area=one.area.value, period=one.period.value,
        value=one.value, qualifier=one.qualifier,
    )  # fmt: skip


def test_a_cell_is_proposed_with_the_words_each_field_was_read_off(folder: Path) -> None:
    standing = standing_of(folder)
    found = proposed_cell(standing, "review", *at(standing, "595"))
    assert isinstance(found, CellProposal)
    assert (found.value, found.qualifier, found.hole, found.lacks) == ("595", "<", False, "")
    assert found.period == Read(value="2014", whence="column head", words="2014")
    assert found.area == Read(value="THA", whence="caption", words=CAPTION)
    assert found.unit == Read(value="persons", whence="caption", words=CAPTION)
    assert found.indicator == Read(value="victims-identified", whence="heads", words="Victims identified")
    assert found.quotes == (ROW, HEADS, CAPTION)


def test_a_value_recorded_from_a_cell_quotes_its_row_its_heads_and_the_caption(folder: Path) -> None:
    start, end = at(standing_of(folder), "1,824")
    given = {"indicator": "victims-identified", "area": "THA", "period": "2016", "value": "1,824"}
    said = record(folder, "observation", given, by="amina@laptop", span=Span(source="review", start=start, end=end))
    study = Study(folder)
    made = study.records.get(Observation, said.id)
    assert made is not None
    quotes = [passage.quote for one in made.passages if (passage := study.records.get(Passage, one))]
    assert (made.value, quotes) == ("1824", [ROW, HEADS, CAPTION])


def test_a_row_is_accepted_as_one_act_and_its_hole_is_no_nought(folder: Path) -> None:
    standing = standing_of(folder)
    found = proposed_line(standing, "review", *at(standing, "681"), "row")
    assert isinstance(found, TableProposals)
    assert [(one.period.value, one.value, one.qualifier, one.hole) for one in found.cells] == [
        ("2013", "681", "", False), ("2014", "595", "<", False), ("2015", "", "", True), ("2016", "1824", "", False),
    ]  # fmt: skip
    journal = folder / "journal" / "amina@laptop.jsonl"
    before = len(journal.read_text(encoding="utf-8").splitlines())
    said = accept(folder, "review", [chosen(one) for one in found.cells], by="amina@laptop")
    assert len(journal.read_text(encoding="utf-8").splitlines()) == before + 1
    study = Study(folder)
    records = [study.records.by_id[identity] for identity, _ in said.versions]
    assert [one.quote for one in records if isinstance(one, Passage)] == [ROW, HEADS, CAPTION]
    values = [one for one in records if isinstance(one, Observation)]
    assert [(one.period, one.value, one.qualifier, one.proposed_by) for one in values] == [
        ("2013", "681", "", "table-cell 1"), ("2014", "595", "<", "table-cell 1"), ("2015", None, "", "table-cell 1"),
        ("2016", "1824", "", "table-cell 1"),
    ]  # fmt: skip
    again = proposed_line(standing_of(folder), "review", *at(standing, "681"), "row")
    assert isinstance(again, TableProposals)
    assert [one.recorded for one in again.cells] == [one.id for one in values]
    made = {one.id for one in records}
    assert [problem for problem in study_problems(study) if problem.place in made] == []


def test_a_value_put_right_is_the_persons_own(folder: Path) -> None:
    standing = standing_of(folder)
    found = proposed_cell(standing, "review", *at(standing, "681"))
    assert isinstance(found, CellProposal)
    right = Chosen(
        start=found.start, end=found.end, indicator="victims-identified", area="THA", period="2013", value="680"
    )
    said = accept(folder, "review", [right], by="amina@laptop")
    made = Study(folder).records.get(Observation, said.id)
    assert made is not None
    assert (made.value, made.proposed_by, made.by) == ("680", "", "amina@laptop")


def test_nothing_is_recorded_where_one_of_those_chosen_cannot_be(folder: Path) -> None:
    standing = standing_of(folder)
    found = proposed_line(standing, "review", *at(standing, "250"), "row")
    assert isinstance(found, TableProposals)
    before = len(standing.study.records.of(Observation))
    with pytest.raises(BadFieldError, match="The cell '250' of 2013: Indicator: this is needed"):
        accept(folder, "review", [chosen(one) for one in found.cells], by="amina@laptop")
    assert len(Study(folder).records.of(Observation)) == before


def test_a_column_is_read_down_its_rows(folder: Path) -> None:
    standing = standing_of(folder)
    found = proposed_line(standing, "review", *at(standing, "681"), "column")
    assert isinstance(found, TableProposals)
    assert [(one.row, one.period.value, one.value, one.indicator.value) for one in found.cells] == [
        (("Victims identified",), "2013", "681", "victims-identified"), (("Women among them",), "2013", "250", ""),
    ]  # fmt: skip


def test_a_head_is_no_value(folder: Path) -> None:
    standing = standing_of(folder)
    found = proposed_cell(standing, "review", *at(standing, "Count"))
    assert found == Untold(reason="This cell names others and holds no value.", tabular=True)


def test_tables_that_hold_a_series_are_found_in_all_documents(folder: Path) -> None:
    found = holding(standing_of(folder), "victims-identified")
    assert [(one.source, one.row, one.words, take, count) for one, take, count in found] == [
        ("review", ("Victims identified",), "681", "row", 4)
    ]
    assert holding(standing_of(folder), "victims-assisted") == []
