"""What a language tells of events, compiled; and the verbs and nouns of a sentence that tell of one."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from colligate.languages import alternatives, words
from colligate.programmes.recognising.names import WORD

#: Characters before a verb or noun in which its auxiliary, or a wish, stands.
_BEFORE, _WISHED = 30, 70
_WORD = rf"(?:{WORD}|[a-z]+[A-Z]\w+)"
#: Characters after a verb in which the object it needs stands.
_OBJECT = 70


class Kind(msgspec.Struct, frozen=True):
    """A kind of event, as a language's file tells it."""

    kind: str
    called: str
    needs: re.Pattern[str] | None
    not_followed: re.Pattern[str] | None
    #: Whether it is done to a treaty or law, by each state once.
    instrument: bool
    #: Whether what it is done to has a title in quotation marks.
    titled: bool
    #: Whether the same may take place again another time.
    recurs: bool
    #: Whether it is named after the one who did it where it has no object.
    nameable: bool
    #: Whether it is a state's, whoever speaks of it.
    of_state: bool


class Told(NamedTuple):
    """A verb or noun that tells of an event. Offsets are those of the unit's words."""

    start: int
    end: int
    kind: Kind
    noun: bool
    passive: bool


class EventWords(NamedTuple):
    """The words of one language."""

    kinds: tuple[tuple[Kind, re.Pattern[str] | None, re.Pattern[str] | None], ...]
    auxiliary: re.Pattern[str]
    passive_after: re.Pattern[str]
    not_told: re.Pattern[str]
    wished: re.Pattern[str]
    #: Right after an actor who only tells of the event.
    reporting: re.Pattern[str]
    deadline: re.Pattern[str]
    #: Between a text's name and its own date, as in *Act of 1998*.
    of: re.Pattern[str]
    #: A text told without its name, and what parts it from its date.
    dated_text: re.Pattern[str]
    #: Before a span that is a term agreed, or a date that is one set.
    terms: re.Pattern[str]
    #: Right before a date, and anywhere before a noun.
    article: re.Pattern[str]
    articles: re.Pattern[str]
    #: Ends a clause's subject.
    finite: re.Pattern[str]
    #: Before a verb, and no part of what it is done to: *first established*.
    adverb: re.Pattern[str]
    since: re.Pattern[str]
    #: Capitalised words at the end of a clause, and a small word that joins a phrase to the one before.
    capitals: re.Pattern[str]
    joined: re.Pattern[str]
    both: frozenset[str]
    stop: re.Pattern[str]
    #: Words before a noun, which are taken off it.
    lead: re.Pattern[str]
    #: Group: the subject that follows the participle by which a sentence opens: *Founded in 1997, the Office was …*.
    next_subject: re.Pattern[str]
    plain: frozenset[str]
    pronouns: frozenset[str]


def told(said: str, language: str) -> list[Told]:
    """Return the verbs and nouns that tell of events that took place, in the order of the sentence."""
    known = event_words(language)
    found = [
        one
        for kind, verb, noun in known.kinds
        for pattern, is_noun in ((verb, False), (noun, True))
        if pattern
        for match in pattern.finditer(said)
        if (one := _one(said, match, kind, known, is_noun=is_noun))
    ]
    return _first_kinds(found)


def _one(said: str, match: re.Match[str], kind: Kind, known: EventWords, *, is_noun: bool) -> Told | None:
    start, end = match.span()
    if is_noun and kind.not_followed and kind.not_followed.match(said, end):
        return None
    if is_noun:
        wished = known.wished.search(said, max(0, start - _WISHED), start)
        return None if wished else Told(start, end, kind, noun=True, passive=False)
    before = said[max(0, start - _BEFORE) : start]
    if known.not_told.search(before) or (kind.not_followed and kind.not_followed.match(said, end)):
        return None
    if kind.needs and not kind.needs.search(said, end, end + _OBJECT):
        return None
    passive = bool(known.auxiliary.search(before) or known.passive_after.match(said, end))
    return Told(start, end, kind, noun=False, passive=passive)


def _first_kinds(found: list[Told]) -> list[Told]:
    """Keep one kind for each place: the longer match, then the kind that needs more."""
    ranked = sorted(found, key=lambda one: (one.start - one.end, one.kind.needs is None))
    kept: list[Told] = []
    for one in ranked:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


