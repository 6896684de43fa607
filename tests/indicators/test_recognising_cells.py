"""What one cell of a table states."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from colligate.indicators.indicator import Indicator
from colligate.indicators.recognising.cells import Amount, CellRead, read_amount, read_cell
from colligate.indicators.recognising.held import held
from colligate.sources.tables.finding import cell_at
from colligate.sources.tables.table import Cell
from colligate.sources.text import Layout


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("595", "en", Amount(value="595")),
        ("1,250", "en", Amount(value="1250")),
        ("1 250", "fr", Amount(value="1250")),
        ("1.250", "id", Amount(value="1250")),
        ("1.250,5", "en", Amount(value="1250.5")),
        ("12.5%", "en", Amount(value="12.5", unit="%")),
        ("<5", "en", Amount(value="5", qualifier="<")),
        ("\u2264 5", "en", Amount(value="5", qualifier="<=")),
        ("~300", "en", Amount(value="300", qualifier="~")),
        ("about 300", "en", Amount(value="300", qualifier="~")),
        ("at least 7", "en", Amount(value="7", qualifier=">=")),
        ("595*", "en", Amount(value="595")),
        ("595 (a)", "en", Amount(value="595")),
        ("\u22123", "en", Amount(value="-3")),
        ("", "en", Amount(value=None)),
        ("..", "en", Amount(value=None)),
        ("n/a", "en", Amount(value=None)),
        ("\u2013", "en", Amount(value=None)),
        ("0", "en", Amount(value="0")),
        ("595a", "en", None),
        ("(595)", "en", None),
        ("1,25", "en", None),
        ("1,250", "und", None),
        ("2WL", "en", None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it_and_never_in_one_of_two_ways(
    written: str, language: str, expected: Amount | None
) -> None:
    assert read_amount(written, language) == expected


def of(text: str, words: str) -> CellRead:
    start = text.index(words)
    found = cell_at(text, Layout(), start, start + len(words))
    assert isinstance(found, Cell)
    return read_cell(found, "en", ("Region One",))


def told(read: CellRead) -> tuple[tuple[str, str] | None, ...]:
    return tuple((one.value, one.whence) if one else None for one in (read.period, read.area, read.unit))


def test_period_area_and_unit_are_read_off_heads_and_caption() -> None:
    caption = "Table 1: Victims in Thailand (persons)"
    text = f"{caption}\n\n| Kind | FY 2014 | 2014/15 |\n|--|--|--|\n| Forced labour | 7 | 8 |\n"
    assert told(of(text, "7")) == (("2014", "column head"), ("Thailand", "caption"), ("persons", "caption"))
    assert told(of(text, "8")) == (("2014/2015", "column head"), ("Thailand", "caption"), ("persons", "caption"))
    assert [part.words for part in of(text, "8").measure] == ["Forced labour"]


def test_a_name_of_the_row_can_be_the_area_and_the_caption_the_year() -> None:
    rows = "| Country | Victims | Share (%) |\n|--|--|--|\n| Lao PDR | 71 | 8 |\n| Region One | 9 | 2 |\n"
    text = f"Table 1: Victims in 2014\n\n{rows}"
    assert told(of(text, "71")) == (("2014", "caption"), ("Lao PDR", "name of the row"), None)
    assert told(of(text, "8 ")) == (("2014", "caption"), ("Lao PDR", "name of the row"), ("%", "column head"))
    assert told(of(text, "9 ")) == (("2014", "caption"), ("Region One", "name of the row"), None)


def test_two_periods_in_the_heads_of_a_cell_give_none() -> None:
    text = "| Cohort | 2014 | 2015 |\n|--|--|--|\n| 2013 | 7 | 8 |\n"
    assert told(of(text, "7")) == (None, None, None)


def test_a_caption_over_several_years_gives_none() -> None:
    text = "Table 1: Victims, 2013-2015\n\n| Country | Victims |\n|--|--|\n| Thailand | 71 |\n"
    assert told(of(text, "71")) == (None, ("Thailand", "name of the row"), None)


def indicator(identity: str, name: str, concept: str) -> Indicator:
    return Indicator(id=identity, by="a@b", at=datetime(2024, 1, 1, tzinfo=UTC), name=name, concept=concept)


IDENTIFIED = indicator(
    "identified", "Victims of trafficking identified", "Persons identified as victims by the police."
)
CONVICTED = indicator("convicted", "Persons convicted", "Persons convicted of trafficking.")


@pytest.mark.parametrize(
    ("heads", "caption", "expected"),
    [
        (["Victims identified"], "", IDENTIFIED),
        (["Identified"], "Table 1: Victims of trafficking", IDENTIFIED),
        (["Persons convicted"], "", CONVICTED),
        ([], "Table 2: Persons convicted in Thailand", CONVICTED),
        (["Women among victims identified"], "", None),
        (["Persons"], "", None),
        (["Total"], "Table 1: Victims", None),
    ],
)
def test_heads_name_an_indicator_only_where_all_their_words_are_its_own(
    heads: list[str], caption: str, expected: Indicator | None
) -> None:
    assert held([IDENTIFIED, CONVICTED], heads, caption, "en") == expected
