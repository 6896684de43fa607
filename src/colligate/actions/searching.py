"""Searching the sources of a study: what was found, where, in which words, and what could not be searched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from colligate.actions.looking import Standing
from colligate.actions.meaning import Meant, asked_by_meaning
from colligate.actions.searching_asked import Asked, ask_of
from colligate.actions.searching_notes import absent, instead, misspelt, notes
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.contents import content
from colligate.suggestions.meaning.both import Ranked
from colligate.suggestions.searching.asking import Field, leaves
from colligate.suggestions.searching.context import Snip, in_context
from colligate.suggestions.searching.index import Progress
from colligate.suggestions.searching.looking import By, Looking

#: Passages on one page of results.
ON_PAGE = 20
#: Words found that the reader is told to mark, at most.
_MARKED = 20


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the passages found are of one source, publisher or year."""

    #: What a filter for them is called; empty where nothing is known.
    key: str
    name: str
    count: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One passage found. Offsets are half-open, in Unicode code points of the source's text."""

    source: str
    title: str
    page: str
    year: int | None
    publisher: str
    kind: str
    #: Whose account the source is, for what the search is about: self-reported, independent, unknown.
    account: str
    #: The words, cut down to what stands around those found.
    context: tuple[Snip, ...]
    #: Where the words found stand, and the whole passage.
    places: tuple[tuple[int, int], ...]
    start: int
    end: int
    #: Names of the codes that the passage is coded with, in part or whole.
    codings: tuple[str, ...]
    #: The cosine of its meaning with what was asked, where that alone found it; nothing is marked in it then.
    nearness: float | None = None

    @property
    def at(self) -> int:
        """Where to open the source: at the first word found."""
        return self.places[0][0] if self.places else self.start

    @property
    def marked(self) -> str:
        """The words found, or the passage where none is, as the reader's address has them: ``120-131,140-145``."""
        return ",".join(f"{start}-{end}" for start, end in (self.places or ((self.start, self.end),))[:_MARKED])


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """One page of what was found, and counts of all of it."""

    query: str
    filters: tuple[str, ...]
    #: Number of passages that meet the query, in its words.
    count: int
    #: Number of passages found beyond these, by meaning alone.
    added: int
    #: Number of passages that could be found by meaning and are not embedded yet; 0 where meaning was not asked.
    wanting: int
    found: tuple[Found, ...]
    #: From 1.
    page: int
    pages: int
    by_source: tuple[Counted, ...]
    by_publisher: tuple[Counted, ...]
    by_year: tuple[Counted, ...]
    #: Ids of the sources searched, and the hash of what they held then.
    corpus: tuple[str, ...]
    searched: str
    #: What a reader must know of how it was searched.
    notes: tuple[str, ...]
    #: The query with every word that stands in no text spelt as the nearest that does; empty where none is near.
    instead: str = ""


