"""Claims on numbers, with the values of the worked study; its check values were computed by hand."""

from __future__ import annotations

import pytest
from making import Study

from colligate.assessments.claim import Change, Opinion, Peak, Trend, Value
from colligate.indicators.indicator import Break, Indicator
from colligate.sources.source import Citation

VICTIMS = {"indicator": "identified", "area": "THA"}


def test_a_value_on_which_another_source_agrees_is_supported(counted: Study) -> None:
    counted.claim("victims-2014", Value(**VICTIMS, periods=("2014",), value="595"))
    verdict = counted.verdict("victims-2014")
    assert (verdict.verdict, verdict.judged_by) == ("supported", ("detected-2014-glotip",))


def test_a_value_on_which_sources_differ_is_contested(counted: Study) -> None:
    counted.claim("victims-2016", Value(**VICTIMS, periods=("2016",), value="824"))
    verdict = counted.verdict("victims-2016")
    assert verdict.verdict == "contested"
    assert verdict.judged_by == ("identified-2016-tip-2017", "detected-2016-glotip")
    assert "824" in verdict.reason
    assert "850" in verdict.reason


def test_a_value_that_every_other_source_contradicts_is_contradicted(counted: Study) -> None:
    counted.claim("victims-2017", Value(**VICTIMS, periods=("2017",), value="455"))
    assert counted.verdict("victims-2017").verdict == "contradicted"


def test_a_contradicted_value_is_contested_while_the_document_cited_for_it_is_unseen(counted: Study) -> None:
    counted.say(Citation, "cit-tata", source="article", key="Thai Anti-Human Trafficking Action, 2019")
    counted.claim("victims-2017", Value(**VICTIMS, periods=("2017",), value="455"), cites=("cit-tata",))
    verdict = counted.verdict("victims-2017")
    assert verdict.verdict == "contested"
    assert "Thai Anti-Human Trafficking Action, 2019" in verdict.reason
    assert "not seen" in verdict.reason


def test_an_account_known_through_the_manuscript_alone_supports_nothing(thailand: Study) -> None:
    thailand.source("tatip", "thai-mfa")
    thailand.value("identified", "2017", "455", "tatip", verified=False)
    thailand.source("notes", "thai-mfa", account_of=("authors",))
    thailand.value("identified", "2017", "455", "notes")
    thailand.claim("victims-2017", Value(**VICTIMS, periods=("2017",), value="455"))
    assert thailand.verdict("victims-2017").verdict == "unsupported"
    thailand.value("detected", "2017", "471", "glotip")
    assert thailand.verdict("victims-2017").verdict == "contested"


def test_a_manuscript_does_not_support_itself(thailand: Study) -> None:
    thailand.claim("victims-2014", Value(**VICTIMS, periods=("2014",), value="595"))
    assert thailand.verdict("victims-2014").verdict == "unsupported"


def test_a_peak_beside_a_missing_year_is_undecidable(thailand: Study) -> None:
    thailand.claim("peak", Peak(**VICTIMS, within="2014/2017", at="2016"))
    verdict = thailand.verdict("peak")
    assert verdict.verdict == "undecidable"
    assert "no value for 2015" in verdict.reason


def test_a_peak_is_contradicted_by_a_higher_year(counted: Study) -> None:
    counted.claim("peak", Peak(**VICTIMS, within="2014/2017", at="2016"))
    verdict = counted.verdict("peak")
    assert verdict.verdict == "contradicted"
    assert "2015 has 982, above the 824 of 2016" in verdict.reason
    assert "2015 has 982, above the 850 of 2016" in verdict.reason


def test_one_publishers_higher_year_is_enough_though_it_lacks_the_peaks_own(thailand: Study) -> None:
    thailand.value("identified", "2015", "982", "tip-2017")
    thailand.claim("peak", Peak(**VICTIMS, within="2014/2017", at="2016"))
    assert thailand.verdict("peak").verdict == "contradicted"


def test_a_complete_series_with_the_claimed_peak_supports_it(counted: Study) -> None:
    counted.claim("peak", Peak(**VICTIMS, within="2014/2017", at="2015"))
    assert counted.verdict("peak").verdict == "supported"


