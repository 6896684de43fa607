"""Events: a dated sentence whose verb or noun tells that something took place, and who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from colligate.languages import alternatives, languages, words
from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.found import Alias, Entities
from colligate.programmes.recognising.names import WORD, key
from colligate.sources.outline import Mention, OpenText, Unit

#: Words of an object that name an event; the rest is left out.
_LONGEST = 9
#: Characters between verb and date beyond which they belong to different statements; a noun stands nearer.
_FAR, _NEAR = 170, 60
#: A date that begins this late does not open its sentence; a verb after it counts as so many characters farther.
_OPENING, _TURNED = 30, 60
_TITLE = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{8,120}?)[,.]?[\"\u201d]")
_WORD = rf"(?:{WORD}|[a-z]+[A-Z]\w+)"
_CAPITALS = re.compile(rf"(?<![\w-]){_WORD}(?:\s+(?:(?:of|for|on|and|to|in|against)\s+)?{_WORD})*$")


class EventAccount(msgspec.Struct, frozen=True, kw_only=True):
    """One telling of an event."""

    #: `OpenText.source`.
    source: str
    #: The sentence's words that tell it.
    mention: Mention
    #: As `colligate.periods` reads it.
    date: str


class EventFound(msgspec.Struct, frozen=True, kw_only=True):
    """Something dated that took place, as told once or several times."""

    key: str
    #: Kind and object: *Ratification of UNTOC (Thailand)*.
    name: str
    #: See `colligate.programmes.programme.Event.kind`.
    kind: str
    #: What it was done to, in the text's words.
    object: str
    #: Keys of `NamedActor`, the doer first.
    actors: tuple[str, ...] = ()
    #: Keys of `NamedPlace`, without countries that are actors.
    places: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    #: Whether each actor can do it once only: a state ratifies a treaty once.
    once: bool = False
    #: Whether its object is a title.
    titled: bool = False
    accounts: tuple[EventAccount, ...]

    @property
    def date(self) -> str:
        """The most exact date that the first account has or that others agree with."""
        exact = sorted(
            {account.date for account in self.accounts}, key=lambda date: (-len(date.partition("/")[0]), date)
        )
        first = self.accounts[0].date
        return next((date for date in exact if date.startswith(first.rstrip("~"))), first)

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date told, each once."""
        return tuple(dict.fromkeys(account.date for account in self.accounts))


class _Kind(NamedTuple):
    kind: str
    called: str
    needs: re.Pattern[str] | None
    #: Whether it is done to a treaty or law, by each state once.
    instrument: bool
    #: Whether what it is done to has a title in quotation marks.
    titled: bool


class _Told(NamedTuple):
    start: int
    end: int
    kind: _Kind
    noun: bool
    passive: bool


def events(text: OpenText, dates: Sequence[DateMention], named: Entities) -> tuple[EventFound, ...]:
    """Return the events that a text dates, those told several times once."""
    if text.language not in languages():
        return ()
    by_unit: dict[int, list[DateMention]] = {}
    for date in dates:
        if not date.edition:
            by_unit.setdefault(date.unit, []).append(date)
    found = [
        event
        for number, here in by_unit.items()
        if text.outline.units[number].kind in {"sentence", "item"}
        for event in _of(text, text.outline.units[number], here, named)
    ]
    return merge_events(found, text.language)


def _of(text: OpenText, unit: Unit, dates: Sequence[DateMention], named: Entities) -> Iterator[EventFound]:
    told = _told(unit.words, text.language)
    used: set[int] = set()
    for date in dates:
        ranked = sorted(told, key=lambda one: (_gap(one, date, unit.words), one.start))
        one = next((one for one in ranked if one.start not in used), None)
        if one is None or _gap(one, date, unit.words) > (_NEAR if one.noun else _FAR):
            continue
        used.add(one.start)
        if event := _event(text, unit, one, date, named):
            yield event


def _gap(one: _Told, date: DateMention, said: str) -> int:
    """Return the distance of a verb and a date in characters; a semicolon between them parts them for good.

    A date inside a sentence belongs to the verb before it rather than to the one after.
    """
    first, last = (one.end, date.start) if one.end <= date.start else (date.end, one.start)
    turned = _TURNED if one.start > date.start > _OPENING else 0
    return len(said) + _FAR if ";" in said[first:last] else max(0, last - first) + turned


def _told(said: str, language: str) -> list[_Told]:
    patterns = _patterns(language)
    found: list[_Told] = []
    for kind, verb, noun in patterns.kinds:
        for pattern, is_noun in ((verb, False), (noun, True)):
            for match in pattern.finditer(said) if pattern else ():
                before = said[max(0, match.start() - 30) : match.start()]
                if not is_noun and patterns.not_told.search(before):
                    continue
                if kind.needs and not is_noun and not kind.needs.search(said, match.end(), match.end() + 70):
                    continue
                passive = not is_noun and bool(patterns.auxiliary.search(before))
                found.append(_Told(match.start(), match.end(), kind, is_noun, passive))
    return _first_kinds(found)


