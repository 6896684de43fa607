"""The phrases of causes and claims, read once for a language."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from colligate.languages import alternatives, words


class CauseWords(msgspec.Struct, frozen=True, kw_only=True):
    """What the file ``causes.yaml`` of a language holds; its comments say what each list is."""

    effect_first: tuple[str, ...]
    reasons: tuple[str, ...]
    cause_first: tuple[str, ...]
    driving: tuple[str, ...]
    participles: frozenset[str]
    objects: tuple[str, ...]
    driving_to: tuple[str, ...]
    means: tuple[str, ...]
    attained: tuple[str, ...]
    placing: tuple[str, ...]
    linking: tuple[str, ...]
    concluding: tuple[str, ...]
    prescribing: tuple[str, ...]
    urging: tuple[str, ...]
    modal: tuple[str, ...]
    infinitive: tuple[str, ...]
    transitive: frozenset[str]
    passive: frozenset[str]
    other_meanings: tuple[str, ...]
    rivalling: dict[str, tuple[str, ...]]
    succeeding: tuple[str, ...]
    later: tuple[str, ...]
    earlier: tuple[str, ...]


class ClaimWords(msgspec.Struct, frozen=True, kw_only=True):
    """What the file ``claims.yaml`` of a language holds; its comments say what each list is."""

    sizes: tuple[str, ...]
    quantities: tuple[str, ...]
    of: tuple[str, ...]
    yardsticks: tuple[str, ...]
    reaching: tuple[str, ...]
    outcomes: tuple[str, ...]
    perfect: tuple[str, ...]
    participles: tuple[str, ...]
    aiming: frozenset[str]
    proving: frozenset[str]
    proven: tuple[str, ...]
    fulfilling: frozenset[str]
    becoming: frozenset[str]
    roles: tuple[str, ...]
    uncovered: tuple[str, ...]
    items: tuple[str, ...]
    joining: tuple[str, ...]
    advising: tuple[str, ...]
    attributing: tuple[str, ...]
    questions: dict[str, tuple[str, ...]]
    question_cues: tuple[str, ...]


@cache
def cause_words(language: str) -> CauseWords:
    """Return a language's words of cause. Raises NoWordsError where nobody has written them."""
    return msgspec.convert(words("causes", language), CauseWords)


@cache
def claim_words(language: str) -> ClaimWords:
    """Return a language's words of claims. Raises NoWordsError where nobody has written them."""
    return msgspec.convert(words("claims", language), ClaimWords)


@cache
def any_of(phrases: tuple[str, ...], before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern of whole phrases, the longest first; `before` and `after` are put around it as patterns."""
    return re.compile(rf"{before}(?<!\w)(?P<it>{alternatives(phrases)})(?!\w){after}", re.IGNORECASE)
