"""Claims proposed from prose, and what the checks make of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from making import Study

from colligate.assessments.claim import Cause, Change, Dated, Ordering, Peak, Trend, Value
from colligate.assessments.recognising.acts import acts_of
from colligate.assessments.recognising.claims import claims
from colligate.assessments.recognising.found import Act, ClaimFound
from colligate.assessments.recognising.sizes import comparatives
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.recognising.merging import Joined, merge_series
from colligate.indicators.recognising.series import series
from colligate.programmes.recognising.dates import dates
from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.events import events, merge_events
from colligate.sources.outline import Mention, OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read

PAPER = (
    "The number of stranded migrants in Malta matters due to the rising number each year. In 2003, 310 people were "
    "registered (Borg, 2004). The number peaked in 2005 at 402 people (Vella, 2008). However, the number decreased "
    "in 2006 to 120 due to patrols by the coast guard (Vella, 2008)."
)
KEY = "number-of-stranded-migrants-registered-malta"


def opened(prose: str, source: str = "paper") -> OpenText:
    extracted = read(prose.encode(), "note.txt")
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source=source, text=source, characters=extracted.text, outline=laid_out)


def claimed(prose: str, acts: Sequence[Act] = ()) -> tuple[ClaimFound, ...]:
    text = opened(prose)
    return claims(text, series(text), acts)


def judged(joined: Sequence[Joined], found: Sequence[ClaimFound]) -> dict[str, str]:
    """Make records of series and claims and return the verdict on each claim that has a form, by its kind."""
    study = Study(manuscript="paper", area="Malta")
    for name in {text for one in joined for text, _ in one.members} | {"paper"}:
        study.source(name)
    for one in joined:
        study.say(Indicator, one.key, name=one.name, concept=one.concept, scale=one.scale)
        for text, point in one.points():
            study.say(
                Observation, f"o{len(study.records)}", indicator=one.key, area=one.area, period=point.period,
                value=point.value, qualifier=point.qualifier, passages=(study.passage(text),),
            )  # fmt: skip
    for one in found:
        if one.form is not None:
            study.claim(one.key, one.form, source="paper")
    return {one.kind: study.verdict(one.key).verdict for one in found if one.form is not None}


def test_values_trend_peak_change_and_cause_of_a_series_are_claims_in_their_forms() -> None:
    found = {type(one.form): one.form for one in claimed(PAPER)}
    at: dict[str, Any] = {"indicator": KEY, "area": "Malta"}
    assert found[Trend] == Trend(**at, within="2003/2006", direction="rises")
    assert found[Peak] == Peak(**at, within="2003/2006", at="2005")
    assert found[Change] == Change(**at, start="2005", end="2006", direction="falls")
    assert found[Cause] == Cause(**at, acts=(), start="2005", end="2006")
    values = [one.form for one in claimed(PAPER) if isinstance(one.form, Value)]
    assert [(form.periods, form.value) for form in values] == [
        (("2003",), "310"),
        (("2005",), "402"),
        (("2006",), "120"),
    ]


def test_a_rise_each_year_is_contradicted_by_the_papers_own_numbers_and_a_peak_beside_a_hole_is_undecidable() -> None:
    text = opened(PAPER)
    joined = merge_series({"paper": series(text)})
    verdicts = judged(joined, claims(text, joined))
    assert (verdicts["trend"], verdicts["peak"], verdicts["cause"]) == ("contradicted", "undecidable", "unsupported")


def test_another_documents_value_for_the_missing_year_contradicts_the_peak() -> None:
    paper, other = opened(PAPER), opened("The port registered 450 stranded migrants in 2004.", "report")
    joined = merge_series({"paper": series(paper), "report": series(other)})
    assert [one.key for one in joined] == [KEY]
    assert judged(joined, claims(paper, joined))["peak"] == "contradicted"


def test_a_rating_said_to_have_been_brought_about_is_a_cause_with_its_act() -> None:
    prose = (
        "In the Trafficking in Persons Report, Malaysia was in Tier 3 in 2014. "
        "Through its new shelter law, Malaysia managed to climb to Tier 2 in 2016."
    )
    law = Act(key="law", names=("shelter law",))
    (cause,) = [one for one in claimed(prose, [law]) if one.kind == "cause"]
    assert cause.form == Cause(
        acts=("law",), indicator="tier-in-the-trafficking-in-persons-report-malaysia", area="Malaysia", start="2014",
        end="2016",
    )  # fmt: skip
    assert (cause.causal, cause.rule) == ("Through", "a means that opens the sentence, and what was attained")


def test_other_explanations_in_the_text_are_named_as_rivals() -> None:
    text = opened(
        f"{PAPER}\n\nMalta came under international pressure in that time. The office has fulfilled its role in Malta."
    )
    (cause,) = [one for one in claims(text, series(text)) if isinstance(one.form, Cause)]
    assert [text.words(rival) for rival in cause.rivals] == [
        "international pressure",
        "The office has fulfilled its role",
    ]


def test_dates_and_order_are_claimed_of_the_acts_found() -> None:
    text = opened("After the census closed in 2003, the bureau opened in 2005.")
    words = text.outline.units[0].words
    acts = [
        Act(key=key, told=((Mention(unit=0, start=words.index(said), end=words.index(said) + len(said)), date),))
        for key, said, date in (
            ("census", "census closed in 2003", "2003"),
            ("bureau", "bureau opened in 2005", "2005"),
        )
    ]
    assert [one.form for one in claims(text, (), acts)] == [
        Ordering(first="census", second="bureau"),
        Dated(about="census", date="2003"),
        Dated(about="bureau", date="2005"),
    ]


def test_what_is_left_out_is_listed() -> None:
    text = opened("The programme had not yet involved the deeper causes, namely debt and poor schooling (Borg, 2004).")
    (gap,) = claims(text, ())
    assert (gap.kind, gap.form, gap.cited) == ("coverage", None, True)
    assert [text.words(item) for item in gap.items] == ["debt", "poor schooling"]


def test_a_strong_word_says_what_it_needs_and_that_no_source_is_given() -> None:
    (one,) = claimed("The test results prove that the office has fulfilled its task.")
    assert (one.kind, one.words, one.cited) == ("fulfilment", ("prove", "fulfilled"), False)
    assert "\u201cprove\u201d needs evidence at the level established" in one.why


@pytest.mark.parametrize(
    "prose",
    [
        "The office should fulfil its task.",
        "Norway noted that the office had achieved much.",
        "Promises can be fulfilled.",
        "Has the office fulfilled its task?",
    ],
)
def test_wishes_questions_and_others_words_are_no_claims_of_fulfilment(prose: str) -> None:
    assert claimed(prose) == ()


def test_people_reached_without_a_total_are_an_output_without_a_base() -> None:
    found = claimed("The course trained 340 officers. Of all, 60 per cent, 204 officers, completed training.")
    assert [(one.kind, one.why) for one in found] == [
        ("output", "The sentence says neither of how many, nor what it changed.")
    ]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("The country has a high number of strikes.", ["high number"]),
        ("There was a significant amount of theft in 2014.", ["significant amount"]),
        ("Theft is spreading, with increasing numbers worldwide.", ["increasing numbers"]),
        ("The high number of strikes, 412, was reported.", []),
        ("The number is higher than in Sweden, a high number of strikes.", []),
        ("They made significant efforts.", []),
    ],
)
def test_a_word_of_size_counts_only_without_number_or_comparison(prose: str, expected: list[str]) -> None:
    text = opened(prose)
    assert [text.words(found) for found in comparatives(text)] == expected


def test_the_claims_of_a_real_paper_are_found_with_their_verdicts(material: Path) -> None:
    path = material / "seed" / "article.txt"
    text = opened(path.read_text(encoding="utf-8"))
    when = dates(text)
    acts = acts_of(merge_events(events(text, when, entities(text))), text)
    other = opened("The government identified 824 trafficking victims in 2016, compared with 982 in 2015.", "report")
    alone = merge_series({"paper": series(text, when)})
    joined = merge_series({"paper": series(text, when), "report": series(other)})
    assert len(alone) == len(joined)
    found = [one for one in claims(text, alone, acts, when) if one.kind != "value"]
    counted = [
        one
        for one in found
        if getattr(one.form, "indicator", "") == "number-of-human-trafficking-victims-identified-thailand"
    ]
    verdicts = judged(alone, counted)
    assert verdicts == {
        "trend": "contradicted", "peak": "undecidable", "change": "unsupported", "cause": "unsupported",
    }  # fmt: skip
    with_other = claims(text, joined, acts, when)
    peaks = [one for one in with_other if one.kind == "peak"]
    assert judged(joined, peaks) == {"peak": "contradicted"}
    assert len([one for one in found if one.kind == "comparative"]) == 9


@pytest.mark.parametrize("mark", ["a", "due to ", "high number ", "through x, ", "(", "led a to b "])
def test_a_very_long_line_is_passed_over_in_time(mark: str) -> None:
    text = opened(mark * (20_000 // len(mark)))
    began = time.process_time()
    claims(text, series(text))
    assert time.process_time() - began < 5
