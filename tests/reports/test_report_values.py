"""Values in the report are computed, not typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_study import SmallStudy

from colligate.record import Record
from colligate.reports.composing import Composed
from colligate.reports.computing import agrees
from colligate.sources.source import Citation

Compose = Callable[[str], Composed]


def value(composed: Compose, asks: str) -> str:
    made = composed(f'[It is []{{value="{asks}"}}.]{{#s-a rests="fact-600"}}')
    errors = [problem for problem in made.document.problems if problem.severity == "error"]
    return str(errors[0]) if errors else made.document.sentences[0].values[0].computed


@pytest.mark.parametrize(
    ("asks", "is_so"),
    [
        ("obs-2016", "824"),
        ("fact-600", "600"),
        ("ev-launch", "2014-05"),
        ("change:obs-2016,obs-2017", "\u2212369"),
        ("change:obs-2014,obs-2016", "+229"),
        ("fall:obs-2016,obs-2017", "369"),
        ("percent:obs-2016,obs-2017", "\u221244.8%"),
        ("fall:obs-2016,obs-2017 as=percent", "44.8%"),
        ("rise:obs-2014,obs-2016 as=percent", "38.5%"),
        ("level:course@results-chain/output", "claimed"),
        ("verdict:victims-2014", "supported"),
        ("judgement:course@results-chain/output", "corroborated"),
        ("share:self-reported of=course@results-chain/output", "1 of 1"),
        ("count:sources", "4"),
        ("count:sources kind=primary as=words", "two"),
        ("count:findings programme=course lens=results-chain level=claimed,contested", "2"),
        ("count:findings programme=course lens=results-chain least=claimed", "2"),
        ("count:coverage state=searched_and_silent", "2"),
        ("count:programmes", "2"),
    ],
)
def test_an_expression_gives_what_the_study_says(composed: Compose, asks: str, is_so: str):
    assert value(composed, asks) == is_so


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        ("obs-20166", "The study has no record 'obs-20166'. Did you mean 'obs-2016'?"),
        ("bureau", "'bureau' is a Actor, which has no value of its own."),
        ("rise:obs-2016,obs-2017", "The value did not rise: it went from 824 to 455."),
        ("change:obs-2016", "A change needs two values, but 'obs-2016' names 1."),
        ("count:sources color=red", "Sources have no field 'color' to count by."),
        ("count:stars", "Nothing is counted as 'stars'."),
        ("level:course@results-chain/outputs", "Did you mean 'course@results-chain/output'?"),
        ("sum:obs-2016", "'sum:' is not a kind of value."),
        ("judgement:course@results-chain/input", "Nobody has judged 'course@results-chain/input'."),
    ],
)
def test_an_expression_that_gives_nothing_says_why(composed: Compose, asks: str, told: str):
    assert told in value(composed, asks)


def test_a_typed_value_that_differs_fails_and_names_the_sentence(composed: Compose):
    made = composed('[There were [842]{value="obs-2016"} victims.]{#s-victims rests="obs-2016"}')
    (problem,) = made.document.problems
    assert str(problem) == (
        "report/report.md:1 #s-victims: The report says '842', but 'obs-2016' is '824'. "
        "Leave the brackets empty to have it filled in, or correct the record."
    )
    assert problem.severity == "error"


def test_a_value_outside_every_sentence_is_filled_too(composed: Compose):
    made = composed('# Victims: []{value="obs-2016"}\n')
    assert made.document.problems == ()
    assert made.document.ast["blocks"][0]["c"][2][-1]["c"][1] == [{"t": "Str", "c": "824"}]


def mention(small: SmallStudy, identity: str, publisher: str | None, quotes: list[str]) -> list[Record]:
    passages = [small.quoted(f"{identity}-{n}", "bureau-2014", quote) for n, quote in enumerate(quotes)]
    ids = tuple(passage.id for passage in passages)
    cited = Citation(
        id=identity, source="bureau-2014", key=identity, passages=ids, publisher=publisher, **small.stamp()
    )
    return [*passages, cited]


def test_the_share_of_self_report_is_counted_over_mentions(small: SmallStudy, composed: Compose):
    small.say(
        *mention(small, "c-own", "bureau", ["annual report 2014", "launched its course", "It trained"]),
        *mention(small, "c-other", "audit", ["five provinces"]),
        *mention(small, "c-theory", None, ["own curriculum"]),
    )
    assert value(composed, "share:mentions by=bureau") == "3 of 5"
    assert value(composed, "share:mentions by=bureau without=c-theory as=percent") == "75%"
    assert value(composed, "share:mentions by=bureau from=c-own-1 to=c-other-0") == "2 of 3"
    assert "'by=nobody' names no Actor of the study." in value(composed, "share:mentions by=nobody")


@pytest.mark.parametrize(
    ("typed", "computed"),
    [("nine", "9"), ("Twelve", "12"), ("45%", "44.8%"), ("44.8%", "44.8%"), ("1,807", "1807"), ("-369", "\u2212369")],
)
def test_a_number_may_be_typed_in_words_rounded_or_grouped(typed: str, computed: str):
    assert agrees(typed, computed)


@pytest.mark.parametrize(
    ("typed", "computed"),
    [("44", "44.8%"), ("44%", "44.8%"), ("369", "\u2212369"), ("about 600", "600"), ("NaN", "nan0")],
)
def test_another_number_does_not_agree(typed: str, computed: str):
    assert not agrees(typed, computed)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_two_whole_numbers_agree_only_if_they_are_the_same(one: int, other: int):
    assert agrees(f"{one:,}", str(other)) == (one == other)
