"""Values of a table accepted at one go: one act of as many observations, each with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from colligate.actions.cells import CellProposal, proposed_cell
from colligate.actions.looking import standing_of
from colligate.actions.recording import BadFieldError, drafted
from colligate.actions.saying import Said, Span, say
from colligate.actions.tabled import shown_by
from colligate.indicators.indicator import Observation
from colligate.indicators.recognising.cells import RULE
from colligate.record import Record


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """One cell as a person accepts it, its fields as they stand in the form."""

    start: int
    end: int
    indicator: str
    area: str
    period: str
    #: Empty records that the document has a hole here.
    value: str = ""
    qualifier: str = ""


def accept(path: Path, source: str, chosen: Sequence[Chosen], *, by: str) -> Said:
    """Say the values of cells of one document as one act.

    A value accepted as the rule read it keeps the rule's name in `proposed_by`; one put right is the person's own.
    An empty cell is recorded only where it was chosen, and as a hole: never as nought.

    Raises:
        BadFieldError: Where nothing is chosen, or a field is missing or cannot be read; it names the cell.
        NoSuchThingError: Where an indicator or the source is not the study's.
    """
    if not chosen:
        raise BadFieldError("values", "none is chosen. Tick those that are right.")
    standing = standing_of(path)
    drafts: dict[str, Record] = {}
    for one in chosen:
        read = proposed_cell(standing, source, one.start, one.end)
        given = {
            "indicator": one.indicator, "area": one.area, "period": one.period, "value": one.value,
            "qualifier": one.qualifier, "verified": "yes",
        }  # fmt: skip
        rule = RULE if isinstance(read, CellProposal) and _as_read(read, one) else ""
        spans = shown_by(standing.study, Span(source=source, start=one.start, end=one.end))
        try:
            made = drafted(standing.study, Observation, given, by, spans, proposed_by=rule)
        except BadFieldError as error:
            words = read.words if isinstance(read, CellProposal) else ""
            raise BadFieldError(f"the cell '{words}' of {one.period or 'no period'}", str(error)) from None
        drafts |= {record.id: record for record in made}
    return say(standing.study, [*drafts.values()], by=by)


def _as_read(read: CellProposal, one: Chosen) -> bool:
    return (read.indicator.value, read.area.value, read.period.value, read.value, read.qualifier) == (
        one.indicator, one.area, one.period, one.value, one.qualifier,
    )  # fmt: skip
