"""The whole first pass as a detector: what does not agree, what its verdicts contradict, what is quoted otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from colligate.assessments.assessing import assess
from colligate.assessments.claim import Claim
from colligate.assessments.material import Material
from colligate.lenses.shipped import shipped
from colligate.record import Record
from colligate.sources.locating import Searchable
from colligate.sources.outline import OpenText
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text
from colligate.study.supposing import proposed_record
from colligate.suggestions.drafting import draft
from colligate.suggestions.drafts import Drafts
from colligate.suggestions.reading import Recognised, recognise
from seeding.finding import Detection, by_clashes

_AT = datetime(2026, 1, 1, tzinfo=UTC)


def by_first_pass(manuscript: OpenText, others: Sequence[OpenText]) -> list[Detection]:
    """Every clash, every claim that the pass finds contradicted, every quotation not word for word."""
    texts = [manuscript, *others]
    layout = Layout()
    searchables = {text.source: Searchable(text.characters, layout) for text in texts}
    found = recognise(texts, lenses=shipped(), choose=True, searchables=searchables)
    drafts = Drafts(by="bench@here", at=_AT, layouts={text.source: layout for text in texts})
    draft(found, drafts)
    records = [*_sources(texts), *drafts.passages.values(), *map(proposed_record, drafts.suggestions.values())]
    material = Material(records, lenses={lens.id: lens for lens in found.lenses}, manuscript=manuscript.source)
    return [
        *by_clashes(manuscript, others),
        *_contradicted(material, drafts, manuscript),
        *_misquoted(found, manuscript),
    ]


def _sources(texts: Sequence[OpenText]) -> Iterator[Record]:
    for text in texts:
        yield Source(id=text.source, by="bench@here", at=_AT, title=text.source)
        yield Text(
            id=text.text, by="bench@here", at=_AT, source=text.source, sha256="", layout="", extractor="",
            characters=len(text.characters),
        )  # fmt: skip


def _contradicted(material: Material, drafts: Drafts, manuscript: OpenText) -> Iterator[Detection]:
    for verdict in assess(material).claims:
        claim = material.get(Claim, verdict.id)
        if verdict.verdict in {"contradicted", "contested"} and claim:
            for name in claim.passages:
                passage = drafts.passages[name]
                yield Detection(manuscript.source, passage.start, passage.end, "verdict")


def _misquoted(found: Recognised, manuscript: OpenText) -> Iterator[Detection]:
    for checked in found.checked:
        if checked.standing == "altered":
            quotation = found.quotations[checked.quotation]
            span = manuscript.unit(quotation).span(quotation.start, quotation.end)
            yield Detection(manuscript.source, *span, "quotation")
