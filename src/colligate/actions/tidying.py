"""A study's quotes and register facts as tables for reading and computing, each row with where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote, urlencode

from colligate.actions.tidying_results import claims, findings, gaps, named
from colligate.assessments.material import Material
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.exchange.tidy_table import Kind, Row, Tidy
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.assessing import material
from colligate.study.study import Study

#: What is said of the source and place of a quote.
_PLACE: dict[str, Kind] = {
    "source id": str, "source title": str, "publisher": str, "year": int, "primary or secondary": str,
    "standing": str, "self-reported": bool, "account of": str, "language": str, "reader's notes on": str,
    "confidential": bool, "address": str, "page": str, "page inferred": bool, "lines": str, "quote": str,
    "start": int, "end": int, "text id": str, "link": str,
}  # fmt: skip
_QUOTES: dict[str, Kind] = {
    "id": str, "lens": str, "code": str, "code name": str, "stance": str, "about": str, "about name": str, "memo": str,
    "coder": str, "date": datetime, "proposed by": str, **_PLACE,
}  # fmt: skip
_FACTS: dict[str, Kind] = {
    "id": str, "about": str, "about name": str, "field": str, "value": str, "names": str, "unit": str, "holds": str,
    "recorded by": str, "date": datetime, "proposed by": str, **_PLACE,
}  # fmt: skip


def quotes(study: Study) -> Tidy:
    """Return a row for each coding, whatever it lacks."""
    places = _Places(study)
    rows: list[Row] = []
    for coding in study.records.of(Coding):
        lens, _, path = coding.code.partition("/")
        code = study.codes.get(coding.code)
        rows.append(
            {
                "id": coding.id, "lens": lens, "code": path, "code name": code.name if code else "",
                "stance": coding.stance, "about": coding.about or "", "about name": named(study, coding.about),
                "memo": coding.memo, "coder": coding.speaker, "date": coding.at, "proposed by": coding.proposed_by,
                **places.of(coding.passage, coding.about),
            }
        )  # fmt: skip
    return Tidy(name="quotes", columns=_QUOTES, rows=rows)


def facts(study: Study) -> Tidy:
    """Return a row for each fact of the register and each passage that it rests on; one for a fact without any."""
    places = _Places(study)
    rows: list[Row] = []
    for fact in study.records.of(Fact):
        head: Row = {
            "id": fact.id, "about": fact.about, "about name": named(study, fact.about), "field": fact.field,
            "value": fact.value, "names": fact.refers or "", "unit": fact.unit, "holds": fact.holds,
            "recorded by": fact.speaker, "date": fact.at, "proposed by": fact.proposed_by,
        }  # fmt: skip
        rows += [{**head, **places.of(passage, fact.about)} for passage in fact.passages] or [head]
    return Tidy(name="facts", columns=_FACTS, rows=rows)


def address_of(passage: Passage) -> str:
    """Return where the reader of the workbench shows a passage, after the address that opening a study prints."""
    return f"/sources/{quote(passage.source, safe='')}?{urlencode({'passage': passage.id})}"


class _Places:
    """Says of any passage where it stands and whose account that is, for what it is about."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._material: Material = material(study)
        self._standings = Standings(self._material)
        self._sources: dict[str, Row] = {}

    def of(self, identity: str, about: str | None) -> Row:
        passage = self._study.records.get(Passage, identity)
        if passage is None:
            return {}
        source = self._study.records.get(Source, passage.source)
        page = self._material.pages.get(identity, "")
        return {
            **(self._source(source) if source else {"source id": passage.source}),
            **(self._standing(source, about) if source else {}),
            "page": page.strip("[]"), "page inferred": page.startswith("[") if page else None,
            "lines": self._material.lines.get(identity, ""), "quote": passage.quote, "start": passage.start,
            "end": passage.end, "text id": passage.text, "link": address_of(passage),
        }  # fmt: skip

    def _standing(self, source: Source, about: str | None) -> Row:
        standing = self._standings.of(source, about)
        return {"standing": standing, "self-reported": None if standing == "unknown" else standing == "self-reported"}

    def _source(self, source: Source) -> Row:
        if source.id not in self._sources:
            publisher = self._study.records.get(Actor, source.publisher)
            self._sources[source.id] = {
                "source id": source.id, "source title": source.title,
                "publisher": publisher.name if publisher else source.publisher or "", "year": source.year,
                "primary or secondary": source.kind or "",
                "account of": "; ".join(named(self._study, one) or one for one in source.account_of),
                "language": source.language, "reader's notes on": source.notes_on,
                "confidential": source.confidential, "address": source.url,
            }  # fmt: skip
        return self._sources[source.id]


#: Tables by name.
TABLES: dict[str, Callable[[Study], Tidy]] = {
    "quotes": quotes, "findings": findings, "gaps": gaps, "claims": claims, "facts": facts,
}  # fmt: skip
