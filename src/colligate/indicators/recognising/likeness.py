"""Whether two measures are the same, by the words that carry their meaning."""

from __future__ import annotations

import re

from colligate.indicators.recognising.phrases import series_words

#: Fewer words in common say too little.
_LEAST = 2


def nouns(name: str, language: str) -> frozenset[str]:
    """Return the words of a measure that carry meaning, in the singular."""
    idle = series_words(language).idle
    return frozenset(
        word.removesuffix("s") for word in re.findall(r"[^\W_]+", name.casefold()) if word not in idle
    )  # fmt: skip


def within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether the words of one measure are all among the other's, and enough of them."""
    smaller, larger = sorted((one, other), key=len)
    return smaller <= larger and (len(smaller) >= _LEAST or one == other) and bool(smaller)
