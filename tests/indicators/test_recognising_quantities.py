"""Quantities proposed from prose."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from colligate.indicators.recognising.quantities import Quantity, quantities
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def opened(prose: str, name: str = "note.txt") -> OpenText:
    extracted = read(prose.encode(), name)
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source="s1", text="t1", characters=extracted.text, outline=laid_out)


def told(prose: str) -> list[tuple[str, str, str, str]]:
    return [(q.qualifier, q.value, q.measure, q.counted) for q in quantities(opened(prose))]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("The centre trained 1,240 border officers last spring.", [("", "1240", "", "border officers")]),
        ("They handed over two complete mobile units there.", [("", "2", "", "complete mobile units")]),
        ("It reached about 300 households in the valley.", [("~", "300", "", "households")]),
        ("The fund spent more than $2.5 million on repairs.", [(">", "2500000", "USD", "")]),
        ("At least seventeen schools were closed by then.", [(">=", "17", "", "schools")]),
        ("Some people say that 40 per cent of the households moved.", [("", "40", "%", "households")]),
        ("A hundred and twenty women attended the course.", [("", "120", "", "women")]),
        ("The gap widened by 3.5 percentage points overall.", [("", "3.5", "percentage points", "")]),
        ("There were 88 people in the hall.", [("", "88", "people", "people")]),
        ("The group had 2 million members or more by then.", [(">=", "2000000", "", "members")]),
    ],
)
def test_a_number_is_read_with_what_it_counts_and_how_exact_it_is(
    prose: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert told(prose) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "The office opened in 2014 and closed on 12 March 2016.",
        "See Figure 3, Table 12 and articles 5, 6 and 7 of the treaty.",
        "The summit was held from 2 to 5 September.",
        "Resolution 1325 was adopted at the 70th session.",
        "The country stood in Tier 3 at that time (Baker, 2015, p. 12).",
        "Call +49 30 901820 or write to room 14.",
        "This was said before (Miller, 2014; 27 others).",
        "A/HRC/26/16 15-29595",
    ],
)
def test_years_dates_citations_and_places_in_documents_are_no_quantities(prose: str) -> None:
    assert told(prose) == []


def test_a_range_keeps_both_ends_and_a_movement_is_two_numbers() -> None:
    text = opened("Between 10 and 20 villages joined. The price rose from 30 to 45 dollars.")
    assert [(q.value, q.upper) for q in quantities(text)] == [("10", "20"), ("30", ""), ("45", "")]


def test_the_mention_covers_qualifier_number_and_measure() -> None:
    text = opened("The share fell to less than 12 per cent in the north.")
    (found,) = quantities(text)
    assert isinstance(found, Quantity)
    assert text.words(found) == "less than 12 per cent"


def test_the_numbers_of_a_real_paper_are_found_and_no_year_among_them(material: Path) -> None:
    path = material / "seed" / "article.txt"
    text = opened(path.read_text(encoding="utf-8"), path.name)
    found = [(q.value, q.counted) for q in quantities(text)]
    assert [value for value, _ in found if len(value) == 3] == ["152", "124", "595", "824", "455", "600"]
    assert ("2250", "certified users") in found
    assert ("6", "training centers") in found
    assert not any(value.startswith(("19", "20")) and len(value) == 4 for value, _ in found)


@pytest.mark.parametrize("mark", ["a", "1", "(", "1,", "two ", "about "])
def test_a_very_long_line_is_passed_over_quickly(mark: str) -> None:
    text = opened(mark * (200_000 // len(mark)))
    began = time.process_time()
    quantities(text)
    assert time.process_time() - began < 5
