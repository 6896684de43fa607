"""Claims that a finding is as strong as a word, and that codes are or are not touched."""

from __future__ import annotations

from collections.abc import Iterator

from colligate.assessments.claim import Claim, Covered, Fulfilled
from colligate.assessments.claims.ground import Ground, Outcome, listed
from colligate.assessments.findings import key
from colligate.assessments.results import LEVELS, CoverageState, Finding, Level, VerdictWord
from colligate.assessments.wording import UnknownWordError, needed
from colligate.programmes.programme import Programme

_RANK = {level: rank for rank, level in enumerate(LEVELS)}
#: What a claim that needs more than *contested* comes to at these levels; at others it is unsupported.
_SHORT: dict[Level, VerdictWord] = {"refuted": "contradicted", "contested": "contested"}


def fulfilled(claim: Claim, states: Fulfilled, ground: Ground) -> Outcome:
    """Compare the level that the claim's word needs with the strongest finding among its subjects.

    Evidence of the manuscript itself is left out of the finding first.
    """
    try:
        least = needed(states.word)
    except UnknownWordError as error:
        return Outcome(verdict="not checkable", reason=str(error))
    about = states.about or tuple(programme.id for programme in ground.material.said(Programme))
    found = [f for subject in about if (f := ground.findings.get(key(subject, states.code)))]
    if not found:
        return Outcome(
            verdict="unsupported", reason=f"No finding reads {states.code} of {listed([*map(ground.name, about)])}.",
            would_change="Coding passages with this code.",
        )  # fmt: skip
    levels: dict[str, Level] = {finding.key: level_without(finding, claim.source) for finding in found}
    best = max(found, key=lambda finding: _RANK[levels[finding.key]])
    level = levels[best.key]
    told = listed(list(_by_level(found, levels, ground)))
    own = best.self_reported_sources
    reason = (
        f"'{states.word}' needs at least *{least}*; {states.code} for {told}. "
        f"{own} of {best.supporting_sources} supporting sources are self-reported."
    )
    return Outcome(
        verdict=_verdict(level, least),
        reason=reason,
        judged_by=tuple(finding.key for finding in found),
        would_change=best.would_raise if _RANK[level] < _RANK[least] else _lowered(best),
    )


def _by_level(found: list[Finding], levels: dict[str, Level], ground: Ground) -> Iterator[str]:
    """Yield each level with the subjects that are at it, in the order of the findings."""
    for level in dict.fromkeys(levels[finding.key] for finding in found):
        names = [ground.name(finding.programme) for finding in found if levels[finding.key] == level]
        yield f"{listed(names)} {'is' if len(names) == 1 else 'are'} {level}"


def level_without(finding: Finding, source: str) -> Level:
    """Return a finding's level with one source left out."""
    for flip in finding.flips_on:
        if flip.kind == "source" and flip.id == source:
            return flip.to
    return finding.level


def _verdict(level: Level, least: Level) -> VerdictWord:
    if least in {"refuted", "absent", "contested"}:
        return "supported" if level == least else "contradicted"
    return "supported" if _RANK[level] >= _RANK[least] else _SHORT.get(level, "unsupported")


def _lowered(finding: Finding) -> str:
    flips = [f"without the {flip.kind} {flip.id} it would be {flip.to}" for flip in finding.flips_on]
    return f"{'; '.join(flips)}.".capitalize() if flips else "Evidence against it."


def covered(claim: Claim, states: Covered, ground: Ground) -> Outcome:
    """Judge whether codes are touched by any of the programmes. That none is needs a search for each, in vain."""
    about = states.about or tuple(programme.id for programme in ground.material.said(Programme))
    codes = ground.material.codes
    cells = [
        ground.coverages.cell(programme, code, codes.get(code), without=claim.source)
        for code in states.codes
        for programme in about
    ]
    by_code: dict[str, set[CoverageState]] = {code: set() for code in states.codes}
    for cell in cells:
        by_code[cell.code].add(cell.state)
    counts = {state: sum(cell.state == state for cell in cells) for state in _STATES}
    told = listed([f"{count} {state}" for state, count in counts.items() if count]) or "none"
    touching = [cell for cell in cells if cell.state == "addressed"]
    named = f" Addressed: {listed([f'{c.code} by {ground.name(c.programme)}' for c in touching])}." if touching else ""
    verdict = (_touched if states.touched else _untouched)(list(by_code.values()))
    return Outcome(
        verdict=verdict,
        reason=f"Of {len(cells)} cells of programme and code: {told}.{named}",
        judged_by=tuple(i for cell in cells for i in (*(cell.codings if cell in touching else ()), *cell.searches)),
        would_change=_WOULD_CHANGE[states.touched, verdict],
    )


_STATES: tuple[CoverageState, ...] = ("addressed", "searched and silent", "not searched")
_WOULD_CHANGE: dict[tuple[bool, VerdictWord], str] = {
    (False, "supported"): "A passage that shows one of the programmes to address one of the codes.",
    (False, "contradicted"): "Withdrawing the codings that show it addressed.",
    (False, "undecidable"): "A logged search for each code that was not searched for.",
    (True, "supported"): "Withdrawing the codings that show it addressed.",
    (True, "contradicted"): "A passage that shows one of the programmes to address each code.",
    (True, "undecidable"): "A logged search for each code that was not searched for, or a passage that addresses it.",
}


def _untouched(states: list[set[CoverageState]]) -> VerdictWord:
    if any("addressed" in found for found in states):
        return "contradicted"
    return "supported" if states and all(found == {"searched and silent"} for found in states) else "undecidable"


def _touched(states: list[set[CoverageState]]) -> VerdictWord:
    if any(found == {"searched and silent"} for found in states):
        return "contradicted"
    return "supported" if states and all("addressed" in found for found in states) else "undecidable"
