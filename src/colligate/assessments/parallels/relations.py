"""How the texts that two sentences stand in bear on each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Literal

from colligate.assessments.parallels.reading import Reading
from colligate.languages import alternatives, words

#: In one text; in two versions of one text; in texts apart from each other.
Relation = Literal["inside", "versions", "apart"]

#: Share of the shorter text's sentences that stand in the other word for word, from which on they are versions.
_VERSIONS = 0.3


class Relations:
    """Which sentences stand in which texts, and which texts are versions of each other."""

    def __init__(self, read: Sequence[Reading]) -> None:
        self._standing: dict[str, set[int]] = defaultdict(set)
        for one in read:
            self._standing[one.unit.words].add(one.text)
        shared = Counter(
            pair for texts in self._standing.values() if len(texts) > 1 for pair in combinations(sorted(texts), 2)
        )
        sizes = Counter(one.text for one in read)
        self._versions = {
            pair for pair, count in shared.items() if count >= _VERSIONS * min(sizes[pair[0]], sizes[pair[1]])
        }

    def between(self, first: Reading, second: Reading) -> Relation:
        """Return how the texts of two sentences bear on each other."""
        if first.text == second.text:
            return "inside"
        return "versions" if (min(first.text, second.text), max(first.text, second.text)) in self._versions else "apart"

    def comparable(self, first: Reading, second: Reading) -> bool:
        """Whether laying the two beside each other can tell anything.

        It cannot where one text has the other's very sentence, for then whatever differs differs inside a text; nor
        where texts by unlike authors speak of themselves: *we* are not the same.
        """
        if first.language != second.language:
            return False
        if first.text == second.text:
            return first.unit.words != second.unit.words
        if second.text in self._standing[first.unit.words] or first.text in self._standing[second.unit.words]:
            return False
        if self.between(first, second) == "versions":
            return True
        return not any(_speaker(one.language).search(one.unit.words) for one in (first, second))


@cache
def _speaker(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('parallels', language)['speaker'])})\b", re.IGNORECASE)
