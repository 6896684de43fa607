"""A passage as a reader meets it: its words, page and source, and whose account it is."""

from __future__ import annotations

from collections.abc import Iterable

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment, Evidence
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.record import Record
from colligate.reports.support import Quote
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text


class Quoting:
    """Makes quotes out of a study's records; the standing of codings is the assessment's."""

    def __init__(self, material: Material, assessment: Assessment) -> None:
        """Index the evidence by coding."""
        self.material = material
        self._standings = Standings(material)
        self.evidence: dict[str, Evidence] = {evidence.id: evidence for evidence in assessment.evidence}

    def coding(self, coding: Coding) -> tuple[Quote, ...]:
        """Return the quote of a coding; none where its passage is gone."""
        evidence = self.evidence.get(coding.id)
        quotes = self.passages((coding.passage,), coding)
        return tuple(
            _with(
                quote,
                stance=coding.stance,
                code=self.code(coding.code),
                memo=coding.memo,
                self_reported=_standing(evidence) if evidence else quote.self_reported,
            )
            for quote in quotes
        )

    def codings(self, identities: Iterable[str]) -> tuple[Quote, ...]:
        """Return the quotes of several codings, in the order given."""
        found = (self.material.get(Coding, identity) for identity in identities)
        return tuple(quote for coding in found if coding for quote in self.coding(coding))

    def passages(self, passages: Iterable[str], record: Record) -> tuple[Quote, ...]:
        """Return the quotes a record names, in its order; passages that are gone are left out."""
        found = (self.material.get(Passage, identity) for identity in passages)
        return tuple(self._quote(passage, record) for passage in found if passage)

    def name(self, identity: str | None) -> str:
        """Return how a record is called: a source's title, an actor's name; else its id."""
        record = self.material.by_id.get(identity or "")
        for field in ("title", "name", "key", "sentence"):
            if value := getattr(record, field, ""):
                return str(value)
        return identity or ""

    def code(self, reference: str) -> str:
        """Return the name of a code, or its reference where no lens in use holds it."""
        code = NO_CODE_FITS if reference == RESIDUAL else self.material.codes.get(reference)
        return code.name if code else reference

    def _quote(self, passage: Passage, record: Record) -> Quote:
        source = self.material.get(Source, passage.source)
        text = self.material.get(Text, passage.text)
        page = self.material.pages.get(passage.id, "")
        return Quote(
            record=record.id,
            passage=passage.id,
            words=passage.quote,
            source=passage.source,
            source_title=source.title if source else passage.source,
            page=page.strip("[]"),
            page_inferred=page.startswith("["),
            lines=self.material.lines.get(passage.id, ""),
            publisher=self.name(source.publisher) if source and source.publisher else "",
            year=source.year if source else None,
            url=source.url if source else "",
            kind=(source.kind or "") if source else "",
            self_reported=self._self_reported(source, record),
            notes_on=source.notes_on if source else "",
            coder=record.speaker,
            date=f"{record.at:%Y-%m-%d}",
            proposed_by=record.proposed_by,
            suggested=record.id in self.material.suggested,
            ocr=bool(text and text.ocr),
        )

    def _self_reported(self, source: Source | None, record: Record) -> bool | None:
        """Say whether the source speaks of itself; None where nobody recorded who published it."""
        if source is None:
            return None
        subject = getattr(record, "about", None) or getattr(record, "programme", None)
        standing = self._standings.of(source, subject)
        return None if standing == "unknown" else standing == "self-reported"


def _standing(evidence: Evidence) -> bool | None:
    return evidence.self_reported if evidence.self_reported or evidence.independent else None


def _with(quote: Quote, **changes: object) -> Quote:
    fields = {name: getattr(quote, name) for name in quote.__struct_fields__}
    return Quote(**{**fields, **changes})  # pyright: ignore[reportArgumentType]
