"""The report on a first pass, as report text: what matters most, then everything, each line with its place."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.suggestions.moving import Move
from colligate.suggestions.telling import evidence, opening, registers, statements
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.markdown import Page


def report(grounds: Grounds, moves: Sequence[Move]) -> str:
    """Return the report in Markdown as `colligate.reports` reads it."""
    page = Page()
    opening.first(page, grounds)
    opening.reading(page, grounds)
    statements.claims(page, grounds)
    statements.moves(page, grounds, moves)
    statements.contradictions(page, grounds)
    statements.quotations(page, grounds)
    evidence.series(page, grounds)
    statements.causes(page, grounds)
    statements.conclusions(page, grounds)
    evidence.citations(page, grounds)
    registers.theories(page, grounds)
    registers.programmes(page, grounds)
    registers.register(page, grounds)
    registers.numbers(page, grounds)
    registers.limits(page, grounds)
    return page.text()
