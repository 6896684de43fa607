"""From a study folder to what an assessment may read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

import msgspec

from colligate.assessments.assessing import assess
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.sources.passage import Passage
from colligate.sources.source import Source
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
        lines=line_labels(study),
    )


def assessment(study: Study) -> Assessment:
    """Assess a study as it stands."""
    return assess(material(study))


def line_labels(study: Study) -> dict[str, str]:
    """Return the lines on which every passage of a plain text stands, from 1: ``299`` or ``299-301``."""
    labels: dict[str, str] = {}
    starts: dict[str, list[int]] = {}
    for passage in study.records.of(Passage):
        source, text = study.records.get(Source, passage.source), study.records.get(Text, passage.text)
        if source is None or text is None or source.media_type != "text/plain":
            continue
        try:
            if text.id not in starts:
                starts[text.id] = [match.end() for match in re.finditer("\n", study.folder.text(text.sha256))]
        except (OSError, UnicodeDecodeError):
            starts[text.id] = []  # 'check' names the missing text
        if starts[text.id]:
            first, last = (bisect_right(starts[text.id], at) + 1 for at in (passage.start, passage.end - 1))
            labels[passage.id] = str(first) if first == last else f"{first}-{last}"
    return labels


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
