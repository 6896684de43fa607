"""Which verdicts on a manuscript's claims move when other documents are set beside it, and with which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from colligate.assessments.results import Assessment, VerdictWord

#: More documents than this are set beside the manuscript all at once.
_ONE_BY_ONE = 12


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict before and after a document was set beside the manuscript."""

    #: Id of the Claim.
    claim: str
    before: VerdictWord
    after: VerdictWord
    #: Id of the Source with which it moved; the last where only all of them together were tried.
    source: str


def moves(assess: Callable[[Sequence[str]], Assessment], manuscript: str, others: Sequence[str]) -> tuple[Move, ...]:
    """Return the verdicts that move, documents set beside the manuscript one after the other.

    Args:
        assess: Assesses what stands in the sources named.
        manuscript: Id of the manuscript's source.
        others: Ids of the other sources, in the order given.
    """
    if not others:
        return ()
    steps = [others[: place + 1] for place in range(len(others))] if len(others) <= _ONE_BY_ONE else [others]
    first = before = _verdicts(assess([manuscript]))
    turned: dict[str, str] = {}
    for step in steps:
        after = _verdicts(assess([manuscript, *step]))
        for claim in _differing(before, after):
            turned[claim] = step[-1]
        before = after
    return tuple(
        Move(claim=claim, before=first[claim], after=before[claim], source=source)
        for claim, source in turned.items()
        if claim in first and first[claim] != before[claim]
    )


def _verdicts(assessment: Assessment) -> dict[str, VerdictWord]:
    return {verdict.id: verdict.verdict for verdict in assessment.claims}


def _differing(one: dict[str, VerdictWord], other: dict[str, VerdictWord]) -> Iterable[str]:
    return [claim for claim, word in other.items() if one.get(claim) != word]
