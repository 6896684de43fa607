"""What language models proposed for a code and nobody decided on yet, read off the runs; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from colligate.codings.coding import Stance
from colligate.sources.outline import Unit
from colligate.study.model_runs import Recorded, runs_of
from colligate.study.study import Study
from colligate.suggestions.asking.answering import place_of
from colligate.suggestions.learning.candidates import Candidate


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A model's proposal of a coding of words of a passage."""

    #: What a coding taken from it will be said to come from: model, run and prompt.
    proposed_by: str
    model: str
    run: str
    quote: str
    #: Where the quote stands: half-open, in code points.
    start: int
    end: int
    stance: Stance
    reason: str


class RunRow(msgspec.Struct, frozen=True, kw_only=True):
    """One run as a table shows it."""

    run: str
    at: str
    by: str
    code: str
    model: str
    address: str
    passages: int
    proposed: int
    none: int
    discarded: int
    malformed: int
    failed: int
    tokens_in: int
    tokens_out: int
    #: Money, where a price was set.
    cost: float | None
    currency: str
    seconds: float


def proposals_of(
    study: Study, reference: str, candidates: Sequence[Candidate], unit: Callable[[int], Unit]
) -> dict[int, Proposal]:
    """Return the latest proposal for each passage, by its number, in the order in which passages were asked about.

    A quote is looked for again in the passage as it is now: what does not stand in it is not proposed, whatever the
    file says.

    Args:
        study: The study.
        reference: ``lens/code``.
        candidates: The passages of the study.
        unit: Gives the words of a passage, by its number.
    """
    found: dict[int, Proposal] = {}
    runs = [one for one in runs_of(study.folder) if one.run.code == reference]
    if not runs:
        return found
    numbers = {(one.source, one.text, one.start, one.end): number for number, one in enumerate(candidates)}
    for recorded in runs:
        for asked in recorded.asked:
            number = numbers.get((asked.source, asked.text, asked.start, asked.end))
            if number is None or asked.outcome not in ("proposed", "none", "discarded"):
                continue
            place = place_of(asked.quote, unit(number)) if asked.outcome == "proposed" else None
            found.pop(number, None)
            if place:
                found[number] = Proposal(
                    proposed_by=recorded.run.name, model=recorded.run.model, run=recorded.run.id, quote=asked.quote,
                    start=place[0], end=place[1], stance=asked.stance, reason=asked.reason,
                )  # fmt: skip
    return found


def run_rows(study: Study) -> list[RunRow]:
    """Return every run of the study, the latest first."""
    return [_row(one) for one in reversed(runs_of(study.folder))]


def _row(recorded: Recorded) -> RunRow:
    run, counts = recorded.run, Counter(one.outcome for one in recorded.asked)
    costs = [one.cost for one in recorded.asked if one.cost is not None]
    return RunRow(
        run=run.id, at=f"{run.at:%Y-%m-%d %H:%M}", by=run.by, code=run.code, model=run.model, address=run.address,
        passages=run.passages, proposed=counts["proposed"], none=counts["none"], discarded=counts["discarded"],
        malformed=counts["malformed"], failed=counts["failed"], tokens_in=sum(one.tokens_in for one in recorded.asked),
        tokens_out=sum(one.tokens_out for one in recorded.asked), cost=sum(costs) if costs else None,
        currency=run.currency, seconds=round(sum(one.seconds for one in recorded.asked), 1),
    )  # fmt: skip
