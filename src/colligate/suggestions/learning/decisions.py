"""What people decided on passages under a code: codings say that one is an instance, refusals that one is none."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from colligate.codings.coding import Coding, Stance
from colligate.sources.passage import Passage
from colligate.suggestions.learning.candidates import Candidate

#: Of the shorter of two spans, the share that must be common for a word on one to be a word on the other.
_COMMON = 0.5


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word that a passage is no instance of a code."""

    passage: str
    code: str
    by: str
    at: datetime
    reason: str = ""
    #: The rule or model, and why it put the passage forward.
    proposed_by: str = ""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One person's word on one candidate under one code."""

    #: Place of the candidate.
    candidate: int
    instance: bool
    by: str
    at: datetime
    #: Empty for a refusal.
    stance: Stance | None = None
    proposed_by: str = ""
    #: Id of the Coding or, for a refusal, empty.
    coding: str = ""


class Places:
    """Finds the candidates that a passage covers."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Sort candidates by text and offset."""
        self._by_text: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, one in enumerate(candidates):
            self._by_text[one.text].append((one.start, one.end, number))
        for spans in self._by_text.values():
            spans.sort()

    def covered(self, passage: Passage) -> list[int]:
        """Return the candidates that have half of themselves, or half of the passage, in common with it."""
        spans = self._by_text.get(passage.text, [])
        first = bisect.bisect_left(spans, (passage.start, 0, 0))
        while first and spans[first - 1][1] > passage.start:
            first -= 1
        found: list[int] = []
        for start, end, number in spans[first:]:
            if start >= passage.end:
                break
            common = min(end, passage.end) - max(start, passage.start)
            if common >= _COMMON * min(end - start, passage.end - passage.start):
                found.append(number)
        return found


def decisions(
    places: Places,
    passages: dict[str, Passage],
    codings: Iterable[Coding],
    refusals: Iterable[Refusal],
) -> dict[str, list[Decision]]:
    """Return the decisions on candidates by code, each code's in the order of time."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for coding in codings:
        for number in places.covered(passages[coding.passage]) if coding.passage in passages else ():
            found[coding.code].append(
                Decision(
                    candidate=number, instance=True, by=coding.speaker, at=coding.at, stance=coding.stance,
                    proposed_by=coding.proposed_by, coding=coding.id,
                )
            )  # fmt: skip
    for refusal in refusals:
        for number in places.covered(passages[refusal.passage]) if refusal.passage in passages else ():
            found[refusal.code].append(
                Decision(
                    candidate=number, instance=False, by=refusal.by, at=refusal.at, proposed_by=refusal.proposed_by
                )
            )
    return {code: sorted(said, key=lambda one: (one.at, one.candidate)) for code, said in found.items()}


def settled(said: Iterable[Decision]) -> dict[int, bool]:
    """Return for each candidate whether it is an instance: as anybody says it is, where people differ."""
    found: dict[int, bool] = {}
    for one in said:
        found[one.candidate] = found.get(one.candidate, False) or one.instance
    return found
