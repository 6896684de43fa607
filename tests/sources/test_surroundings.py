"""What is shown around a place: whole words, and no sign of an omission where nothing is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from colligate.sources.surroundings import surroundings

TEXT = "The government found that officers were trained by the office in 2016."


def test_words_are_not_cut() -> None:
    start = TEXT.index("trained")
    assert surroundings(TEXT, start, start + 7, most=18) == ("… officers were", "by the office in …")
    assert surroundings(TEXT, start, start + 7, most=16) == ("… officers were", "by the office …")


def test_where_a_text_begins_and_ends_nothing_is_left_out() -> None:
    assert surroundings(TEXT, 4, 14, most=200) == ("The", TEXT[15:])
    assert surroundings(TEXT, 0, len(TEXT), most=5) == ("", "")


def test_scripts_without_blanks_are_cut_where_they_must_be() -> None:
    assert surroundings("ตำรวจไทยได้รับการฝึกอบรม", 8, 11, most=5) == ("… วจไทย", "รับกา …")


@given(st.text("ab \n", max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 20))
def test_what_is_shown_stands_in_the_text_in_whole_words(text: str, start: int, length: int, most: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    before, after = surroundings(text, start, end, most=most)
    whole = [*text[:start].split(), *text[end:].split()]
    longest = max(map(len, whole), default=0)
    assert " ".join(text[:start].split()).endswith(before.removeprefix("…").strip())
    assert " ".join(text[end:].split()).startswith(after.removesuffix("…").strip())
    if longest * 2 <= most:
        assert set(before.removeprefix("…").split()) | set(after.removesuffix("…").split()) <= set(whole)
    assert before.startswith("…") or before.split() == text[:start].split()
    assert after.endswith("…") or after.split() == text[end:].split()
