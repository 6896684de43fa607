"""A text's citations, set against its reference list: what has no entry, what nobody cites, what could be either."""

from __future__ import annotations

import itertools

import msgspec
from rapidfuzz.distance import OSA

from colligate.sources.authors import fold_name
from colligate.sources.citing import Citation, Key, found
from colligate.sources.entries import Entry, entries, names, same_name
from colligate.sources.outline import OpenText

#: Names that differ by so many letters, at most, may be one name misspelt.
_SLIPS = 2
#: Shorter names differ by as little without being one.
_LONG_ENOUGH = 6


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """What a text cites and how that agrees with its reference list."""

    #: In the order of their first mention.
    keys: tuple[Key, ...]
    #: In the order of the text.
    citations: tuple[Citation, ...]
    #: The reference list; empty where there is none.
    entries: tuple[Entry, ...]
    #: False for a text that cites and has no reference list, or one that could not be read.
    has_list: bool
    #: For each key, in their order, the entries that fit it.
    fitting: tuple[tuple[int, ...], ...]
    #: Pairs of key names that may be one name spelt in two ways.
    variants: tuple[tuple[str, str], ...]

    @property
    def without_entry(self) -> tuple[Key, ...]:
        """Keys no entry fits, those of footnotes aside; all of them where there is no list."""
        return tuple(key for key, fits in zip(self.keys, self.fitting, strict=True) if not fits and key.style != "note")

    @property
    def ambiguous(self) -> tuple[Key, ...]:
        """Keys that several entries fit."""
        return tuple(key for key, fits in zip(self.keys, self.fitting, strict=True) if len(fits) > 1)

    @property
    def never_cited(self) -> tuple[Entry, ...]:
        """Entries no key fits."""
        fitted = set(itertools.chain.from_iterable(self.fitting))
        return tuple(entry for entry in self.entries if entry.number not in fitted)

    def mentions(self, key: Key) -> tuple[Citation, ...]:
        """Return the mentions of a key."""
        return tuple(self.citations[place] for place in key.citations)


def citations(text: OpenText) -> Cited:
    """Return every citation of a text, its reference list, and how the two agree."""
    listed = entries(text)
    cited = found(text, names(listed))
    return Cited(
        keys=cited.keys,
        citations=cited.citations,
        entries=listed,
        has_list=bool(listed),
        fitting=tuple(_fits(key, listed) for key in cited.keys),
        variants=_variants(cited.keys),
    )


def _fits(key: Key, listed: tuple[Entry, ...]) -> tuple[int, ...]:
    if key.style == "number":
        return tuple(entry.number for entry in listed if f"[{entry.label}]" == key.name)
    if key.style == "note":
        return ()
    named = [entry for entry in listed if _same_author(key, entry)]
    exact = tuple(entry.number for entry in named if entry.year.casefold() == key.year.casefold())
    return exact or tuple(entry.number for entry in named if _bare(entry.year) == _bare(key.year))


def _bare(year: str) -> str:
    """Return a year without its letter; the words for no date are left as they are."""
    return year[:4] if year[:4].isdecimal() else year.casefold().strip(".")


def _same_author(key: Key, entry: Entry) -> bool:
    if not entry.authors:
        return False
    if key.author_is_organisation:
        return same_name(key.authors[0], entry.authors[0])
    if not _same_surname(key.authors[0], entry.authors[0]):
        return False
    return all(any(_same_surname(name, other) for other in entry.authors[1:]) for name in key.authors[1:])


def _same_surname(one: str, other: str) -> bool:
    """Say whether two surnames are one, with or without the small words or first part before it."""
    first, second = fold_name(one), fold_name(other)
    return first == second or first.endswith(f" {second}") or second.endswith(f" {first}")


def _variants(keys: tuple[Key, ...]) -> tuple[tuple[str, str], ...]:
    people = [key for key in keys if key.authors and not key.author_is_organisation]
    return tuple(
        (one.name, other.name)
        for one, other in itertools.combinations(people, 2)
        if one.year == other.year
        and min(map(len, (one.name, other.name))) - len(one.year) > _LONG_ENOUGH
        and 0 < OSA.distance(one.name, other.name, score_cutoff=_SLIPS) <= _SLIPS
    )
