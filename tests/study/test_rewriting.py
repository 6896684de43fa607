"""The study file is changed key by key; what people wrote in it besides stays."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.study.rewriting import settings_rewritten
from colligate.study.settings import Case, Settings, read_settings, settings_bytes

WRITTEN = b"""\
# Agreed with Bram in March.
title: "The course"   # working title
question: >-
  To what extent did the course
  change what officers do?

# Whom we look at:
case: {area: THA, threat: trafficking}
lenses: [io-roles@1.0]
# Nothing more.
"""
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
SETTINGS = st.builds(
    Settings,
    title=WORDS,
    question=WORDS,
    period=st.sampled_from(["", "2014/2017", "2014"]),
    case=st.builds(Case, area=WORDS, organisation=WORDS, threat=WORDS),
    lenses=st.lists(WORDS, max_size=3).map(tuple),
    method=st.dictionaries(WORDS, WORDS, max_size=2),
)


def read(data: bytes) -> Settings:
    settings, problems = read_settings(data, "study.yaml")
    assert problems == []
    return settings


def test_only_the_lines_of_a_key_that_changes_are_rewritten() -> None:
    wanted = msgspec.structs.replace(read(WRITTEN), question="What changed?", period="2014/2017")
    assert settings_rewritten(WRITTEN, wanted).decode() == (
        "# Agreed with Bram in March.\n"
        'title: "The course"   # working title\n'
        "question: What changed?\n"
        "\n"
        "# Whom we look at:\n"
        "case: {area: THA, threat: trafficking}\n"
        "lenses: [io-roles@1.0]\n"
        "# Nothing more.\n"
        "period: 2014/2017\n"
    )


def test_nothing_changes_where_nothing_is_to_change() -> None:
    assert settings_rewritten(WRITTEN, read(WRITTEN)) == WRITTEN


@given(SETTINGS, SETTINGS)
@settings(max_examples=150, deadline=None)
def test_whatever_stood_there_the_file_then_says_what_was_wanted(before: Settings, wanted: Settings) -> None:
    assert read(settings_rewritten(settings_bytes(before), wanted)) == wanted


@given(SETTINGS)
@settings(max_examples=60, deadline=None)
def test_a_file_in_braces_or_none_at_all_is_set_anew(wanted: Settings) -> None:
    for data in (b"", b"{title: One, question: Two}", b"# only a comment\n", b"title: &t One\nquestion: *t\n"):
        assert read(settings_rewritten(data, wanted)) == wanted
