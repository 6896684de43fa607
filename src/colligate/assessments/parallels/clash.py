"""Two places that cannot both be right, as proposals."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.sources.outline import Mention

#: What the two places differ in.
ClashKind = Literal[
    "value", "unit", "date", "year", "name", "polarity", "direction", "extreme", "strength", "quote", "citation",
    "wording", "addressed", "trend", "definition",
]  # fmt: skip


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A mention with the text it stands in."""

    #: `OpenText.source`.
    source: str
    mention: Mention


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """One thing told twice, with one part different; a proposal for a person to look at."""

    kind: ClashKind
    #: The earlier place first: in the order of the texts as given, then of the text.
    first: Place
    second: Place
    #: What stands at each place.
    first_words: str
    second_words: str
    #: 0 to 1: how much of what is said around both places is the same.
    likeness: float
    #: One sentence for a reader.
    why: str