def _first_kinds(found: list[_Told]) -> list[_Told]:
    """Keep one kind for each place: the longer match, then the kind that needs more."""
    ranked = sorted(found, key=lambda one: (one.start - one.end, one.kind.needs is None))
    kept: list[_Told] = []
    for one in ranked:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)


def _event(text: OpenText, unit: Unit, one: _Told, date: DateMention, named: Entities) -> EventFound | None:
    actors = _actors(unit, one, named)
    instruments = tuple(i.key for i in named.instruments if any(m.unit == unit.number for m in i.mentions))
    thing = _object(unit.words, one, date, text.language)
    if one.kind.instrument and instruments:
        thing = next(_short(i.name, i.aliases) for i in named.instruments if i.key == instruments[0])
    short = next((_short(actor.name, actor.aliases) for actor in named.actors if actor.key in actors[:1]), "")
    thing = thing or short
    if not thing or not (actors or instruments):
        return None
    countries = {actor.key for actor in named.actors if actor.kind == "state"}
    places = [
        p.key
        for p in named.places
        if p.kind != "country" or p.key not in countries
        for m in p.mentions
        if m.unit == unit.number
    ]
    mention = Mention(unit=unit.number, start=min(one.start, date.start), end=max(one.end, date.end))
    name = f"{one.kind.called}: {thing}" + (f" ({short})" if short and short.casefold() not in thing.casefold() else "")
    return EventFound(
        key=key(f"{one.kind.kind} {thing}"), name=name, kind=one.kind.kind, object=thing, actors=actors,
        once=one.kind.instrument, titled=one.kind.titled and thing == _quoted(unit.words),
        places=tuple(dict.fromkeys(places)), instruments=tuple(dict.fromkeys(instruments)),
        accounts=(EventAccount(source=text.source, mention=mention, date=date.written),),
    )  # fmt: skip


def _quoted(said: str) -> str:
    title = _TITLE.search(said)
    return title[1] if title else ""


def _short(name: str, aliases: Sequence[Alias]) -> str:
    return next((alias.name for alias in aliases if alias.kind == "acronym"), name)


def _object(said: str, one: _Told, date: DateMention, language: str) -> str:
    """Return what the event was done to: what follows the verb, or the subject where nothing does or it is passive."""
    patterns = _patterns(language)
    if one.kind.titled and (title := _TITLE.search(said)):
        return title[1]
    if one.passive:
        return _subject(said, one.start, patterns)
    rest = said[one.end : date.start] if date.start > one.end else said[one.end :]
    cut = patterns.stop.split(rest.strip(), maxsplit=1)[0]
    thing = re.split(r"[,;:.(\"\u201c]", cut)[0]
    thing = patterns.lead.sub("", thing.strip()).strip()
    kept = " ".join(thing.split()[:_LONGEST]).strip(" ,")
    if kept and kept.split()[0].casefold() not in patterns.pronouns and not patterns.stop.fullmatch(f"{kept} "):
        return kept
    if one.noun:
        return ""
    return _subject(said, one.start, patterns) or _subject_after(said, max(one.end, date.end), patterns)


def _subject(said: str, end: int, patterns: _Patterns) -> str:
    parts = [part for part in re.split(r"[,;:()\"\u201c]\s*", said[:end].rstrip()) if part.strip()]
    while len(parts) > 1 and patterns.stop.match(f"{parts[-1]} "):
        parts.pop()
    thing = patterns.auxiliary.sub("", parts[-1] + " ").strip() if parts else ""
    if capitals := _CAPITALS.search(thing):
        thing = capitals[0]
    thing = patterns.lead.sub("", thing).strip()
    kept = " ".join(thing.split()[-_LONGEST:])
    return kept if len(kept) > 2 and kept.split()[0].casefold() not in patterns.pronouns else ""


def _subject_after(said: str, end: int, patterns: _Patterns) -> str:
    """Return the subject of a sentence that a participle opens: *Founded in 1997, the Office was …*."""
    match = re.compile(r"\s*,\s+([^,;:(]{3,90}?)\s+(?:was|were|is|has|had|[a-z]+ed|[a-z]+s)\b").match(said, end)
    return patterns.lead.sub("", match[1]).strip() if match else ""


def _actors(unit: Unit, one: _Told, named: Entities) -> tuple[str, ...]:
    """Return the actors of the sentence: those before the verb first, the nearest of them at the head."""
    here = [(m, actor) for actor in named.actors for m in actor.mentions if m.unit == unit.number]
    before = sorted((pair for pair in here if pair[0].end <= one.start), key=lambda pair: -pair[0].end)
    after = sorted((pair for pair in here if pair[0].start >= one.end), key=lambda pair: pair[0].start)
    return tuple(dict.fromkeys(actor.key for _, actor in [*before, *after]))


