"""Series proposed from prose, ratings and table rows."""

from __future__ import annotations

import time
from array import array
from pathlib import Path

import pytest

from colligate.indicators.recognising.found import SeriesFound
from colligate.indicators.recognising.merging import merge_series
from colligate.indicators.recognising.series import series
from colligate.sources.outline import OpenText, Outline, Section, Unit
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def opened(prose: str, name: str = "note.txt") -> OpenText:
    extracted = read(prose.encode(), name)
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source="s1", text="t1", characters=extracted.text, outline=laid_out)


def values(one: SeriesFound) -> dict[str, str]:
    return {point.period: f"{point.qualifier}{point.value}" for point in one.points}


def told(prose: str) -> dict[str, dict[str, str]]:
    return {one.key: values(one) for one in series(opened(prose))}


def test_a_number_taken_up_from_sentence_to_sentence_is_one_series_with_its_missing_year() -> None:
    text = opened(
        "The number of stranded migrants in Malta worries the port. In 2003, 310 people were registered. "
        "The number reached its height in 2005 with 402 people. However, it fell in 2006 to 120."
    )
    (found,) = series(text)
    assert found.key == "number-of-stranded-migrants-registered-malta"
    assert (found.concept, found.unit, found.area) == ("number of stranded migrants (registered)", "people", "Malta")
    assert values(found) == {"2003": "310", "2005": "402", "2006": "120"}
    assert found.missing == ("2004",)
    assert [text.words(point.mention) for point in found.points] == ["310", "402", "120"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            "It identified 80 victims in 2016, compared with 95 in 2015 and 60 in 2014.",
            {"victims-identified": {"2014": "60", "2015": "95", "2016": "80"}},
        ),
        (
            "The number of strikes rose from 72 in 2015 to 98 in 2016.",
            {"number-of-strikes": {"2015": "72", "2016": "98"}},
        ),
        (
            "The number of strikes rose by 12 per cent to 40 in 2017.",
            {"number-of-strikes": {"2017": "40"}},
        ),
        (
            "The unemployment rate in Chile fell from 12 per cent in 2010 to 7.5 per cent in 2012.",
            {"unemployment-rate-chile": {"2010": "12", "2012": "7.5"}},
        ),
        (
            "The police convicted 12 smugglers in 2014 and prosecuted 30 in 2015.",
            {"smugglers-convicted": {"2014": "12"}, "smugglers-prosecuted": {"2015": "30"}},
        ),
        (
            "The academy trained about 60 officers between 2014 and 2016.",
            {"officers-trained": {"2014/2016": "~60"}},
        ),
    ],
)
def test_values_are_joined_with_the_periods_beside_them(prose: str, expected: dict[str, dict[str, str]]) -> None:
    assert told(prose) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "In 2014, Peru had 16 courts and Chile had 20 courts.",
        "The resolution was adopted in 2015 by 193 states.",
        "According to a 2015 survey, 300 households received aid.",
        "The storm of category 5 came in 2017.",
        "The number of strikes was high (Baker, 2015).",
        "In 2012 and 2013 the unemployment rate was 4 per cent and 5 per cent, respectively.",
        "In 2011 the mission opened, and five years later it closed.",
    ],
)
def test_where_value_period_or_measure_is_unsure_nothing_is_proposed(prose: str) -> None:
    assert told(prose) == {}


def test_a_rating_over_a_span_has_a_value_for_each_year_and_a_known_scale_its_order() -> None:
    (found,) = series(
        opened(
            "In the Trafficking in Persons Report, Malaysia was on the Tier Two Watch List from 2010-2013. "
            "Malaysia was in Tier 3, the lowest rank, in 2014. Malaysia reached Tier 2 status in 2017."
        )
    )
    watched = dict.fromkeys(["2010", "2011", "2012", "2013"], "Tier 2 Watch List")
    assert values(found) == {**watched, "2014": "Tier 3", "2017": "Tier 2"}
    assert found.scale == ("Tier 3", "Tier 2 Watch List", "Tier 2", "Tier 1")
    assert (found.area, found.ordinal, found.missing) == ("Malaysia", True, ("2015", "2016"))


