"""Everything the report speaks of, sorted by what it means for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from colligate.assessments.claim import Cause, Claim, Covered, Fulfilled, Opinion, Stated
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment, Verdict
from colligate.codings.coding import Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact, Factor, Programme
from colligate.sources.passage import Passage
from colligate.sources.source import Citation
from colligate.suggestions.case import Case
from colligate.suggestions.drafting import note_prefix
from colligate.suggestions.reading import Recognised


class Grounds:
    """The pass as a whole: what was recognised, the records supposed, and what was read off them."""

    def __init__(self, found: Recognised, material: Material, assessment: Assessment, case: Case) -> None:
        """Keep all four."""
        self.found, self.material, self.assessment, self.case = found, material, assessment, case
        self.claims: dict[str, Claim] = {claim.id: claim for claim in material.of(Claim)}

    def verdicts(self, *words: str) -> list[Verdict]:
        """Return the verdicts of these words on the manuscript's claims, in the order of the text."""
        chosen = [
            verdict for verdict in self.assessment.claims if verdict.verdict in words and verdict.id in self.claims
        ]
        return sorted(chosen, key=lambda verdict: self.place(self.claims[verdict.id].passages))

    def place(self, passages: Sequence[str]) -> tuple[int, str]:
        """Return where the first passage begins, for sorting."""
        passage = self.material.get(Passage, passages[0]) if passages else None
        return (passage.start if passage else -1, passages[0] if passages else "")

    def where(self, passages: Sequence[str]) -> str:
        """Return page and line of the first passage, in words."""
        if not passages:
            return ""
        page, lines = self.material.pages.get(passages[0], ""), self.material.lines.get(passages[0], "")
        parts = (f"p. {page}" if page else "", f"{'lines' if '-' in lines else 'line'} {lines}" if lines else "")
        return ", ".join(part for part in parts if part).replace("-", "\N{EN DASH}")

    def quote(self, passages: Sequence[str]) -> str:
        """Return the words of the first passage."""
        passage = self.material.get(Passage, passages[0]) if passages else None
        return passage.quote if passage else ""

    def source(self, passage: str) -> str:
        """Return the source of a passage."""
        found = self.material.get(Passage, passage)
        return found.source if found else ""

    def by_others(self, verdict: Verdict) -> bool:
        """Say whether anything outside the manuscript decided it."""
        manuscript = self.found.manuscript.source
        for identity in verdict.judged_by:
            record = self.material.by_id.get(identity)
            passages = [self.material.get(Passage, name) for name in getattr(record, "passages", ())]
            if any(passage and passage.source != manuscript for passage in passages):
                return True
        return False

    @cached_property
    def causes(self) -> list[Claim]:
        """The manuscript's statements of cause, in the order of the text."""
        found = [claim for claim in self.claims.values() if isinstance(claim.states, Cause)]
        return sorted(found, key=lambda claim: self.place(claim.passages))

    @cached_property
    def conclusions(self) -> list[Claim]:
        """What the manuscript says was fulfilled, shown, brought about or left out, in the order of the text."""
        found = [claim for claim in self.claims.values() if isinstance(claim.states, Fulfilled | Stated | Covered)]
        return sorted(found, key=lambda claim: self.place(claim.passages))

    @cached_property
    def sizes(self) -> list[Claim]:
        """Statements of size that give nothing to measure by."""
        found = [claim for claim in self.claims.values() if isinstance(claim.states, Opinion)]
        return sorted(found, key=lambda claim: self.place(claim.passages))

    def memos(self, rule: str, *, kinds: Sequence[str] = ()) -> list[Memo]:
        """Return the notes of a rule, those of some kinds if named, in the order of the text."""
        heads = tuple(f"{note_prefix(kind)}-" for kind in kinds) or ("",)
        found = [
            memo
            for memo in self.material.of(Memo)
            if memo.proposed_by.startswith(f"{rule} ") and memo.id.startswith(heads)
        ]
        return sorted(found, key=lambda memo: self.place(memo.passages))

    @cached_property
    def citations(self) -> list[Citation]:
        """The works cited."""
        return self.material.of(Citation)

    def named(self, identity: str) -> str:
        """Return what a record is called, an actor by its acronym."""
        record = self.material.by_id.get(identity)
        if isinstance(record, Actor):
            return next((name.name for name in record.names if name.kind == "acronym"), record.name)
        return str(getattr(record, "name", "") or getattr(record, "title", "") or identity)

    @cached_property
    def series(self) -> list[tuple[Indicator, str, list[Observation]]]:
        """Indicators with their area and values, those with the most periods first."""
        found = []
        for series in self.assessment.series:
            indicator = self.material.get(Indicator, series.indicator)
            values = [
                o
                for point in series.points
                for name in point.observations
                if (o := self.material.get(Observation, name))
            ]
            if indicator and values:
                found.append((indicator, series.area, values))
        return sorted(found, key=lambda one: (-len({o.period for o in one[2]}), one[0].id))

    @cached_property
    def programmes(self) -> list[Programme]:
        """Interventions proposed."""
        return self.material.of(Programme)

    @cached_property
    def facts(self) -> list[Fact]:
        """What is told of programmes, events and actors."""
        return self.material.of(Fact)

    @cached_property
    def untouched(self) -> list[Factor]:
        """Factors that no passage about any programme addresses."""
        addressed = {row.code for row in self.assessment.coverage if row.state == "addressed"}
        return [factor for factor in self.material.of(Factor) if factor.code and factor.code not in addressed]
