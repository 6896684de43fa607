"""Strength words of sentences and the level each needs."""

from __future__ import annotations

import pytest

from colligate.assessments.wording import VOCABULARY, UnknownWordError, needed, words_in


@pytest.mark.parametrize(
    ("word", "level"),
    [("proves", "established"), ("Demonstrated", "established"), ("fulfilled", "corroborated"),
     ("shows", "corroborated"), ("has", "corroborated"), ("effective", "corroborated"),
     ("resulted in", "established"), ("suggests", "claimed"),
     ("disputed", "contested"), ("no evidence", "absent"), ("corroborated", "corroborated")],
)  # fmt: skip
def test_each_word_needs_its_level(word: str, level: str) -> None:
    assert needed(word) == level


def test_a_word_outside_the_vocabulary_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnknownWordError, match="Use one of the vocabulary"):
        needed("gleams")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The office fulfilled its role.", ["fulfilled"]),
        ("This proves that the training resulted in strong enforcement.", ["proves", "resulted in"]),
        ("The training  resulted\nin arrests.", ["resulted in"]),
        ("The role is not fulfilled.", []),
        ("Nothing in these sources shows a use.", []),
        ("No source shows a use.", ["no source shows"]),
        ("There is no evidence of an outcome.", ["no evidence"]),
        ("The office says that it has fulfilled its role.", ["says"]),
        ("According to the office the training was effective.", ["according to"]),
        ("The article writes that the role was \u201cfulfilled\u201d.", []),
        ("Two member states met, and three reports were published.", []),
        ("The evidence suggests an effective programme.", ["suggests", "effective"]),
        ("The improvement was unsuccessful.", []),
    ],
)
def test_strength_words_are_found_where_the_sentence_itself_claims(sentence: str, words: list[str]) -> None:
    assert words_in(sentence) == words


def test_every_form_found_in_a_sentence_is_one_whose_level_is_known() -> None:
    for level, words in VOCABULARY.items():
        for form in (form for forms in words for form in forms):
            assert words_in(f"It {form} x.") == [form]
            assert needed(form) == level
