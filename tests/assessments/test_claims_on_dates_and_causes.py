"""Claims on dates, order, causes, strength and coverage, with the dates of the worked study."""

from __future__ import annotations

import random

import pytest
from making import Study

from colligate.assessments.assessing import assess
from colligate.assessments.claim import Cause, Covered, Dated, Fulfilled, Ordering, Peak, Stated
from colligate.indicators.indicator import Indicator
from colligate.programmes.programme import Event, Fact
from colligate.sources.source import Search

FALL = {"indicator": "identified", "area": "THA", "start": "2016", "end": "2017"}


@pytest.fixture
def dated(counted: Study) -> Study:
    """Return the study with the accounts of the ratification and of the programme's start."""
    counted.source("mfa-2013", "thai-mfa")
    counted.source("unodc-2012", "unodc")
    counted.source("unodc-2014", "unodc")
    counted.say(Event, "ratification", name="Ratification of UNTOC", kind="ratification", date="2013-10-17",
                passages=(counted.passage("mfa-2013"),))  # fmt: skip
    counted.say(
        Fact, "start-2012", about="elearning", field="start", value="2012", passages=(counted.passage("unodc-2012"),)
    )
    counted.say(Fact, "start-2014", about="elearning", field="start", value="2014-12",
                passages=(counted.passage("unodc-2014"),))  # fmt: skip
    counted.say(Event, "seminar-2014", name="Seminar", kind="seminar", date="2014-11-17", programme="seminar",
                passages=(counted.passage("mfa-2013"),))  # fmt: skip
    return counted


def test_a_date_that_the_depositing_ministry_gives_otherwise_is_contradicted(dated: Study) -> None:
    dated.claim("untoc", Dated(about="ratification", date="2013-11-16"))
    verdict = dated.verdict("untoc")
    assert (verdict.verdict, verdict.judged_by) == ("contradicted", ("ratification",))
    assert "2013-10-17 by mfa-2013; the claim has 2013-11-16." in verdict.reason


def test_a_launch_on_which_one_publishers_accounts_differ_is_contested(dated: Study) -> None:
    dated.claim("launch", Dated(about="elearning", field="start", date="2014"))
    verdict = dated.verdict("launch")
    assert verdict.verdict == "contested"
    assert set(verdict.judged_by) == {"start-2012", "start-2014"}
    assert "Accounts of one publisher differ: UNODC." in verdict.reason


@pytest.mark.parametrize(
    ("date", "verdict"),
    [("2013-10-17", "supported"), ("2013-10", "supported"), ("2013", "supported"), ("2014", "contradicted")],
)
def test_dates_agree_at_the_coarser_of_the_two(dated: Study, date: str, verdict: str) -> None:
    dated.claim("untoc", Dated(about="ratification", date=date))
    assert dated.verdict("untoc").verdict == verdict


def test_a_day_is_not_shown_by_an_account_of_the_year(dated: Study) -> None:
    dated.say(Event, "adoption", name="Adoption", kind="adoption", date="2016", passages=(dated.passage("unodc-2014"),))
    dated.claim("adopted", Dated(about="adoption", date="2016-03-01"))
    assert dated.verdict("adopted").verdict == "undecidable"


def test_what_came_first_is_read_off_every_pair_of_dates(dated: Study) -> None:
    dated.claim("before", Ordering(first="ratification", second="seminar-2014"))
    dated.claim("after", Ordering(first="seminar-2014", second="ratification"))
    dated.claim("torn", Ordering(first="elearning", second="ratification"))
    assert dated.verdict("before").verdict == "supported"
    assert dated.verdict("after").verdict == "contradicted"
    assert dated.verdict("torn").verdict == "contested"


def test_a_stated_number_is_found_with_or_without_separators(dated: Study) -> None:
    dated.say(
        Fact,
        "users",
        about="elearning",
        field="output",
        value="2250",
        unit="users",
        passages=(dated.passage("unodc-2014"),),
    )
    dated.claim("users-claimed", Stated(about="elearning", field="output", value="2,250"))
    dated.claim("officers", Stated(about="elearning", field="output", value="600"))
    assert dated.verdict("users-claimed").verdict == "supported"
    assert dated.verdict("officers").verdict == "unsupported"