def test_publishers_with_different_peaks_make_it_contested(counted: Study) -> None:
    counted.source("other", "thai-mfa")
    for year, value in (("2014", "1"), ("2015", "2"), ("2016", "3"), ("2017", "2")):
        counted.value("identified", year, value, "other")
    counted.claim("peak", Peak(**VICTIMS, within="2014/2017", at="2016"))
    assert counted.verdict("peak").verdict == "contested"


def test_a_rise_each_year_is_contradicted_by_the_manuscripts_own_fall(thailand: Study) -> None:
    thailand.claim("rise", Trend(**VICTIMS, within="2014/2017", direction="rises"))
    verdict = thailand.verdict("rise")
    assert verdict.verdict == "contradicted"
    assert "The manuscript's own numbers: from 824 in 2016 to 455 in 2017 (-369, -44.8 %)" in verdict.reason


def test_a_rise_each_year_with_a_hole_and_no_fall_is_undecidable(thailand: Study) -> None:
    thailand.claim("rise", Trend(**VICTIMS, within="2014/2016", direction="rises"))
    assert thailand.verdict("rise").verdict == "undecidable"


def test_a_rise_each_year_is_contradicted_once_the_missing_year_is_in(counted: Study) -> None:
    counted.claim("rise", Trend(**VICTIMS, within="2014/2016", direction="rises"))
    verdict = counted.verdict("rise")
    assert verdict.verdict == "contradicted"
    assert "from 982 in 2015 to 824 in 2016 (-158, -16.1 %)" in verdict.reason
    assert "from 982 in 2015 to 850 in 2016 (-132, -13.4 %)" in verdict.reason


@pytest.mark.parametrize(
    ("start", "end", "direction", "amount", "verdict"),
    [
        ("2014", "2015", "rises", "", "supported"),
        ("2014", "2015", "rises", "+387", "supported"),
        ("2014", "2015", "rises", "387", "supported"),
        ("2014", "2015", "rises", "65.0%", "supported"),
        ("2014", "2015", "rises", "+65%", "supported"),
        ("2014", "2015", "rises", "64%", "contradicted"),
        ("2014", "2015", "falls", "", "contradicted"),
        ("2015", "2017", "falls", "\N{MINUS SIGN}511", "supported"),
        ("2015", "2018", "falls", "", "undecidable"),
    ],
)
def test_a_change_is_judged_by_direction_and_amount(counted: Study, start, end, direction, amount, verdict) -> None:
    counted.claim("change", Change(**VICTIMS, start=start, end=end, direction=direction, amount=amount))
    assert counted.verdict("change").verdict == verdict


def test_a_percentage_that_differs_between_publishers_is_contested(counted: Study) -> None:
    counted.claim("fall", Change(**VICTIMS, start="2015", end="2016", direction="falls", amount="-16.1%"))
    assert counted.verdict("fall").verdict == "contested"


def test_a_break_inside_the_years_is_told_with_the_verdict(counted: Study) -> None:
    broken = Indicator(id="identified", by="amina", at=counted.clock, name="V", concept="…", same_as=("detected",),
                       breaks=(Break(period="2016", reason="Another body counts."),))  # fmt: skip
    counted.records = [broken if record.id == "identified" else record for record in counted.records]
    counted.claim("peak", Peak(**VICTIMS, within="2014/2017", at="2016"))
    assert "A break is marked from 2016: Another body counts." in counted.verdict("peak").reason


def test_a_valuation_is_not_checkable(thailand: Study) -> None:
    thailand.claim("valuable", Opinion(why="What is valuable is for readers to say."))
    verdict = thailand.verdict("valuable")
    assert (verdict.verdict, verdict.reason) == ("not checkable", "What is valuable is for readers to say.")


def test_a_level_claimed_for_several_years_stands_only_if_it_stands_for_each(thailand: Study) -> None:
    thailand.say(Indicator, "tier", name="Tier", concept="…", scale=("3", "2WL", "2", "1"))
    for year in ("2010", "2011", "2012"):
        thailand.value("tier", year, "2WL", "tip-2017")
    years = ("2010", "2011", "2012")
    thailand.claim("three", Value(indicator="tier", area="THA", periods=years, value="2WL"))
    thailand.claim("four", Value(indicator="tier", area="THA", periods=(*years, "2013"), value="2WL"))
    assert thailand.verdict("three").verdict == "supported"
    assert thailand.verdict("four").verdict == "undecidable"
    thailand.value("tier", "2013", "2", "tip-2017")
    assert thailand.verdict("four").verdict == "contradicted"
