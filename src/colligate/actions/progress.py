"""How far a study is: what is read, coded, judged and bound."""

from __future__ import annotations

import msgspec

from colligate.actions.looking import Standing
from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.record import Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Source


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of work, how much of it is done, and where to go on."""

    name: str
    said: str
    #: Address of the room in the workbench.
    address: str


def progress(standing: Standing) -> list[Step]:
    """Return the steps of the research with their counts, in the order of the research."""
    records = standing.study.records
    sources, codings = records.of(Source), records.of(Coding)
    read = {passage.source for coding in codings if (passage := records.get(Passage, coding.passage))}
    judged = {judgement.finding for judgement in records.of(Judgement)}
    examined = [finding for finding in standing.assessment.findings if finding.examined]
    waiting = len(records.of(Suggestion))
    return [
        Step(name="Sources", said=f"{len(sources)} added, {len(read)} with codings", address="/sources"),
        Step(name="Suggestions", said=f"{waiting} wait for a decision", address="/suggestions"),
        Step(
            name="Codings", said=f"{len(codings)} by {len({coding.speaker for coding in codings})}", address="/sources"
        ),
        Step(
            name="Findings",
            said=f"{len(examined)} of {len(standing.assessment.findings)} examined, "
            f"{sum(finding.key in judged for finding in examined)} judged",
            address="/assessments",
        ),
        Step(name="Claims", said=f"{len(records.of(Claim))} checked", address="/claims"),
    ]
