"""Years and spans of years as they stand in prose, for texts whose dates nobody has laid out yet."""

from __future__ import annotations

import re
from typing import Protocol

from colligate.sources.outline import Mention, OpenText

_YEAR = r"(?:1[5-9]|20|21)\d\d"
_SPAN = re.compile(
    rf"(?<![\w.,/\-])(?P<first>{_YEAR})(?:(?:\s?[-\u2013/]\s?|\s+(?:to|and|until)\s+)(?P<last>{_YEAR}))?(?![\w/]|[.,]\d)"
)


class When(Protocol):
    """A mention of a date or span, its form written as `colligate.periods` reads it."""

    @property
    def unit(self) -> int:
        """`Unit.number`."""
        ...

    @property
    def start(self) -> int:
        """Where it starts in the unit's words."""
        ...

    @property
    def end(self) -> int:
        """One past its end."""
        ...

    @property
    def written(self) -> str:
        """The date or span."""
        ...


class YearMention(Mention, frozen=True, kw_only=True):
    """A year, or a span of years, in prose."""

    #: As `colligate.periods` reads it.
    written: str


def years(text: OpenText) -> tuple[YearMention, ...]:
    """Return the years and spans of years of a text, in its order."""
    return tuple(
        YearMention(unit=unit.number, start=match.start(), end=match.end(), written=_written(match))
        for unit in text.outline.units
        for match in _SPAN.finditer(unit.words)
    )


def _written(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    return f"{first}/{last}" if last and first < last else first
