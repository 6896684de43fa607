from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from seeded_errors import by_strangers, measured, opened
from seeding.changes import KINDS
from seeding.finding import by_clashes
from seeding.planting import plant

TEXT = """# Harbours of Ordania

The survey of 2011 counted 412 seafarers in Velm and 380 in Korst. In 2009 the fund paid 4 million dollars to them.

The fund suggests that wages were withheld (Arden, 2004). Inspections increased in the largest harbour of Ordania.

The Security Council was told of the case on 3 May 2011, and from 2009 to 2011 nothing was done in Thailand.

The captain said \u201cthe international rules must protect all people at sea\u201d before he left the harbour for good.

# References

Arden, B. (2004). Wages withheld in 40 harbours of Ordania from 1998 to 2003, and the largest fleet was not inspected.
"""


def test_the_same_seed_plants_the_same_errors() -> None:
    text = opened(TEXT, "text")
    assert plant(text, 7) == plant(text, 7)
    assert plant(text, 7) != plant(text, 8)


def test_each_error_stands_where_its_record_says_and_undone_gives_the_clean_text() -> None:
    text = opened(TEXT, "text")
    seeded = plant(text, 1)
    undone = seeded.characters
    assert len(seeded.errors) >= 5
    for error in reversed(seeded.errors):
        end = error.offset + len(error.after)
        assert undone[error.offset : end] == error.after != error.before
        undone = undone[: error.offset] + error.before + undone[end:]
    assert undone == text.characters


def test_headings_and_references_stay_untouched() -> None:
    for seed in range(10):
        characters = plant(opened(TEXT, "text"), seed).characters
        assert characters.startswith("# Harbours of Ordania\n")
        assert characters.endswith(TEXT[TEXT.index("# References") :])


def test_no_sentence_holds_two_errors_and_no_kind_comes_a_third_time() -> None:
    errors = plant(opened(TEXT, "text"), 3).errors
    kinds = [error.kind for error in errors]
    assert max(map(kinds.count, kinds)) <= 2
    sentences = [TEXT.count(". ", 0, error.offset) + TEXT.count("\n\n", 0, error.offset) for error in errors]
    assert len(errors) == len(set(sentences))


def test_a_place_in_the_seeded_text_is_found_in_the_clean_one() -> None:
    text = opened(TEXT, "text")
    seeded = plant(text, 1)
    place = seeded.characters.index("References")
    assert seeded.original(place) == text.characters.index("References")


def test_beside_the_clean_text_every_error_is_pointed_at_and_the_untouched_text_is_not() -> None:
    result = measured(opened(TEXT, "text"), by_clashes)
    assert all(outcome.pointed for outcome in result.beside)
    assert result.alarms == (0, 0)


def test_a_detector_that_sees_nothing_finds_nothing() -> None:
    result = measured(opened(TEXT, "text"), lambda _manuscript, _others: [])
    assert not any(outcome.pointed for outcome in (*result.alone, *result.beside))


@pytest.mark.parametrize(
    ("kind", "clean", "expected"),
    [
        ("swapped years", "It grew from 2009 to 2011.", "It grew from 2011 to 2009."),
        ("unit changed", "They paid 4 million.", "They paid 4 billion."),
        ("direction reversed", "Arrests increased.", "Arrests decreased."),
        ("false extreme", "It is the largest port.", "It is the smallest port."),
        ("negation", "Nobody was not told.", "Nobody was told."),
        ("negation", "The crew was told.", "The crew was not told."),
        ("strengthened", "This suggests a loss.", "This proves a loss."),
        (
            "broken quotation",
            "He said \u201cwe want peace at sea\u201d then.",
            "He said \u201cwe want order at sea\u201d then.",
        ),
    ],
)
def test_a_kind_of_error_changes_a_sentence_so(kind: str, clean: str, expected: str) -> None:
    changes = list(KINDS[kind](clean, Random(1)))
    assert [clean[: one.start] + one.after + clean[one.end :] for one in changes] == [expected]


@pytest.mark.parametrize(
    ("kind", "clean", "pattern"),
    [
        ("date moved", "It came on 3 May.", r"It came on \d+ May\."),
        ("number inflated", "They saw 40 ships.", r"They saw \d{2,3} ships\."),
        ("renamed", "It lies in Thailand.", r"It lies in [A-Z][a-z]+\."),
        ("wrong citation", "So it is (Arden, 2004).", r"So it is \(Arden, 20\d\d\)\."),
    ],
)
def test_a_kind_that_draws_lots_changes_one_part_alone(kind: str, clean: str, pattern: str) -> None:
    (change,) = KINDS[kind](clean, Random(1))
    changed = clean[: change.start] + change.after + clean[change.end :]
    assert changed != clean
    assert re.fullmatch(pattern, changed)


def test_a_text_beside_one_that_tells_a_thing_otherwise_is_pointed_at_and_beside_another_is_not() -> None:
    text = opened(TEXT, "text")
    changed = opened(TEXT.replace("412 seafarers", "512 seafarers"), "changed")
    other = opened("# Bread\n\nThe bakers of Velm met in spring, and each of them brought a loaf to share.\n", "other")
    assert by_strangers([text, changed], by_clashes) == 2
    assert by_strangers([text, other], by_clashes) == 0
