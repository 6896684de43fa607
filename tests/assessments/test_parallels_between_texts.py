from __future__ import annotations

import pytest
from parallels_making import between, laid_open

from colligate.assessments.parallels import clashes

CLEAN = "The Velm Harbour Fund suggests that wages of 40 seafarers were withheld in Korst (Arden, 2004)."


def test_a_text_beside_itself_has_no_clash() -> None:
    assert between(laid_open(CLEAN, source="one"), laid_open(CLEAN, source="other")) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("40", "90", "value"),
        ("suggests", "proves", "strength"),
        ("Korst", "Lurm", "name"),
        ("were withheld", "were not withheld", "polarity"),
        ("(Arden, 2004)", "(Arden, 2009)", "citation"),
        ("seafarers", "carpenters", "wording"),
    ],
)
def test_a_change_between_two_versions_of_a_text_is_named(before: str, after: str, kind: str) -> None:
    found = clashes([laid_open(CLEAN.replace(before, after), source="draft"), laid_open(CLEAN, source="clean")])
    assert [clash.kind for clash in found] == [kind]
    assert (found[0].first.source, found[0].second.source) == ("draft", "clean")


def test_texts_that_speak_of_themselves_do_not_contradict_each_other() -> None:
    first = laid_open(
        "We present our candidacy to the Council of Harbours for the years 2018-2020.", source="ordania", among=()
    )
    second = laid_open(
        "We present our candidacy to the Council of Harbours for the years 2021-2023.", source="lurland", among=()
    )
    assert between(first, second) == []


def test_two_sources_that_count_one_thing_differently_clash() -> None:
    first = laid_open(
        "The border survey of Ordania counted 412 stranded seafarers in the harbour of Velm.", source="survey", among=()
    )
    second = laid_open(
        "A border survey of Ordania counted 380 stranded seafarers in the harbour of Velm.", source="press", among=()
    )
    assert between(first, second) == [("value", "412", "380")]
