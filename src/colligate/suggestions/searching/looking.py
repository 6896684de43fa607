"""Queries put to an index: how many passages meet one, in which sources, and those of one page with their marks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

import msgspec
import tantivy
from tantivy import Occur, Order, Query

from colligate.suggestions.searching.asking import AnyAsk, Field
from colligate.suggestions.searching.compiling import Compiled, Compiler
from colligate.suggestions.searching.index import Index, Place
from colligate.suggestions.searching.meeting import Among, Candidate, Meeting
from colligate.suggestions.searching.passages import spread

#: By how well they fit, or in the order of the corpus.
By = Literal["rank", "corpus"]
#: Passages beyond a page that are looked at first, for those that rank alike.
_BEYOND = 100
#: More than the sources of any study.
_MOST_SOURCES = 1_000_000


class Hit(NamedTuple):
    """A passage that meets a query. Offsets are half-open, in Unicode code points."""

    source: str
    number: int
    words: str
    #: Spans of `words` that meet the query.
    marks: tuple[tuple[int, int], ...]
    #: The same spans in the source's text.
    places: tuple[tuple[int, int], ...]
    #: Where the passage stands in the source's text.
    start: int
    end: int
    #: Label of the page on which the first mark stands; empty for a text without pages.
    page: str = ""


class Looking:
    """One query put to an index."""

    def __init__(
        self, index: Index, ask: AnyAsk, *, fields: Mapping[Field, Among], without: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Take the index, the query read, what its fields ask for, and the sources to leave out."""
        self._index, self._ask, self._fields, self._without = index, ask, fields, frozenset(without)
        languages = {held.language for held in index.sources.values()}
        self._compiled: Compiled = Compiler(index.schema, languages, fields).compiled(ask)

    @cached_property
    def by_source(self) -> dict[str, int]:
        """How many passages of each source meet the query, in the order of the corpus; those with none are left out."""
        if self._compiled.exact:
            counts = self._counted()
        else:
            counts: dict[str, int] = {}
            for source, _ in self._met:
                counts[source] = counts.get(source, 0) + 1
        return {source: counts[source] for source in self._index.sources if counts.get(source)}

    @property
    def count(self) -> int:
        """How many passages meet the query."""
        return sum(self.by_source.values())

    def page(self, offset: int, size: int, *, by: By = "rank") -> list[Hit]:
        """Return so many passages from `offset` on."""
        if not self._compiled.exact:
            met = self._met if by == "rank" else self._in_order(self._met)
            found = [self._at(source, number) for source, number in met[offset : offset + size]]
        elif by == "rank":
            found = self._ranked(offset, size)
        else:
            found = list(self._in_corpus(offset, size))
        return [self._hit(document) for document in found]

    def best(self, count: int) -> list[Place]:
        """Return so many passages that meet the query, best first, without reading them where the index can answer."""
        if not self._compiled.exact:
            return self._met[:count]
        return self._index.places([address for _, address in self._first(count)])

    def among(self, places: Sequence[Place]) -> set[Place]:
        """Return those of some passages that meet the query."""
        if not places:
            return set()
        these = Query.term_set_query(self._index.schema, "place", [f"{source} {number}" for source, number in places])
        query = Query.boolean_query([(Occur.Must, self._query), (Occur.Must, Query.const_score_query(these, 0.0))])
        addresses = [address for _, address in self._index.searcher.search(query, len(places), count=False).hits]
        if self._compiled.exact:
            return set(self._index.places(addresses))
        read = (_candidate(self._index, self._index.searcher.doc(address)) for address in addresses)
        return {(one.source, one.number) for one in read if Meeting(one, self._fields).meets(self._ask)}

    def at(self, place: Place, *, marked: bool = True) -> Hit:
        """Return one passage, with what meets the query in it marked, or nothing."""
        return self._hit(self._at(*place), marked=marked)

    def _counted(self) -> dict[str, int]:
        asked = {"sources": {"terms": {"field": "source", "size": _MOST_SOURCES}}}
        told: dict[str, Any] = self._index.searcher.aggregate(self._query, asked)
        return {bucket["key"]: bucket["doc_count"] for bucket in told["sources"]["buckets"]}

    @cached_property
    def _query(self) -> Query:
        out = [Query.term_query(self._index.schema, "source", source) for source in sorted(self._without)]
        parts = [(Occur.Must, self._compiled.query), *((Occur.MustNot, query) for query in out)]
        return Query.boolean_query(parts) if out else self._compiled.query

    @cached_property
    def _met(self) -> list[tuple[str, int]]:
        """Every passage that meets a query the index cannot answer exactly, best first: each candidate is read."""
        met = []
        candidates = self._index.searcher.search(self._query, max(1, self._index.searcher.num_docs), count=False)
        for _, address in self._settled(candidates.hits):
            one = _candidate(self._index, self._index.searcher.doc(address))
            if Meeting(one, self._fields).meets(self._ask):
                met.append((one.source, one.number))
        return met

    def _ranked(self, offset: int, size: int) -> Iterator[tantivy.Document] | list[tantivy.Document]:
        return [self._index.searcher.doc(address) for _, address in self._first(offset + size)[offset:]]

    def _first(self, count: int) -> list[tuple[Any, tantivy.DocAddress]]:
        """Return the first so many hits; those that rank alike are all looked at, so that every page cuts one order."""
        wanted = count + _BEYOND
        while True:
            hits = self._index.searcher.search(self._query, wanted, count=False).hits
            if count < 1 or len(hits) < wanted or hits[-1][0] < hits[count - 1][0]:
                return self._settled(hits)[:count]
            wanted *= 4

    def _settled(self, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[tuple[Any, tantivy.DocAddress]]:
        ties = self._index.searcher.fast_field_values("tie", [address for _, address in hits]) if hits else []
        pairs = sorted(zip(hits, ties, strict=True), key=lambda pair: (-pair[0][0], pair[1]))
        return [hit for hit, _ in pairs]

    def _in_corpus(self, offset: int, size: int) -> Iterator[tantivy.Document]:
        for source, count in self.by_source.items():
            if size <= 0:
                return
            if offset >= count:
                offset -= count
                continue
            of_source = Query.term_query(self._index.schema, "source", source)
            query = Query.boolean_query([(Occur.Must, self._query), (Occur.Must, of_source)])
            hits = self._index.searcher.search(
                query, size, count=False, offset=offset, order_by_field="number", order=Order.Asc
            ).hits
            yield from (self._index.searcher.doc(address) for _, address in hits)
            offset, size = 0, size - len(hits)

    def _in_order(self, met: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        order = {source: place for place, source in enumerate(self._index.sources)}
        return sorted(met, key=lambda one: (order[one[0]], one[1]))

    def _at(self, source: str, number: int) -> tantivy.Document:
        query = Query.term_query(self._index.schema, "place", f"{source} {number}")
        return self._index.searcher.doc(self._index.searcher.search(query, 1, count=False).hits[0][1])

    def _hit(self, document: tantivy.Document, *, marked: bool = True) -> Hit:
        one = _candidate(self._index, document)
        runs = array("q", bytes(document.get_first("runs") or b""))
        marks = Meeting(one, self._fields).marks(self._ask) if marked else []
        places = tuple(spread(runs, *mark) for mark in marks)
        start, end = spread(runs, 0, len(one.words))
        page = _page(document, places[0][0] if places else start)
        return Hit(one.source, one.number, one.words, tuple(marks), places, start, end, page)


def _page(document: tantivy.Document, offset: int) -> str:
    pages = document.get_first("pages")
    if pages is None:
        return ""
    told = msgspec.json.decode(bytes(pages), type=tuple[tuple[int, str], ...])
    return next((label for start, label in reversed(told) if start <= offset), "")


def _candidate(index: Index, document: tantivy.Document) -> Candidate:
    source, number = str(document.get_first("source")), int(str(document.get_first("number")))
    words = bytes(document.get_first("words")).decode()  # pyright: ignore[reportArgumentType]
    return Candidate(source, number, words, index.sources[source].language)
