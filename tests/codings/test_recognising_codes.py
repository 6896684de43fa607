"""Sentences proposed for the codes of a lens."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from colligate.codings.recognising.about import about, abouts
from colligate.codings.recognising.found import CodingFound
from colligate.codings.recognising.proposing import lenses_spoken_of, propose
from colligate.codings.recognising.stems import stem
from colligate.lenses.lens import Code, Lens, Work
from colligate.lenses.shipped import shipped, shipped_lens
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read

HERE = Path(__file__).parents[1]


def opened(prose: str, name: str = "note.txt") -> OpenText:
    extracted = read(prose.encode(), name)
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source="s1", text="t1", characters=extracted.text, outline=laid_out)


def coded(prose: str, lens: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.code.partition("/")[2], one.stance, one.terms) for one in propose(opened(prose), shipped_lens(lens))]


@pytest.mark.parametrize(
    ("prose", "lens", "expected"),
    [
        (
            "Families in the hills live with hunger and malnutrition every winter.",
            "human-security",
            [("food", "supports", ("hunger", "malnutrition"))],
        ),
        (
            "Delegates of nine states convened for a seminar in the regional office.",
            "io-roles",
            [("forum.members-meet", "supports", ("Delegates", "convened", "seminar"))],
        ),
        (
            "In March the agency handed over six boats to the coast guard.",
            "io-roles",
            [("actor.capacity-shown", "supports", ("handed over",))],
        ),
        (
            "Poverty and statelessness are the root causes of their exploitation.",
            "causes",
            [
                ("economic.poverty", "mentions", ("Poverty",)),
                ("legal-status.statelessness", "mentions", ("statelessness",)),
            ],
        ),
    ],
)
def test_a_sentence_is_proposed_for_the_code_whose_words_it_uses(
    prose: str, lens: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert coded(prose, lens) == expected


@pytest.mark.parametrize(
    ("prose", "lens"),
    [
        # One common word, another sense, a name, a country's feature.
        ("The report was long and its authors were tired of it.", "io-roles"),
        ("The ministers have the firm conviction that trade will grow.", "four-ps"),
        ("Fighting organized crime asks for patience of all partners.", "results-chain"),
        ("She used to work for the Fund for Drug Abuse Control in those days.", "human-security"),
        ("Refugees were hosted for years by their neighbours.", "io-roles"),
        ("The shelves of the shop hold books on poverty and on birds.", "causes"),
    ],
)
def test_one_common_word_or_another_sense_proposes_nothing(prose: str, lens: str) -> None:
    assert coded(prose, lens) == []


@pytest.mark.parametrize(
    ("prose", "stance"),
    [
        ("The seminar gave guidance to the delegates.", "supports"),
        ("The seminar should give guidance to the delegates.", "mentions"),
        ("A forum is defined as a seminar at which delegates receive guidance.", "mentions"),
        ("The agency failed to hold a seminar with guidance for the delegates.", "contradicts"),
        ("Meetings give delegates a place for guidance at a seminar (Hurd, 2014).", "mentions"),
        ("They came by boat. Did the seminar give guidance to the delegates?", "mentions"),
    ],
)
def test_what_is_denied_contradicts_and_what_is_meant_or_wished_is_only_mentioned(prose: str, stance: str) -> None:
    assert {told for _, told, _ in coded(prose, "io-roles")} == {stance}


def test_a_programme_that_left_a_cause_aside_contradicts_that_cause() -> None:
    prose = "The programme had not yet involved plans against contributing factors, namely poverty."
    assert coded(prose, "causes") == [("economic.poverty", "contradicts", ("poverty",))]
    prose = "The programme reduced poverty, which leads to trafficking."
    assert coded(prose, "causes") == [("economic.poverty", "supports", ("poverty",))]


def test_a_theory_section_only_mentions_what_it_speaks_of() -> None:
    prose = (
        "Theoretical Framework\n\nThe household suffers from hunger and famine every year.\n\n"
        "Results\n\nThe household suffers from hunger and famine every year.\n"
    )
    assert [stance for _, stance, _ in coded(prose, "human-security")] == ["mentions", "supports"]


def test_a_word_in_most_sentences_decides_nothing() -> None:
    rare = "Torture was reported from the camp. " + "The harvest was brought in late that year. " * 60
    usual = "Torture was reported from the camp. " * 30 + "The harvest was brought in late that year. " * 31
    lens = shipped_lens("human-security")
    assert [one.code for one in propose(opened(rare), lens)] == ["human-security/personal"]
    assert propose(opened(usual), lens) == ()


def test_a_lens_of_ones_own_works_as_the_shipped_ones_do() -> None:
    lens = Lens(
        id="gardens", version="1", title="Gardens", kind="typology", summary="",
        works=(Work(id="a", author="A B", year=1900, title="T"),),
        codes=(Code(id="kitchen", name="Kitchen garden", definition="Grows food.", cues=("cabbage", "bean poles")),),
    )  # fmt: skip
    found = propose(opened("Behind the school stood bean poles and cabbages in rows."), lens)
    assert [(one.code, one.terms, one.why) for one in found] == [
        (
            "gardens/kitchen",
            ("bean poles", "cabbages"),
            "'bean poles', 'cabbages' of 'Kitchen garden'; told as so",
        )
    ]


def test_a_sentence_goes_to_the_programme_it_names_or_goes_on_about() -> None:
    text = opened(
        "The Harbour Watch Programme began in May. The programme trained forty pilots. It also gave them radios.\n\n"
        "Prices of fish rose all summer. These programmes were costly.\n"
    )
    names = {"harbour-watch": ["Harbour Watch Programme", "Harbour Watch"]}
    assert abouts(text, names) == {0: "harbour-watch", 1: "harbour-watch", 2: "harbour-watch"}
    assert [about(text, unit, names) for unit in text.outline.units][3:] == [None, None]


def test_forms_of_one_word_meet_and_other_words_do_not() -> None:
    assert stem("trafficked") == stem("trafficking")
    assert stem("labour") == stem("labor")
    assert stem("recognised") == stem("recognizing")
    assert stem("communities") == stem("community")
    assert stem("police") != stem("policies")
    assert stem("organized") != stem("organizations")
    assert stem("minor") != stem("minority")


def article(material: Path) -> OpenText:
    path = material / "seed" / "article.txt"
    extracted = read(path.read_bytes(), path.name)
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source="article", text="t1", characters=extracted.text, outline=laid_out)


def test_the_article_speaks_of_the_lenses_its_readers_used(material: Path) -> None:
    chosen = {lens.id for lens in lenses_spoken_of(article(material), shipped())}
    assert chosen == {"causes", "human-security", "io-roles", "trafficking"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("un-general-debate/AUS_70_2015.txt", {"human-security"}),
        ("un-general-debate/BRA_71_2016.txt", {"human-security"}),
        ("un-charter/un_charter_en.txt", set()),
    ],
)
def test_a_speech_or_charter_is_not_read_under_every_lens(material: Path, name: str, expected: set[str]) -> None:
    path = material / "corpus" / name
    extracted = read(path.read_bytes(), path.name)
    text = OpenText(source="s", text="t", characters=extracted.text, outline=outline(extracted.text, extracted.layout))
    assert {lens.id for lens in lenses_spoken_of(text, shipped())} == expected


def met(text: OpenText, found: tuple[CodingFound, ...], row: dict[str, str]) -> bool:
    """Say whether a proposal stands in the lines of a reader's coding, under its code or one above or below it."""
    first, last = (int(line) for line in (row["lines"].split("-") * 2)[:2])
    for one in found:
        unit = text.outline.units[one.unit]
        begins = text.characters.count("\n", 0, unit.start) + 1
        ends = text.characters.count("\n", 0, unit.end - 1) + 1
        related = f"{one.code}.".startswith(f"{row['code']}.") or f"{row['code']}.".startswith(f"{one.code}.")
        if begins <= last and first <= ends and related:
            return True
    return False


@pytest.mark.parametrize(
    ("lens", "coded_by_a_reader", "found_again"),
    [("human-security", 15, 14), ("causes", 4, 4), ("io-roles", 16, 6), ("trafficking", 2, 2)],
)
def test_what_a_reader_coded_in_the_article_is_found_again(
    material: Path, lens: str, coded_by_a_reader: int, found_again: int
) -> None:
    text = article(material)
    rows = list(csv.DictReader((HERE / "article" / "codings.csv").read_text().splitlines()))
    rows = [row for row in rows if row["code"].startswith(f"{lens}/")]
    found = propose(text, shipped_lens(lens))
    assert len(rows) == coded_by_a_reader
    assert sum(met(text, found, row) for row in rows) >= found_again


@pytest.mark.parametrize("prose", ["a" * 1_000_000, "1" * 1_000_000, "(" * 1_000_000, "no not " * 100_000])
def test_a_line_without_end_is_passed_over_quickly(prose: str) -> None:
    text = opened(prose)
    begun = time.process_time()
    assert all(propose(text, lens) == () for lens in shipped())
    assert time.process_time() - begun < 2
