"""Claims of a cause. That two things moved together never supports one.

A causal claim is set against timing, rivals and the links of the results chain that nothing shows. Unless a person
found a passage that speaks for or against it, the best it can be is *unsupported*; an act that came only after its
effect contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from colligate.assessments.claim import Cause, Claim
from colligate.assessments.claims.accounts import Accounts
from colligate.assessments.claims.ground import Ground, Outcome, listed
from colligate.assessments.dates import Account, read
from colligate.assessments.results import LEVELS
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.numbers import known
from colligate.indicators.series import Movement, movements, values_of
from colligate.periods import Period
from colligate.programmes.programme import Event, Programme

_SHOWN = LEVELS.index("claimed")
#: The links at which an effect would have to show.
_LINKS = ("output", "outcome", "impact")


def cause(claim: Claim, states: Cause, ground: Ground) -> Outcome:
    """Set the acts beside the effect; say what is missing between them."""
    effect = _effect(claim, states, ground)
    told = [(act, _dates(act, ground)) for act in states.acts]
    timing = [line for act, dates in told for line in _timing(act, dates, effect, states, ground)]
    timing += _moving_before(claim, states, ground)
    dated = [dates for _, dates in told]
    too_late = effect is not None and dated and all(
        dates and all(effect.before(account.span) for account in dates) for dates in dated
    )  # fmt: skip
    rivals = tuple(ground.name(rival) for rival in states.rivals)
    links = tuple(_missing_links(states, ground))
    judged = _judged_by(claim, states, ground)
    return Outcome(
        verdict="contradicted" if too_late else "unsupported",
        reason=" ".join(
            filter(None, [_lead(too_late=bool(too_late)), _series(claim, states, ground), _counts(rivals, links)])
        ),
        judged_by=(*(account.record.id for dates in dated for account in dates), *judged),
        would_change=(
            "A passage of another source that follows the effect back to the acts, named as speaking for or against "
            "the claim; and a comparison in which the acts, or their rivals, were absent."
        ),
        timing=tuple(timing),
        rivals=rivals,
        missing_links=links,
    )


def _lead(*, too_late: bool) -> str:
    if too_late:
        return "Every act named came only after the effect."
    return "Nothing but the order in time joins act and effect here; that two things move together shows no cause."


def _counts(rivals: tuple[str, ...], links: tuple[str, ...]) -> str:
    named = f"{len(rivals)} rival explanation{'s' * (len(rivals) != 1)} named" if rivals else "No rivals were weighed"
    missing = f"{len(links)} link{'s' * (len(links) != 1)} of the results chain without evidence" if links else ""
    return f"{'; '.join(filter(None, [named, missing]))}."


def _effect(claim: Claim, states: Cause, ground: Ground) -> Period | None:
    """Return the days over which the effect was judged: an event's date, or the window of the last period."""
    if states.event:
        event = ground.material.get(Event, states.event)
        return read(event.date) if event else None
    if not states.indicator:
        return None
    accounts = Accounts(claim, states.indicator, states.area, ground)
    told = [o for o in (*accounts.seen, *accounts.unread, *accounts.own) if o.period == states.end]
    windows = [window for o in told if o.reference and (window := read(o.reference))]
    return windows[0] if windows else read(states.end)


def _dates(act: str, ground: Ground) -> list[Account]:
    """Return when an act took place: an event's dates; a programme's starts, else the dates of its events."""
    record = ground.material.by_id.get(act)
    if not isinstance(record, Programme):
        return ground.dates.of(act, "date")
    starts = [*ground.dates.of(act, "start"), *ground.dates.of(act, "date")]
    events = [event for event in ground.material.said(Event) if event.programme == act and event.kind != "statement"]
    return starts or [account for event in events for account in ground.dates.of(event.id, "date")]


def _timing(act: str, dates: list[Account], effect: Period | None, states: Cause, ground: Ground) -> Iterator[str]:
    name = ground.name(act)
    if not dates:
        yield f"{name}: no source dates it."
    for account in {account.written: account for account in dates}.values():
        lead = f"{name} ({account.written})"
        if effect is not None:
            yield f"{lead} {_place(account.span, effect)}."
        if isinstance(account.record, Event) and _ordinal(states, ground):
            yield from _windows(lead, account.record, states, ground)


