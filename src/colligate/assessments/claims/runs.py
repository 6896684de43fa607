"""Claims on the course of a series: a peak, a trend, a change. Each publisher's series is read by itself, then all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product
from typing import Literal, NamedTuple

from colligate.assessments.claim import Change, Claim, Peak, Trend
from colligate.assessments.claims.accounts import Accounts
from colligate.assessments.claims.ground import Ground, Outcome, listed
from colligate.assessments.results import VerdictWord
from colligate.indicators.indicator import Observation
from colligate.indicators.numbers import number, rounds_to, signed
from colligate.indicators.series import Movement, breaks_within, missing, movements, values_of, years_of

Word = Literal["supported", "contradicted", "contested", "undecidable"]
Values = Mapping[str, Decimal]
#: More readings of one series than this, where its accounts differ year by year, are not all tried.
_READINGS = 256


class Read(NamedTuple):
    """What one series says of the claim, and why."""

    word: Word
    why: str


Test = Callable[[Values], Read]


def peak(claim: Claim, states: Peak, ground: Ground) -> Outcome:
    """Judge where a series was at its highest or lowest. A year without a value may hide the peak."""
    accounts = Accounts(claim, states.indicator, states.area, ground)
    within, lowest = years_of(states.within), states.extreme == "lowest"

    def test(values: Values) -> Read:
        top = values.get(states.at)
        beyond = [
            y for y in within if top is not None and y in values and (values[y] < top if lowest else values[y] > top)
        ]
        if beyond:
            told = listed([f"{year} has {_show(values[year], accounts)}" for year in beyond])
            return Read(
                "contradicted", f"{told}, {'below' if lowest else 'above'} the {_show(top, accounts)} of {states.at}"
            )
        gaps = missing(values, within)
        if gaps:
            return Read("undecidable", f"no value for {listed(gaps)}")
        return Read(
            "supported", f"{states.at} with {_show(top, accounts)} is the {states.extreme} of {len(within)} years"
        )

    return _judged(accounts, within, test, own_at=states.at)


def trend(claim: Claim, states: Trend, ground: Ground) -> Outcome:
    """Judge a movement from each year to the next. One step the other way is enough against it."""
    accounts = Accounts(claim, states.indicator, states.area, ground)
    within = years_of(states.within)

    def test(values: Values) -> Read:
        against = [step for step in movements(values) if step.direction != states.direction]
        if against:
            return Read("contradicted", listed([_step(step, accounts) for step in against]))
        gaps = missing(values, within)
        if gaps:
            return Read("undecidable", f"no value for {listed(gaps)}")
        return Read("supported", listed([_step(step, accounts) for step in movements(values)]))

    return _judged(accounts, within, test)


def change(claim: Claim, states: Change, ground: Ground) -> Outcome:
    """Judge a change between two periods: its direction, and its amount to the places claimed."""
    accounts = Accounts(claim, states.indicator, states.area, ground)
    within = [states.start, states.end]

    def test(values: Values) -> Read:
        gaps = missing(values, within)
        if gaps:
            return Read("undecidable", f"no value for {listed(gaps)}")
        step = Movement(start=states.start, end=states.end, before=values[states.start], after=values[states.end])
        same = step.direction == states.direction and _amount_agrees(states.amount, step)
        return Read("supported" if same else "contradicted", _step(step, accounts))

    return _judged(accounts, within, test)


def _amount_agrees(amount: str, step: Movement) -> bool:
    """Say whether the change, rounded to the places claimed, is the amount; a missing sign is the direction's."""
    if not amount.strip():
        return True
    written = amount.strip()
    share = written.endswith("%")
    claimed = number(written.removesuffix("%").removeprefix("+"))
    exact = step.percent if share else step.difference
    if claimed is None or exact is None:
        return False
    if written[0] not in "+-\N{MINUS SIGN}":
        exact = abs(exact)
    return rounds_to(exact, claimed)


