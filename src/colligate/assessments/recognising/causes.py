"""Proposing causal statements: what a text says brought about what, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from colligate.assessments.recognising.phrases import any_of, cause_words
from colligate.assessments.recognising.spans import clause_after, clause_before, trimmed
from colligate.indicators.recognising.concepts import measured
from colligate.indicators.recognising.ordinals import levels
from colligate.indicators.recognising.quantities import LONGEST
from colligate.languages import alternatives, languages
from colligate.sources.outline import Mention, OpenText, Unit

#: The rule for reasons given, which are as often why something is said as why it is so.
REASON = "a reason given"
#: A modal or denial this many words before a causal word takes its force away.
_NEAR = 3
_OPENING = 30
_NUMBERED = re.compile(r"\s*\d{2,3}\.\d{1,3}\.?\s+\D")
#: Between a verb of driving and what it drives to stand at most this many words.
_OBJECT = 24


class CauseFound(Mention, frozen=True, kw_only=True):
    """A causal statement; the mention is the causal phrase."""

    #: The causal phrase as printed.
    phrase: str
    cause: Mention
    effect: Mention
    #: The rule that found it.
    rule: str


def causes(text: OpenText) -> tuple[CauseFound, ...]:
    """Return the causal statements of a text's sentences; possibilities, denials and questions are passed over."""
    if text.language not in languages():
        return ()
    found: list[CauseFound] = []
    rated = {level.unit for level in levels(text)}
    before: Unit | None = None
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"} or len(unit.words) > LONGEST:
            continue
        if not _asks(unit.words):
            found += _in(unit, before, text.language, rated=unit.number in rated)
        before = unit
    return tuple(found)


def _asks(words: str) -> bool:
    """Say whether a sentence is a question, or a recommendation under its number in a list of many."""
    return words.rstrip().endswith("?") or _NUMBERED.match(words) is not None


def _in(unit: Unit, before: Unit | None, language: str, *, rated: bool) -> list[CauseFound]:
    taken: list[CauseFound] = []
    for finder in (_effect_first, _cause_first, _driving, _by_means, _reasons):
        for one in finder(unit, language):
            if not any(one.start < other.end and other.start < one.end for other in taken):
                taken.append(one)
    if rated and not taken:
        taken += _placing(unit, language)
    if before is not None and _follows(unit, before) and (link := _linked(unit, before, language)):
        taken.append(link)
    return sorted((one for one in taken if _came_about(unit, one, language)), key=lambda one: one.start)


def _came_about(unit: Unit, one: CauseFound, language: str) -> bool:
    """Say whether an effect is told as having come about: no rule is set, nothing only possible, nothing wished for."""
    known = cause_words(language)
    effect = unit.words[one.effect.start : one.effect.end] if one.effect.unit == unit.number else ""
    cause = unit.words[one.cause.start : one.cause.end] if one.cause.unit == unit.number else ""
    ruled = any_of(known.prescribing).search(effect) or any_of(known.prescribing).search(cause)
    return not ruled and not any_of(known.urging, before=r"^\W*").match(effect)


def _made(
    unit: Unit, match: re.Match[str], cause: Mention | None, effect: Mention | None, rule: str
) -> CauseFound | None:
    if cause is None or effect is None:
        return None
    start, end = match.span("it")
    return CauseFound(
        unit=unit.number, start=start, end=end, phrase=unit.words[start:end], cause=cause, effect=effect, rule=rule
    )


def _effect_first(unit: Unit, language: str) -> Iterator[CauseFound]:
    yield from _after_effect(unit, cause_words(language).effect_first, "the effect, then the cause", language)


def _reasons(unit: Unit, language: str) -> Iterator[CauseFound]:
    yield from _after_effect(unit, cause_words(language).reasons, REASON, language)


def _after_effect(unit: Unit, phrases: tuple[str, ...], rule: str, language: str) -> Iterator[CauseFound]:
    for match in any_of(phrases).finditer(unit.words):
        if _empty(unit.words, match, language):
            continue
        if not unit.words[: match.start()].strip(" \u201c\"'("):
            cause = clause_after(unit, match.end(), to_comma=True)
            effect = clause_after(unit, cause.end) if cause else None
        else:
            cause = clause_after(unit, match.end(), to_comma=True)
            effect = clause_before(unit, match.start())
        if found := _made(unit, match, cause, effect, rule):
            yield found


