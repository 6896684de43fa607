"""Names: where they begin and end, what is the same name, and what an acronym spells."""

from __future__ import annotations

import pytest

from colligate.programmes.recognising.names import bare, initials, key, runs, spells
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention


def test_a_run_of_capitals_takes_in_small_words_between_them_and_leaves_a_genitive() -> None:
    said = "Since May, the Ministry of Ports and Trade's clerks met the Harbour Board."
    assert [said[start:end] for start, end in runs(said, ["of", "and"])] == [
        "Since May", "Ministry of Ports and Trade", "Harbour Board",
    ]  # fmt: skip


def test_no_run_goes_over_what_is_taken() -> None:
    said = "The Harbour Board of Lima met."
    taken = Taken([Mention(unit=0, start=12, end=17)])
    assert [said[start:end] for start, end in runs(taken.blanked(0, said), ["of"])] == ["The Harbour", "Lima"]


def test_what_is_taken_holds_every_part_of_it_and_no_more() -> None:
    taken = Taken([Mention(unit=3, start=4, end=8)])
    assert [taken.holds(3, 0, 4), taken.holds(3, 7, 9), taken.holds(3, 8, 9), taken.holds(2, 4, 8)] == [
        False, True, False, False,
    ]  # fmt: skip
    more = taken.also([Mention(unit=2, start=5, end=6)])
    assert (more.holds(2, 4, 8), taken.holds(2, 4, 8)) == (True, False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Harbour  Board", "harbour-board"),
        ("Médecins Sans Frontières", "medecins-sans-frontieres"),
        ("Children's Fund", "childrens-fund"),
        ("\u6e2f", "x"),
    ],
)
def test_a_key_is_the_same_however_a_name_is_printed(name: str, expected: str) -> None:
    assert key(name) == expected


def test_a_bare_name_has_no_article_and_no_marks_at_its_ends() -> None:
    assert bare("The \u201cHarbour Board\u201d,") == "Harbour Board"


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("BHB", "Baltic Harbour Board", True),
        ("MoPT", "Ministry of Ports and Trade", True),
        ("BHB", "Harbour Board", False),
        ("B", "Board", False),
        ("XYZ", "Baltic Harbour Board", False),
    ],
)
def test_an_acronym_spells_a_name_by_the_heads_of_its_words(acronym: str, name: str, *, expected: bool) -> None:
    assert spells(acronym, name) is expected


def test_initials_are_those_of_capitalised_words() -> None:
    assert initials("Ministry of Ports/Trade") == "MPT"
