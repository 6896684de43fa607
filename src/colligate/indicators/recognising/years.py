"""What this room needs to know of a date: where it stands and when it is."""

from __future__ import annotations

from typing import Protocol


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