@cache
def event_words(language: str) -> EventWords:
    """Return the words of a language. Raises NoWordsError."""
    given, articles = words("events", language), _one_of(words("dates", language)["articles"])
    any_of = {topic: _one_of(said) for topic, said in given.items() if isinstance(said, list)}
    of, when, leads, lead_joins = (any_of[topic] for topic in ("of", "when", "leads", "lead_joins"))
    adverb = rf"\w+{given['adverb_ending']}"
    return EventWords(
        kinds=tuple(_kind(name, one) for name, one in given["kinds"].items()),
        auxiliary=_pattern(rf"(?<!\w){any_of['auxiliaries']}\s+(?:{adverb}\s+)?$"),
        passive_after=_pattern(rf"\s+{any_of['passive_after']}(?!\w)"),
        not_told=_pattern(rf"(?<!\w){any_of['not_told']}\s+(?:\w+\s+)?$"),
        wished=_pattern(rf"(?<!\w){any_of['wished']}(?!\w)"),
        reporting=_pattern(rf"\s+(?:\w+\s+)?{any_of['reporting']}(?!\w)"),
        deadline=_pattern(rf"(?<!\w){any_of['deadline']}\s+(?:{articles}\s+)?$"),
        of=_pattern(rf"(?:,?\s+{of}\s+(?:{articles}\s+)?|\s*\()$"),
        dated_text=_pattern(rf"(?<!\w){any_of['dated_texts']}(?:\s[\w./-]{{0,40}}\d)?,?\s+{of}\s+$"),
        terms=_pattern(rf"(?<!\w){any_of['terms']}\s+$"),
        article=_pattern(rf"(?<!\w){articles}\s+$"),
        articles=_pattern(rf"(?<!\w){leads}\s+"),
        adverb=_pattern(rf"(?:(?:^|,?\s+)(?:{any_of['adverbs']}|{adverb}))+$"),
        since=_pattern(rf"(?<!\w){any_of['since']}\s+$"),
        finite=_pattern(rf"(?<!\w){any_of['finite']}\s+"),
        capitals=re.compile(rf"(?<![\w-]){_WORD}(?:\s+(?:{any_of['noun_joins']}\s+)?{_WORD})*$"),
        joined=_pattern(rf"(?<!\w){of}\s+(?:{leads}\s+)?$"),
        both=frozenset(given["and"]),
        stop=_pattern(
            rf"(?:^|\s+){any_of['stops']}\s+(?!(?-i:[A-Z]))"
            rf"|(?:^|\s){when}\s*$|(?:^|\s){when}\s+(?=\d|(?-i:[A-Z])[a-z]+\s+\d)"
        ),
        lead=_pattern(rf"^(?:{lead_joins}\s+)?{leads}\s+|^{lead_joins}\s+"),
        next_subject=re.compile(
            rf"\s*,\s+([^,;:(]{{3,90}}?)\s+(?:{any_of['finite']}|[a-z]+{any_of['verb_endings']})\b"
        ),
        plain=frozenset(given["stop_words"]),
        pronouns=frozenset(given["pronouns"]),
    )


def _one_of(phrases: list[str]) -> str:
    return f"(?:{alternatives(phrases)})"


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def _kind(name: str, given: dict[str, object]) -> tuple[Kind, re.Pattern[str] | None, re.Pattern[str] | None]:
    verb, noun, needs, after = (
        _any([*_list(given, "verbs"), *_list(given, "participles")]),
        _any(_list(given, "nouns")),
        _any(_list(given, "needs")),
        _list(given, "not_followed"),
    )
    kind = Kind(
        name, str(given["called"]), needs,
        re.compile(rf"\s+(?:{alternatives(after)})(?!\w)", re.IGNORECASE) if after else None,
        *(bool(given.get(sign)) for sign in ("instrument", "titled", "recurs", "nameable", "of_state")),
    )  # fmt: skip
    return kind, verb, noun


def _list(given: dict[str, object], name: str) -> list[str]:
    found = given.get(name)
    return [str(one) for one in found] if isinstance(found, list) else []


def _any(phrases: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w-])(?:{alternatives(phrases)})(?![\w-])", re.IGNORECASE) if phrases else None
