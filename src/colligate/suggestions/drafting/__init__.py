"""From what was recognised to the records proposed, each with the rule that proposes it."""

from colligate.suggestions.drafting.desk import Desk
from colligate.suggestions.drafting.happened import events, factors, programmes
from colligate.suggestions.drafting.measured import series
from colligate.suggestions.drafting.named import actors, citations, places
from colligate.suggestions.drafting.noted import instruments, numbers
from colligate.suggestions.drafting.stated import claims, codings, note_prefix, notes
from colligate.suggestions.drafts import Drafts
from colligate.suggestions.reading import Recognised

__all__ = ["draft", "note_prefix"]

#: In an order in which each may name what those before it proposed.
_STEPS = (
    actors, places, instruments, citations, events, programmes, series, numbers, factors, codings, claims, notes,
)  # fmt: skip


def draft(found: Recognised, drafts: Drafts) -> None:
    """Propose a record for everything recognised."""
    desk = Desk(found, drafts)
    for step in _STEPS:
        step(desk)