def merge_events(found: Sequence[EventFound], language: str = "en") -> tuple[EventFound, ...]:
    """Join accounts of one happening, of one text or several; whatever is not plainly the same stays apart."""
    merged: list[EventFound] = []
    for event in found:
        at = next((n for n, other in enumerate(merged) if _same(other, event, language)), None)
        if at is None:
            merged.append(event)
        else:
            merged[at] = _joined(merged[at], event)
    keys: dict[str, int] = {}
    for number, event in enumerate(merged):
        keys[event.key] = keys.get(event.key, 0) + 1
        if keys[event.key] > 1:
            merged[number] = msgspec.structs.replace(event, key=f"{event.key}-{keys[event.key]}")
    return tuple(merged)


def _same(one: EventFound, other: EventFound, language: str) -> bool:
    if one.kind != other.kind:
        return False
    if set(one.actors[:2]) & set(other.actors[:2]) and set(one.instruments) & set(other.instruments) and one.once:
        return True
    first, second = _content(one.object, language), _content(other.object, language)
    shared = len(first & second) / max(1, min(len(first), len(second)))
    together = bool(set(one.actors[:2]) & set(other.actors[:2])) or bool(set(one.instruments) & set(other.instruments))
    days = {date for date in one.dates if len(date) == 10} & set(other.dates)
    if days and together:
        return True
    if one.titled and other.titled and first == second:
        return True
    agree = any(a.startswith(b) or b.startswith(a) for a in one.dates for b in other.dates)
    common = set(one.actors[:3]) & set(other.actors[:3])
    if agree and together:
        return shared >= (0.5 if len(common) < 2 else 0.3)
    return together and shared >= 0.75 and len(first & second) > 1


def _content(thing: str, language: str) -> frozenset[str]:
    plain = _patterns(language).plain
    return frozenset(word[:6] for word in re.findall(r"\w+", thing.casefold()) if word not in plain)


def _joined(one: EventFound, other: EventFound) -> EventFound:
    return msgspec.structs.replace(
        one,
        actors=tuple(dict.fromkeys([*one.actors, *other.actors])),
        places=tuple(dict.fromkeys([*one.places, *other.places])),
        instruments=tuple(dict.fromkeys([*one.instruments, *other.instruments])),
        accounts=(*one.accounts, *other.accounts),
    )


class _Patterns(NamedTuple):
    kinds: tuple[tuple[_Kind, re.Pattern[str] | None, re.Pattern[str] | None], ...]
    auxiliary: re.Pattern[str]
    not_told: re.Pattern[str]
    stop: re.Pattern[str]
    lead: re.Pattern[str]
    plain: frozenset[str]
    pronouns: frozenset[str]


@cache
def _patterns(language: str) -> _Patterns:
    told = words("events", language)
    kinds = []
    for kind, given in told["kinds"].items():
        needs = given.get("needs")
        pattern = re.compile(rf"(?<!\w)(?:{alternatives(needs)})(?!\w)", re.IGNORECASE) if needs else None
        verbs = [*given.get("verbs", []), *given.get("participles", [])]
        verb = re.compile(rf"(?<![\w-])(?:{alternatives(verbs)})(?![\w-])", re.IGNORECASE) if verbs else None
        nouns = given.get("nouns")
        noun = re.compile(rf"(?<![\w-])(?:{alternatives(nouns)})(?![\w-])", re.IGNORECASE) if nouns else None
        sort = _Kind(kind, given["called"], pattern, given.get("instrument", False), given.get("titled", False))
        kinds.append((sort, verb, noun))
    when = alternatives(told["when"])
    return _Patterns(
        kinds=tuple(kinds),
        auxiliary=re.compile(rf"(?<!\w)(?:{alternatives(told['auxiliaries'])})\s+(?:\w+ly\s+)?$", re.IGNORECASE),
        not_told=re.compile(rf"(?<!\w)(?:{alternatives(told['not_told'])})\s+(?:\w+\s+)?$", re.IGNORECASE),
        stop=re.compile(
            rf"(?:^|\s+)(?:{alternatives(told['stops'])})\s+(?!(?-i:[A-Z]))"
            rf"|(?:^|\s)(?:{when})\s*$|(?:^|\s)(?:{when})\s+(?=\d|(?-i:[A-Z])[a-z]+\s+\d)",
            re.IGNORECASE,
        ),
        lead=re.compile(r"^(?:of\s+)?(?:the|a|an|its|their|this|that)\s+|^of\s+", re.IGNORECASE),
        plain=frozenset(told["stop_words"]),
        pronouns=frozenset(told["pronouns"]),
    )
