"""Rival explanations: what else a text says was at work on the same thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from colligate.assessments.recognising.causes import CauseFound
from colligate.assessments.recognising.phrases import any_of, cause_words
from colligate.assessments.recognising.spans import trimmed
from colligate.indicators.recognising.quantities import LONGEST
from colligate.sources.outline import Mention, OpenText, Unit

_TELLING = 5
#: A word in a larger share of a text's sentences than this tells no two effects apart.
_COMMON = 0.06
#: More rivals of one claim than this are no help to a reader.
_MOST = 6


class Weights:
    """Which words of a text tell its effects apart: the longer ones that are not in every other sentence."""

    def __init__(self, text: OpenText) -> None:
        """Count the sentences that each word stands in."""
        self.text = text
        counts = Counter(word for unit in text.outline.units for word in set(_words(unit.words)))
        most = max(_COMMON * len(text.outline.units), 2)
        self.common = {word for word, count in counts.items() if count > most}

    def telling(self, mention: Mention) -> frozenset[str]:
        """Return the telling words of a span."""
        return frozenset(_words(self.text.words(mention))) - self.common

    def alike(self, one: Mention, other: Mention) -> bool:
        """Say whether two causes are much the same, common words counted."""
        mine, theirs = set(_words(self.text.words(one))), set(_words(self.text.words(other)))
        return 2 * len(mine & theirs) >= min(len(mine), len(theirs)) or self.telling(one) <= self.telling(other)


def _words(said: str) -> list[str]:
    return [word.removesuffix("s") for word in re.findall(rf"[^\W\d_]{{{_TELLING},}}", said.casefold())]


def others_at_work(text: OpenText, one: CauseFound, area: str, weights: Weights) -> Iterator[Mention]:
    """Yield what stands elsewhere in the text as pressure, reform or others' success in the same country.

    What shares a telling word with the cause is the cause itself told again. Each sort is named once, each success
    of another by itself.
    """
    own = weights.telling(one.cause)
    seen: set[str] = set()
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"} or len(unit.words) > LONGEST or unit.number == one.unit:
            continue
        if area and area not in unit.words:
            continue
        for sort, found in _at_work(unit, text.language):
            if sort not in seen and not weights.telling(found) & own and len(seen) < _MOST:
                seen.add(sort)
                yield found


def _at_work(unit: Unit, language: str) -> Iterator[tuple[str, Mention]]:
    """Yield the sorts of rivals a sentence names: their phrase, or for a success the words that say whose it is."""
    known = cause_words(language)
    for sort, phrases in known.rivalling.items():
        if match := any_of(phrases).search(unit.words):
            yield sort, Mention(unit=unit.number, start=match.start(), end=match.end())
    if match := any_of(known.succeeding).search(unit.words):
        start = max(0, unit.words.rfind(", ", 0, match.start()) + 1)
        if found := trimmed(unit, start, match.end()):
            yield unit.words[found.start : found.end], found
