"""What is read off a study, as tables for reading and computing: findings, gaps and claims with their judgements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.exchange.tidy_table import Kind, Row, Tidy
from colligate.sources.source import Search
from colligate.study.assessing import assessment
from colligate.study.study import Study

_JUDGED: dict[str, Kind] = {
    "judgement": str, "judged by": str, "judged on": datetime, "reason": str, "judgements": int, "link": str,
}  # fmt: skip
_FINDINGS: dict[str, Kind] = {
    "key": str, "about": str, "about name": str, "lens": str, "code": str, "code name": str, "level": str,
    "examined": bool, "supporting": int, "contradicting": int, "mentions": int, "supporting sources": int,
    "self-reported sources": int, "flips": str, "would raise": str, "supporting ids": str, "contradicting ids": str,
    **_JUDGED,
}  # fmt: skip
_GAPS: dict[str, Kind] = {
    "key": str, "about": str, "about name": str, "lens": str, "code": str, "code name": str, "state": str,
    "codings": int, "searches": int, "queries": str, "last searched": datetime, "sources searched": int,
    "sources not searched": str, "link": str,
}  # fmt: skip
_CLAIMS: dict[str, Kind] = {
    "id": str, "sentence": str, "form": str, "manuscript": str, "verdict": str, "verdict reason": str,
    "would change": str, "judged from": str, "cites": str, "supported by": str, "contradicted by": str, "note": str,
    "recorded by": str, "date": datetime, **_JUDGED,
}  # fmt: skip


def findings(study: Study) -> Tidy:
    """Return a row for each finding, those that nobody examined included and marked."""
    rows: list[Row] = []
    for one in assessment(study).findings:
        code = study.codes.get(f"{one.lens}/{one.code}")
        rows.append(
            {
                "key": one.key, "about": one.programme or "", "about name": named(study, one.programme),
                "lens": one.lens, "code": one.code, "code name": code.name if code else "", "level": one.level,
                "examined": one.examined, "supporting": len(one.supporting), "contradicting": len(one.contradicting),
                "mentions": len(one.mentions), "supporting sources": one.supporting_sources,
                "self-reported sources": one.self_reported_sources,
                "flips": _listed(f"{flip.kind} {flip.id} → {flip.to}" for flip in one.flips_on),
                "would raise": one.would_raise, "supporting ids": _listed(one.supporting),
                "contradicting ids": _listed(one.contradicting), **_judged(study, one.judgements),
                "link": _support(one.key),
            }
        )  # fmt: skip
    return Tidy(name="findings", columns=_FINDINGS, rows=rows)


def gaps(study: Study) -> Tidy:
    """Return a row for each programme and code that no passage addresses: a gap of these sources alone."""
    rows: list[Row] = []
    for one in assessment(study).coverage:
        if one.state == "addressed":
            continue
        lens, _, path = one.code.partition("/")
        code = study.codes.get(one.code)
        searches = [found for name in one.searches if (found := study.records.get(Search, name))]
        rows.append(
            {
                "key": f"{one.programme}@{one.code}", "about": one.programme,
                "about name": named(study, one.programme), "lens": lens, "code": path,
                "code name": code.name if code else "", "state": one.state, "codings": len(one.codings),
                "searches": len(searches), "queries": _listed(search.query for search in searches),
                "last searched": max((search.at for search in searches), default=None),
                "sources searched": len({source for search in searches for source in search.corpus}),
                "sources not searched": _listed(one.unsearched), "link": _support(f"gap:{one.programme}@{one.code}"),
            }
        )  # fmt: skip
    return Tidy(name="gaps", columns=_GAPS, rows=rows)


def claims(study: Study) -> Tidy:
    """Return a row for each claim, with its verdict."""
    verdicts = {verdict.id: verdict for verdict in assessment(study).claims}
    rows: list[Row] = []
    for claim in study.records.of(Claim):
        row: Row = {
            "id": claim.id, "sentence": claim.sentence, "form": str(type(claim.states).__struct_config__.tag),
            "manuscript": claim.source, "cites": _listed(claim.cites), "supported by": _listed(claim.supported_by),
            "contradicted by": _listed(claim.contradicted_by), "note": claim.note, "recorded by": claim.speaker,
            "date": claim.at, "link": _support(claim.id),
        }  # fmt: skip
        if told := verdicts.get(claim.id):
            row = {
                **row, "verdict": told.verdict, "verdict reason": told.reason, "would change": told.would_change,
                "judged from": _listed(told.judged_by), **_judged(study, told.judgements),
            }  # fmt: skip
        rows.append(row)
    return Tidy(name="claims", columns=_CLAIMS, rows=rows)


def _judged(study: Study, identities: Iterable[str]) -> Row:
    """Say what was decided last, by whom and why, and how many decided."""
    found = [one for name in identities if (one := study.records.get(Judgement, name))]
    if not found:
        return {"judgements": 0}
    last = max(found, key=lambda one: one.at)
    return {
        "judgement": last.decision, "judged by": last.speaker, "judged on": last.at, "reason": last.reason,
        "judgements": len(found),
    }  # fmt: skip


def named(study: Study, identity: str | None) -> str:
    """Return the name of a record, where it has one."""
    return str(getattr(study.records.by_id.get(identity or ""), "name", ""))


def _support(reference: str) -> str:
    return f"/support?{urlencode({'ref': reference})}"


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)
