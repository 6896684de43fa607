from __future__ import annotations

import pytest
from parallels_making import inside, laid_open

from colligate.assessments.parallels import clashes


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The border survey of Ordania counted 412 stranded seafarers in the harbour of Velm.",
            "In all, the border survey of Ordania counted 380 stranded seafarers in the harbour of Velm.",
            ("value", "412", "380"),
        ),
        (
            "The Velm Harbour Fund paid 4 million dollars to stranded seafarers and their families.",
            "As told, the Velm Harbour Fund paid 4 billion dollars to stranded seafarers and their families.",
            ("unit", "4 million dollars", "4 billion dollars"),
        ),
        (
            "On 3 May 2011 the ferry sank off Velm with forty passengers and a cargo of timber.",
            "The ferry sank off Velm on 9 May 2011 with forty passengers and a cargo of timber.",
            ("date", "3 May 2011", "9 May 2011"),
        ),
        (
            "Inspections of fishing vessels in the harbour of Velm increased sharply after the decree.",
            "As told, inspections of fishing vessels in the harbour of Velm decreased sharply after the decree.",
            ("direction", "increased", "decreased"),
        ),
        (
            "The harbour of Velm has the highest share of unregistered fishing vessels in Ordania.",
            "It is known that the harbour of Velm has the lowest share of unregistered fishing vessels in Ordania.",
            ("extreme", "highest", "lowest"),
        ),
    ],
)
def test_one_thing_told_with_one_part_different_is_a_clash(
    first: str, second: str, expected: tuple[str, str, str]
) -> None:
    assert inside(first, second) == [expected]


def test_a_clash_names_both_places_and_says_why() -> None:
    text = laid_open(
        "The border survey of Ordania counted 412 stranded seafarers in the harbour of Velm.",
        "In all, the border survey of Ordania counted 380 stranded seafarers in the harbour of Velm.",
    )
    (clash,) = clashes([text])
    assert (text.words(clash.first.mention), text.words(clash.second.mention)) == ("412", "380")
    assert clash.why == "The same is told with the number \u201c412\u201d and with \u201c380\u201d."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "In 2011 the border survey of Ordania counted 412 stranded seafarers in the harbour of Velm.",
            "In 2012 the border survey of Ordania counted 380 stranded seafarers in the harbour of Velm.",
        ),
        (
            "Article 4 obliges each harbour of Ordania to register fishing vessels within 30 days.",
            "Article 5 obliges each harbour of Ordania to register fishing vessels within 60 days.",
        ),
        (
            "The border survey of Ordania counted 412 stranded seafarers in the harbour of Velm.",
            "The border survey of Ordania counted about 410 stranded seafarers in the harbour of Velm.",
        ),
        (
            "On 3 May 2011 the ferry sank off Velm with forty passengers and a cargo of timber.",
            "In May 2011 the ferry sank off Velm with forty passengers and a cargo of timber.",
        ),
        (
            "The harbour master of Velm thanked the crew of the rescue boat for its courage that night.",
            "The harbour master of Korst thanked the crew of the rescue boat for its courage that night.",
        ),
    ],
)
def test_members_of_a_series_and_rounder_tellings_do_not_clash(first: str, second: str) -> None:
    assert inside(first, second) == []


def test_a_form_filled_in_three_times_is_no_contradiction() -> None:
    assert (
        inside(
            "The northern district office registered 12 unlicensed fishing vessels under the decree.",
            "The northern district office registered 19 unlicensed fishing vessels under the decree.",
            "The northern district office registered 27 unlicensed fishing vessels under the decree.",
        )
        == []
    )


def test_a_happening_with_two_dates_is_found_however_it_is_worded() -> None:
    assert inside(
        "On 16 March 2009, Ordania ratified the Seafarers Convention and its annexes.",
        "This chapter looks at the years after the ratification of the Seafarers Convention by Ordania in 2009-2010, "
        "a time of many reforms.",
    ) == [("year", "16 March 2009", "2009-2010")]


def test_happenings_of_unlike_names_or_ranks_keep_their_dates() -> None:
    assert (
        inside(
            "The first meeting of the Velm Forum was held in Korst on 5 June 2010.",
            "The second meeting of the Velm Forum was held in Korst on 7 June 2011.",
        )
        == []
    )
    assert (
        inside(
            "In 2009 Ordania ratified the Seafarers Convention.",
            "In 2011 Lurland ratified the Seafarers Convention.",
        )
        == []
    )


def test_a_list_shorter_than_announced_is_a_clash_inside_one_sentence() -> None:
    found = inside("The plan rests on five pillars, namely inspection, training, shelter and return.")
    assert found == [("value", "five", "inspection, training, shelter and return")]
    assert inside("The plan rests on four pillars, namely inspection, training, shelter and return.") == []


def test_a_stretch_of_time_that_runs_backwards_is_a_clash() -> None:
    assert inside("Ordania kept its lighthouse keepers on short contracts from 2014 to 2011.") == [
        ("year", "2014", "2011")
    ]


def test_a_report_that_bears_another_year_once_is_a_clash() -> None:
    found = inside(
        "The 1994 ORDA Report set the terms of the debate on harbours.",
        "Later writers took their figures from the 1994 ORDA Report without checking them.",
        "Shelters are first described in the 1996 ORDA Report, in a note.",
    )
    assert found == [("year", "1994", "1996")]


def test_a_matter_addressed_beside_the_same_matter_not_addressed_is_a_clash() -> None:
    found = inside(
        "In 2012 the SEAL programme held a workshop in Velm to address the root causes of forced labour at sea.",
        "So far the SEAL programme has not involved measures for the contributing factors of forced labour.",
    )
    assert [(kind, first) for kind, first, _ in found] == [("addressed", "address the root causes")]


def test_a_wish_to_address_a_matter_contradicts_nothing() -> None:
    assert (
        inside(
            "The SEAL programme in Velm must address the root causes of forced labour at sea.",
            "So far the SEAL programme has not involved measures for the contributing factors of forced labour.",
        )
        == []
    )


def test_a_movement_that_never_stops_beside_its_opposite_is_a_clash() -> None:
    text = laid_open(
        "The number of stranded seafarers in Velm keeps increasing each year. "
        "However, the number decreased to 380 in the last survey."
    )
    (clash,) = clashes([text])
    assert (clash.kind, clash.first_words, clash.second_words) == ("trend", "increasing", "decreased")


def test_two_definitions_of_one_term_are_laid_beside_each_other_with_what_each_lacks() -> None:
    text = laid_open(
        "Forced labour is defined as work exacted under menace of penalty from unwilling persons (Arden, 2004).",
        "For Belk, forced labour refers to work without pay that debts compel (Belk, 2010).",
    )
    (clash,) = clashes([text])
    assert clash.kind == "definition"
    assert "Only the first has: exacted, menace, penalty, unwilling, persons." in clash.why
    assert "Only the second has: without, pay, debts, compel." in clash.why


def test_a_definition_said_again_is_no_clash() -> None:
    assert (
        inside(
            "Forced labour is defined as work exacted under menace of penalty from unwilling persons (Arden, 2004).",
            "Again, forced labour refers to work exacted from unwilling persons under menace of penalty (Arden, 2004).",
        )
        == []
    )


@pytest.mark.parametrize("damage", ["a" * 100_000, "1" * 100_000, "(" * 100_000, "1," * 50_000, "\u201c" * 100_000])
def test_damaged_text_neither_stops_nor_slows_the_search(damage: str) -> None:
    assert clashes([laid_open(damage, damage[:1400])]) == ()
