"""Why a finding has its level and a claim its verdict, in text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material
from colligate.assessments.results import RULE, Assessment, Evidence, Finding
from colligate.assessments.sourced import Sourced
from colligate.problems import ColligateError
from colligate.sources.passage import Passage
from colligate.sources.source import Source


class NotAssessedError(ColligateError):
    """A name that no finding and no claim bears."""

    def __init__(self, identity: str) -> None:
        """Name it and say what findings are called."""
        super().__init__(
            f"The study has no finding and no claim '{identity}'. "
            "A finding is called subject@lens/code, such as training@io-roles/actor; a claim by its id."
        )


def explain(identity: str, material: Material, assessment: Assessment) -> str:
    """Explain a finding by its key or a claim by its id. Raises NotAssessedError."""
    if any(finding.key == identity for finding in assessment.findings):
        return explain_finding(identity, material, assessment)
    return explain_claim(identity, material, assessment)


def explain_finding(key: str, material: Material, assessment: Assessment) -> str:
    """Explain the level of a finding: the rule, the evidence with its standing, the parts, the flips."""
    finding = next((found for found in assessment.findings if found.key == key), None)
    if finding is None:
        raise NotAssessedError(key)
    return "\n".join(_finding(finding, material, {item.id: item for item in assessment.evidence}))


def _finding(finding: Finding, material: Material, evidence: dict[str, Evidence]) -> Iterator[str]:
    sourced = Sourced(material)
    code = material.codes.get(f"{finding.lens}/{finding.code}")
    about = sourced.name(finding.programme) or "no subject named"
    yield f"{finding.key}: {finding.level}"
    yield f"  {about}; {code.name if code else finding.code}"
    yield f"  rule: {finding.level} is {RULE[finding.level]}"
    if finding.parts:
        how = {"all": "all are needed: the weakest decides", "any": "any will do: the strongest decides"}
        yield f"  read from ({how.get(str(finding.needs), f'at least {finding.needs} must hold')}):"
        yield from (f"    {part.code}: {part.level}" for part in finding.parts)
    sides = (("for", finding.supporting), ("against", finding.contradicting), ("shown only", finding.mentions))
    for side, codings in sides:
        if codings:
            yield f"  {side}:"
            yield from (_item(evidence[identity], material, sourced) for identity in codings if identity in evidence)
    if finding.supporting_sources:
        yield f"  self-reported: {finding.self_reported_sources} of {finding.supporting_sources} supporting sources"
    if not finding.examined:
        yield "  not examined: nobody coded or searched for this here"
    for flip in finding.flips_on:
        yield f"  without the {flip.kind} {sourced.name(flip.id)}: {flip.to}"
    if finding.would_raise:
        yield f"  to raise it: {finding.would_raise}"
    yield from _judgements(finding.judgements, material)


def _item(item: Evidence, material: Material, sourced: Sourced) -> str:
    passage, source = material.get(Passage, item.passage), material.get(Source, item.source)
    standing = "self-reported" if item.self_reported else "independent" if item.independent else "publisher unknown"
    page = f", p. {material.pages[item.passage]}" if item.passage in material.pages else ""
    who = f"{sourced.name(item.publisher)}, " if item.publisher else ""
    kind = "primary" if item.primary else "not primary"
    quote = passage.quote if passage else ""
    return f'    {item.id}: "{quote}" ({who}{source.title if source else item.source}{page}; {standing}, {kind})'


def explain_claim(identity: str, material: Material, assessment: Assessment) -> str:
    """Explain the verdict on a claim: the reason, what it was judged by, timing, rivals and what would change it."""
    verdict = next((found for found in assessment.claims if found.id == identity), None)
    claim = material.get(Claim, identity)
    if verdict is None or claim is None:
        raise NotAssessedError(identity)
    lines = [f"{identity}: {verdict.verdict}", f"  claim: {claim.sentence}", f"  why: {verdict.reason}"]
    lines += _lines("judged by", [f"{ref} ({_sources(ref, material)})" for ref in verdict.judged_by])
    lines += _lines("timing", verdict.timing)
    lines += _lines("rivals named", verdict.rivals)
    lines += _lines("links that nothing shows", verdict.missing_links)
    if verdict.would_change:
        lines.append(f"  would change it: {verdict.would_change}")
    if claim.note:
        lines.append(f"  note: {claim.note}")
    return "\n".join([*lines, *_judgements(verdict.judgements, material)])


def _sources(ref: str, material: Material) -> str:
    record = material.by_id.get(ref)
    titles = [source.title for source in Sourced(material).sources(record)] if record else []
    return "; ".join(titles) or "derived"


def _lines(title: str, items: Iterable[str]) -> list[str]:
    listed = [f"    {item}" for item in items]
    return [f"  {title}:", *listed] if listed else []


def _judgements(identities: Iterable[str], material: Material) -> Iterator[str]:
    for identity in identities:
        if judgement := material.get(Judgement, identity):
            yield f"  judged by {judgement.by} on {judgement.at:%Y-%m-%d}: {judgement.decision}. {judgement.reason}"
