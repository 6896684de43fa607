"""What a person found for or against a claim, joined to what was computed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from colligate.assessments.claim import Claim
from colligate.assessments.claims.ground import Ground, Outcome, listed
from colligate.assessments.results import VerdictWord


def joined(claim: Claim, outcome: Outcome, ground: Ground) -> Outcome:
    """Let the records that a person named speak beside the computed verdict.

    Only what other sources say counts, and only if they were seen. Both sides make the claim *contested*; one side
    alone decides where the computation found nothing, a hole, or the same.
    """
    speak_for, against = _counting(claim.supported_by, claim, ground), _counting(claim.contradicted_by, claim, ground)
    named = (*claim.supported_by, *claim.contradicted_by)
    left_out = [identity for identity in named if identity not in {*speak_for, *against}]
    if not named:
        return outcome
    verdict = _verdict(outcome.verdict, speaks_for=bool(speak_for), against=bool(against))
    reason = " ".join(
        filter(
            None,
            [
                _told("A person found this to speak for it", speak_for, ground),
                _told("A person found this to speak against it", against, ground),
                f"Not counted, since only the manuscript stands behind it: {listed(left_out)}." if left_out else "",
                outcome.reason,
            ],
        )
    )
    return msgspec.structs.replace(
        outcome, verdict=verdict, reason=reason, judged_by=(*speak_for, *against, *outcome.judged_by)
    )


def _verdict(computed: VerdictWord, *, speaks_for: bool, against: bool) -> VerdictWord:
    supported = speaks_for or computed in {"supported", "contested"}
    contradicted = against or computed in {"contradicted", "contested"}
    if supported and contradicted:
        return "contested"
    if contradicted:
        return "contradicted"
    return "supported" if supported else computed


def _counting(identities: Iterable[str], claim: Claim, ground: Ground) -> list[str]:
    found: list[str] = []
    for identity in identities:
        record = ground.material.by_id.get(identity)
        if record is not None and ground.sourced.seen(record, claim.source):
            found.append(identity)
    return found


def _told(lead: str, identities: list[str], ground: Ground) -> str:
    if not identities:
        return ""
    titles = {
        source.title: None
        for identity in identities
        for source in ground.sourced.sources(ground.material.by_id[identity])
    }
    return f"{lead}: {listed(identities)} ({listed(list(titles))})."