def search(
    standing: Standing, query: str, *, filters: Sequence[str] = (), about: str = "", page: int = 1, by: By = "rank",
    size: int = ON_PAGE, meaning: bool = False, progress: Progress | None = None,
) -> Results:  # fmt: skip
    """Return one page of the passages that meet a query.

    The index is brought up to the texts as they stand first.

    Args:
        standing: The study.
        query: In the query language (see the reference); may be empty where there are filters.
        filters: Fields that must hold too, such as ``year:2014..2017``.
        about: Id of what is judged; it decides whose account is self-reported.
        page: From 1.
        by: Best first, or in the order of the corpus.
        size: Passages on a page.
        meaning: Add passages that mean what the plain words say, as far as they were embedded; best first only.
        progress: Told of each text read into the index.

    Raises:
        QueryError: Where the query cannot be read; it says what is wrong where.
    """
    asked = ask_of(standing, query, filters=filters, about=about, progress=progress)
    looking = Looking(asked.index, asked.ask, fields=asked.fields, without=asked.without)
    meant = _meant(standing, asked, by) if meaning else Meant()
    count, added = looking.count, len(meant.both.added) if meant.both else 0
    pages = max(1, -(-(count + added) // size))
    page = max(1, min(page, pages))
    told, gone = _Told(standing, about), absent(asked)
    return Results(
        query=query, filters=tuple(filters), count=count, added=added, wanting=meant.wanting,
        page=page, pages=pages,
        found=tuple(told.found(one) for one in _on_page(looking, meant, asked, (page - 1) * size, size, by)),
        by_source=told.by_source(looking.by_source), by_publisher=told.by_publisher(looking.by_source),
        by_year=told.by_year(looking.by_source), corpus=asked.corpus,
        searched=content(standing.study.texts, asked.corpus),
        notes=(*notes(standing, asked, query), *misspelt(gone), *meant.notes), instead=instead(query, gone),
    )  # fmt: skip


def _meant(standing: Standing, asked: Asked, by: By) -> Meant:
    if by == "corpus":
        return Meant(notes=("In the order of the corpus only words are searched; meaning needs the order best first.",))
    return asked_by_meaning(
        standing.study, asked.index, asked.ask, fields=asked.fields, without=asked.without, corpus=asked.corpus
    )


def _on_page(looking: Looking, meant: Meant, asked: Asked, offset: int, size: int, by: By) -> Iterable[Ranked]:
    if meant.both:
        return meant.both.page(offset, size)
    ranked = any(not isinstance(leaf, Field) for leaf in leaves(asked.ask))
    hits = looking.page(offset, size, by=by if ranked else "corpus") if looking.count else []
    return [Ranked(hit, None) for hit in hits]


class _Told:
    """Tells what was found with what the study knows of its sources."""

    def __init__(self, standing: Standing, about: str) -> None:
        self._standing, self._about = standing, about or None
        self._records = standing.study.records
        self._standings = Standings(standing.material)
        self._names = {code: named.name for code, named in standing.study.codes.items()}

    def found(self, ranked: Ranked) -> Found:
        hit = ranked.hit
        source = self._source(hit.source)
        coded = [code for start, end, code in self._coded[hit.source] if start < hit.end and hit.start < end]
        return Found(
            source=hit.source, title=source.title, page=hit.page, year=source.year, publisher=self._publisher(source),
            kind=source.kind or "", account=self._standings.of(source, self._about),
            context=in_context(hit.words, hit.marks), places=hit.places, start=hit.start, end=hit.end,
            codings=tuple(dict.fromkeys(self._names.get(code, code) for code in coded)),
            nearness=ranked.nearness,
        )  # fmt: skip

    @cached_property
    def _coded(self) -> dict[str, list[tuple[int, int, str]]]:
        """The codings of each source's current text: start, end and code."""
        found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for coding in self._records.of(Coding):
            passage = self._records.get(Passage, coding.passage)
            text = self._standing.study.texts.get(passage.source) if passage else None
            if passage and text and text.id == passage.text:
                found[passage.source].append((passage.start, passage.end, coding.code))
        return found

    def by_source(self, counts: dict[str, int]) -> tuple[Counted, ...]:
        rows = [Counted(key=one, name=self._source(one).title, count=count) for one, count in counts.items()]
        return tuple(sorted(rows, key=lambda row: -row.count))

    def by_publisher(self, counts: dict[str, int]) -> tuple[Counted, ...]:
        summed: Counter[str] = Counter()
        for source, count in counts.items():
            summed[self._source(source).publisher or ""] += count
        named = {one: self._actor(one) if one else "not recorded" for one in summed}
        return tuple(Counted(key=one, name=named[one], count=count) for one, count in summed.most_common())

    def by_year(self, counts: dict[str, int]) -> tuple[Counted, ...]:
        summed: Counter[int] = Counter()
        for source, count in counts.items():
            summed[self._source(source).year or 0] += count
        return tuple(
            Counted(key=str(year or ""), name=str(year or "not recorded"), count=summed[year])
            for year in sorted(summed)
        )

    def _source(self, identity: str) -> Source:
        found = self._records.get(Source, identity)
        assert found is not None  # noqa: S101 - the index holds the study's sources alone
        return found

    def _publisher(self, source: Source) -> str:
        return self._actor(source.publisher) if source.publisher else ""

    def _actor(self, identity: str) -> str:
        actor = self._records.get(Actor, identity)
        return actor.name if actor else identity