def _cause_first(unit: Unit, language: str) -> Iterator[CauseFound]:
    for match in any_of(cause_words(language).cause_first).finditer(unit.words):
        if _empty(unit.words, match, language) or _attribute(unit.words, match, language):
            continue
        cause, effect = clause_before(unit, match.start()), clause_after(unit, match.end())
        if found := _made(unit, match, cause, effect, "the cause, then the effect"):
            yield found


def _attribute(words: str, match: re.Match[str], language: str) -> bool:
    """Say whether a participle belongs to the noun before it (*the path leading to peace*), not to what is told."""
    folded = " ".join(match["it"].casefold().split())
    return folded in cause_words(language).participles and not words[: match.start()].rstrip().endswith(",")


def _driving(unit: Unit, language: str) -> Iterator[CauseFound]:
    for match in _drives(language).finditer(unit.words):
        if _empty(unit.words, match, language):
            continue
        if found := _made(
            unit,
            match,
            clause_before(unit, match.start()),
            clause_after(unit, match.end("it")),
            "one drives another to act",
        ):
            yield found


@cache
def _drives(language: str) -> re.Pattern[str]:
    known = cause_words(language)
    to = alternatives(known.driving_to)
    return re.compile(
        rf"(?<![\w-])(?<!-\s)(?P<it>(?i:{alternatives(known.driving)}))"
        rf"(?=\s+(?=[A-Z]|(?:{alternatives(known.objects)})\s)(?:[^\s;.]+\s+){{1,{_OBJECT}}}?(?:{to})\s+[a-z]{{2,}})"
    )


def _by_means(unit: Unit, language: str) -> Iterator[CauseFound]:
    known = cause_words(language)
    match = any_of(known.means, before=r"^\W*").match(unit.words)
    comma = unit.words.find(", ", match.end()) if match else -1
    if match is None or comma < 0:
        return
    attained = any_of(known.attained).search(unit.words, comma)
    if attained is None or _empty(unit.words, attained, language):
        return
    cause, effect = trimmed(unit, match.end(), comma), clause_after(unit, comma + 1)
    if found := _made(unit, match, cause, effect, "a means that opens the sentence, and what was attained"):
        yield found


def _placing(unit: Unit, language: str) -> Iterator[CauseFound]:
    """Yield that a quantity put its subject on a level: the quantity is said to be the reason."""
    subject = measured(unit.words, language)
    if not subject or len(unit.words[: subject[0].start].split()) > _NEAR:
        return
    match = any_of(cause_words(language).placing).search(unit.words, subject[0].end)
    if match is None or _empty(unit.words, match, language):
        return
    cause, effect = clause_before(unit, match.start()), clause_after(unit, match.end())
    if found := _made(unit, match, cause, effect, "a quantity said to put its subject on a level"):
        yield found


def _follows(unit: Unit, before: Unit) -> bool:
    return before.section == unit.section and unit.paragraph - before.paragraph <= 1


def _linked(unit: Unit, before: Unit, language: str) -> CauseFound | None:
    match = any_of(cause_words(language).linking, before=r"^\W*").match(unit.words[:_OPENING])
    if match is None or any_of(cause_words(language).effect_first).match(unit.words):
        return None
    return _made(
        unit,
        match,
        trimmed(before, 0, len(before.words)),
        clause_after(unit, match.end()),
        "the sentence before is the cause",
    )


def _empty(words: str, match: re.Match[str], language: str) -> bool:
    """Say whether a causal word states no fact here: a possibility, a denial, another meaning."""
    known = cause_words(language)
    start = match.start("it")
    if any_of(known.other_meanings).match(words, start):
        return True
    before = words[:start].split()[-_NEAR:]
    if before and before[-1].casefold() in known.infinitive:
        return match["it"].casefold() not in known.effect_first
    if (
        before
        and match["it"].casefold() in known.transitive
        and {word.casefold() for word in before[-2:]} & known.passive
    ):
        return True
    return bool(any_of(known.modal).search(" ".join(before)))
