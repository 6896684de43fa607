"""A lens made ready for matching: which phrases speak for which codes, and how much each is worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from colligate.codings.recognising.stems import Token, stems, tokens
from colligate.languages import words
from colligate.lenses.lens import Code, Lens

#: What a phrase is worth by itself, of `ENOUGH`: a code's whole name, several words, one telling word, a common
#: turn of speech, a common word.
_NAME, _PHRASE, _WORD, _ONE_WORD_NAME, _WEAK, _COMMON = 1.0, 0.8, 0.6, 0.5, 0.35, 0.3
#: A typology sorts what is spoken of, so that one word may do; that something was done one word does not show.
_DONE = 0.5
#: A stem of a code's description that stands in more of the lens's codes than this share describes none of them.
_SHARED = 0.2
_SHORTEST = 4


class Spoken(NamedTuple):
    """A phrase of the lens met in a sentence."""

    phrase: tuple[str, ...]
    start: int
    end: int


class Entry(NamedTuple):
    """One code with the stems of its words."""

    reference: str
    code: Code
    #: Reference of the concept it is a criterion of; empty for top codes.
    parent: str
    #: For a criterion of a criterion: place in `Codebook.entries` of the concept they are part of; else -1.
    concept: int
    #: Stems of its name.
    name: tuple[str, ...]
    #: Phrase to what it is worth for this code.
    phrases: dict[tuple[str, ...], float]
    #: Stems of its definition and of when to use it, without those that many codes share.
    described: frozenset[str]
    #: For each sentence on what counts against it, its stems.
    against: tuple[frozenset[str], ...]


class Codebook(NamedTuple):
    """The entries of a lens and an index of their phrases by first stem, the longest first."""

    entries: tuple[Entry, ...]
    starting: dict[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=64)
def codebook(lens: Lens, language: str) -> Codebook:
    """Return a lens made ready for texts of one language."""
    small = small_words(language)
    walked = list(lens.walk())
    described = {reference: _content((code.definition, *code.use_when), small, language) for reference, code in walked}
    shares = Counter(one for held in described.values() for one in held)
    order = {reference: place for place, (reference, _) in enumerate(walked)}
    most = max(2, round(_SHARED * len(walked)))
    entries = tuple(
        Entry(
            reference=reference,
            code=code,
            parent=reference.rpartition(".")[0],
            concept=order[_head(reference)] if reference.count(".") > 1 else -1,
            name=stems(code.name, language),
            phrases=_worth(code, _WORD if lens.kind == "typology" else _DONE, language),
            described=frozenset(one for one in described[reference] if shares[one] <= most),
            against=tuple(_content((said,), small, language) for said in code.against),
        )
        for reference, code in walked
    )
    return Codebook(
        entries,
        _indexed([*(phrase for entry in entries for phrase in entry.phrases), *_phrases("elsewhere", language)]),
    )


def spoken(said: str, book: Codebook, language: str) -> list[Spoken]:
    """Return the phrases of a lens in a sentence; a phrase inside a longer one, or inside a name, is not one."""
    words_of_unit = tokens(said, language)
    others, joins = _phrases("elsewhere", language), frozenset(words("coding", language)["name_joins"])
    found: list[Spoken] = []
    place = 0
    while place < len(words_of_unit):
        for phrase in book.starting.get(words_of_unit[place].stem, ()):
            if tuple(token.stem for token in words_of_unit[place : place + len(phrase)]) == phrase:
                if phrase not in others and not _in_a_name(said, words_of_unit, place, place + len(phrase), joins):
                    found.append(Spoken(phrase, words_of_unit[place].start, words_of_unit[place + len(phrase) - 1].end))
                place += len(phrase) - 1
                break
        place += 1
    return found


def _in_a_name(said: str, held: Sequence[Token], first: int, after: int, joins: frozenset[str]) -> bool:
    """Say whether the words from `first` up to `after` are capitalised and so is a word beside them."""

    def capital(place: int, beside: int) -> bool:
        left, right = sorted((place, beside))
        return said[held[place].start].isupper() and said[held[left].end : held[right].start].isspace()

    if first == 0 or not said[held[first].start].isupper():
        return False
    if after < len(held) and capital(after, after - 1):
        return True
    if first > 1 and held[first - 1].stem in joins:
        return said[held[first - 2].start].isupper() and said[held[first - 2].end : held[first].start].count(" ") == 2
    return first > 1 and capital(first - 1, first)


def _worth(code: Code, word: float, language: str) -> dict[tuple[str, ...], float]:
    common, weak = _common(language), _phrases("weak", language)
    worth: dict[tuple[str, ...], float] = {}
    for cue in code.cues:
        phrase = stems(cue, language)
        if phrase:
            several, single = (_WEAK if phrase in weak else _PHRASE), (_COMMON if common.issuperset(phrase) else word)
            worth[phrase] = several if len(phrase) > 1 else single
    name = stems(code.name, language)
    if len(name) > 1:
        worth[name] = _NAME
    elif name:
        worth.setdefault(name, _COMMON if common.issuperset(name) else _ONE_WORD_NAME)
    return worth


def _content(said: Sequence[str], small: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(
        token.stem
        for one in said
        for token in tokens(one, language)
        if token.stem not in small and len(token.stem) >= _SHORTEST
    )


def _head(reference: str) -> str:
    return reference.partition(".")[0]


def _indexed(phrases: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    index: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for phrase in phrases:
        index[phrase[0]].add(phrase)
    return {first: tuple(sorted(group, key=lambda one: (-len(one), one))) for first, group in index.items()}


@lru_cache
def small_words(language: str) -> frozenset[str]:
    """Return the stems of words that say nothing of a subject."""
    return frozenset(_stemmed(words("coding", language)["stop"], language))


@lru_cache
def _common(language: str) -> frozenset[str]:
    return frozenset(_stemmed(words("coding", language)["common"], language))


@lru_cache
def _phrases(which: str, language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(stems(phrase, language) for phrase in words("coding", language)[which])


def _stemmed(listed: Sequence[str], language: str) -> Iterator[str]:
    return (one for word in listed for one in stems(word, language))