def test_a_fall_after_an_act_does_not_support_that_the_act_caused_it(dated: Study) -> None:
    dated.claim("cause", Cause(acts=("elearning", "seminar-2014"), **FALL, rivals=("thai-mfa",)))
    verdict = dated.verdict("cause")
    assert verdict.verdict == "unsupported"
    assert "a series of 4 values (2014 to 2017)" in verdict.reason
    assert verdict.rivals == ("THAI-MFA",)
    assert verdict.missing_links == (
        "eLearning: output (absent), outcome (absent) and impact (absent)",
        "Seminar: output (absent), outcome (absent) and impact (absent)",
    )
    assert (
        "US-STATE: the series fell already from 2015 to 2016 (982 to 824), before the movement explained."
        in verdict.timing
    )
    assert (
        "UNODC: the series fell already from 2015 to 2016 (982 to 850), before the movement explained."
        in verdict.timing
    )


def test_an_act_after_its_effect_contradicts_the_cause(dated: Study) -> None:
    dated.say(Event, "late", name="Late", kind="law", date="2018-02", passages=(dated.passage("mfa-2013"),))
    dated.claim("cause", Cause(acts=("late",), **FALL))
    verdict = dated.verdict("cause")
    assert verdict.verdict == "contradicted"
    assert "came only after" in verdict.timing[0]


def test_acts_are_set_in_the_window_in_which_the_tier_was_judged(dated: Study) -> None:
    dated.say(Indicator, "tier", name="Tier", concept="…", scale=("3", "2WL", "2", "1"))
    for year, value in (("2013", "2WL"), ("2014", "3"), ("2015", "3"), ("2016", "2WL")):
        reference = f"{int(year) - 1}-04/{year}-03"
        dated.value("tier", year, value, "tip-2017", reference=reference)
    windows = {window.event: window for window in dated.assess().windows}
    ratification, seminar = windows["ratification"], windows["seminar-2014"]
    # 17 October 2013 to 31 March 2014, and 17 November 2014 to 31 March 2015, counted on a calendar.
    assert (ratification.before, ratification.outcome, ratification.days_left) == ("2WL", "3", 165)
    assert (seminar.before, seminar.outcome, seminar.days_left) == ("3", "3", 134)
    dated.claim("tier-upgrade-cause", Cause(acts=("ratification", "seminar-2014"), indicator="tier", area="THA",
                                            start="2015", end="2016"))  # fmt: skip
    verdict = dated.verdict("tier-upgrade-cause")
    assert verdict.verdict == "unsupported"
    assert (
        "Ratification of UNTOC (2013-10-17) falls in the window 2013-04/2014-03, 165 days before its end; "
        "it was judged 3, down from 2WL." in verdict.timing
    )
    assert (
        "Seminar (2014-11-17) falls in the window 2014-04/2015-03, 134 days before its end; it was judged 3, "
        "unchanged from 3." in verdict.timing
    )


def test_an_act_told_too_coarsely_is_set_in_every_window_it_may_lie_in(dated: Study) -> None:
    dated.say(Indicator, "tier", name="Tier", concept="…", scale=("3", "2WL", "2", "1"))
    for year in ("2016", "2017"):
        dated.value("tier", year, "2WL", "tip-2017", reference=f"{int(year) - 1}-04/{year}-03")
    dated.say(Event, "adoption", name="Adoption", kind="adoption", date="2016", programme="elearning")
    found = [(w.observation, w.days_left) for w in dated.assess().windows if w.event == "adoption"]
    assert found == [("tier-2016-tip-2017", None), ("tier-2017-tip-2017", None)]


