"""Claims of a value: each period is set against the other accounts of it."""

from __future__ import annotations

from colligate.assessments.claim import Claim, Value
from colligate.assessments.claims.accounts import Accounts
from colligate.assessments.claims.ground import Ground, Outcome, listed
from colligate.assessments.dates import read
from colligate.assessments.results import VerdictWord
from colligate.indicators.indicator import Observation
from colligate.indicators.numbers import allows

_WOULD_CHANGE: dict[VerdictWord, str] = {
    "supported": "An account of another source with another value.",
    "contradicted": "An account of another source with the value claimed.",
    "contested": "Reading the documents that differ for what exactly they count, and when, or the one not seen.",
    "undecidable": "An account of the periods that no other source speaks of.",
    "unsupported": "An account of any other source of this value.",
}


def value(claim: Claim, states: Value, ground: Ground) -> Outcome:
    """Judge a value in one or more periods; the claim stands for all of them only if it stands for each."""
    accounts = Accounts(claim, states.indicator, states.area, ground)
    parts = [_period(states.value, written, accounts) for written in states.periods]
    verdict = _together([part.verdict for part in parts])
    return Outcome(
        verdict=verdict,
        reason=" ".join(part.reason for part in parts) or "The claim names no period.",
        judged_by=tuple(identity for part in parts for identity in part.judged_by),
        would_change=_WOULD_CHANGE.get(verdict, ""),
    )


def _together(verdicts: list[VerdictWord]) -> VerdictWord:
    for decisive in ("contradicted", "contested"):
        if decisive in verdicts:
            return decisive
    if set(verdicts) == {"supported"}:
        return "supported"
    return "undecidable" if "supported" in verdicts else "unsupported"


def _period(claimed: str, written: str, accounts: Accounts) -> Outcome:
    def here(observations: list[Observation]) -> list[Observation]:
        return [o for o in observations if o.value is not None and _same_period(o.period, written)]

    def agreeing(observations: list[Observation]) -> list[Observation]:
        return [o for o in here(observations) if allows(o, accounts.indicator, claimed)]

    told, agree = here(accounts.seen), agreeing(accounts.seen)
    own = agreeing(accounts.own)
    # Another value that the manuscript gives itself speaks against its claim; its own agreement counts for nothing.
    differ = [o for o in (*told, *here(accounts.own)) if o not in agree and o not in own]
    unread = agreeing(accounts.unread)
    judged = tuple(dict.fromkeys(observation.id for observation in (*told, *differ, *unread)))
    if not told and not differ:
        known = f"; {accounts.titles(unread)} agrees but was not seen itself" if unread else ""
        return Outcome(
            verdict="unsupported", reason=f"{written}: no other source seen gives a value{known}.", judged_by=judged
        )
    reason = f"{written}: {_told(agree, differ, accounts)}."
    if not differ:
        return Outcome(verdict="supported", reason=reason, judged_by=judged)
    if agree:
        return Outcome(verdict="contested", reason=reason, judged_by=judged)
    unseen = accounts.citations_unseen(own, written)
    if unread or unseen:
        document = accounts.titles(unread) if unread else listed(unseen)
        reason += f" The document cited for the value claimed, {claimed}, was not seen: {document}."
        return Outcome(verdict="contested", reason=reason, judged_by=judged)
    return Outcome(verdict="contradicted", reason=reason, judged_by=judged)


def _told(agree: list[Observation], differ: list[Observation], accounts: Accounts) -> str:
    by_value: dict[str, list[Observation]] = {}
    for observation in (*agree, *differ):
        by_value.setdefault(f"{observation.qualifier}{observation.value}", []).append(observation)
    said = [
        f"{written} by {accounts.publishers(told) or 'the manuscript itself'}" for written, told in by_value.items()
    ]
    lead = "the accounts agree" if not differ else "no account agrees" if not agree else "the accounts differ"
    return f"{lead}: {'; '.join(said)}"


def _same_period(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = read(one), read(other)
    return first is not None and second is not None and (first.first, first.last) == (second.first, second.last)
