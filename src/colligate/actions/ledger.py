"""The ledger of claims, and one claim with everything it was judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from colligate.actions.claiming import named
from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.actions.matrices import decisions
from colligate.actions.weighing import Opinion, opinions
from colligate.assessments.claim import Claim
from colligate.assessments.results import Verdict, VerdictWord
from colligate.reports.registers import unmarked
from colligate.reports.support import Decision, Quote, Support
from colligate.suggestions.stating import in_words

VERDICTS: tuple[VerdictWord, ...] = (
    "contradicted", "contested", "undecidable", "unsupported", "supported", "not checkable",
)  # fmt: skip
#: The names of forms as a reader knows them.
KINDS = {
    "value": "value", "peak": "peak", "trend": "trend", "change": "change", "dated": "date", "ordering": "order",
    "stated": "description", "cause": "cause", "fulfilled": "fulfilment", "covered": "coverage", "opinion": "valuation",
}  # fmt: skip


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One claim in the ledger."""

    id: str
    sentence: str
    #: What kind of thing it states: the name of its form.
    kind: str
    verdict: VerdictWord
    reason: str
    would_change: str
    #: What it was judged by: reference and title.
    judged_by: tuple[tuple[str, str], ...]
    judgements: tuple[Decision, ...]


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The claims asked for, and how many there are of each verdict and kind."""

    entries: tuple[Entry, ...]
    total: int
    #: Of the kind asked for.
    verdicts: dict[str, int]
    #: Of the verdict asked for.
    kinds: dict[str, int]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as its page shows it."""

    claim: Claim
    verdict: Verdict
    reason: str
    would_change: str
    #: Its form in words.
    states: str
    kind: str
    judged_by: tuple[Support, ...]
    #: Where the manuscript says so.
    places: tuple[Quote, ...]
    opinions: tuple[Opinion, ...]
    before: str
    after: str


def ledger(standing: Standing, *, verdict: str = "", kind: str = "") -> Ledger:
    """Return the claims of one verdict and kind, or all, in the order said."""
    claims = {claim.id: claim for claim in standing.study.records.of(Claim)}
    every = [(one, _kind(claims[one.id])) for one in standing.assessment.claims if one.id in claims]
    wanted = [(one, of) for one, of in every if verdict in ("", one.verdict) and kind in ("", of)]
    verdicts = Counter(one.verdict for one, of in every if kind in ("", of))
    return Ledger(
        entries=tuple(_entry(standing, claims[one.id], one) for one, _ in wanted),
        total=len(every),
        verdicts={word: verdicts[word] for word in VERDICTS},
        kinds=dict(Counter(of for one, of in every if verdict in ("", one.verdict)).most_common()),
    )


def claim_shown(standing: Standing, identity: str) -> Shown:
    """Return one claim. Raises NoSuchThingError."""
    verdicts = {one.id: one for one in standing.assessment.claims}
    claim, verdict = standing.study.records.get(Claim, identity), verdicts.get(identity)
    if claim is None or verdict is None:
        raise NoSuchThingError("claim", identity, verdicts)
    order = list(verdicts)
    at = order.index(identity)
    return Shown(
        claim=claim,
        verdict=verdict,
        reason=unmarked(verdict.reason),
        would_change=unmarked(verdict.would_change),
        states=in_words(claim.states, named(standing)),
        kind=_kind(claim),
        judged_by=_supports(standing, verdict.judged_by),
        places=standing.binder.quoting.passages(claim.passages, claim),
        opinions=tuple(opinions(standing, verdict.judgements)),
        before=order[at - 1] if at else "",
        after=order[at + 1] if at + 1 < len(order) else "",
    )


def _entry(standing: Standing, claim: Claim, verdict: Verdict) -> Entry:
    return Entry(
        id=claim.id,
        sentence=claim.sentence,
        kind=_kind(claim),
        verdict=verdict.verdict,
        reason=unmarked(verdict.reason),
        would_change=unmarked(verdict.would_change),
        judged_by=tuple((one.ref, one.title) for one in _supports(standing, verdict.judged_by)),
        judgements=decisions(standing, verdict.judgements),
    )


def _supports(standing: Standing, references: Sequence[str]) -> tuple[Support, ...]:
    return tuple(support for ref in references if (support := standing.binder.bind(ref)))


def _kind(claim: Claim) -> str:
    return type(claim.states).__name__.lower()
