"""Codings resolved to where they stand and whose account that is."""

from __future__ import annotations

from colligate.assessments.material import Material
from colligate.assessments.results import Evidence
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.sources.source import Source


def evidence(material: Material, standings: Standings) -> list[Evidence]:
    """Resolve every coding, in the order said.

    A coding whose passage, source or code is not in the study bears nothing and is left out; checking the study
    reports it.
    """
    found: list[Evidence] = []
    codes = material.codes
    for coding in material.said(Coding):
        passage = material.get(Passage, coding.passage)
        source = material.get(Source, passage.source) if passage else None
        if source is None or coding.code not in codes:
            continue
        standing = standings.of(source, coding.about)
        found.append(
            Evidence(
                id=coding.id,
                passage=coding.passage,
                source=source.id,
                stance=coding.stance,
                coder=coding.speaker,
                publisher=source.publisher,
                self_reported=standing == "self-reported",
                independent=standing == "independent",
                primary=source.kind == "primary",
                code=coding.code,
                about=coding.about,
            )
        )
    return found
