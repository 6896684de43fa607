"""From what a sentence names (a record id, a finding key, a gap, a series) to the support a reader is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material
from colligate.assessments.results import RULE, Assessment, Coverage, Finding, Part, Point, Verdict
from colligate.indicators.indicator import Observation
from colligate.reports.quoting import Quoting
from colligate.reports.registers import in_order, once, shown, some, support_of, told, unmarked
from colligate.reports.support import Decision, Support
from colligate.sources.source import Search


class Binder:
    """Resolves references against one study as it stands."""

    def __init__(self, material: Material, assessment: Assessment) -> None:
        """Index findings, claims and gaps by what sentences call them."""
        self.material = material
        self.assessment = assessment
        self.quoting = Quoting(material, assessment)
        self.findings: dict[str, Finding] = {finding.key: finding for finding in assessment.findings}
        self.verdicts: dict[str, Verdict] = {verdict.id: verdict for verdict in assessment.claims}
        self._known: dict[str, Support | None] = {}

    def bind(self, ref: str) -> Support | None:
        """Return the support that a reference names, or None if the study holds nothing of that name."""
        if ref not in self._known:
            # Claims may be judged by findings and by other claims; a circle meets the hole it came from.
            self._known[ref] = None
            self._known[ref] = self._bind(ref)
        return self._known[ref]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Everything a sentence may name, for telling the nearest to what was written."""
        gaps = [f"gap:{row.programme}@{row.code}" for row in self.assessment.coverage]
        anywhere = sorted({f"gap:*@{row.code}" for row in self.assessment.coverage})
        series = [f"series:{series.indicator}|{series.area}" for series in self.assessment.series]
        return (*self.material.by_id, *self.findings, *gaps, *anywhere, *series)

    def _bind(self, ref: str) -> Support | None:
        if ref.startswith("gap:"):
            return self._gap(ref)
        if ref.startswith("series:"):
            return self._series(ref)
        if finding := self.findings.get(ref):
            return self._finding(finding)
        record = self.material.by_id.get(ref)
        if isinstance(record, Claim):
            return self._claim(record)
        if isinstance(record, Judgement):
            return self._judgement(record)
        return support_of(record, self.quoting) if record else None

    def _finding(self, finding: Finding) -> Support:
        subject = self.quoting.name(finding.programme)
        reference = f"{finding.lens}/{finding.code}"
        code = self.material.codes.get(reference)
        name = f"{self._lens(finding.lens)}: {code.name if code else finding.code}"
        return Support(
            ref=finding.key,
            kind="finding",
            title=f"{subject}: {name}" if subject else name,
            level=finding.level,
            rule=RULE[finding.level],
            notes=tuple(self._finding_notes(finding, code.definition if code else "")),
            quotes=self.quoting.codings(finding.supporting),
            against=self.quoting.codings(finding.contradicting),
            mentions=self.quoting.codings(finding.mentions),
            flips=tuple(
                f"Without the {flip.kind} {self.quoting.name(flip.id)}: {flip.to}" for flip in finding.flips_on
            ),
            judgements=self._decisions(finding.judgements),
            evidence=in_order((*finding.supporting, *finding.contradicting, *finding.mentions)),
        )

    def _finding_notes(self, finding: Finding, definition: str) -> Iterable[str]:
        if definition:
            yield definition.strip()
        if finding.parts:
            combined = {"all": "all are needed, so the weakest decides", "any": "any will do, so the strongest decides"}
            how = combined.get(str(finding.needs), f"at least {finding.needs} must hold")
            levels = "; ".join(f"{self._part(finding, part)}: {part.level}" for part in finding.parts)
            yield f"Read from {len(finding.parts)} criteria ({how}): {levels}."
        if finding.supporting_sources:
            shared = f"{finding.self_reported_sources} of {finding.supporting_sources}"
            yield f"Self-reported among the supporting sources: {shared}."
        if not finding.examined:
            yield "Nobody has coded or searched for this here: it was not examined."
        if finding.would_raise:
            yield f"What would raise it: {unmarked(finding.would_raise)}"

    def _part(self, finding: Finding, part: Part) -> str:
        return self.quoting.code(part.code if "/" in part.code else f"{finding.lens}/{part.code}")

    def _lens(self, identity: str) -> str:
        lens = self.material.lenses.get(identity)
        return lens.title if lens else identity

    def _gap(self, ref: str) -> Support | None:
        subject, _, code = ref.removeprefix("gap:").partition("@")
        rows = [row for row in self.assessment.coverage if row.code == code and subject in ("*", row.programme)]
        if not rows:
            return None
        states = sorted({row.state for row in rows})
        about = "every programme" if subject == "*" else self.quoting.name(subject)
        return Support(
            ref=ref,
            kind="gap",
            title=f"{self.quoting.code(code)}: what was found about {about}",
            level=states[0] if len(states) == 1 else "; ".join(states),
            notes=tuple(self._gap_notes(rows)),
            quotes=self.quoting.codings(coding for row in rows for coding in row.codings),
            evidence=in_order(identity for row in rows for identity in (*row.codings, *row.searches)),
        )

    def _gap_notes(self, rows: list[Coverage]) -> Iterable[str]:
        for row in rows:
            yield f"{self.quoting.name(row.programme)}: {row.state}."
        for identity in sorted({search for row in rows for search in row.searches}):
            if search := self.material.get(Search, identity):
                yield told(search)
        if unsearched := sorted({source for row in rows for source in row.unsearched}):
            one = len(unsearched) == 1
            yield (
                f"{'1 source was' if one else f'{len(unsearched)} sources were'} not searched, so of "
                f"{'it' if one else 'them'} nothing is known: {', '.join(map(self.quoting.name, unsearched))}."
            )
        yield "A gap of these sources is not a gap of the world."

    def _series(self, ref: str) -> Support | None:
        indicator, _, area = ref.removeprefix("series:").partition("|")
        series = next((s for s in self.assessment.series if (s.indicator, s.area) == (indicator, area)), None)
        if series is None:
            return None
        observations = [o for point in series.points for o in point.observations]
        found = [o for identity in observations if (o := self.material.get(Observation, identity))]
        return Support(
            ref=ref,
            kind="series",
            title=f"{self.quoting.name(indicator)}, {area}",
            value="; ".join(f"{point.period}: {self._point(point)}" for point in series.points),
            notes=tuple(f"{point.period}: {self._point(point)}" for point in series.points),
            quotes=tuple(quote for o in found for quote in self.quoting.passages(o.passages, o)),
            evidence=in_order(observations),
        )

    def _point(self, point: Point) -> str:
        if point.state == "missing":
            return "missing"
        found = [o for identity in point.observations if (o := self.material.get(Observation, identity))]
        values = " and ".join(dict.fromkeys(shown(o) for o in found))
        return f"{values} (sources differ)" if point.state == "conflict" else values

    def _decisions(self, identities: Iterable[str]) -> tuple[Decision, ...]:
        found = (self.material.get(Judgement, identity) for identity in identities)
        return tuple(
            Decision(id=j.id, by=j.speaker, date=f"{j.at:%Y-%m-%d}", decision=j.decision, reason=j.reason)
            for j in found
            if j
        )

    def _claim(self, claim: Claim) -> Support:
        verdict = self.verdicts.get(claim.id) or Verdict(id=claim.id, verdict="unsupported")
        judged = [support for ref in verdict.judged_by if (support := self.bind(ref))]
        titles = tuple(f"Judged by: {support.title}" for support in judged)
        return Support(
            ref=claim.id,
            kind="claim",
            title=claim.sentence,
            level=verdict.verdict,
            notes=some(
                unmarked(verdict.reason),
                *verdict.timing,
                f"Rivals named in the material: {'; '.join(verdict.rivals)}." if verdict.rivals else "",
                f"Links that nothing shows: {'; '.join(verdict.missing_links)}." if verdict.missing_links else "",
                *titles,
                f"What would change it: {unmarked(verdict.would_change)}" if verdict.would_change else "",
                claim.note,
            ),
            quotes=once(quote for support in judged for quote in support.quotes),
            against=once(quote for support in judged for quote in support.against),
            mentions=once(self.quoting.passages(claim.passages, claim)),
            judgements=self._decisions(verdict.judgements),
            evidence=in_order((claim.id, *verdict.judged_by)),
        )

    def _judgement(self, judgement: Judgement) -> Support | None:
        judged = self.bind(judgement.finding)
        if judged is None:
            return None
        fields = {name: getattr(judged, name) for name in judged.__struct_fields__}
        decisions = self._decisions((judgement.id,))
        evidence = in_order((*judged.evidence, judgement.id))
        return Support(
            **{**fields, "ref": judgement.id, "kind": "judgement", "judgements": decisions, "evidence": evidence}
        )
