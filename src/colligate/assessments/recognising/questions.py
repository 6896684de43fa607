"""The question a text asks, and whether its answer is to the question asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from colligate.assessments.recognising.phrases import any_of, claim_words
from colligate.languages import alternatives, languages
from colligate.sources.outline import Mention, OpenText, Unit

_QUOTED = re.compile('[\u201c"]([^\u201d"]{15,600})[\u201d"]')


class Put(Mention, frozen=True, kw_only=True):
    """A question as put in one place."""

    #: ``to what extent``, ``how``, ``why``, ``whether`` …, in lower case.
    word: str
    #: ``degree``, ``manner``, ``reason``, ``decision`` or ``kind``: what sort of answer is asked for.
    asks: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """The question of a text and every later place that puts it again."""

    asked: Put
    restated: tuple[Put, ...] = ()

    @property
    def differs(self) -> tuple[Put, ...]:
        """The places that put it so that another sort of answer would do."""
        return tuple(put for put in self.restated if put.asks != self.asked.asks)


def question(text: OpenText) -> Question | None:
    """Return the question that a text says it answers, or None where it says none."""
    if text.language not in languages():
        return None
    every = [put for unit in text.outline.units if unit.kind != "heading" for put in _put(unit, text.language)]
    if not every:
        return None
    first = next((put for put in every if text.words(put).rstrip().endswith("?")), every[0])
    return Question(asked=first, restated=tuple(put for put in every if put.unit > first.unit))


def _put(unit: Unit, language: str) -> Iterator[Put]:
    cue = any_of(claim_words(language).question_cues).search(unit.words)
    if cue is None:
        return
    for match in _QUOTED.finditer(unit.words, cue.end()):
        if word := _asking(language).match(match[1]):
            start, end = match.span(1)
            yield _made(unit, start, end, word[0], language)
            return
    if word := _asking(language).search(unit.words, cue.end()):
        yield _made(unit, word.start(), len(unit.words.rstrip(" .")), word[0], language)


@cache
def _asking(language: str) -> re.Pattern[str]:
    every = [word for words in claim_words(language).questions.values() for word in words]
    return re.compile(rf"(?<!\w)(?:{alternatives(every)})(?!\w)", re.IGNORECASE)


def _made(unit: Unit, start: int, end: int, word: str, language: str) -> Put:
    folded = " ".join(word.casefold().split())
    asks = next(sort for sort, words in claim_words(language).questions.items() if folded in words)
    return Put(unit=unit.number, start=start, end=end, word=folded, asks=asks)
