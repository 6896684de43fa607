"""Actors, places and instruments proposed from prose."""

from __future__ import annotations

import time
from array import array
from pathlib import Path

import pytest

from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.found import Instrument, NamedActor
from colligate.sources.intext import citations
from colligate.sources.outline import OpenText, Outline, Unit
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def opened(prose: str) -> OpenText:
    extracted = read(prose.encode(), "note.txt")
    return OpenText(source="s", text="t", characters=extracted.text, outline=outline(extracted.text, extracted.layout))


def actors(prose: str) -> dict[str, NamedActor]:
    return {actor.name: actor for actor in entities(opened(prose)).actors}


def instruments(prose: str) -> dict[str, Instrument]:
    return {instrument.name: instrument for instrument in entities(opened(prose)).instruments}


def aliases(actor: NamedActor | Instrument) -> dict[str, str]:
    return {alias.name: alias.kind for alias in actor.aliases}


def test_an_acronym_joins_the_name_it_was_given() -> None:
    found = actors("The Baltic Harbour Board (BHB) met in spring. Later the BHB paid. Nobody thanked the BHB.")
    assert list(found) == ["Baltic Harbour Board"]
    assert aliases(found["Baltic Harbour Board"]) == {"BHB": "acronym"}
    assert len(found["Baltic Harbour Board"].mentions) == 4


def test_a_known_acronym_needs_no_definition() -> None:
    found = actors("According to the ILO, wages rose. The International Labour Organization measured them.")
    assert aliases(found["International Labour Organization"]) == {"ILO": "acronym"}
    assert len(found["International Labour Organization"].mentions) == 2


def test_all_names_of_one_government_are_one_actor_of_its_state() -> None:
    found = actors("The Kenyan Government objected. The government of Kenya waited, and Kenya's government paid.")
    assert list(found) == ["Government of Kenya"]
    assert (found["Government of Kenya"].part_of, len(found["Government of Kenya"].mentions)) == ("kenya", 3)


@pytest.mark.parametrize(
    ("prose", "name", "title", "part_of"),
    [
        ("Ms. Rana Okello, Head of the Harbour Institute, agreed.", "Rana Okello", "Head of the Harbour Institute",
         "harbour-institute"),
        ("The Foreign Minister, Rana Okello, agreed.", "Rana Okello", "Foreign Minister", ""),
        ("Ambassador Rana Okello, head of the Harbour Institute\u2019s Office for Trade, agreed.", "Rana Okello",
         "head of the Harbour Institute\u2019s Office for Trade", "office-for-trade"),
        ("UNICEF Commissioner Pol. Lt. Gen. Rana Okello agreed.", "Rana Okello", "Commissioner",
         "united-nations-childrens-fund"),
    ],
)  # fmt: skip
def test_a_person_has_a_post_as_printed_and_the_body_named_in_it(
    prose: str, name: str, title: str, part_of: str
) -> None:
    person = actors(prose)[name]
    assert (person.kind, aliases(person), person.part_of) == ("person", {title: "title"}, part_of)


@pytest.mark.parametrize(
    "prose",
    [
        "Each State Party shall report. Any State Party may ask.",
        "Every Head of Government spoke of the Government.",
        "Moreover, Ports Matter Greatly in the north.",
        "However, Many Scholars agree.",
    ],
)
def test_words_that_any_body_could_bear_name_nobody(prose: str) -> None:
    assert actors(prose) == {}


def test_authors_of_cited_works_are_no_actors() -> None:
    text = opened("Ports decay (Okello, 2018). Ferrand et al. (2019) agree with the Harbour Institute.")
    found = entities(text, citations=citations(text).citations)
    assert [actor.name for actor in found.actors] == ["Harbour Institute"]


def test_a_name_with_and_inside_is_one_body_and_two_bodies_with_and_between_are_two() -> None:
    assert set(actors("The Truth and Harbour Commission sat.")) == {"Truth and Harbour Commission"}
    assert set(actors("The Ports Agency and Harbour Institute met.")) == {"Ports Agency", "Harbour Institute"}
    assert set(actors("The Ministry of Ports and Trade met.")) == {"Ministry of Ports and Trade"}


def test_a_post_before_a_body_does_not_belong_to_its_name() -> None:
    assert set(actors("The Deputy Director of the Harbour Institute left.")) == {"Harbour Institute"}


def test_a_short_form_is_the_one_body_named_before() -> None:
    found = actors("The Working Group on Ports and Trade met. The Working Group agreed.")
    assert len(found["Working Group on Ports and Trade"].mentions) == 2


