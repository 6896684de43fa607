"""Coverage in three states, results chains, conflicts, series and explanations."""

from __future__ import annotations

import pytest
from making import Study

from colligate.programmes.programme import Event, Fact
from colligate.sources.source import Search


def states(study: Study) -> dict[tuple[str, str], str]:
    return {(row.programme, row.code): row.state for row in study.assess().coverage}


def test_a_code_is_addressed_searched_for_in_vain_or_not_searched_for(counted: Study) -> None:
    counted.coding("tip-2017", "causes/economic.poverty", about="elearning")
    counted.coding("tip-2017", "causes/educational", "mentions", about="elearning")
    counted.say(Search, "s", query="poverty", corpus=("tip-2017",), codes=("causes/economic.poverty",))
    found = states(counted)
    assert found["elearning", "causes/economic.poverty"] == "addressed"
    # A category is addressed through what is below it.
    assert found["elearning", "causes/economic"] == "addressed"
    assert found["seminar", "causes/economic.poverty"] == "searched and silent"
    # A mention addresses nothing.
    assert found["elearning", "causes/educational"] == "not searched"
    assert found["seminar", "causes/economic"] == "not searched"


def test_a_category_counts_as_searched_where_every_part_of_it_was(counted: Study) -> None:
    for part in ("poverty", "unemployment"):
        counted.say(Search, f"s-{part}", query=part, corpus=("tip-2017",), codes=(f"causes/economic.{part}",))
    row = next(r for r in counted.assess().coverage if (r.programme, r.code) == ("seminar", "causes/economic"))
    assert (row.state, row.searches) == ("searched and silent", ("s-poverty", "s-unemployment"))


def test_a_lens_that_no_search_names_and_that_sorts_nothing_has_no_coverage(counted: Study) -> None:
    assert {row.code.partition("/")[0] for row in counted.assess().coverage} == {"causes"}
    counted.say(
        Search, "s", query="arrest", corpus=("tip-2017",), codes=("results-chain/outcome",), about=("elearning",)
    )
    assert states(counted)["elearning", "results-chain/outcome"] == "searched and silent"
    assert states(counted)["seminar", "results-chain/outcome"] == "not searched"


def test_a_results_chain_reaches_the_last_link_that_is_at_least_claimed(counted: Study) -> None:
    counted.coding("glotip", "results-chain/input", about="elearning")
    counted.coding("tip-2017", "results-chain/output", about="elearning")
    counted.coding("glotip", "results-chain/outcome", about="elearning")
    counted.coding("tip-2017", "results-chain/outcome", "contradicts", about="elearning")
    elearning, seminar = counted.assess().chains
    assert [(link.link, link.level) for link in elearning.links] == [
        ("input", "claimed"), ("activity", "absent"), ("output", "corroborated"), ("outcome", "contested"),
        ("impact", "absent"),
    ]  # fmt: skip
    assert (elearning.reaches, seminar.reaches) == ("output", None)


def test_differing_values_stand_side_by_side_and_are_never_averaged(counted: Study) -> None:
    counted.value("detected", "2016", "824", "tip-2017")
    conflict = next(c for c in counted.assess().conflicts if c.about == "detected|THA|2016")
    assert conflict.values == ("850", "824")
    assert conflict.accounts == ("detected-2016-glotip", "detected-2016-tip-2017")
    assert conflict.preferred is None
    point = next(
        p for s in counted.assess().series if s.indicator == "detected" for p in s.points if p.period == "2016"
    )
    assert (point.state, point.value) == ("conflict", None)


def test_the_preferred_source_gives_the_value_and_the_conflict_stays(counted: Study) -> None:
    counted.value("detected", "2016", "824", "tip-2017")
    counted.case["prefer"] = {"detected": "tip-2017"}
    point = next(
        p for s in counted.assess().series if s.indicator == "detected" for p in s.points if p.period == "2016"
    )
    assert (point.state, point.value) == ("conflict", "824")
    conflict = next(c for c in counted.assess().conflicts if c.about == "detected|THA|2016")
    assert conflict.preferred == "detected-2016-tip-2017"


def test_a_series_shows_the_year_for_which_the_manuscript_has_a_hole(thailand: Study) -> None:
    series = next(s for s in thailand.assess().series if s.indicator == "identified")
    assert [(p.period, p.value, p.state) for p in series.points] == [
        ("2014", "595", "known"), ("2015", None, "missing"), ("2016", "824", "known"), ("2017", "455", "known"),
    ]  # fmt: skip


def test_years_nobody_speaks_of_are_missing_too(counted: Study) -> None:
    counted.value("detected", "2019", "1540", "glotip")
    series = next(s for s in counted.assess().series if s.indicator == "detected")
    assert [p.state for p in series.points] == ["known", "known", "known", "known", "missing", "known"]
    assert [p.period for p in series.points][4] == "2018"


def test_four_dates_on_one_field_are_listed_and_none_chosen(counted: Study) -> None:
    for number, date in enumerate(("2012", "2014-12", "2014", "2014/2016")):
        counted.say(Fact, f"start-{number}", about="elearning", field="start", value=date)
    conflict = next(c for c in counted.assess().conflicts if c.about == "elearning|start")
    assert conflict.values == ("2012", "2014-12", "2014", "2014/2016")
    assert conflict.accounts == ("start-0", "start-1", "start-2", "start-3")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [("2013-11-16", "2013-10-17", True), ("2013", "2013-10-17", False), ("2013-10", "2013-10-17", False),
     ("2013", "2013/2014", True), ("2013", "2013~", False), ("2013", "nonsense", False)],
)  # fmt: skip
def test_a_less_exact_date_is_no_conflict_and_another_is(counted: Study, one: str, other: str, *, differ: bool) -> None:
    counted.say(Event, "ratification", name="R", kind="ratification", date=one)
    counted.say(Fact, "told", about="ratification", field="date", value=other)
    assert any(c.about == "ratification|date" for c in counted.assess().conflicts) is differ


def test_a_superseded_date_is_no_longer_a_conflict(counted: Study) -> None:
    counted.say(Fact, "first", about="elearning", field="end", value="2015")
    counted.say(Fact, "second", about="elearning", field="end", value="2016", supersedes=("first",))
    assert not any(c.about == "elearning|end" for c in counted.assess().conflicts)
