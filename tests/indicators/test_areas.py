"""Area codes are known, former or unknown; none is made into another area."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colligate.indicators.areas import AreaCodes, area_name, area_of, nearest_area


@pytest.mark.parametrize(
    ("told", "codes", "code"),
    [
        ("THA", "alpha-3", "THA"),
        ("tha", "alpha-3", "THA"),
        ("TH", "alpha-2", "THA"),
        ("NA", "alpha-2", "NAM"),
        ("764", "m49", "THA"),
        ("4", "m49", "AFG"),
        ("1", "m49", "001"),
        ("35", "m49", "035"),
        ("Thailand", "names", "THA"),
        ("South-eastern Asia", "names", "035"),
        ("XKX", "alpha-3", "XKX"),
        ("XK", "alpha-2", "XKX"),
        ("412", "m49", "XKX"),
        ("Kosovo", "names", "XKX"),
        ("688", "m49", "SRB"),
    ],
)
def test_codes_in_use(told: str, codes: AreaCodes, code: str) -> None:
    found = area_of(told, codes)
    assert (found.code, found.state) == (code, "known")


@pytest.mark.parametrize(
    ("told", "codes", "now"),
    [
        ("SCG", "alpha-3", ("SRB", "MNE")),
        ("891", "m49", ("SRB", "MNE")),
        ("ANT", "alpha-3", ("CUW", "SXM", "BES")),
        ("ZAR", "alpha-3", ("COD",)),
        ("YU", "alpha-2", ("SRB", "MNE")),
    ],
)
def test_former_codes_keep_their_own(told: str, codes: AreaCodes, now: tuple[str, ...]) -> None:
    found = area_of(told, codes)
    assert (found.code, found.state, found.instead) == (told, "former", now)


def test_an_unknown_code_is_kept_with_the_nearest() -> None:
    found = area_of("TAH", "alpha-3")
    assert (found.code, found.state) == ("TAH", "unknown")
    assert nearest_area("TAH", "alpha-3") == "THA"
    assert nearest_area("Thailnd", "names") == "THA"
    assert nearest_area("nothing like it " * 20, "names") == ""


@given(st.text(max_size=8), st.sampled_from(["alpha-3", "alpha-2", "m49", "names"]))
def test_no_word_becomes_another_area_silently(told: str, codes: AreaCodes) -> None:
    found = area_of(told, codes)
    assert found.state == "known" or found.code == told


def test_words_are_taken_as_told_where_a_mapping_says_so() -> None:
    assert area_of(" the Mekong ", "told").code == " the Mekong "


def test_names_are_english() -> None:
    assert (area_name("THA"), area_name("035"), area_name("XKX")) == ("Thailand", "South-eastern Asia", "Kosovo")
