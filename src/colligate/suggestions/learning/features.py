"""Passages as features: words and pairs of words, rare ones weighing more; letters where a script has no blanks."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np

from colligate.codings.recognising.stems import stem
from colligate.languages import languages
from colligate.languages import words as words_of
from colligate.languages.scripts import UNSPACED, pieces
from colligate.suggestions.learning.rows import Floats, Rows

#: Letters taken together in such scripts.
_LETTERS = (2, 3)
#: A feature must stand in so many passages: what stands in one tells nothing of another.
_FEWEST = 2


def terms(words: str) -> Iterator[str]:
    """Yield the features of some words: words, pairs of neighbours, or runs of letters in scripts without blanks.

    Words end at an apostrophe, and single letters count for nothing: *Thailand's* is *Thailand*, *l'État* is *État*.
    """
    before = ""
    for match in pieces().finditer(words.casefold()):
        part = match[0]
        if UNSPACED.match(part):
            for length in _LETTERS:
                yield from (part[at : at + length] for at in range(max(1, len(part) - length + 1)))
            before = ""
            continue
        if len(part) == 1:
            continue
        yield part
        if before:
            yield f"{before} {part}"
        before = part


class Features:
    """The passages of a study, and what stands in its codebook, under one numbering of their features."""

    def __init__(self, passages: Sequence[str], besides: Iterable[str] = ()) -> None:
        """Number the features of passages; those that stand in one passage alone count for its length only.

        Args:
            passages: The words of each.
            besides: Words of the codebook: what they share with any one passage is kept.
        """
        counted = [Counter(terms(words)) for words in passages]
        spread = Counter(term for held in counted for term in held)
        wanted = Counter(term for words in besides for term in set(terms(words)))
        total = len(counted)
        #: What each feature is, by its number.
        self.names: tuple[str, ...] = tuple(sorted(t for t, n in spread.items() if n + wanted[t] >= _FEWEST))
        self._number = {name: number for number, name in enumerate(self.names)}
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            if " " not in name:
                self._forms[stem(name)].append(name)
        self._rarity = {name: math.log((1 + total) / (1 + n)) + 1 for name, n in spread.items()}
        self._unseen = math.log(1 + total) + 1
        #: One row a passage; its length is 1, features left out included.
        self.rows = Rows.of((self._row(held) for held in counted), len(self.names))

    def of(self, texts: Iterable[str]) -> Rows:
        """Return texts of a codebook as rows of the same features, so that an entry meets every form of its words.

        Words that say nothing of a subject are left out.
        """
        small = _small()
        held = (Counter(t for t in terms(words) if not small.issuperset(t.split())) for words in texts)
        return Rows.of((self._row(self._all_forms(one)) for one in held), len(self.names))

    def likeness(self, number: int, others: Sequence[int]) -> Floats:
        """Return how like one passage is to others: 0 where they share nothing, 1 where they are the same."""
        full = np.zeros(self.rows.width)
        features, values = self.rows.row(number)
        full[features] = values
        return self.rows.take(others).dot(full)

    def _all_forms(self, held: Counter[str]) -> Counter[str]:
        """Count every form of each single word that stands in the passages: *trained* for *train*."""
        forms = Counter[str]()
        for term, count in held.items():
            for form in {term, *(self._forms.get(stem(term), ()) if " " not in term else ())}:
                forms[form] += count
        return forms

    def _row(self, held: Counter[str]) -> dict[int, float]:
        weighed = {term: (1 + math.log(n)) * self._rarity.get(term, self._unseen) for term, n in held.items()}
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        return {self._number[term]: value / length for term, value in weighed.items() if term in self._number}


@cache
def _small() -> frozenset[str]:
    return frozenset(word.casefold() for tag in languages() for word in words_of("coding", tag)["stop"])
