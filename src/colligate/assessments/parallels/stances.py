"""What is said to be taken in hand and said not to be; what never stopped rising and fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from colligate.assessments.parallels.differences import Difference
from colligate.assessments.parallels.events import clauses
from colligate.assessments.parallels.lexicon import lexicon
from colligate.assessments.parallels.neighbours import Weights
from colligate.assessments.parallels.reading import Reading, Token
from colligate.languages import alternatives, words

#: How many content words lie at most between a movement and what moves.
_REACH = 4

#: A sentence's first content words are what it is about.
_SUBJECT = 2
#: How many letters lie at most between a movement and what says that it never broke off.
_BESIDE = 30
#: And how many words between a verb and what it takes up, or a denial and the verb.
_BEARING = 6


class _Stance(NamedTuple):
    reading: int
    matter: int
    taken: bool
    token: Token


def addressed(read: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int, Difference]]:
    """Yield a sentence that says somebody takes a matter up beside one that says they did not."""
    found = [stance for place, one in enumerate(read) for stance in _stances(place, one)]
    denied = [stance for stance in found if not stance.taken]
    for no in denied:
        for yes in (stance for stance in found if stance.taken and stance.matter == no.matter):
            shared = weights.keys(no.reading) & weights.keys(yes.reading)
            names = _names(read[no.reading]) & _names(read[yes.reading])
            if names and len(shared) >= 3:
                first, second = sorted((no, yes), key=lambda one: one.reading)
                lighter = min(weights.total(one.reading) for one in (no, yes))
                likeness = round(sum(map(weights.of, shared)) / lighter, 3)
                yield first.reading, second.reading, Difference("addressed", (first.token,), (second.token,), likeness)


def _names(one: Reading) -> set[str]:
    return {token.key for token in one.tokens if token.kind == "name"}


def _stances(place: int, one: Reading) -> Iterator[_Stance]:
    patterns = _patterns(one.language)
    sentence = one.unit.words
    for match in patterns.matter.finditer(sentence):
        start = max(begin for begin, _ in clauses(sentence, one.language) if begin <= match.start())
        before = sentence[start : match.start()]
        verbs = list(patterns.takes_up.finditer(before))
        if not verbs or patterns.wished.search(before) or not _near(before[verbs[-1].end() :]):
            continue
        denials = [denial for denial in patterns.denied.finditer(before) if denial.end() <= verbs[-1].end()]
        denied = denials[-1] if denials and _near(before[denials[-1].end() : verbs[-1].start()]) else None
        token = Token("word", "", start + (denied or verbs[-1]).start(), match.end(), "")
        yield _Stance(place, _matter(match[0], one.language), denied is None, token)


def _near(between: str) -> bool:
    """Whether what lies between two words lets the first bear on the second."""
    return "," not in between and len(between.split()) <= _BEARING


class _Patterns(NamedTuple):
    matter: re.Pattern[str]
    takes_up: re.Pattern[str]
    denied: re.Pattern[str]
    wished: re.Pattern[str]
    throughout: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    data = words("polarity", language)
    matters = [phrase for phrases in data["one_matter"] for phrase in phrases]
    lists = (matters, data["takes_up"], data["not_taken_up"], data["wished"], data["throughout"])
    return _Patterns(*(re.compile(rf"\b(?:{alternatives(phrases)})\b", re.IGNORECASE) for phrases in lists))


def _matter(printed: str, language: str) -> int:
    plain = " ".join(printed.casefold().split())
    groups = words("polarity", language)["one_matter"]
    return next(number for number, phrases in enumerate(groups) if plain in phrases)


def trends(read: Sequence[Reading]) -> Iterator[tuple[int, int, Difference]]:
    """Yield a movement that is said never to stop beside the opposite movement of the same, in one paragraph."""
    for place, one in enumerate(read):
        if not _patterns(one.language).throughout.search(one.unit.words):
            continue
        for other in range(max(0, place - 6), min(len(read), place + 7)):
            there = read[other]
            if there.text == one.text and abs(there.unit.paragraph - one.unit.paragraph) <= 1 and other != place:
                yield from _against(place, other, one, there)


def _against(place: int, other: int, one: Reading, there: Reading) -> Iterator[tuple[int, int, Difference]]:
    if _patterns(there.language).wished.search(there.unit.words):
        return
    for moved, pair, side, movers in _movements(one):
        if not _unbroken(one, moved):
            continue
        for back, other_pair, other_side, others in _movements(there):
            mover = movers & others
            if pair == other_pair and side != other_side and mover and not _other_thing(mover, one, there):
                (low, first), (high, second) = sorted([(place, moved), (other, back)])
                yield low, high, Difference("trend", (first,), (second,), 1.0)
                return


def _unbroken(one: Reading, moved: Token) -> bool:
    """Whether the words that say *without a break* stand beside a movement."""
    found = _patterns(one.language).throughout.finditer(one.unit.words)
    return any(match.start() - moved.end <= _BESIDE and moved.start - match.end() <= _BESIDE for match in found)


def _movements(one: Reading) -> Iterator[tuple[Token, int, int, set[str]]]:
    """Each word of movement that is told and not aimed at, with its pair, its side and the content words near it."""
    opposites, polarity = lexicon(one.language).opposites, words("polarity", one.language)
    for at, token in enumerate(one.tokens):
        kind, pair, side = opposites.get(token.word, ("", 0, 0))
        before = one.unit.words[: token.start].rsplit(maxsplit=1)[-1:]
        if kind == "direction" and before and before[0].casefold() not in polarity["aims"]:
            first = tuple(each for each in one.tokens[: min(at, _SUBJECT)] if each.word in polarity["measures"])
            near = first + one.tokens[max(0, at - _REACH) : at] + one.tokens[at + 1 : at + 1 + _REACH]
            yield token, pair, side, {each.key for each in near if each.kind == "word"}


def _other_thing(mover: set[str], one: Reading, there: Reading) -> bool:
    """Whether what is shared is only a measure, and the second sentence says of what: of something new."""
    measures = words("polarity", one.language)["measures"]
    keys = {token.key for token in (*one.tokens, *there.tokens) if token.word in measures}
    if mover - keys:
        return False
    at = next(place for place, token in enumerate(there.tokens) if token.key in mover)
    token, following = there.tokens[at], there.tokens[at + 1 : at + 2]
    if not following or following[0].start - token.end > len(" of the ") + 1:
        return False
    directions = lexicon(one.language).opposites
    known = {each.key for each in one.tokens}
    return following[0].word not in directions and following[0].key not in known and following[0].kind == "word"
