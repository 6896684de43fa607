"""Codings resolved to where they stand and whose account that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from colligate.assessments.material import Material
from colligate.assessments.results import Evidence
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.sources.source import Source

#: Evidence by subject, then by code (``lens/code``), each cell in the order said.
Cells = Mapping[str | None, Mapping[str, Sequence[Evidence]]]


def evidence(material: Material, standings: Standings) -> list[Evidence]:
    """Resolve every coding, in the order said.

    A coding whose passage, source or code is not in the study bears nothing and is left out; checking the study
    reports it.
    """
    found = (resolved(coding, material, standings) for coding in material.said(Coding))
    return [item for item in found if item]


def resolved(coding: Coding, material: Material, standings: Standings) -> Evidence | None:
    """Resolve one coding; None where its passage, source or code is not in the study."""
    passage = material.get(Passage, coding.passage)
    source = material.get(Source, passage.source) if passage else None
    if source is None or coding.code not in material.codes:
        return None
    standing = standings.of(source, coding.about)
    return Evidence(
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


def cells_of(items: Iterable[Evidence]) -> Cells:
    """Group evidence by subject and code."""
    cells: defaultdict[str | None, dict[str, list[Evidence]]] = defaultdict(dict)
    for item in items:
        cells[item.about].setdefault(item.code, []).append(item)
    return dict(cells)
