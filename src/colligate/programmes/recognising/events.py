"""Events: a dated sentence whose verb or noun tells that something took place, and who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from colligate.languages import languages
from colligate.periods import period
from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.event_merging import EventAccount, EventFound, merge_events
from colligate.programmes.recognising.event_objects import done_to, title
from colligate.programmes.recognising.event_words import Told, event_words, told
from colligate.programmes.recognising.found import Alias, Entities, Instrument
from colligate.programmes.recognising.names import WORD, key
from colligate.sources.outline import Mention, OpenText, Unit

__all__ = ["EventAccount", "EventFound", "events", "merge_events"]

#: Characters between verb and date beyond which they belong to different statements; a noun stands nearer.
_FAR, _INNER, _NEAR = 170, 110, 60
#: A year right after a name is part of it: *Harbour Plan 2014-2017*.
_ENDS_CAPITALISED = re.compile(rf"\w\s+{WORD}\s$")
#: Characters after a date that is part of a name, as in *the 2014 elections*, in which that name ends.
_BESIDE = 25
#: A noun right after its year needs no article: *2014 elections*.
_WITHIN = 3
#: A date that begins this late does not open its sentence; a verb after it counts as so many characters farther.
_OPENING, _TURNED = 30, 60
#: Characters before a date that tell how it belongs to the sentence.
_LEAD = 24


def events(text: OpenText, dates: Sequence[DateMention], named: Entities) -> tuple[EventFound, ...]:
    """Return the events that a text dates, those told several times once."""
    if text.language not in languages():
        return ()
    by_unit: dict[int, list[DateMention]] = {}
    for date in dates:
        if not date.edition and not _yet_to_come(date, text.year):
            by_unit.setdefault(date.unit, []).append(date)
    found = [
        event
        for number, here in by_unit.items()
        if text.outline.units[number].kind in {"sentence", "item"}
        for event in _of(text, text.outline.units[number], here, named)
    ]
    return merge_events(found, text.language)


def _yet_to_come(date: DateMention, issued: int | None) -> bool:
    return issued is not None and period(date.written).first.year > issued


def _of(text: OpenText, unit: Unit, dates: Sequence[DateMention], named: Entities) -> Iterator[EventFound]:
    verbs = told(unit.words, text.language)
    used: set[int] = set()
    for date in dates:
        if not _dates_a_happening(unit, date, named.instruments, text.language):
            continue
        ranked = sorted(verbs, key=lambda one: (_gap(one, date, unit.words), one.start))
        one = next((one for one in ranked if one.start not in used), None)
        if one is None or _gap(one, date, unit.words) > _reach(one, date, unit, text.language):
            continue
        for each in _joined_by_and(one, verbs, unit.words, text.language):
            if each.start not in used and (event := _event(text, unit, each, date, named)):
                used.add(each.start)
                yield event


def _dates_a_happening(unit: Unit, date: DateMention, instruments: Sequence[Instrument], language: str) -> bool:
    """Say whether a date is neither a term set nor the date of a text: *by 2016*, *the Ports Act of 1998*."""
    known, before = event_words(language), unit.words[: date.start]
    lead = before[-_LEAD:]
    if known.deadline.search(lead) or known.terms.search(lead) or known.dated_text.search(before[-2 * _LEAD :]):
        return False
    if date.kind != "day" and _ENDS_CAPITALISED.search(before):
        return False
    of = known.of.search(before)
    ends = {mention.end for one in instruments for mention in one.mentions if mention.unit == unit.number}
    return not (of and of.start() in ends)


def _reach(one: Told, date: DateMention, unit: Unit, language: str) -> int:
    """Return how far from its verb or noun a date may stand, in characters."""
    known, said = event_words(language), unit.words
    inside = known.article.search(said[: date.start][-_LEAD:]) and said[date.end : date.end + 2].strip().isalpha()
    if inside and date.kind in {"month", "year"}:
        return _BESIDE if one.noun and one.start >= date.end else -1
    if not one.noun:
        return _FAR if date.start <= _OPENING else _INNER
    if one.end <= date.start:
        return -1 if "," in said[one.end : date.start] else _NEAR
    return _NEAR if date.start <= _OPENING or one.start - date.end < _WITHIN else -1


def _gap(one: Told, date: DateMention, said: str) -> int:
    """Return the distance of a verb and a date in characters; a semicolon between them parts them for good.

    A date inside a sentence belongs to the verb before it rather than to the one after.
    """
    first, last = (one.end, date.start) if one.end <= date.start else (date.end, one.start)
    turned = _TURNED if one.start > date.start > _OPENING and not one.noun else 0
    return len(said) + _FAR if ";" in said[first:last] else max(0, last - first) + turned


def _joined_by_and(one: Told, verbs: Sequence[Told], said: str, language: str) -> list[Told]:
    """Return a verb with those that share its object and date: *signed and ratified*."""
    both = event_words(language).both
    group = [one]
    for other in [] if one.noun else [verb for verb in verbs if not verb.noun]:
        first, last = (other, group[0]) if other.start < group[0].start else (group[-1], other)
        if other not in group and said[first.end : last.start].strip() in both:
            group = sorted([*group, other], key=lambda verb: verb.start)
    end = group[-1].end
    return [verb._replace(end=end) for verb in group]


def _event(text: OpenText, unit: Unit, one: Told, date: DateMention, named: Entities) -> EventFound | None:
    quoted, opens, closes = title(unit.words) if one.kind.titled else ("", 0, 0)
    actors = _actors(unit, one, named, (opens, closes), text.language)
    texts = _instruments(unit, one, named.instruments)
    thing = done_to(unit.words, one, date, text.language)
    if one.kind.instrument and texts:
        thing = _short(texts[0].name, texts[0].aliases)
    short = next((_short(actor.name, actor.aliases) for actor in named.actors if actor.key in actors[:1]), "")
    if one.kind.of_state:
        states = {actor.key: actor.name for actor in named.actors if actor.kind == "state"}
        short = thing = next((states[actor] for actor in actors if actor in states), "")
    thing = thing or (short if one.kind.nameable else "")
    if not thing or not (actors or (texts and one.kind.instrument) or quoted):
        return None
    mention = Mention(unit=unit.number, start=min(one.start, date.start), end=max(one.end, date.end))
    doer = f" ({short})" if short and short.casefold() not in thing.casefold() else ""
    return EventFound(
        key=key(f"{one.kind.kind} {thing}"), name=f"{one.kind.called}: {thing}{doer}", kind=one.kind.kind,
        object=thing, actors=actors, places=_places(unit, named), instruments=tuple(one.key for one in texts),
        once=one.kind.instrument, recurs=one.kind.recurs, titled=one.kind.titled and thing == quoted,
        accounts=(EventAccount(source=text.source, mention=mention, date=date.written),),
    )  # fmt: skip


def _short(name: str, aliases: Sequence[Alias]) -> str:
    return next((alias.name for alias in aliases if alias.kind == "acronym"), name)


def _instruments(unit: Unit, one: Told, instruments: Sequence[Instrument]) -> list[Instrument]:
    """Return the instruments after the verb, in their order; those before a passive one; else all of the sentence."""
    here = [(m, i) for i in instruments for m in i.mentions if m.unit == unit.number]
    here.sort(key=lambda pair: pair[0].start)
    before = [i for m, i in here if m.end <= one.start]
    after = [i for m, i in here if m.start >= one.end]
    chosen = (before[::-1] or after) if one.passive else (after or before[::-1])
    return list({i.key: i for i in chosen}.values())


def _places(unit: Unit, named: Entities) -> tuple[str, ...]:
    states = {actor.key for actor in named.actors if actor.kind == "state"}
    return tuple(
        place.key
        for place in named.places
        if (place.kind != "country" or place.key not in states) and any(m.unit == unit.number for m in place.mentions)
    )


def _actors(unit: Unit, one: Told, named: Entities, quoted: tuple[int, int], language: str) -> tuple[str, ...]:
    """Return the actors of the sentence: those before the verb first, the nearest of them at the head.

    None of a title, none who only tells of it, nor one that stands alone in brackets: that is a source or an acronym.
    """
    here = [
        (mention, actor)
        for actor in named.actors
        for mention in actor.mentions
        if mention.unit == unit.number
        and not quoted[0] < mention.start < quoted[1]
        and _takes_part(unit.words, mention, one, language)
    ]
    before = sorted((pair for pair in here if pair[0].end <= one.start), key=lambda pair: -pair[0].end)
    after = sorted((pair for pair in here if pair[0].start >= one.end), key=lambda pair: pair[0].start)
    return tuple(dict.fromkeys(actor.key for _, actor in [*before, *after]))


def _takes_part(said: str, actor: Mention, one: Told, language: str) -> bool:
    alone = said[actor.start - 1 : actor.start] == "(" and said[actor.end : actor.end + 1] == ")"
    apart = ";" in said[min(actor.end, one.end) : max(actor.start, one.start)]
    return not (alone or apart or event_words(language).reporting.match(said, actor.end))
