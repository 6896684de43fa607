"""Events as found, and which accounts tell of one happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from colligate.periods import Period, period
from colligate.programmes.recognising.event_words import event_words
from colligate.sources.outline import Mention

#: Share of the shorter object's words that two accounts of one date, or of two, must have in common.
_ALIKE, _ALIKE_UNDATED = 0.5, 0.75
#: Where two actors are the same, fewer words must be.
_ALIKE_ACTORS = 0.3
_DAY = 10


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
    #: Whether the same may take place again: another meeting, another election.
    recurs: bool = False
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
    texts = bool(set(one.instruments) & set(other.instruments))
    doers = bool(set(one.actors[:2]) & set(other.actors[:2]))
    first, second = _content(one.object, language), _content(other.object, language)
    if one.kind != other.kind:
        return False
    if one.once and one.actors and other.actors and not doers:
        return False  # each state ratifies for itself
    if (one.once and doers and texts) or (one.titled and other.titled and first == second):
        return True
    return (doers or texts) and _told_alike(one, other, first, second)


def _told_alike(one: EventFound, other: EventFound, first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether two accounts agree in day, or in date and object; a happening that recurs needs its date."""
    shared = len(first & second) / max(1, min(len(first), len(second)))
    if any(len(date) == _DAY and date in other.dates for date in one.dates):
        return True
    if any(_agree(a, b) for a in one.dates for b in other.dates):
        common = set(one.actors[:3]) & set(other.actors[:3])
        return shared >= (_ALIKE if len(common) < 2 else _ALIKE_ACTORS)
    return not one.recurs and shared >= _ALIKE_UNDATED and len(first & second) > 1


def _agree(one: str, other: str) -> bool:
    first, second = _read(one), _read(other)
    return first.covers(second) or second.covers(first)


@cache
def _read(written: str) -> Period:
    return period(written)


def _content(thing: str, language: str) -> frozenset[str]:
    plain = event_words(language).plain
    return frozenset(word[:6] for word in re.findall(r"\w+", thing.casefold()) if word not in plain)


def _joined(one: EventFound, other: EventFound) -> EventFound:
    return msgspec.structs.replace(
        one,
        actors=tuple(dict.fromkeys([*one.actors, *other.actors])),
        places=tuple(dict.fromkeys([*one.places, *other.places])),
        instruments=tuple(dict.fromkeys([*one.instruments, *other.instruments])),
        accounts=(*one.accounts, *other.accounts),
    )
