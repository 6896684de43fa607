"""Whether a passage meets a query, and which of its words do: the meaning of the query language, in one place.

The index answers most queries by itself; what it cannot answer exactly is decided here, passage by passage, and here
the words are found that every result marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from colligate.languages.scripts import pieces
from colligate.suggestions.searching.asking import All, AnyAsk, Either, Field, Near, Not, Phrase, Prefix, Word
from colligate.suggestions.searching.wording import Worded, asked_words, worded

#: Half-open, in code points of the passage's words.
Span = tuple[int, int]


class Among(NamedTuple):
    """What a field asks for, looked up: sources, or places (source and number of passage) where `places` is given."""

    sources: frozenset[str]
    places: frozenset[tuple[str, int]] | None = None

    def holds(self, source: str, number: int) -> bool:
        """Say whether a passage is among them."""
        return (source, number) in self.places if self.places is not None else source in self.sources


class Piece(NamedTuple):
    """Part of what was typed: characters to be found wherever they stand, or words to be found one after the other."""

    text: str
    #: Characters rather than words.
    letters: bool


class Candidate(NamedTuple):
    """A passage about to be met."""

    source: str
    number: int
    words: str
    language: str


@lru_cache(maxsize=512)
def pieces_of(typed: str, *, exact: bool) -> tuple[Piece, ...]:
    """Part what was typed between scripts.

    Characters of scripts without blanks are found as such in an exact form, and always where no dictionary parts them.
    """
    found: list[Piece] = []
    for match in pieces().finditer(typed):
        letters = match.lastindex == 2 or (match.lastindex == 1 and exact)
        if found and not letters and not found[-1].letters:
            found[-1] = Piece(f"{found[-1].text} {match.group()}", letters=False)
        else:
            found.append(Piece(match.group(), letters))
    return tuple(found)


class Meeting:
    """One passage set against one query."""

    def __init__(self, passage: Candidate, fields: Mapping[Field, Among]) -> None:
        """Take the passage, and what the query's fields ask for."""
        self._passage, self._fields = passage, fields
        self._said: Worded = worded(passage.words, passage.language)

    def meets(self, ask: AnyAsk) -> bool:
        """Say whether the passage meets the query."""
        if isinstance(ask, All):
            return all(self.meets(part) for part in ask.parts)
        if isinstance(ask, Either):
            return any(self.meets(part) for part in ask.parts)
        if isinstance(ask, Not):
            return not self.meets(ask.part)
        if isinstance(ask, Field):
            return self._fields[ask].holds(self._passage.source, self._passage.number)
        return bool(self._spans(ask))

    def marks(self, ask: AnyAsk) -> list[Span]:
        """Return the words that meet the query, in order, those that overlap as one."""
        merged: list[Span] = []
        for start, end in sorted(set(self._marks(ask))):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _marks(self, ask: AnyAsk) -> Iterator[Span]:
        if isinstance(ask, All | Either):
            for part in ask.parts:
                yield from self._marks(part)
        elif isinstance(ask, Near):
            for one, other in self._near(ask):
                yield from (one, other)
        elif not isinstance(ask, Not | Field):
            yield from self._spans(ask)

    def _spans(self, ask: AnyAsk) -> list[Span]:
        if isinstance(ask, Word):
            return self._one_after_other(pieces_of(ask.word, exact=False), stemmed=True)
        if isinstance(ask, Prefix):
            return self._one_after_other(pieces_of(ask.word, exact=True), open_end=True)
        if isinstance(ask, Phrase):
            return self._together(ask) if ask.within is not None else self._one_after_other(
                pieces_of(ask.words, exact=True)
            )  # fmt: skip
        if isinstance(ask, Near):
            return [(min(one[0], other[0]), max(one[1], other[1])) for one, other in self._near(ask)]
        return [span for part in ask.parts for span in self._spans(part)] if isinstance(ask, Either) else []

    def _near(self, ask: Near) -> Iterator[tuple[Span, Span]]:
        for one in self._spans(ask.left):
            for other in self._spans(ask.right):
                first, second = sorted((one, other))
                if first[1] <= second[0] and self._between(first[1], second[0]) <= ask.within:
                    yield one, other

    def _between(self, start: int, end: int) -> int:
        return max(0, bisect_right(self._said.ends, end) - bisect_left(self._said.starts, start))

    def _one_after_other(self, parts: Sequence[Piece], *, stemmed: bool = False, open_end: bool = False) -> list[Span]:
        found: list[Span] | None = None
        for place, part in enumerate(parts):
            last = open_end and place == len(parts) - 1
            spans = self._letters(part.text) if part.letters else self._words(part.text, stemmed=stemmed, prefix=last)
            if found is None:
                found = spans
            else:
                found = [
                    (start, later) for start, end in found for begin, later in spans
                    if end <= begin and not any(one.isalnum() for one in self._passage.words[end:begin])
                ]  # fmt: skip
        return found or []

    def _letters(self, typed: str) -> list[Span]:
        wanted, places = asked_words(typed, "").letters, self._said.places
        found, at = [], self._said.letters.find(wanted)
        while wanted and at >= 0:
            found.append((places[at], places[at + len(wanted) - 1] + 1))
            at = self._said.letters.find(wanted, at + 1)
        return found

    def _words(self, typed: str, *, stemmed: bool, prefix: bool) -> list[Span]:
        asked = asked_words(typed, self._passage.language)
        wanted, said = (asked.stems, self._said.stems) if stemmed else (asked.exact, self._said.exact)
        found: list[Span] = []
        if len(wanted) == 1 and not prefix and wanted[0] not in said:
            return found
        for at in range(len(said) - len(wanted) + 1):
            last = said[at + len(wanted) - 1]
            fits = last.startswith(wanted[-1]) if prefix else last == wanted[-1]
            if fits and said[at : at + len(wanted) - 1] == wanted[:-1]:
                found.append((self._said.starts[at], self._said.ends[at + len(wanted) - 1]))
        return found

    def _together(self, ask: Phrase) -> list[Span]:
        """Return the shortest windows with every word of a phrase and at most so many others."""
        need = Counter(asked_words(ask.words, self._passage.language).exact)
        size = sum(need.values())
        places = [at for at, word in enumerate(self._said.exact) if word in need]
        found: list[Span] = []
        held: Counter[str] = Counter()
        left = 0
        for right, at in enumerate(places):
            held[self._said.exact[at]] += 1
            while held >= need:
                first = places[left]
                if at - first + 1 - size <= (ask.within or 0):
                    found.append((self._said.starts[first], self._said.ends[at]))
                held[self._said.exact[first]] -= 1
                left += 1
            del right
        return found