@pytest.mark.parametrize(
    ("spoken_for", "spoken_against", "verdict"),
    [((), (), "unsupported"), (("for",), (), "supported"), ((), ("against",), "contradicted"),
     (("for",), ("against",), "contested"), (("own",), (), "unsupported")],
)  # fmt: skip
def test_what_a_person_found_in_other_sources_joins_in(dated: Study, spoken_for, spoken_against, verdict) -> None:
    for identity, source in (("for", "tip-2017"), ("against", "glotip"), ("own", "article")):
        dated.say(Fact, identity, about="elearning", field="outcome", value="x", passages=(dated.passage(source),))
    dated.claim("cause", Cause(acts=("elearning",), **FALL), supported_by=spoken_for, contradicted_by=spoken_against)
    assert dated.verdict("cause").verdict == verdict


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("suggests", "supported"), ("shows", "unsupported"), ("proves", "unsupported"), ("gleams", "not checkable")],
)
def test_a_word_is_measured_against_the_finding(dated: Study, word: str, verdict: str) -> None:
    dated.coding("unodc-2014", "results-chain/output", about="elearning")
    dated.coding("article", "results-chain/output", about="elearning")
    dated.claim("word", Fulfilled(code="results-chain/output", about=("elearning",), word=word))
    assert dated.verdict("word").verdict == verdict


def test_the_manuscripts_own_passages_do_not_carry_its_words(dated: Study) -> None:
    dated.coding("article", "results-chain/output", about="elearning")
    assert dated.finding("elearning@results-chain/output").level == "corroborated"
    dated.claim("word", Fulfilled(code="results-chain/output", about=("elearning",), word="suggests"))
    assert dated.verdict("word").verdict == "unsupported"


def test_that_no_programme_addresses_poverty_needs_a_search_for_each(dated: Study) -> None:
    both = ("elearning", "seminar")
    dated.claim("root-causes-unaddressed", Covered(codes=("causes/economic.poverty",), about=both, touched=False))
    assert dated.verdict("root-causes-unaddressed").verdict == "undecidable"
    dated.say(
        Search, "s1", query="poverty", corpus=("tip-2017",), codes=("causes/economic.poverty",), about=("elearning",)
    )
    assert dated.verdict("root-causes-unaddressed").verdict == "undecidable"
    dated.say(
        Search, "s2", query="poverty", corpus=("tip-2017",), codes=("causes/economic.poverty",), about=("seminar",)
    )
    verdict = dated.verdict("root-causes-unaddressed")
    assert (verdict.verdict, verdict.judged_by) == ("supported", ("s1", "s2"))
    assert verdict.reason == "Of 2 cells of programme and code: 2 searched and silent."
    dated.coding("tip-2017", "causes/economic.poverty", about="seminar")
    assert dated.verdict("root-causes-unaddressed").verdict == "contradicted"


def test_the_manuscripts_own_passage_does_not_make_a_code_addressed(dated: Study) -> None:
    dated.say(Search, "s1", query="poverty", corpus=("tip-2017",), codes=("causes/economic.poverty",))
    dated.coding("article", "causes/economic.poverty", about="seminar")
    dated.claim("addressed", Covered(codes=("causes/economic.poverty",), about=("elearning", "seminar"), touched=True))
    assert dated.verdict("addressed").verdict == "contradicted"


def test_where_sources_differ_on_the_outcome_of_a_window_both_outcomes_are_told(dated: Study) -> None:
    dated.say(Indicator, "tier", name="Tier", concept="…", scale=("3", "2WL", "2", "1"))
    for source, value in (("tip-2017", "3"), ("glotip", "2WL")):
        dated.value("tier", "2014", value, source, reference="2013-04/2014-03")
    windows = {window.event: window.outcome for window in dated.assess().windows}
    assert windows["ratification"] == "2WL or 3"
    dated.case["prefer"] = {"tier": "tip-2017"}
    windows = {window.event: window.outcome for window in dated.assess().windows}
    assert windows["ratification"] == "3"


def test_the_order_of_records_changes_no_verdict_window_or_conflict(dated: Study) -> None:
    dated.claim("cause", Cause(acts=("elearning", "seminar-2014"), **FALL))
    dated.claim("launch", Dated(about="elearning", field="start", date="2014"))
    dated.claim("peak", Peak(indicator="identified", area="THA", within="2014/2017", at="2016"))
    dated.say(Search, "s1", query="poverty", corpus=("tip-2017",), codes=("causes/economic.poverty",))
    expected = dated.assess()
    for seed in range(5):
        records = list(dated.records)
        random.Random(seed).shuffle(records)
        assert assess(dated.material(records)) == expected
