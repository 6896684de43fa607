"""Whether what was planted is found again: the part that any detector is put into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from colligate.assessments.parallels import clashes
from colligate.sources.outline import OpenText
from seeding.planting import Planted, Seeded


class Detection(NamedTuple):
    """A place somebody should look at; offsets are half-open, in code points of the text."""

    source: str
    start: int
    end: int
    kind: str


#: Takes the manuscript and the other texts at hand.
Detector = Callable[[OpenText, Sequence[OpenText]], list[Detection]]

#: Which kinds of detection tell of which kind of error. A detector's own kinds may be added.
FITS: dict[str, frozenset[str]] = {
    "swapped years": frozenset({"year", "date", "value", "verdict"}),
    "date moved": frozenset({"year", "date", "verdict"}),
    "number inflated": frozenset({"value", "unit", "verdict"}),
    "unit changed": frozenset({"unit", "value", "date", "verdict"}),
    "renamed": frozenset({"name", "verdict"}),
    "direction reversed": frozenset({"direction", "trend", "extreme", "verdict"}),
    "false extreme": frozenset({"extreme", "direction", "verdict"}),
    "negation": frozenset({"polarity", "addressed", "verdict"}),
    "strengthened": frozenset({"strength", "verdict"}),
    "wrong citation": frozenset({"citation", "year", "value", "name"}),
    "broken quotation": frozenset({"quote", "quotation"}),
}


def by_clashes(manuscript: OpenText, others: Sequence[OpenText]) -> list[Detection]:
    """Both ends of every clash that touches the manuscript."""
    texts = {text.source: text for text in (manuscript, *others)}
    found = []
    for clash in clashes((manuscript, *others)):
        ends = (clash.first, clash.second)
        if any(end.source == manuscript.source for end in ends):
            for end in ends:
                unit = texts[end.source].unit(end.mention)
                found.append(Detection(end.source, *unit.span(end.mention.start, end.mention.end), clash.kind))
    return found


class Outcome(NamedTuple):
    """What became of one planted error."""

    error: Planted
    #: Its sentence was pointed at for a reason of its kind.
    named: bool
    #: Its sentence was pointed at, for whatever reason.
    pointed: bool


def found_again(
    seeded: Seeded, manuscript: OpenText, detected: Sequence[Detection], before: Sequence[Detection]
) -> list[Outcome]:
    """Return what became of each error; what was detected before planting does not count."""
    known = {(one.kind, one.start) for one in before if one.source == manuscript.source}
    fresh = [
        one
        for one in detected
        if one.source == manuscript.source and (one.kind, seeded.original(one.start)) not in known
    ]
    return [_outcome(error, manuscript, fresh) for error in seeded.errors]


def _outcome(error: Planted, manuscript: OpenText, fresh: Sequence[Detection]) -> Outcome:
    start, end = _sentence(manuscript, error.offset)
    there = {one.kind for one in fresh if one.start < end and start < one.end}
    return Outcome(error, not there.isdisjoint(FITS[error.kind]), bool(there))


def _sentence(text: OpenText, offset: int) -> tuple[int, int]:
    for unit in text.outline.units:
        if unit.start <= offset <= unit.end:
            return unit.start, unit.end
    return offset, offset + 1
