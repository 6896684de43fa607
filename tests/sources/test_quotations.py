"""Direct quotations and the sources they are set against."""

from __future__ import annotations

from pathlib import Path

import pytest

from colligate.sources.locating import Searchable
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.quotations import Checked, check_quotations, quotations
from colligate.sources.readers import read
from colligate.sources.text import Layout

SOURCE = (
    "The guards of the north were never trained by the office. Boats were bought in 2014 for the two posts on the lake."
)


def opened(text: str) -> OpenText:
    return OpenText(source="s", text="t", characters=text, outline=outline(text, Layout()))


def quoted(text: str) -> list[str]:
    return [quotation.words for quotation in quotations(opened(text))]


def checked(said: str) -> Checked:
    text = opened(f"He wrote: “{said}”")
    (result,) = check_quotations(
        text, quotations(text), [("other", Searchable("Nothing.", Layout())), ("report", Searchable(SOURCE, Layout()))]
    )
    return result


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we shall train the guards” again.", ["we shall train the guards"]),
        ('He said: "we shall train the guards".', ["we shall train the guards"]),
        ("He said « we shall train the guards ».", ["we shall train the guards"]),
        ("“We came. We saw the guards.” So he said.", ["We came. We saw the guards."]),
        ("The “guard post” is a term.", []),
        ('The report "Guards and Boats of the Northern Lake" is long.', []),
        ("A report titled “guards and boats of the lake” is long.", []),
        ("It asks the question: “How were the guards trained?”", []),
        ("He said “we shall train the guards and left.", []),
        ('The 5" pipe and the 6" pipe are not quoted here at all.', []),
    ],
)
def test_quotations_are_told_from_titles_and_terms(text: str, found: list[str]):
    assert quoted(text) == found


def test_a_quotation_over_two_sentences_knows_both_units():
    (quotation,) = quotations(opened("He spoke. “We came to the post. We saw the guards.”"))
    assert (quotation.unit, quotation.through) == (1, 2)


def test_words_that_stand_in_a_source_are_found_there():
    found = checked("the guards of the north were never trained")
    assert (found.standing, found.source) == ("word for word", "report")
    assert SOURCE[found.start : found.end] == "The guards of the north were never trained"[: found.end - found.start]


def test_words_left_out_and_put_in_are_passed_over():
    assert checked("The guards … were never trained by [this] office.").standing == "word for word"


def test_an_altered_quotation_is_shown_beside_the_source():
    found = checked("Boats were bought in 2016 for the three posts on the lake")
    assert (found.standing, found.source) == ("altered", "report")
    assert found.differing == (("2016", "2014"), ("three", "two"))
    assert found.nearest == "Boats were bought in 2014 for the two posts on the lake."


def test_words_of_no_source_are_said_to_be_in_none_of_those_given():
    assert checked("Ships sail the southern seas in every season").standing == "not in any source given"


def test_nothing_is_said_without_other_sources():
    text = opened("He said “we shall train the guards” again.")
    assert check_quotations(text, quotations(text), []) == ()


def test_a_speech_that_misquotes_a_treaty_is_shown_to(material: Path):
    charter = material / "corpus" / "un-charter" / "un_charter_en.txt"
    extraction = read(charter.read_bytes(), charter.name)
    speech = material / "corpus" / "un-general-debate" / "VAT_70_2015.txt"
    said = read(speech.read_bytes(), speech.name)
    text = OpenText(source="s", text="t", characters=said.text, outline=outline(said.text, said.layout))
    results = check_quotations(text, quotations(text), [("charter", Searchable(extraction.text, extraction.layout))])
    assert [result.standing for result in results].count("word for word") == 2
    assert [result.differing for result in results if result.standing == "altered"] == [(("freedom", "freedoms"),)]


@pytest.mark.parametrize("text", ['"' * 1_000_000, "“" * 1_000_000, '"a ' * 300_000, "“a b c d e ” " * 20_000])
def test_no_text_is_too_odd_to_be_searched_for_quotations(text: str):
    quotations(opened(text))
