"""What an exchange carried, what it changed, and what had no place: counted and named, never silent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

#: *carried* arrived as it was; *changed* arrived otherwise; *left* has no place on the other side, or was unreadable.
Outcome = Literal["carried", "changed", "left"]

_HEADINGS: dict[Outcome, str] = {"carried": "Carried", "changed": "Changed", "left": "Left out"}
#: Identifiers shown on a line in words; all of them stand in the file and in JSON.
_SHOWN = 5
_SINGULAR = (("lenses", "lens"), ("bodies", "body"), ("searches", "search"), ("ies", "y"), ("s", ""))


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """Things of one kind that one fate befell."""

    outcome: Outcome
    #: What they are, in the plural: ``codings``.
    what: str
    count: int
    #: How they changed, or why they have no place.
    why: str = ""
    #: Identifiers: ids of records, GUIDs of the file, or file names.
    ids: tuple[str, ...] = ()


class Losses:
    """Notes what happens while a file is read or written; the same thing happening again joins its line."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._ids: dict[tuple[Outcome, str, str], list[str]] = {}

    def carried(self, what: str, ids: Iterable[str]) -> None:
        """Note things that arrive as they were."""
        self._note("carried", what, "", ids)

    def changed(self, what: str, why: str, ids: Iterable[str]) -> None:
        """Note things that arrive otherwise than they were, and how."""
        self._note("changed", what, why, ids)

    def left(self, what: str, why: str, ids: Iterable[str]) -> None:
        """Note things that do not arrive, and why."""
        self._note("left", what, why, ids)

    def _note(self, outcome: Outcome, what: str, why: str, ids: Iterable[str]) -> None:
        if ids := list(ids):
            self._ids.setdefault((outcome, what, why), []).extend(ids)

    def lines(self) -> list[Loss]:
        """Return what was noted: carried, changed, left; each in the order first met."""
        found = [
            Loss(outcome=outcome, what=what, why=why, count=len(ids), ids=tuple(ids))
            for (outcome, what, why), ids in self._ids.items()
        ]
        return sorted(found, key=lambda loss: list(_HEADINGS).index(loss.outcome))

    def __contains__(self, outcome: Outcome) -> bool:
        """Say whether anything had that fate."""
        return any(noted[0] == outcome for noted in self._ids)


def in_words(losses: Iterable[Loss], *, everything: bool = False) -> str:
    """Write a report for people; `everything` names every identifier, else the first few of a line."""
    lines: list[str] = []
    heading = ""
    for loss in losses:
        if _HEADINGS[loss.outcome] != heading:
            heading = _HEADINGS[loss.outcome]
            lines.append(f"{heading}:")
        why = f": {loss.why}" if loss.why else "."
        lines.append(f"  {loss.count:,} {_counted(loss)}{why}")
        if everything or loss.outcome != "carried":
            lines.append(f"    {_named(loss.ids, everything=everything)}")
    return "\n".join(lines) + "\n" if lines else "Nothing to carry.\n"


def _counted(loss: Loss) -> str:
    """Return what there is, in the singular for one."""
    if loss.count != 1:
        return loss.what
    first, _, rest = loss.what.partition(" of ")
    one = next((first[: -len(many)] + single for many, single in _SINGULAR if first.endswith(many)), first)
    return f"{one} of {rest}" if rest else one


def _named(ids: tuple[str, ...], *, everything: bool) -> str:
    if everything or len(ids) <= _SHOWN:
        return ", ".join(ids)
    return f"{', '.join(ids[:_SHOWN])} and {len(ids) - _SHOWN:,} more"
