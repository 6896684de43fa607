"""Interventions and factors proposed from prose."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from colligate.indicators.recognising.quantities import quantities
from colligate.lenses.shipped import shipped_lens
from colligate.programmes.recognising.dates import dates
from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.events import EventAccount, EventFound, events
from colligate.programmes.recognising.factors import factors, touched
from colligate.programmes.recognising.found import Entities
from colligate.programmes.recognising.interventions import InterventionFound, interventions, spoken_of
from colligate.sources.outline import Mention, OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read

CAUSES = shipped_lens("causes")


def opened(prose: bytes, name: str = "note.txt") -> OpenText:
    extracted = read(prose, name)
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source="s1", text="t1", characters=extracted.text, outline=laid_out)


def found_in(text: OpenText) -> tuple[InterventionFound, ...]:
    named, when = entities(text), dates(text)
    return interventions(text, named, events(text, when, named), when, quantities(text))


def told(one: InterventionFound, field: str) -> list[str]:
    return [" ".join(filter(None, (value.value, value.unit))) for value in one.all(field)]


def test_a_programme_is_told_with_who_when_where_and_how_much() -> None:
    text = opened(
        b"The World Health Organization launched the Clean Rivers Programme in 2015. "
        b"The programme trained 340 nurses in Kenya and Uganda. "
        b"It aims to keep wells free of disease. The programme continued until 2018.\n"
    )
    (one,) = found_in(text)
    assert (one.key, one.name, one.kind) == ("clean-rivers-programme", "Clean Rivers Programme", "capacity building")
    assert one.units == (0, 1, 2, 3)
    assert told(one, "implementer") == ["World Health Organization"]
    assert told(one, "start") == ["2015"]
    assert told(one, "end") == ["2018"]
    assert told(one, "output") == ["340 nurses"]
    assert told(one, "country") == ["Kenya", "Uganda"]
    assert told(one, "purpose") == ["keep wells free of disease"]


def test_differing_dates_of_one_programme_are_all_kept() -> None:
    text = opened(
        b"UNICEF launched the Bright Schools Project in 2011. Prices rose.\n\n"
        b"UNICEF launched the Bright Schools Project between 2012 and 2014.\n"
    )
    (one,) = found_in(text)
    assert told(one, "start") == ["2011", "2012/2014"]


@pytest.mark.parametrize(("source", "expected"), [("s1", ["2011"]), ("another", [])])
def test_an_event_dates_a_programme_only_in_the_text_that_tells_it(source: str, expected: list[str]) -> None:
    text = opened(b"The Bright Schools Project won a prize in 2011. Prices rose.\n")
    account = EventAccount(source=source, mention=Mention(unit=0, start=27, end=46), date="2011")
    event = EventFound(key="prize", name="Prize", kind="prize", object="prize", accounts=(account,))
    (one,) = interventions(text, entities(text), [event], dates(text))
    assert told(one, "date") == expected


def test_a_seminar_on_a_subject_is_a_forum_with_its_hosts_and_guests() -> None:
    text = opened(
        b"UNDP hosted a seminar on the Nagoya Protocol on 4 May 2016. "
        b"The seminar on the Nagoya Protocol was organised for the Government of Peru.\n\n"
        b"4. Seminar on the Nagoya Protocol\n\nUNDP had asked for it.\n"
    )
    (one,) = found_in(text)
    assert one.kind == "forum"
    assert told(one, "implementer") == ["UNDP"]
    assert told(one, "date") == ["2016-05-04"]
    assert told(one, "receiver") == ["Government of Peru"]


@pytest.mark.parametrize(
    "prose",
    [
        # Bodies, policies and programmes without a name.
        b"The United Nations Development Programme opened an office in 1998.",
        b"Members adopted the Istanbul Programme of Action in 2011.",
        b"The ministry started various programmes and projects in 2012.",
        b"The Mobile Training Units were launched in 2012.",
    ],
)
def test_bodies_policies_and_nameless_programmes_are_no_interventions(prose: bytes) -> None:
    assert found_in(opened(prose)) == ()


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            b"Poverty and a lack of opportunity are among the root causes of trafficking.",
            [("Poverty", "causes/economic.poverty"), ("lack of opportunity", "")],
        ),
        (
            b"We must tackle the root causes of conflict, such as poverty, exclusion and impunity.",
            [("poverty", "causes/economic.poverty"), ("exclusion", ""), ("impunity", "")],
        ),
        (b"Unemployment leads to exploitation.", [("Unemployment", "causes/economic.unemployment")]),
        (
            b"There are factors that cause the crisis, including economic and educational factors.",
            [("Economic factors", "causes/economic"), ("Educational factors", "causes/educational")],
        ),
        (b"The crew is vulnerable because of debt.", [("debt", "causes/economic.poverty")]),
    ],
)
def test_a_factor_is_what_a_text_names_as_a_cause(prose: bytes, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.code) for one in factors(opened(prose), CAUSES)] == expected


@pytest.mark.parametrize(
    "prose",
    [
        b"Poverty is widespread in the north.",
        b"Women are key drivers in our efforts to end poverty.",
        b"Inaction is the root cause of many problems, including violence and insecurity.",
        b"The causes of the conflict are not well understood.",
        b"Investment in the harbour leads to trade.",
    ],
)
def test_what_is_only_present_or_an_effect_is_no_factor(prose: bytes) -> None:
    assert [one.name for one in factors(opened(prose), CAUSES) if one.name != "Inaction"] == []


def test_each_factor_is_set_against_each_programme() -> None:
    text = opened(
        b"Poverty and low education are contributing factors to trafficking.\n\n"
        b"UNICEF launched the Bright Schools Project in 2011. The project addressed low education in the villages.\n\n"
        b"UNICEF launched the Safe Harbour Project in 2012. The project did not address low education.\n"
    )
    named = factors(text, CAUSES)
    cells = touched(text, named, found_in(text), CAUSES)
    assert {(cell.factor, cell.programme, cell.touch) for cell in cells} == {
        ("economic-poverty", "bright-schools-project", "not spoken of"),
        ("economic-poverty", "safe-harbour-project", "not spoken of"),
        ("educational-low-education", "bright-schools-project", "touched"),
        ("educational-low-education", "safe-harbour-project", "said not to be"),
    }


def test_what_is_said_of_an_implementers_programmes_holds_for_each() -> None:
    text = opened(
        b"Poverty is one of the root causes of trafficking.\n\n"
        b"UNICEF launched the Bright Schools Project in 2011.\n\n"
        b"The UNICEF programmes have not addressed poverty.\n"
    )
    (cell,) = touched(text, factors(text, CAUSES), found_in(text), CAUSES)
    assert (cell.touch, cell.mention and cell.mention.unit) == ("said not to be", 2)


@pytest.fixture(scope="module")
def article(material: Path) -> OpenText:
    return opened((material / "seed" / "article.txt").read_bytes(), "article.txt")


def test_the_articles_programmes_are_found_with_their_kinds(article: OpenText) -> None:
    assert [(one.key, one.kind) for one in found_in(article)] == [
        ("global-elearning-program", "capacity building"),
        ("joint-project-to-counter-human-trafficking", "research"),
        ("seminar-on-untoc-protocols", "forum"),
        ("child-trafficking-programs", "other"),
        ("crop-replacement-project", "other"),
    ]


def test_the_articles_programmes_have_their_dates_and_outputs(article: OpenText) -> None:
    elearning, research, seminar, *_ = found_in(article)
    assert told(elearning, "start") == ["2014/2016", "2014"]
    assert told(elearning, "end") == ["2015"]
    assert told(elearning, "output") == [
        "2 complete eLearning mobile units", "600 officers", "2250 certified users", "6 training centers",
    ]  # fmt: skip
    assert told(research, "start") == ["2016-01-11", "2016"]
    assert told(seminar, "date") == ["2014-11-17"]
    assert {one.refers for one in seminar.all("implementer")} == {
        "united-nations-office-on-drugs-and-crime",
        "united-nations-action-for-cooperation-against-trafficking-in",
    }
    assert len(spoken_of([elearning, research, seminar])) == len({*elearning.units, *research.units, *seminar.units})


def test_no_programme_of_the_article_touches_poverty_or_low_education(article: OpenText) -> None:
    named = factors(article, CAUSES)
    assert [one.code.partition("/")[2] for one in named] == [
        "economic.poverty", "educational.low-education", "demand.agriculture", "demand.fishing", "demand.begging",
        "economic", "educational", "economic.unemployment",
    ]  # fmt: skip
    cells = touched(article, named, found_in(article), CAUSES)
    assert {cell.touch for cell in cells} == {"said not to be", "not spoken of"}
    assert {cell.factor for cell in cells if cell.touch == "said not to be"} == {
        "economic-poverty",
        "educational-low-education",
    }


@pytest.mark.parametrize("prose", [b"a" * 1_000_000, b"1" * 1_000_000, b"(" * 1_000_000, b"Program " * 100_000])
def test_a_line_without_end_names_no_programme_and_no_factor(prose: bytes) -> None:
    text = opened(prose)
    begun = time.process_time()
    assert interventions(text, Entities()) == ()
    assert factors(text, CAUSES) == ()
    assert time.process_time() - begun < 2