def test_ratings_of_an_unknown_scale_keep_their_levels_without_an_order() -> None:
    (found,) = series(opened("Peru was rated grade B in 2014. Peru was downgraded to grade C in 2016."))
    assert values(found) == {"2014": "Grade B", "2016": "Grade C"}
    assert (found.ordinal, found.scale) == (True, ())


def test_rows_under_a_row_of_years_are_series_with_holes() -> None:
    lines = ["2010 2011 2012", "Enrolment, girls 81.5 \u2026 88", "Notes on 3 schools"]
    units = tuple(
        Unit(
            number=n,
            kind="row",
            words=line,
            offsets=array("q", range(len(line))),
            end=len(line),
            section=0,
            paragraph=0,
        )
        for n, line in enumerate(lines)
    )
    sections = (Section(title="", level=1, start=0, end=99),)
    text = OpenText(source="s", text="t", characters="\n".join(lines), outline=Outline(sections=sections, units=units))
    (found,) = series(text)
    assert (found.name, found.missing) == ("Enrolment, girls", ("2011",))
    assert [point.value for point in found.points] == ["81.5", None, "88"]


def test_another_document_joins_the_series_that_measures_the_same() -> None:
    paper = series(opened("The number of trafficking victims grew. In 2014, 310 people were identified."))
    report = series(opened("The office identified 402 victims in 2015 and assisted 120 victims in 2015."))
    joined = merge_series({"paper": paper, "report": report})
    assert [[text for text, _ in one.members] for one in joined] == [["paper", "report"], ["report"]]
    assert [(text, point.period, point.value) for text, point in joined[0].points()] == [
        ("paper", "2014", "310"),
        ("report", "2015", "402"),
    ]
    assert joined[1].concept == "victims assisted"


def test_series_of_different_countries_or_groups_stay_apart() -> None:
    one = series(opened("The number of child victims in Norway rose to 12 in 2014."))
    other = series(opened("The number of child victims in Sweden rose to 15 in 2014."))
    third = series(opened("The number of adult victims in Norway rose to 30 in 2014."))
    assert len(merge_series({"a": one, "b": other, "c": third})) == 3


def test_the_series_of_a_real_paper_are_found(material: Path) -> None:
    path = material / "seed" / "article.txt"
    found = {one.key: one for one in series(opened(path.read_text(encoding="utf-8"), path.name))}
    counted = found["number-of-human-trafficking-victims-identified-thailand"]
    assert values(counted) == {"2014": "595", "2016": "824", "2017": "455"}
    assert (counted.missing, counted.span) == (("2015",), "2014/2017")
    rated = values(found["tier-in-the-trafficking-in-persons-report-thailand"])
    assert [rated[str(year)].removeprefix("Tier ") for year in range(2010, 2019)] == [
        *["2 Watch List"] * 4, "3", "3", "2 Watch List", "2 Watch List", "2",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["a", "1 ", "the number of ", "in 2014, ", "Tier 3 "])
def test_a_very_long_line_is_read_in_time(mark: str) -> None:
    text = opened(mark * (20_000 // len(mark)))
    began = time.process_time()
    series(text)
    assert time.process_time() - began < 5


def test_values_behind_a_label_and_a_colon_are_a_series() -> None:
    found = series(
        opened("Detected victims in Laos in 2015: 982 in all.\n\nDetected victims in Laos in 2016: 1,850 in all.\n")
    )
    (one,) = found
    assert (one.name, one.area, one.unit) == ("victims detected", "Laos", "victims")
    assert [(point.period, point.value) for point in one.points] == [("2015", "982"), ("2016", "1850")]


def test_a_verb_of_counting_may_be_progressive() -> None:
    (one,) = series(opened("The government reported identifying 824 victims in 2016, compared with 982 in 2015."))
    assert one.concept == "victims identified"
    assert {point.period: point.value for point in one.points} == {"2015": "982", "2016": "824"}
