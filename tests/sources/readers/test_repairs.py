"""Slips of text recognition: a correction is proposed where the text gives grounds for it, and never made."""

from __future__ import annotations

import pytest

from colligate.sources.readers import read


def proposed(text: str) -> list[tuple[str, str]]:
    extraction = read(text.encode(), "x.txt")
    assert extraction.text == text
    return [(text[repair.start : repair.end], repair.proposed) for repair in extraction.layout.repairs]


@pytest.mark.parametrize(
    ("text", "slip", "right"),
    [
        ("UNTOC. " * 5 + "The UNOTC’s protocols.", "UNOTC", "UNTOC"),  # noqa: RUF001
        ("The institute (T1J) is the TIJ.", "T1J", "TIJ"),
        ("Ian Hurd wrote it, says lan Hurd.", "lan", "Ian"),
        ("the UNODC'’s programme", "'’", "’"),  # noqa: RUF001
        ("Human Security,; organisation", ",;", ";"),
        ("Keywords: ~ Human security", "~ ", ""),
        ("Number of victims. MNumber of victims", "MNumber", "Number"),
        ("It takes long-\nterm measures", "long-\nterm", "long-term"),
        ("It is evidence-\n based", "evidence-\n based", "evidence-based"),
        ("Prevention comes first: pre-\nvention", "pre-\nvention", "prevention"),
        ("a threat to\n\nhuman security", "\n\n", "\n"),
    ],
)
def test_a_slip_gets_a_correction(text: str, slip: str, right: str) -> None:
    assert proposed(text) == [(slip, right)]


@pytest.mark.parametrize(
    "text",
    [
        "UNTOC and UNOTC once each",
        "the B1G case stands alone",
        "lan Hurd without the right form",
        "Last lines and late lights",
        "A heading\n\nA paragraph",
        "The parties; or\n\n(b) For the purposes",
        "McDonald and LGBTQ and UNICEF",
        "A first sentence.\n\nanother in small letters",
    ],
)
def test_without_grounds_nothing_is_proposed(text: str) -> None:
    assert proposed(text) == []


def test_a_word_as_long_as_the_file_is_passed_over() -> None:
    assert proposed("ABCD" * 100_000) == []