def _judged(accounts: Accounts, within: Sequence[str], test: Test, *, own_at: str = "") -> Outcome:
    """Read the series of each publisher, all of them together where none decides alone, and the manuscript's own.

    The manuscript's own numbers may speak against its claim, never for it.
    """
    seen, own = _inside(accounts.seen, within), _inside(accounts.own, within)
    at = [o for o in seen if o.period == own_at] or [o for o in own if o.period == own_at]
    inside = {who: _inside(told, within) for who, told in accounts.by_publisher.items()}
    single = {who: _read(accounts, told, test, lent=at) for who, told in inside.items() if told}
    lines = [f"{accounts.ground.name(who)}: {read.why}" for who, read in single.items() if read.word != "undecidable"]
    words: set[Word] = {read.word for read in single.values() if read.word != "undecidable"}
    if not words and seen:
        pooled = _read(accounts, seen, test, lent=at)
        words = set[Word]() if pooled.word == "undecidable" else {pooled.word}
        lines.append(f"All other accounts together: {pooled.why}")
    mine = _read(accounts, own, test) if own else None
    if mine and mine.word == "contradicted":
        words.add("contradicted")
        lines.append(f"The manuscript's own numbers: {mine.why}")
    elif mine and not seen:
        lines.append(f"The manuscript's own numbers: {mine.why}")
    verdict = _word(words, holes=bool(seen) or bool(mine and mine.word == "undecidable"))
    counted = own if not seen or (mine and mine.word == "contradicted") else []
    return _outcome(accounts, within, verdict, lines, [*seen, *counted])


def _word(words: set[Word], *, holes: bool) -> VerdictWord:
    if "contested" in words or words == {"supported", "contradicted"}:
        return "contested"
    if words:
        return "contradicted" if "contradicted" in words else "supported"
    return "undecidable" if holes else "unsupported"


def _inside(observations: Iterable[Observation], within: Sequence[str]) -> list[Observation]:
    return [o for o in observations if o.period in set(within) and o.value is not None]


def _read(
    accounts: Accounts, observations: Sequence[Observation], test: Test, *, lent: Sequence[Observation] = ()
) -> Read:
    """Read one series; where its own accounts differ for a year, every way of reading it is tried.

    A series that lacks the year of the claimed peak is lent others' values for it: it may speak against the claim so,
    but not for it.
    """
    borrowed = [] if any(o.period == one.period for o in observations for one in lent) else list(lent)
    told = values_of(accounts.indicator, [*observations, *borrowed])
    ways = islice(product(*told.values()), _READINGS)
    readings = [test(dict(zip(told, chosen, strict=True))) for chosen in ways]
    words = {reading.word for reading in readings}
    if borrowed and "supported" in words:
        return Read("undecidable", f"no value of its own for {borrowed[0].period}")
    if len(words) == 1:
        return readings[0]
    first = {reading.word: reading.why for reading in reversed(readings)}
    why = "; but ".join(first[word] for word in sorted(words))
    return Read("contested" if {"supported", "contradicted"} <= words else "undecidable", f"its accounts differ: {why}")


def _outcome(
    accounts: Accounts, within: Sequence[str], verdict: VerdictWord, lines: list[str], judged: list[Observation]
) -> Outcome:
    reason = f"{'. '.join(lines)}." if lines else "No other source seen gives values for these years."
    if within:
        for mark in breaks_within(accounts.indicator, within[0], within[-1]):
            reason += f" A break is marked from {mark.period}: {mark.reason}"
    return Outcome(
        verdict=verdict,
        reason=reason,
        judged_by=tuple(observation.id for observation in judged),
        would_change=_WOULD_CHANGE.get(verdict, ""),
    )


_WOULD_CHANGE: dict[VerdictWord, str] = {
    "supported": "A value of another source that runs against it.",
    "contradicted": "Showing that the values set against it count something else.",
    "contested": "Reading the sources that differ for what exactly they count, and when.",
    "undecidable": "The values of the missing years, from any source.",
    "unsupported": "Values of these years from another source.",
}


def _show(value: Decimal | None, accounts: Accounts) -> str:
    if value is None:
        return "unknown value"
    scale = accounts.indicator.scale if accounts.indicator else ()
    return scale[int(value)] if scale else f"{value:,}"


def _step(step: Movement, accounts: Accounts) -> str:
    told = f"from {_show(step.before, accounts)} in {step.start} to {_show(step.after, accounts)} in {step.end}"
    if accounts.indicator and accounts.indicator.scale:
        return told
    share = f", {signed(step.percent, 1)} %" if step.percent is not None else ""
    return f"{told} ({signed(step.difference)}{share})"
