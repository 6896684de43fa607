"""From a study folder to what an assessment may read."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from colligate.assessments.assessing import assess
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.sources.passage import Passage
from colligate.sources.text import Text
from colligate.study.study import Study


def material(study: Study) -> Material:
    """Hand over the standing records, lenses, case and page labels of a study."""
    settings = study.settings
    return Material(
        study.records.by_id.values(),
        lenses=study.lenses,
        organisation=settings.case.organisation,
        manuscript=settings.manuscript,
        area=settings.case.area,
        period=settings.period,
        prefer=settings.prefer,
        pages=page_labels(study),
    )


def assessment(study: Study) -> Assessment:
    """Assess a study as it stands."""
    return assess(material(study))


def page_labels(study: Study) -> dict[str, str]:
    """Return the page label of every passage that has one; inferred pages stand in square brackets."""
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in study.records.of(Passage):
        passages[passage.text].append(passage)
    labels: dict[str, str] = {}
    for identity, group in passages.items():
        text = study.records.get(Text, identity)
        if text is None:
            continue
        try:
            layout = study.folder.layout(text.layout)
        except (OSError, msgspec.DecodeError):
            continue
        for passage in group:
            if start := layout.page_at(passage.start):
                labels[passage.id] = f"[{start.label}]" if start.basis == "inferred" else start.label
    return labels
