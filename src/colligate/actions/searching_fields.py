"""What the fields of a query ask of a study: its sources by their particulars, its passages by their codings."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from colligate.actions.looking import Standing
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.suggestions.searching.asking import FIELDS, AnyAsk, Field, QueryError, leaves
from colligate.suggestions.searching.index import Index
from colligate.suggestions.searching.meeting import Among

_YEARS = re.compile(r"(\d{4})?(?:\s*(\.\.|-|/)\s*(\d{4})?)?")
_ACCOUNTS = ("self-reported", "independent", "unknown")
_KINDS = ("primary", "secondary")


class Fields:
    """Looks up what fields ask for, in one study and index, for one thing under judgement."""

    def __init__(self, standing: Standing, index: Index, *, query: str, about: str = "") -> None:
        """Take the study, its index, the query (for what is said of mistakes) and what it is about, if anything."""
        self._standing, self._index, self._query, self._about = standing, index, query, about or None
        records = standing.study.records
        self._sources = [source for source in records.of(Source) if source.id in index.sources]
        self._names = {actor.id: actor.name for actor in records.of(Actor)}

    def of(self, ask: AnyAsk) -> dict[Field, Among]:
        """Return what every field of a query asks for. Raises QueryError for a value that the study does not have."""
        return {leaf: self._among(leaf) for leaf in leaves(ask) if isinstance(leaf, Field)}

    def _among(self, field: Field) -> Among:
        if field.field == "code":
            return Among(frozenset(), frozenset(self._coded(field)))
        ways: dict[str, Callable[[Field], Iterable[str]]] = {
            "source": self._by_title, "year": self._by_year, "publisher": self._by_publisher, "kind": self._by_kind,
            "account": self._by_account, "language": self._by_language,
        }  # fmt: skip
        return Among(frozenset(ways[field.field](field)))

    def _by_title(self, field: Field) -> Iterable[str]:
        found = {source.id for source in self._sources if source.id == field.value}
        found = found or {source.id for source in self._sources if _said(field.value, source.title)}
        return found or self._unknown(field, (source.id for source in self._sources))

    def _by_publisher(self, field: Field) -> Iterable[str]:
        actors = {actor for actor in self._names if actor == field.value}
        actors = actors or {actor for actor, name in self._names.items() if _said(field.value, name)}
        if not actors:
            self._unknown(field, self._names)
        return {source.id for source in self._sources if source.publisher in actors}

    def _by_year(self, field: Field) -> Iterable[str]:
        match = _YEARS.fullmatch(field.value)
        if match is None or not (match[1] or match[3]):
            raise self._wrong(field, f"'{field.value}' is no year.", f"Type {FIELDS['year']}.")
        first = int(match[1] or 0)
        last = int(match[3] or 9999) if match[2] else first
        return {source.id for source in self._sources if source.year and first <= source.year <= last}

    def _by_kind(self, field: Field) -> Iterable[str]:
        self._one_of(field, _KINDS)
        return {source.id for source in self._sources if source.kind == field.value}

    def _by_account(self, field: Field) -> Iterable[str]:
        self._one_of(field, _ACCOUNTS)
        standings = Standings(self._standing.material)
        return {source.id for source in self._sources if standings.of(source, self._about) == field.value}

    def _by_language(self, field: Field) -> Iterable[str]:
        known = sorted({held.language for held in self._index.sources.values()})
        self._one_of(field, known)
        return {source for source, held in self._index.sources.items() if held.language == field.value}

    def _coded(self, field: Field) -> Iterable[tuple[str, int]]:
        study, code = self._standing.study, field.value
        used = {coding.code for coding in study.records.of(Coding)}
        if code != "*" and code not in study.codes and code not in study.lenses and code not in used:
            self._unknown(field, [*study.codes, *study.lenses])
        for coding in study.records.of(Coding):
            if code in ("*", coding.code) or coding.code.startswith((f"{code}.", f"{code}/")):
                passage = study.records.get(Passage, coding.passage)
                yield from self._touched(passage) if passage else ()

    def _touched(self, passage: Passage) -> Iterable[tuple[str, int]]:
        """Yield the places of the index's passages that a quoted passage touches."""
        text = self._standing.study.texts.get(passage.source)
        if text is None or text.id != passage.text or passage.source not in self._index.sources:
            return
        starts, ends = self._index.spans(passage.source)
        first = bisect_right(ends, passage.start)
        for number in range(first, bisect_left(starts, passage.end)):
            yield passage.source, number

    def _one_of(self, field: Field, known: Iterable[str]) -> None:
        known = list(known)
        if field.value not in known:
            raise self._wrong(field, f"'{field.value}' is none of {', '.join(known)}.", "Type one of these.")

    def _unknown(self, field: Field, known: Iterable[str]) -> frozenset[str]:
        near = difflib.get_close_matches(field.value, list(known), n=3, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else f"Type {FIELDS[field.field]}."
        raise self._wrong(field, f"the study has no {field.field} '{field.value}'.", remedy)

    def _wrong(self, field: Field, why: str, remedy: str) -> QueryError:
        return QueryError(self._query, field.start, field.end, why, remedy)


def _said(value: str, name: str) -> bool:
    folded = name.casefold()
    return all(word in folded for word in value.casefold().split())
