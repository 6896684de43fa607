"""Causal statements proposed from prose, and the question a text asks."""

from __future__ import annotations

import pytest

from colligate.assessments.recognising.causes import causes
from colligate.assessments.recognising.questions import question
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def opened(prose: str) -> OpenText:
    extracted = read(prose.encode(), "note.txt")
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source="s", text="t", characters=extracted.text, outline=laid_out)


def told(prose: str) -> list[tuple[str, str, str]]:
    text = opened(prose)
    return [(text.words(one.cause), one.phrase, text.words(one.effect)) for one in causes(text)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            "Thefts fell in 2006 due to new lamps (Borg, 2007).",
            ("new lamps", "due to", "Thefts fell in 2006"),
        ),
        (
            "Owing to the long drought, the harvest failed.",
            ("the long drought", "Owing to", "the harvest failed"),
        ),
        (
            "The new road resulted in shorter journeys.",
            ("The new road", "resulted in", "shorter journeys"),
        ),
        (
            "The strike led the ministry to raise wages.",
            ("The strike", "led", "the ministry to raise wages"),
        ),
        (
            "Through steady training, the team managed to win.",
            ("steady training", "Through", "the team managed to win"),
        ),
        (
            "The bridge closed. Consequently, the town lost trade.",
            ("The bridge closed", "Consequently", "the town lost trade"),
        ),
    ],
)
def test_cause_phrase_and_effect_are_told_apart(prose: str, expected: tuple[str, str, str]) -> None:
    assert told(prose) == [expected]


@pytest.mark.parametrize(
    "prose",
    [
        "This could lead to delays.",
        "The road did not lead to shorter journeys.",
        "The meeting is due to be held in May.",
        "The rules against forced labour apply to all.",
        "The villagers were subjected to searches.",
        "What led the ministry to raise wages?",
        "The Norwegian- led mission to the lake ended.",
        "Through the window, the lake was visible.",
        "They sent sincere thanks to the rescuers.",
        "The path leading to peace is long.",
        "We have led initiatives to prevent harm.",
        "118.12 Prevent harm caused by mines (Peru);",
    ],
)
def test_possibilities_denials_and_other_meanings_are_no_causes(prose: str) -> None:
    assert told(prose) == []


def test_the_question_and_the_place_that_puts_it_otherwise_are_found() -> None:
    text = opened(
        "This study aims to answer the question: \u201cTo what extent did the law reduce theft in Malta?\u201d\n\n"
        "In sum, the study answers the research question of how the law was applied in Malta."
    )
    asked = question(text)
    assert asked is not None
    assert text.words(asked.asked) == "To what extent did the law reduce theft in Malta?"
    assert [(put.word, put.asks) for put in (asked.asked, *asked.differs)] == [
        ("to what extent", "degree"),
        ("how", "manner"),
    ]


def test_a_text_that_names_no_question_has_none() -> None:
    assert question(opened("How theft is counted differs by town. Why is that so?")) is None
