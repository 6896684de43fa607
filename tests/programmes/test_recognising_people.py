"""People proposed from prose: told by a title, a post or a verb of saying."""

from __future__ import annotations

import pytest

from colligate.programmes.recognising.entities import entities
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def people(prose: str) -> dict[str, tuple[tuple[str, ...], int]]:
    """Return titles and number of mentions of each person."""
    extracted = read(prose.encode(), "note.txt")
    laid_out = outline(extracted.text, extracted.layout)
    text = OpenText(source="s", text="t", characters=extracted.text, outline=laid_out)
    return {
        actor.name: (tuple(alias.name for alias in actor.aliases), len(actor.mentions))
        for actor in entities(text).actors
        if actor.kind == "person"
    }


@pytest.mark.parametrize(
    ("prose", "name", "titles"),
    [
        ("Ms. Rana Okello spoke.", "Rana Okello", ()),
        ("Dr. Rana van der Berg spoke.", "Rana van der Berg", ()),
        ("President Maria de la Cruz spoke.", "Maria de la Cruz", ("President",)),
        ("Rana Okello, Minister of Ports, agreed.", "Rana Okello", ("Minister of Ports",)),
        ("Rana Okello said so.", "Rana Okello", ()),
        ("Rana Okello also argues so.", "Rana Okello", ()),
    ],
)
def test_a_name_with_a_title_a_post_or_a_verb_of_saying_is_somebody(
    prose: str, name: str, titles: tuple[str, ...]
) -> None:
    assert people(prose) == {name: (titles, 1)}


@pytest.mark.parametrize(
    "prose",
    [
        "Human Security explains little.",
        "Regional Studies argues the same.",
        "Rana Okello.",
        "Tall Ports, the quiet kind, decay.",
        "However, Rana said so.",
        "In Peru, ports decay.",
        "Ports MATTER says nobody.",
    ],
)
def test_a_bare_pair_of_capitalised_words_is_nobody(prose: str) -> None:
    assert people(prose) == {}


def test_a_surname_met_again_is_the_one_person_who_bears_it() -> None:
    assert people("Ms. Rana Okello spoke. Later Okello left, and nobody followed Okello.") == {"Rana Okello": ((), 3)}


def test_a_surname_of_two_is_neither() -> None:
    found = people("Ms. Rana Okello met Mr. Tomas Okello. Okello left.")
    assert found == {"Rana Okello": ((), 1), "Tomas Okello": ((), 1)}


def test_a_surname_in_a_longer_name_is_not_its_bearer() -> None:
    assert people("Ms. Rana Okello spoke. The Okello Ports decay, as does Port Okello.") == {"Rana Okello": ((), 1)}


def test_marks_after_a_name_are_no_post() -> None:
    assert people("Ms. Rana Okello,     ) spoke.") == {"Rana Okello": ((), 1)}
