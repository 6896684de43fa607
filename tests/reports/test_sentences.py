"""Sentences of the report's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from colligate.reports.nodes import stringify, words
from colligate.reports.parsing import Report, read_report
from colligate.reports.segmenting import mark_unbound


def read(text: str) -> Report:
    return read_report({"report/a.md": text.encode()})


def unbound(text: str) -> list[str]:
    return [stringify(found.node["c"][1]) for found in read(text).found if found.unbound]


def test_a_span_that_rests_on_something_is_a_sentence_with_its_id_and_its_line():
    report = read('# One\n\n[The office trained 600\nofficers.]{#s-officers rests="out-600 a@b/c"}\n')
    (found,) = report.found
    assert (found.id, found.rests, found.argument) == ("s-officers", ("out-600", "a@b/c"), False)
    assert found.place == "report/a.md:4"


def test_an_argument_is_marked_as_the_authors_own():
    (found,) = read("[This is our reading.]{#s-own .argument}").found
    assert (found.argument, found.rests) == (True, ())


def test_a_sentence_in_no_span_is_unbound_and_its_line_is_told():
    report = read("[Bound.]{#s-a rests=x}\n\nOne more\nsentence here.")
    assert [(found.place, found.unbound) for found in report.found] == [
        ("report/a.md:1", False),
        ("report/a.md:3", True),
    ]


def test_each_unbound_sentence_counts_for_itself():
    text = "First of all. Second, by e.g. Dr. Smith and J. Doe! Third?"
    assert unbound(text) == ["First of all.", "Second, by e.g. Dr. Smith and J. Doe!", "Third?"]


def test_an_unbound_sentence_between_bound_ones_is_found():
    assert unbound("[A.]{#s-a rests=x} In between. [B.]{#s-b rests=x}") == ["In between."]


def test_headings_captions_tables_and_code_need_no_support():
    assert (
        unbound("# A heading\n\n::: {.matrix lens=x}\nA caption.\n:::\n\n    code\n\n| a | b |\n|---|---|\n| c | d |\n")
        == []
    )


def test_list_items_and_quotations_are_prose():
    assert unbound("- An item.\n\n1. A second.\n\n> A third.\n") == ["An item.", "A second.", "A third."]


def test_a_citation_alone_is_no_sentence():
    assert unbound("[Bound.]{#s-a rests=x} [@unodc-2014].") == []


def test_title_authors_and_language_come_from_the_first_file_that_gives_them():
    report = read_report(
        {
            "report/02.md": b"---\ntitle: Second\nlang: en-GB\n---\nThen more.",
            "report/01.md": b"---\ntitle: First\nauthor: [A. One, B. Two]\n---\nFirst words.",
        }
    )
    assert report.meta == {"title": "First", "lang": "en-GB"}
    assert report.authors == ("A. One", "B. Two")
    assert [stringify(found.node["c"][1]) for found in report.found] == ["First words.", "Then more."]


def test_two_headings_of_one_name_in_two_files_keep_two_ids():
    report = read_report({"report/1.md": b"# Limits\n", "report/2.md": b"# Limits\n"})
    assert [block["c"][1][0] for block in report.blocks] == ["limits", "limits-2"]


def test_a_file_that_is_not_utf_8_is_a_problem_that_names_the_byte():
    report = read_report({"report/a.md": b"abc \xff"})
    assert str(report.problems[0]) == (
        "report/a.md: Byte 4 of this file is not UTF-8, so it cannot be read. Save the file as UTF-8."
    )


@given(st.lists(st.sampled_from(["One", "two.", "Three!", "e.g.", "4", "“Five.”", "…", "(six.)", "U."]), max_size=12))
def test_marking_sentences_never_changes_a_word(tokens: list[str]):
    text = " ".join(tokens)
    assert stringify(mark_unbound(words(text))) == stringify(words(text))
