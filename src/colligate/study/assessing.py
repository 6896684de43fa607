"""From a study folder to what an assessment may read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

import msgspec

from colligate.assessments.assessing import assess
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text
from colligate.study.study import Study


def material(study: Study) -> Material:
    """Hand over the standing records, lenses, case and page labels of a study."""
    settings = study.settings
    return Material(
        study.records,
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


def line_labels(study: Study) -> Mapping[str, str]:
    """Return the lines on which every passage of a plain text stands, from 1: ``299`` or ``299-301``."""
    return _Lines(study)


def page_labels(study: Study) -> Mapping[str, str]:
    """Return the page label of every passage that has one; inferred pages stand in square brackets."""
    return _Pages(study)


class _Labels(Mapping[str, str]):
    """Labels of passages, each made when it is asked for: a page shows few of many."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def label(self, passage: Passage) -> str:
        raise NotImplementedError

    def __getitem__(self, identity: str) -> str:
        passage = self.study.records.get(Passage, identity)
        if passage and (label := self.label(passage)):
            return label
        raise KeyError(identity)

    def __iter__(self) -> Iterator[str]:
        return (passage.id for passage in self.study.records.of(Passage) if self.label(passage))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Lines(_Labels):
    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._starts: dict[str, list[int]] = {}

    def label(self, passage: Passage) -> str:
        records = self.study.records
        source, text = records.get(Source, passage.source), records.get(Text, passage.text)
        if source is None or text is None or source.media_type != "text/plain":
            return ""
        if text.id not in self._starts:
            self._starts[text.id] = self._read(text)
        if not (starts := self._starts[text.id]):
            return ""
        first, last = (bisect_right(starts, at) + 1 for at in (passage.start, passage.end - 1))
        return str(first) if first == last else f"{first}-{last}"

    def _read(self, text: Text) -> list[int]:
        try:
            return [match.end() for match in re.finditer("\n", self.study.folder.text(text.sha256))]
        except (OSError, UnicodeDecodeError):
            return []  # 'check' names the missing text


class _Pages(_Labels):
    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._layouts: dict[str, Layout | None] = {}

    def label(self, passage: Passage) -> str:
        text = self.study.records.get(Text, passage.text)
        if text is None:
            return ""
        if text.id not in self._layouts:
            self._layouts[text.id] = self._read(text)
        layout = self._layouts[text.id]
        start = layout.page_at(passage.start) if layout else None
        if start is None:
            return ""
        return f"[{start.label}]" if start.basis == "inferred" else start.label

    def _read(self, text: Text) -> Layout | None:
        try:
            return self.study.folder.layout(text.layout)
        except (OSError, msgspec.DecodeError):
            return None
