"""Documents whose every word is known, made for the tests."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
import typst
from told_text import Prose

_COLOURS = ("red", "green", "yellow", "grey", "brown", "white", "orange", "purple", "silver", "golden")
_PLACES = ("harbour", "customs house", "marketplace", "lighthouse", "registration office", "warehouse", "cemetery")
_THINGS = ("fishing boats", "travellers", "wooden barrels", "documents", "horses", "children", "administrators")


@pytest.fixture
def prose() -> Prose:
    """Make so many sentences, going on from the last call."""
    numbers = count(101)

    def sentences(amount: int) -> str:
        return " ".join(_sentence(next(numbers)) for _ in range(amount))

    return sentences


def _sentence(number: int) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    place = _PLACES[number % len(_PLACES)]
    things = _THINGS[number // 3 % len(_THINGS)]
    return (
        f"In case {number} the representative of the {colour} {place} counted {number * 7} {things} without assistance."
    )


@pytest.fixture
def compiled() -> Callable[[str], bytes]:
    """Typeset a document with Typst."""

    def compile_source(source: str) -> bytes:
        return typst.compile(source.encode())

    return compile_source
