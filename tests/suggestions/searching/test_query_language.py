"""What a query means, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest

from colligate.suggestions.searching.asking import QueryError, filter_of, parse
from colligate.suggestions.searching.meeting import Candidate, Meeting

SAID = "The police were trained in 2014; officers of Thailand's navy learned to find victims of human trafficking."


def marked(query: str, words: str = SAID, language: str = "en") -> list[str]:
    meeting = Meeting(Candidate("s", 0, words, language), {})
    asked = parse(query)
    return [words[start:end] for start, end in meeting.marks(asked)] if meeting.meets(asked) else []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("training", ["trained"]),
        ('"training"', []),
        ('"TRAINED"', ["trained"]),
        ("police officer", ["police", "officers"]),
        ("police AND army", []),
        ("police OR army", ["police"]),
        ("police NOT army", ["police"]),
        ("police -navy", []),
        ("(army OR navy) victim", ["navy", "victims"]),
        ("traffick*", ["trafficking"]),
        ("traff*", ["trafficking"]),
        ('"human trafficking"', ["human trafficking"]),
        ('"trafficking human"', []),
        ('"victims trafficking"~2', ["victims of human trafficking"]),
        ('"trafficking victims"~2', ["victims of human trafficking"]),
        ('"victims trafficking"~1', []),
        ("police NEAR/4 officers", ["police", "officers"]),
        ("officers NEAR/4 police", ["police", "officers"]),
        ("police NEAR/3 officers", []),
        ('victim NEAR/1 "human trafficking"', ["victims", "human trafficking"]),
        ("(army OR navy) NEAR/2 (learn OR teach)", ["navy", "learned"]),
        ("Thailand's", ["Thailand's"]),
        ("2014", ["2014"]),
    ],
)
def test_a_query_marks_the_words_that_meet_it(query: str, words: list[str]) -> None:
    assert marked(query) == words


@pytest.mark.parametrize(
    ("query", "start", "end", "why"),
    [
        ("", 0, 0, "nothing is asked."),
        ("(police", 0, 1, "this bracket is never closed."),
        ("police)", 6, 7, "this bracket closes none that is open."),
        ('police "human', 7, 13, "the quotation mark is not closed."),
        ("police AND", 10, 10, "something is missing."),
        ("OR police", 0, 2, "a word or phrase must stand on both sides of this."),
        ("titel:police", 0, 5, "there is no field 'titel'."),
        ("code: x", 0, 5, "a value must follow at once."),
        ("po*ice", 0, 6, "a star may only end the beginning of a word."),
        ("😀 police", 0, 1, "no letter or digit stands here."),
        ("police NEAR/3 (NOT army)", 15, 23, "only words and phrases, or several joined by OR, can be near something."),
    ],
)  # fmt: skip
def test_a_query_that_is_wrong_says_what_and_where(query: str, start: int, end: int, why: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    assert (error.value.start, error.value.end, error.value.why) == (start, end, why)
    assert error.value.remedy
    assert why in str(error.value)


def test_a_field_is_written_so_that_it_is_read_again() -> None:
    assert filter_of("publisher", "United Nations") == 'publisher:"United Nations"'
    assert filter_of("code", "causes/economic", negated=True) == "-code:causes/economic"
    assert parse(filter_of("year", " 2014..2017 ")) == parse("year:2014..2017")


def test_accents_and_case_do_not_matter_but_stems_are_those_of_the_language() -> None:
    said = "Les États-Unis ont formé des policières."
    assert marked("etats", said, "fr") == ["États"]
    assert marked("ÉTATS-UNIS", said, "fr") == ["États-Unis"]
    assert marked("policière", said, "fr") == ["policières"]


def test_thai_words_are_told_apart_by_a_dictionary_and_quoted_characters_found_anywhere() -> None:
    said = "😀 ตำรวจไทยช่วยเหลือเหยื่อการค้ามนุษย์"
    assert marked("ตำรวจ", said, "th") == ["ตำรวจ"]
    assert marked("ค้ามนุษย์", said, "th") == ["ค้ามนุษย์"]
    assert marked("รวจ", said, "th") == []
    assert marked('"รวจ"', said, "th") == ["รวจ"]
    assert marked("ตำรวจ NEAR/2 เหยื่อ", said, "th") == []
    assert marked("ตำรวจ NEAR/3 เหยื่อ", said, "th") == ["ตำรวจ", "เหยื่อ"]


def test_a_thai_sign_is_found_however_it_was_typed() -> None:
    assert marked("ตำรวจ", "ต\u0e4d\u0e32รวจ", "th") == ["ต\u0e4d\u0e32รวจ"]


def test_arabic_is_met_without_its_vowel_points_and_by_its_stem() -> None:
    said = "الاتِّجار بالبشر جريمة 😀 الاتجار"
    assert marked("الاتجار", said, "ar") == ["الاتِّجار", "الاتجار"]
    assert marked('"الاتجار بالبشر"', said, "ar") == ["الاتِّجار بالبشر"]


def test_chinese_and_scripts_nobody_parts_are_met_too() -> None:
    assert marked("人口贩运", "反对人口贩运的法律", "zh") == ["人口贩运"]
    assert marked("ꦗꦮ", "basa ꦗꦮꦶ 😀", "jv") == ["ꦗꦮ"]
