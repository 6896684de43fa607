"""The number words of a language, read once and laid out for quick looking up."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from colligate.languages import words

Qualifier = Literal["", "<", "<=", ">", ">=", "~"]


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """What the file ``numbers.yaml`` of a language holds; its comments say what each list is."""

    small: dict[str, int]
    tens: dict[str, int]
    one: tuple[str, ...]
    hundred: tuple[str, ...]
    scale: dict[str, int]
    dozen: dict[str, int]
    joining: tuple[str, ...]
    qualifiers: dict[Qualifier, tuple[str, ...]]
    after: dict[Qualifier, tuple[str, ...]]
    range: tuple[str, ...]
    range_and: tuple[str, ...]
    movement: tuple[str, ...]
    people: frozenset[str]
    percent: tuple[str, ...]
    points: tuple[str, ...]
    money_before: dict[str, str]
    money_after: dict[str, str]
    measures: frozenset[str]
    naming: frozenset[str]
    named_after: frozenset[str]
    phrasal: tuple[str, ...]
    valued_by: tuple[str, ...]
    valued_verbs: tuple[str, ...]
    valued_when: tuple[str, ...]
    chaining: frozenset[str]
    of: tuple[str, ...]
    determiners: tuple[str, ...]
    counted_after_year: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    stops: frozenset[str]

    def sign(self, phrase: str) -> Qualifier:
        """Return the sign (``>``, ``~`` …) of a phrase that says how exact a number is."""
        folded = " ".join(phrase.casefold().split())
        return next(
            sign for group in (self.qualifiers, self.after) for sign, phrases in group.items() if folded in phrases
        )

    def plural(self, word: str) -> bool:
        """Say whether a word names more than one thing, by the list and by its ending."""
        folded = word.casefold()
        if folded in self.plurals:
            return True
        return folded.endswith("s") and not folded.endswith(("ss", "us", "'s", "\u2019s")) and (
            folded not in self.singulars and len(folded) > len("xxs")
        )  # fmt: skip


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return a language's number words. Raises NoWordsError where nobody has written them."""
    return msgspec.convert(words("numbers", language), Vocabulary)
