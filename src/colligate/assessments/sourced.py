"""From a record to the source it is told by, and whether that source was seen or is known through the manuscript."""

from __future__ import annotations

from collections.abc import Iterable

from colligate.assessments.material import Material
from colligate.indicators.indicator import Observation
from colligate.programmes.actor import Actor
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Source


class Sourced:
    """Answers which sources tell a record."""

    def __init__(self, material: Material) -> None:
        """Keep the material asked about."""
        self.material = material

    def sources(self, record: Record) -> list[Source]:
        """Return the sources of a record's passages, each once, in the order of the passages."""
        if isinstance(record, Passage):
            named: Iterable[str] = (record.id,)
        else:
            one = getattr(record, "passage", None)
            named = (one,) if isinstance(one, str) else getattr(record, "passages", ())
        passages = (self.material.get(Passage, identity) for identity in named)
        found = (self.material.get(Source, passage.source) for passage in passages if passage)
        return list({source.id: source for source in found if source}.values())

    def told_elsewhere(self, record: Record, manuscript: str) -> list[Source]:
        """Return the sources of a record other than the manuscript."""
        return [source for source in self.sources(record) if source.id != manuscript]

    def seen(self, record: Record, manuscript: str) -> list[Source]:
        """Return the sources other than the manuscript that were read themselves.

        None for an Observation marked as not verified. A source that passes on the account of the manuscript's own
        publisher is the manuscript over again: it is known through it, and was not read.
        """
        if isinstance(record, Observation) and not record.verified:
            return []
        return [source for source in self.told_elsewhere(record, manuscript) if not self.through(source, manuscript)]

    def through(self, source: Source, manuscript: str) -> bool:
        """Say whether a source is known only through the manuscript."""
        own = self.material.get(Source, manuscript)
        return bool(own and own.publisher and own.publisher in source.account_of)

    def publisher(self, source: Source) -> str:
        """Return the id of whose account it is: the publisher, or the source itself where none is known."""
        return source.publisher or source.id

    def name(self, identity: str | None) -> str:
        """Return the name or title of a record, or its id where it has none."""
        record = self.material.by_id.get(identity or "")
        if isinstance(record, Actor):
            short = next((name.name for name in record.names if name.kind == "acronym"), "")
            return short or record.name
        return str(getattr(record, "name", "") or getattr(record, "title", "") or identity or "")
