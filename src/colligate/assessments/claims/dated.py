"""Claims of a date, of what came first, and of what a field says."""

from __future__ import annotations

from itertools import product

from colligate.assessments.claim import Claim, Dated, Ordering, Stated
from colligate.assessments.claims.ground import Ground, Outcome, listed
from colligate.assessments.dates import SINGLE, Account, overlap, read
from colligate.assessments.results import VerdictWord
from colligate.indicators.numbers import number
from colligate.periods import Period
from colligate.programmes.programme import Fact, Programme


def dated(claim: Claim, states: Dated, ground: Ground) -> Outcome:
    """Judge a date: accounts agree where they share a day with it, at whichever is the coarser of the two.

    Where every agreeing account is less exact than the claim, the claim's own exactness is not shown. Another date
    that the manuscript itself gives speaks against its claim.
    """
    claimed = read(states.date)
    if claimed is None:
        return Outcome(verdict="not checkable", reason=f"'{states.date}' is not a date.")
    told = ground.dates.of(states.about, states.field)
    seen, unread, own = _parted(claim, told, ground)
    agree = [account for account in seen if overlap(account.span, claimed)]
    selves = [account for account in own if not overlap(account.span, claimed)]
    differ = [account for account in seen if account not in agree] + selves
    verdict, lines = _dated(claim, claimed, agree, differ, ground)
    if seen or selves:
        lines.insert(0, f"{_accounts([*agree, *differ], ground)}; the claim has {states.date}.")
    if verdict in {"unsupported", "contradicted"}:
        known = [account for account in unread if overlap(account.span, claimed)]
        lines += [f"Known through the manuscript alone: {_accounts(known, ground)}."] if known else []
    return Outcome(
        verdict=verdict,
        reason=" ".join(lines),
        judged_by=tuple(account.record.id for account in (*agree, *differ)),
        would_change=_WOULD_CHANGE[verdict],
    )


def _dated(
    claim: Claim, claimed: Period, agree: list[Account], differ: list[Account], ground: Ground
) -> tuple[VerdictWord, list[str]]:
    if agree and differ:
        one = _publishers(claim, agree, ground) & _publishers(claim, differ, ground)
        both = (
            [f"Accounts of one publisher differ: {listed([ground.name(who) for who in sorted(one)])}."] if one else []
        )
        return "contested", both
    if differ:
        return "contradicted", []
    if not agree:
        return "unsupported", ["No other source seen gives this date."]
    if not any(claimed.covers(account.span) for account in agree):
        return "undecidable", ["No account is as exact as the claim."]
    return "supported", []


_SETTLE = "Reading the sources that differ for what each of them dates: a decision, a signature, a start, an effect."

_WOULD_CHANGE: dict[VerdictWord, str] = {
    "supported": "A source that gives another date.",
    "contradicted": _SETTLE,
    "contested": _SETTLE,
    "undecidable": "A source that gives the date as exactly as the claim does.",
    "unsupported": "A date from any other source.",
}


def ordering(claim: Claim, states: Ordering, ground: Ground) -> Outcome:
    """Judge which of two came first, from every pair of dates told for them."""
    first, second = (_parted(claim, _when(about, ground), ground)[0] for about in (states.first, states.second))
    judged = tuple(account.record.id for account in (*first, *second))
    if not first or not second:
        lacking = [ground.name(about) for about, told in ((states.first, first), (states.second, second)) if not told]
        return Outcome(
            verdict="unsupported", reason=f"No other source seen dates {listed(lacking)}.", judged_by=judged,
            would_change="A date from any other source.",
        )  # fmt: skip
    found = {_order(one, other) for one, other in product(first, second)}
    reason = (
        f"{ground.name(states.first)}: {_accounts(first, ground)}. "
        f"{ground.name(states.second)}: {_accounts(second, ground)}."
    )
    verdict = "contested" if {"before", "after"} <= found else "undecidable"
    if len(found) == 1:
        verdict = {"before": "supported", "after": "contradicted", "unclear": "undecidable"}[next(iter(found))]
    return Outcome(
        verdict=verdict,  # pyright: ignore[reportArgumentType]
        reason=reason,
        judged_by=judged,
        would_change="More exact dates of both." if verdict == "undecidable" else _SETTLE,
    )


def stated(claim: Claim, states: Stated, ground: Ground) -> Outcome:
    """Judge what a field says. A start, end or date is judged as a date; other fields may hold several values."""
    if states.field in SINGLE:
        form = Dated(about=states.about, field=states.field, date=states.value)  # pyright: ignore[reportArgumentType]
        return dated(claim, form, ground)
    facts = [f for f in ground.material.said(Fact) if f.about == states.about and f.field == states.field]
    seen = [fact for fact in facts if ground.sourced.seen(fact, claim.source)]
    agree = [fact for fact in seen if _same_value(fact, states.value)]
    told = agree or seen
    values = listed([f"{fact.value} {fact.unit}".strip() for fact in told])
    titles = listed([s.title for s in {s.id: s for f in told for s in ground.sourced.seen(f, claim.source)}.values()])
    if agree:
        return Outcome(
            verdict="supported", reason=f"{titles}: {values}.", judged_by=tuple(fact.id for fact in agree),
            would_change="A source that says otherwise.",
        )  # fmt: skip
    reason = (
        f"Other sources seen say something else here: {values} ({titles})." if seen else "No other source seen says so."
    )
    unread = [f for f in facts if f not in seen and _same_value(f, states.value)]
    if any(ground.sourced.told_elsewhere(fact, claim.source) for fact in unread):
        reason += " It is told by a source known through the manuscript alone."
    return Outcome(
        verdict="unsupported", reason=reason, judged_by=tuple(fact.id for fact in told),
        would_change="Any other source that says so.",
    )  # fmt: skip


def _same_value(fact: Fact, claimed: str) -> bool:
    if fact.refers and fact.refers == claimed:
        return True
    one, other = number(fact.value), number(claimed)
    if one is not None and other is not None:
        return one == other
    return " ".join(fact.value.split()).casefold() == " ".join(claimed.split()).casefold()


def _when(about: str, ground: Ground) -> list[Account]:
    record = ground.material.by_id.get(about)
    return ground.dates.of(about, "start" if isinstance(record, Programme) else "date")


def _parted(
    claim: Claim, accounts: list[Account], ground: Ground
) -> tuple[list[Account], list[Account], list[Account]]:
    """Part accounts into those of sources seen, of sources known through the manuscript, and the manuscript's own."""
    seen = [a for a in accounts if ground.sourced.seen(a.record, claim.source)]
    unread = [a for a in accounts if a not in seen and ground.sourced.told_elsewhere(a.record, claim.source)]
    own = [a for a in accounts if a not in seen and a not in unread and ground.sourced.sources(a.record)]
    return seen, unread, own


def _order(one: Account, other: Account) -> str:
    if one.span.before(other.span):
        return "before"
    return "after" if other.span.before(one.span) else "unclear"


def _publishers(claim: Claim, accounts: list[Account], ground: Ground) -> set[str]:
    return {
        ground.sourced.publisher(source)
        for account in accounts
        for source in ground.sourced.seen(account.record, claim.source)
    }


def _accounts(accounts: list[Account], ground: Ground) -> str:
    by_date: dict[str, dict[str, None]] = {}
    for account in accounts:
        for source in ground.sourced.sources(account.record):
            by_date.setdefault(account.written, {})[source.title] = None
    return "; ".join(f"{written} by {listed(list(titles))}" for written, titles in by_date.items())
