"""A query as the index can answer it: exactly, or as the passages among which the exact answer lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple, cast

from tantivy import Occur, Query, Schema

from colligate.suggestions.searching.asking import All, AnyAsk, Either, Field, Near, Not, Phrase, Prefix, Word
from colligate.suggestions.searching.meeting import Among, Piece, pieces_of
from colligate.suggestions.searching.wording import STEMMERS, worded

#: Pairs of words near each other that the index is asked for at once; beyond, passages are read one by one.
_PAIRS = 200


class Compiled(NamedTuple):
    """A query of the index."""

    query: Query
    #: False where passages it finds must still be read (see `meeting`).
    exact: bool


class Compiler:
    """Turns queries into those of an index."""

    def __init__(self, schema: Schema, languages: Iterable[str], fields: Mapping[Field, Among]) -> None:
        """Take the index's schema, the languages in it, and what the query's fields ask for."""
        self._schema, self._fields = schema, fields
        # Languages without a stemmer share one form.
        self._languages = sorted({tag if tag in STEMMERS else "" for tag in languages})

    def compiled(self, ask: AnyAsk) -> Compiled:
        """Return a query as the index answers it."""
        if isinstance(ask, All):
            return self._all(ask)
        if isinstance(ask, Either):
            parts = [self.compiled(part) for part in ask.parts]
            return Compiled(_or([part.query for part in parts]), all(part.exact for part in parts))
        if isinstance(ask, Not):
            return self._all(All(parts=(ask,), start=ask.start, end=ask.end))
        if isinstance(ask, Field):
            return Compiled(Query.const_score_query(self._among(self._fields[ask]), 0.0), exact=True)
        if isinstance(ask, Near):
            return self._near(ask)
        return self._leaf(ask)

    def _all(self, ask: All) -> Compiled:
        wanted: list[tuple[Occur, Query]] = []
        exact = True
        for part in ask.parts:
            negated = isinstance(part, Not)
            found = self.compiled(part.part if isinstance(part, Not) else part)
            exact = exact and found.exact
            if not negated:
                wanted.append((Occur.Must, found.query))
            elif found.exact:  # else passages would be left out that do not meet what is negated
                wanted.append((Occur.MustNot, found.query))
        if not any(occur == Occur.Must for occur, _ in wanted):
            wanted.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
        return Compiled(Query.boolean_query(wanted), exact)

    def _leaf(self, ask: Word | Prefix | Phrase) -> Compiled:
        if isinstance(ask, Word):
            return self._chain(pieces_of(ask.word, exact=False), stemmed=True)
        if isinstance(ask, Prefix):
            return self._prefix(pieces_of(ask.word, exact=True))
        if ask.within is not None:
            return self._together(ask)
        return self._chain(pieces_of(ask.words, exact=True))

    def _chain(self, parts: Sequence[Piece], *, stemmed: bool = False) -> Compiled:
        queries = [self._piece(part, stemmed=stemmed) for part in parts]
        return Compiled(_and(queries), exact=len(queries) == 1)

    def _piece(self, part: Piece, *, stemmed: bool) -> Query:
        if part.letters:
            return self._sequence("letters", list(worded(part.text, "").letters))
        if stemmed:
            forms = dict.fromkeys(tuple(worded(part.text, tag).stems) for tag in self._languages)
            return _or([self._sequence("stems", form) for form in forms])
        return self._sequence("exact", worded(part.text, "").exact)

    def _prefix(self, parts: Sequence[Piece]) -> Compiled:
        last = parts[-1]
        if last.letters:
            return self._chain(parts)
        *before, beginning = worded(last.text, "").exact
        queries = [self._piece(part, stemmed=False) for part in parts[:-1]]
        queries += [self._sequence("exact", before)] if before else []
        queries.append(Query.regex_query(self._schema, "exact", f"{beginning}.*"))
        return Compiled(_and(queries), exact=len(queries) == 1)

    def _together(self, ask: Phrase) -> Compiled:
        wanted = worded(ask.words, "").exact
        if len(wanted) == 2 and wanted[0] != wanted[1]:
            return Compiled(_or(self._apart("exact", wanted[0], wanted[1], ask.within or 0)), exact=True)
        return Compiled(_and([self._sequence("exact", [word]) for word in wanted]), exact=len(wanted) == 1)

    def _near(self, ask: Near) -> Compiled:
        left, right = self._single(ask.left), self._single(ask.right)
        if left and right and len(left) * len(right) <= _PAIRS and len({field for field, _ in (*left, *right)}) == 1:
            pairs = [(field, one, other) for (field, one), (_, other) in product(left, right) if _same(one, other)]
            found = [query for field, one, other in pairs for query in self._apart(field, one, other, ask.within)]
            if found and all(one != other for _, one, other in pairs):
                return Compiled(_or(found), exact=True)
        return Compiled(_and([self.compiled(ask.left).query, self.compiled(ask.right).query]), exact=False)

    def _single(self, ask: AnyAsk) -> list[tuple[str, str]]:
        """Return the single terms that one side of a NEAR may be; none where it is more than that."""
        if isinstance(ask, Either):
            parts = [self._single(part) for part in ask.parts]
            return [term for part in parts for term in part] if all(parts) else []
        if not isinstance(ask, Word | Phrase) or (isinstance(ask, Phrase) and ask.within is not None):
            return []
        word = ask.word if isinstance(ask, Word) else ask.words
        parts = pieces_of(word, exact=isinstance(ask, Phrase))
        if len(parts) != 1 or parts[0].letters:
            return []
        if isinstance(ask, Word):
            forms = dict.fromkeys(tuple(worded(word, tag).stems) for tag in self._languages)
            return [("stems", form[0]) for form in forms] if all(len(form) == 1 for form in forms) else []
        exact = worded(word, "").exact
        return [("exact", exact[0])] if len(exact) == 1 else []

    def _apart(self, field: str, one: str, other: str, within: int) -> list[Query]:
        # The index takes a slop as words between in the order given, and counts an exchange as two.
        pairs: tuple[list[str | tuple[int, str]], ...] = ([one, other], [other, one])
        return [Query.phrase_query(self._schema, field, pair, slop=within) for pair in pairs]

    def _sequence(self, field: str, words: Sequence[str]) -> Query:
        if not words:
            return Query.empty_query()
        if len(words) == 1:
            return Query.term_query(self._schema, field, words[0])
        return Query.phrase_query(self._schema, field, cast("list[str | tuple[int, str]]", list(words)))

    def _among(self, among: Among) -> Query:
        if among.places is not None:
            return Query.term_set_query(self._schema, "place", [f"{source} {n}" for source, n in sorted(among.places)])
        return Query.term_set_query(self._schema, "source", sorted(among.sources))


def _same(one: str, other: str) -> bool:
    """Say whether two stems are of one language; exact forms always are."""
    return one.partition(":")[0] == other.partition(":")[0] if ":" in one and ":" in other else True


def _or(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _and(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