def _place(span: Period, effect: Period) -> str:
    window = f"{effect.first:%Y-%m-%d} to {effect.last:%Y-%m-%d}"
    if span.before(effect):
        return f"came before the time over which the effect was judged ({window})"
    if effect.before(span):
        return f"came only after the time over which the effect was judged ({window})"
    if effect.covers(span):
        return f"fell within the time over which the effect was judged ({window}), {_days(span, effect)} before its end"
    return f"is told too coarsely to say whether it came before the effect ({window})"


def _days(span: Period, window: Period) -> str:
    left = (window.last - span.last).days
    return "1 day" if left == 1 else f"{left} days"


def _ordinal(states: Cause, ground: Ground) -> bool:
    indicator = ground.material.get(Indicator, states.indicator)
    return bool(indicator and indicator.scale)


def _windows(lead: str, event: Event, states: Cause, ground: Ground) -> Iterator[str]:
    for window in ground.windows.of(event):
        observation = ground.material.get(Observation, window.observation)
        if observation is None or observation.indicator != states.indicator or window.outcome is None:
            continue
        certain = f", {window.days_left} days before its end" if window.days_left is not None else ", if at all"
        yield (
            f"{lead} falls in the window {observation.reference}{certain}; it was judged {window.outcome}"
            f"{_compared(window.before, window.outcome, ground.material.get(Indicator, states.indicator))}."
        )


def _compared(before: str | None, after: str, indicator: Indicator | None) -> str:
    scale = indicator.scale if indicator else ()
    if before is None:
        return ""
    if before not in scale or after not in scale:
        return f", after {before}"
    moved = scale.index(after) - scale.index(before)
    return f", {'unchanged' if not moved else 'up' if moved > 0 else 'down'} from {before}"


def _moving_before(claim: Claim, states: Cause, ground: Ground) -> Iterator[str]:
    """Yield, for each publisher, that the series had moved the same way before the movement explained."""
    if not states.indicator or not states.start:
        return
    accounts = Accounts(claim, states.indicator, states.area, ground)
    series = {who: _certain(accounts.indicator, told) for who, told in accounts.by_publisher.items()}
    every = [*series.values(), _certain(accounts.indicator, accounts.own)]
    explained = {
        step.direction
        for values in every
        for step in movements({year: values[year] for year in (states.start, states.end) if year in values})
    }
    for who, values in series.items():
        for step in movements(values):
            if step.end == states.start and explained == {step.direction} and step.direction in _MOVED:
                yield (
                    f"{ground.name(who)}: the series {_MOVED[step.direction]} already from {step.start} to {step.end}"
                    f"{_numbers(step, accounts.indicator)}, before the movement explained."
                )


_MOVED = {"rises": "rose", "falls": "fell"}


def _certain(indicator: Indicator | None, observations: list[Observation]) -> dict[str, Decimal]:
    """Return the values of the years on which the accounts agree."""
    found = values_of(indicator, observations)
    return {written: values[0] for written, values in found.items() if len(values) == 1}


def _numbers(step: Movement, indicator: Indicator | None) -> str:
    return "" if indicator and indicator.scale else f" ({step.before:,} to {step.after:,})"


def _series(claim: Claim, states: Cause, ground: Ground) -> str:
    if not states.indicator:
        return ""
    accounts = Accounts(claim, states.indicator, states.area, ground)
    span = read(ground.material.period) or read(f"{states.start}/{states.end}")
    told = [*accounts.seen, *accounts.unread, *accounts.own]
    years = sorted({
        o.period for o in told
        if known(accounts.indicator, o) is not None and (at := read(o.period)) and (span is None or span.covers(at))
    })  # fmt: skip
    values = "value" if len(years) == 1 else "values"
    within = f" ({years[0]} to {years[-1]})" if years else ""
    return f"The movement is read from a series of {len(years)} {values}{within}, without a comparison."


def _missing_links(states: Cause, ground: Ground) -> Iterator[str]:
    programmes: dict[str, None] = {}
    for act in states.acts:
        record = ground.material.by_id.get(act)
        programme = record.programme if isinstance(record, Event) else act
        if programme and programme in ground.chains:
            programmes[programme] = None
    for programme in programmes:
        short = [
            f"{link.link} ({link.level})"
            for link in ground.chains[programme].links
            if link.link in _LINKS and LEVELS.index(link.level) < _SHOWN
        ]
        if short:
            yield f"{ground.name(programme)}: {listed(short)}"


def _judged_by(claim: Claim, states: Cause, ground: Ground) -> Iterator[str]:
    if states.event:
        yield states.event
    if states.indicator:
        accounts = Accounts(claim, states.indicator, states.area, ground)
        yield from (o.id for o in accounts.seen if o.period in {states.start, states.end})
