"""Words of languages, as data."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from colligate.languages import UNKNOWN, NoWordsError, alternatives, languages, spoken, words

TOPICS = sorted(entry.name.removesuffix(".yaml") for entry in (resources.files("colligate.languages") / "en").iterdir())


def test_english_is_known() -> None:
    assert "en" in languages()


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_of_english_is_a_table_of_words(topic: str) -> None:
    told = words(topic)
    assert told
    assert all(isinstance(name, str) for name in told)


def _plain(told: object, at: str) -> list[str]:
    """Return the places of values that are no words, numbers or truths."""
    if isinstance(told, dict):
        return [place for name, value in told.items() for place in _plain(value, f"{at}.{name}")]
    if isinstance(told, list):
        return [place for number, value in enumerate(told) for place in _plain(value, f"{at}[{number}]")]
    return [] if isinstance(told, (str, int, float)) else [at]


@pytest.mark.parametrize("topic", TOPICS)
def test_no_word_is_left_empty(topic: str) -> None:
    assert _plain(words(topic), topic) == []


def test_words_that_yaml_takes_for_truth_values_are_words() -> None:
    assert {"on", "in"} <= set(words("organisations")["joins"])
    assert words("places")["adjectives"]["NO"] == "Norwegian"
    assert words("events")["kinds"]["ratification"]["instrument"] is True


def test_a_language_or_topic_nobody_has_written_is_said_to_be_missing() -> None:
    with pytest.raises(NoWordsError, match=r"no words on dates for the language 'tlh'\. Languages known: en"):
        words("dates", "tlh")
    with pytest.raises(NoWordsError, match="no words on harbours"):
        words("harbours")


def test_of_several_phrases_the_longest_is_found_and_a_blank_is_any_white_space() -> None:
    pattern = re.compile(alternatives(["set", "set up", "a.b"]))
    assert pattern.findall("set\n up, set, a.b, acb") == ["set\n up", "set", "a.b"]


def test_a_phrase_is_taken_literally() -> None:
    assert re.fullmatch(alternatives(["U.S. (*)"]), "U.S. (*)")
    assert not re.fullmatch(alternatives(["U.S."]), "UXSX")


def test_a_text_is_known_by_its_commonest_words() -> None:
    assert spoken("The office of the fund is in the city, and it was founded for the people of the coast. " * 3) == "en"
    french = (
        "Le bureau du fonds se trouve dans la ville et il a \u00e9t\u00e9 fond\u00e9 pour les gens de la c\u00f4te. "
    )
    assert spoken(french * 3) == UNKNOWN
    assert spoken("\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 " * 40) == UNKNOWN
    assert spoken("Three words here.") == "en"
