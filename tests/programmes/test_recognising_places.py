"""Places proposed from prose; a name that may be another's is passed over."""

from __future__ import annotations

import pytest

from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.found import NamedPlace
from colligate.programmes.recognising.places import area_code
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def places(prose: str) -> dict[str, NamedPlace]:
    extracted = read(prose.encode(), "note.txt")
    laid_out = outline(extracted.text, extracted.layout)
    text = OpenText(source="s", text="t", characters=extracted.text, outline=laid_out)
    return {place.name: place for place in entities(text).places}


def kinds(prose: str) -> dict[str, str]:
    return {name: place.kind for name, place in places(prose).items()}


def test_a_country_whose_name_people_bear_is_none_inside_a_longer_name() -> None:
    assert kinds("In Georgia and Jordan, ports decay.") == {"Georgia": "country", "Jordan": "country"}
    assert kinds("Jordan Okello visited. Georgia Smith stayed. Michael Jordan left.") == {}


def test_cities_of_a_list_are_cities_and_lie_where_the_map_says() -> None:
    found = places("Peru pays. The ports of Peru, in Lima, Ayacucho and Arequipa, decay.")
    assert {name: place.kind for name, place in found.items()} == {
        "Peru": "country", "Arequipa": "city", "Ayacucho": "city", "Lima": "city",
    }  # fmt: skip
    lima = found["Lima"]
    assert lima.latitude == pytest.approx(-12.04, abs=0.1)
    assert lima.longitude == pytest.approx(-77.03, abs=0.1)
    assert (lima.country, lima.key) == ("PE", "lima-pe")


def test_a_name_of_many_cities_is_none_where_no_country_is_spoken_of() -> None:
    assert kinds("A ferry to Georgetown leaves.") == {}
    assert kinds("A ferry to London leaves.") == {"London": "city"}


def test_a_word_that_the_text_also_writes_small_is_no_city() -> None:
    assert "Nice" not in kinds("France is far. France is warm. A nice ferry leaves from Nice and Paris.")


def test_a_region_is_no_country_and_a_longer_name_is_not_its_parts() -> None:
    assert kinds("West Africa and the Sahel are dry. South Africa is not.") == {
        "Sahel": "region", "South Africa": "country", "West Africa": "region",
    }  # fmt: skip


def test_a_country_by_another_of_its_names_is_the_same() -> None:
    found = places("Burma, now Myanmar, has ports.")
    assert {name: len(place.mentions) for name, place in found.items()} == {"Myanmar": 2}


def test_the_code_of_an_area_is_that_of_its_country() -> None:
    assert (area_code("Viet Nam", "en"), area_code("Peru", "en"), area_code("Atlantis", "en")) == ("VNM", "PER", "")


def test_a_country_inside_the_name_of_a_region_is_not_spoken_of() -> None:
    assert kinds("Ferries cross the Gulf of Guinea and the Lake Chad Basin.") == {
        "Gulf of Guinea": "region", "Lake Chad Basin": "region",
    }  # fmt: skip
