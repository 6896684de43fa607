"""Claims of a manuscript, each set against everything but the manuscript itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from colligate.assessments.claim import (
    Cause,
    Change,
    Claim,
    Covered,
    Dated,
    Fulfilled,
    Opinion,
    Ordering,
    Peak,
    Stated,
    Trend,
    Value,
)
from colligate.assessments.claims import causes, dated, levels, runs, values
from colligate.assessments.claims.ground import Ground, Outcome
from colligate.assessments.claims.joining import joined
from colligate.assessments.judgement import Judgement
from colligate.assessments.results import Verdict


def _opinion(claim: Claim, states: Opinion, ground: Ground) -> Outcome:
    del claim, ground
    return Outcome(verdict="not checkable", reason=states.why)


_CHECKS: dict[type, Callable[[Claim, Any, Ground], Outcome]] = {
    Value: values.value,
    Peak: runs.peak,
    Trend: runs.trend,
    Change: runs.change,
    Dated: dated.dated,
    Ordering: dated.ordering,
    Stated: dated.stated,
    Cause: causes.cause,
    Fulfilled: levels.fulfilled,
    Covered: levels.covered,
    Opinion: _opinion,
}


def check_claims(ground: Ground) -> Iterator[Verdict]:
    """Yield the verdict on every claim, in the order said."""
    judged: defaultdict[str, list[str]] = defaultdict(list)
    for judgement in ground.material.said(Judgement):
        judged[judgement.finding].append(judgement.id)
    for claim in ground.material.said(Claim):
        outcome = check_claim(claim, ground)
        yield Verdict(
            id=claim.id,
            verdict=outcome.verdict,
            judged_by=tuple(dict.fromkeys(outcome.judged_by)),
            reason=outcome.reason,
            would_change=outcome.would_change,
            timing=outcome.timing,
            rivals=outcome.rivals,
            missing_links=outcome.missing_links,
            judgements=tuple(judged.get(claim.id, ())),
        )


def check_claim(claim: Claim, ground: Ground) -> Outcome:
    """Set one claim against the computed accounts, then against what a person found for or against it."""
    outcome = _CHECKS[type(claim.states)](claim, claim.states, ground)
    if isinstance(claim.states, Opinion):
        return outcome
    return joined(claim, outcome, ground)
