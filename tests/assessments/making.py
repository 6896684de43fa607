"""Records for tests of assessments, said one minute apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from colligate.assessments.assessing import assess
from colligate.assessments.claim import Claim
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment, Finding, Verdict
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Observation
from colligate.lenses.lens import Code, Lens
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Source

START = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)


def lens(*codes: Code, identity: str = "lens", kind: str = "ideal-type") -> Lens:
    """Return a lens of these codes."""
    return Lens(id=identity, version="1", title=identity, kind=kind, summary="", works=(), codes=codes)  # pyright: ignore[reportArgumentType]


def code(identity: str, *below: Code, needs: Any = None, name: str = "") -> Code:
    """Return a code."""
    return Code(id=identity, name=name or identity, definition=identity, needs=needs, codes=below)


class Study:
    """Collects records; every source has one passage for each thing quoted from it."""

    def __init__(self, *lenses: Lens, **case: Any) -> None:
        self.records: list[Record] = []
        self.lenses = {one.id: one for one in lenses}
        self.case = case
        self.clock = START

    def say(self, form: type[Record], identity: str, /, **fields: Any) -> str:
        """Add one record and return its id."""
        self.clock += timedelta(minutes=1)
        fields.setdefault("by", "amina")
        self.records.append(form(id=identity, at=self.clock, **fields))
        return identity

    def source(self, identity: str, publisher: str | None = None, *, kind: str | None = "primary", **more: Any) -> str:
        """Add a source."""
        return self.say(Source, identity, title=identity, publisher=publisher, kind=kind, **more)

    def passage(self, source: str) -> str:
        """Add a passage of a source."""
        identity = f"p{len(self.records)}"
        return self.say(Passage, identity, source=source, text="t", start=0, end=1, quote="q")

    def coding(
        self, source: str, code: str, stance: str = "supports", *, about: str | None = "prog", by: str = "amina"
    ) -> str:
        """Add a coding of a passage of a source."""
        passage = self.passage(source)
        return self.say(Coding, f"c{len(self.records)}", passage=passage, code=code, stance=stance, about=about, by=by)

    def value(self, indicator: str, period: str, value: str | None, source: str, **more: Any) -> str:
        """Add an observation in the area THA."""
        identity = f"{indicator}-{period}-{source}"
        passages = (self.passage(source),)
        return self.say(
            Observation,
            identity,
            indicator=indicator,
            area="THA",
            period=period,
            value=value,
            passages=passages,
            **more,
        )

    def claim(self, identity: str, states: Any, **more: Any) -> str:
        """Add a claim of the manuscript ``article``."""
        more.setdefault("source", "article")
        return self.say(Claim, identity, sentence=identity, states=states, **more)

    def material(self, records: Iterable[Record] | None = None) -> Material:
        """Return the material, of these records if given."""
        return Material(self.records if records is None else records, lenses=self.lenses, **self.case)

    def assess(self) -> Assessment:
        """Assess what was said."""
        return assess(self.material())

    def finding(self, key: str) -> Finding:
        """Return one finding."""
        return next(finding for finding in self.assess().findings if finding.key == key)

    def verdict(self, claim: str) -> Verdict:
        """Return the verdict on one claim."""
        return next(verdict for verdict in self.assess().claims if verdict.id == claim)
