"""Two texts compared word by word."""

from __future__ import annotations

from colligate.sources.differing import Difference, Differing, Run, differing

LINES = [f"Line {number} tells of what was done in the year before and of nothing else." for number in range(200)]


def test_texts_that_differ_in_white_space_alone_are_the_same() -> None:
    assert differing("One two\nthree.", "One  two\n\nthree.\n") == Differing(same=3, only_one=0, only_other=0)


def test_a_difference_is_shown_with_the_words_around_it_on_both_sides() -> None:
    one = [*LINES]
    one[100] = one[100].replace("done", "never done")
    found = differing("\n".join(one), "\n".join(LINES))
    assert (found.same, found.only_one, found.only_other, found.further) == (200 * 15, 1, 0, 0)
    before, after = "nothing else. Line 100 tells of what was", "done in the year before and of nothing"
    assert found.differences == (
        Difference(
            one=(Run(words=before, kind="same"), Run(words="never", kind="only"), Run(words=after, kind="same")),
            other=(Run(words=before, kind="same"), Run(words=after, kind="same")),
        ),
    )


def test_differences_near_each_other_are_one_place_and_long_ones_are_cut() -> None:
    one = "a b c d e f g " + " ".join(f"w{n}" for n in range(100)) + " h i j"
    found = differing(one, "a B c D e f g h i j")
    assert (found.same, found.only_one, found.only_other) == (8, 102, 2)
    assert len(found.differences) == 1
    assert [run.kind for run in found.differences[0].one] == [
        "same", "only", "same", "only", "same", "only", "cut", "only", "same",
    ]  # fmt: skip
    assert found.differences[0].one[6].words == "68 words"


def test_only_the_first_places_are_listed_and_the_others_counted() -> None:
    found = differing("\n".join(f"{line} new" for line in LINES), "\n".join(LINES), most=5)
    assert (len(found.differences), found.further, found.only_one) == (5, 195, 200)


def test_lines_broken_elsewhere_and_a_chapter_left_out_are_told_as_what_they_are() -> None:
    words = [word for number, line in enumerate(LINES) for word in [f"N{number}", *line.split()]]
    wrapped = "\n".join(" ".join(words[n : n + 11]) for n in range(0, len(words), 11))
    shorter = "\n".join(" ".join(words[n : n + 7]) for n in range(0, 1600, 7))
    found = differing(wrapped, shorter)
    kept = len(shorter.split())
    assert (found.same, found.only_one, found.only_other) == (kept, len(words) - kept, 0)
    assert len(found.differences) == 1
