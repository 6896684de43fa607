"""The runs in which a language model was asked, with what people made of what it proposed."""

from __future__ import annotations

from collections import Counter

import msgspec

from colligate.actions.code_queue import refusals
from colligate.codings.coding import Coding
from colligate.study.model_runs import Recorded, runs_of
from colligate.study.study import Study


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
    #: Of what it proposed: taken up by people with any stance, and refused.
    taken: int
    refused: int
    tokens_in: int
    tokens_out: int
    #: Money, where a price was set.
    cost: float | None
    currency: str
    seconds: float


def run_rows(study: Study) -> list[RunRow]:
    """Return every run of the study, the latest first."""
    taken = Counter(one.proposed_by for one in study.records.of(Coding))
    refused = Counter(one.proposed_by for one in refusals(study))
    return [_row(one, taken[one.run.name], refused[one.run.name]) for one in reversed(runs_of(study.folder))]


def _row(recorded: Recorded, taken: int, refused: int) -> RunRow:
    run, counts = recorded.run, Counter(one.outcome for one in recorded.asked)
    costs = [one.cost for one in recorded.asked if one.cost is not None]
    return RunRow(
        run=run.id, at=f"{run.at:%Y-%m-%d %H:%M}", by=run.by, code=run.code, model=run.model, address=run.address,
        passages=run.passages, proposed=counts["proposed"], none=counts["none"], discarded=counts["discarded"],
        malformed=counts["malformed"], failed=counts["failed"],
        taken=taken, refused=refused, tokens_in=sum(one.tokens_in for one in recorded.asked),
        tokens_out=sum(one.tokens_out for one in recorded.asked), cost=sum(costs) if costs else None,
        currency=run.currency, seconds=round(sum(one.seconds for one in recorded.asked), 1),
    )  # fmt: skip