def test_a_country_by_any_name_is_one_state_and_a_country_is_no_organisation() -> None:
    found = actors("Laos and the Lao PDR were named, as was the Russian Federation.")
    assert {name: (actor.kind, len(actor.mentions)) for name, actor in found.items()} == {
        "Laos": ("state", 2),
        "Russia": ("state", 1),
    }


def test_a_city_needs_its_country_named_or_to_be_very_large() -> None:
    named = entities(opened("In Peru, ports decay. Peru built one in Ayacucho. The ferry leaves for nobody in March."))
    assert [(place.name, place.kind, place.country) for place in named.places] == [
        ("Peru", "country", "PE"),
        ("Ayacucho", "city", "PE"),
    ]
    assert entities(opened("The ferry stops in Ayacucho.")).places == ()
    assert [place.name for place in entities(opened("A ferry stops in Jakarta.")).places] == ["Jakarta"]


def test_the_city_of_an_office_is_a_place_too() -> None:
    found = entities(opened("The Peruvian Embassy in Jakarta closed."))
    assert [actor.name for actor in found.actors] == ["Peruvian Embassy in Jakarta"]
    assert [place.name for place in found.places] == ["Jakarta"]


def test_an_instrument_has_the_year_of_its_name_and_a_resolution_its_number_and_its_maker() -> None:
    (act,) = instruments("The Safe Harbours Act B.E. 2541 (1998) followed.").values()
    assert (act.name, act.year) == ("Safe Harbours Act", 1998)
    (resolution,) = instruments("Under General Assembly resolution 53/111, ports were closed.").values()
    assert resolution.name == "resolution 53/111"
    assert aliases(resolution) == {"United Nations General Assembly resolution 53/111": "name"}


def test_a_country_under_its_full_name_is_a_state_and_its_government_one_actor() -> None:
    found = actors("The Kingdom of Norway agreed, as did the Government of the Republic of Trinidad and Tobago.")
    assert {name: actor.kind for name, actor in found.items()} == {
        "Norway": "state",
        "Government of Trinidad and Tobago": "organisation",
    }


def test_a_clause_after_a_name_is_no_post() -> None:
    assert aliases(actors("Mr. Juan Okello de Lima, who was President then, agreed.")["Juan Okello de Lima"]) == {}


def test_resolutions_in_the_plural_have_the_name_of_one() -> None:
    assert set(instruments("Under resolutions 242 (1967) and resolution 242 (1967) it met.")) == {
        "resolution 242 (1967)"
    }


def test_a_report_is_known_by_its_title_its_capitals_or_its_issuer() -> None:
    found = instruments(
        "The Locks and Harbours (LAH) Report was read. The LAH report of 1998 and the 1998 UNDP Report were read too. "
        "The study titled \u201cWhere Ports Have Gone\u201d was not, nor was the Annual Report."
    )
    assert {name: (one.kind, one.year, len(one.mentions)) for name, one in found.items()} == {
        "Locks and Harbours Report": ("report", 1998, 2),
        "UNDP Report": ("report", 1998, 1),
        "Where Ports Have Gone": ("report", None, 1),
    }


def test_an_article_names_its_actors_and_places(material: Path) -> None:
    text = opened((material / "seed" / "article.txt").read_text())
    found = entities(text, citations=citations(text).citations)
    people = {actor.name for actor in found.actors if actor.kind == "person"}
    assert people == {
        "Luis CdeBaca", "Sihasak Phuangketkeow", "Jeremy Douglas", "Benjamin Smith", "Promtorn Parkart",
        "Kittipong Kittayarak", "Ian Hurd",
    }  # fmt: skip
    assert {place.name for place in found.places if place.kind == "city"} == {
        "Ubon Ratchathani", "Udon Thani", "Songkhla", "Yala", "Lampang", "Surat Thani", "Bangkok",
    }  # fmt: skip
    assert {actor.name for actor in found.actors[:2]} == {
        "Thailand", "United Nations Office on Drugs and Crime",
    }  # fmt: skip


@pytest.mark.parametrize("line", ["a" * 1_000_000, "A" * 1_000_000, "(" * 1_000_000, "1 " * 300_000, "Aa " * 300_000])
def test_a_line_of_a_million_characters_takes_some_seconds_at_most(line: str) -> None:
    unit = Unit(
        number=0, kind="sentence", words=line, offsets=array("q", range(len(line))), end=len(line), section=0,
        paragraph=0,
    )  # fmt: skip
    text = OpenText(source="s", text="t", characters=line, outline=Outline(sections=(), units=(unit,)))
    started = time.process_time()
    entities(text)
    assert time.process_time() - started < 10
