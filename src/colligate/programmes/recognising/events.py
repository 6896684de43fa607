"""Events: a dated sentence whose verb or noun tells that something took place, and who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from colligate.languages import languages
from colligate.periods import period
from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.event_merging import EventAccount, EventFound, merge_events
from colligate.programmes.recognising.event_objects import done_to, title
from colligate.programmes.recognising.event_parties import Sentence, actors, instruments, sentences, short
from colligate.programmes.recognising.event_words import Told, event_words, told
from colligate.programmes.recognising.found import Entities
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
#: Dates in one sentence.
_MOST_DATES = 40
#: Characters before a date that tell how it belongs to the sentence.
_LEAD = 24


def events(text: OpenText, dates: Sequence[DateMention], named: Entities) -> tuple[EventFound, ...]:
    """Return the events that a text dates, those told several times once.

    Units of more than `found.LONGEST` characters or 40 dates are no sentences but tables, and passed over.
    """
    if text.language not in languages():
        return ()
    units = sentences(text, named)
    by_unit: dict[int, list[DateMention]] = {}
    for date in dates:
        if not date.edition and not _yet_to_come(date, text.year):
            by_unit.setdefault(date.unit, []).append(date)
    found = [
        event
        for number, here in by_unit.items()
        if number in units and len(here) <= _MOST_DATES
        for event in _of(text, units[number], here)
    ]
    return merge_events(found, text.language)


def _yet_to_come(date: DateMention, issued: int | None) -> bool:
    return issued is not None and period(date.written).first.year > issued


def _of(text: OpenText, sentence: Sentence, dates: Sequence[DateMention]) -> Iterator[EventFound]:
    unit = sentence.unit
    verbs = told(unit.words, text.language)
    used: set[int] = set()
    for date in dates:
        if not _dates_a_happening(sentence, date, text.language):
            continue
        near = [one for one in verbs if date.start - _FAR <= one.end and one.start <= date.end + _FAR]
        ranked = sorted(near, key=lambda one: (_gap(one, date, unit.words), one.start))
        one = next((one for one in ranked if one.start not in used), None)
        if one is None or _gap(one, date, unit.words) > _reach(one, date, unit, text.language):
            continue
        for each in _joined_by_and(one, verbs, unit.words, text.language):
            if each.start not in used and (event := _event(text, sentence, each, date)):
                used.add(each.start)
                yield event


def _dates_a_happening(sentence: Sentence, date: DateMention, language: str) -> bool:
    """Say whether a date is neither a term set nor the date of a text: *by 2016*, *the Ports Act of 1998*."""
    known, before = event_words(language), sentence.unit.words[: date.start]
    lead = before[-_LEAD:]
    if known.deadline.search(lead) or known.terms.search(lead) or known.dated_text.search(before[-2 * _LEAD :]):
        return False
    if date.kind != "day" and _ENDS_CAPITALISED.search(before):
        return False
    of = known.of.search(before)
    return not (of and any(of.start() == mention.end for mention, _ in sentence.instruments))


def _reach(one: Told, date: DateMention, unit: Unit, language: str) -> int:
    """Return how far from its verb or noun a date may stand, in characters."""
    known, said = event_words(language), unit.words
    if known.since.search(said[: date.start][-_LEAD:]) and not one.noun and "," in said[one.end : date.start]:
        return -1
    inside = known.article.search(said[: date.start][-_LEAD:]) and said[date.end : date.end + 2].strip().isalpha()
    if inside and date.kind != "day":
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


def _event(text: OpenText, sentence: Sentence, one: Told, date: DateMention) -> EventFound | None:
    said, kind = sentence.unit.words, one.kind
    quoted, opens, closes = title(said) if kind.titled else ("", 0, 0)
    doers, texts = actors(sentence, one, (opens, closes)), instruments(sentence, one)
    thing = done_to(said, one, date, text.language)
    if kind.instrument and texts:
        thing = short(texts[0].name, texts[0].aliases)
    doer = short(doers[0].name, doers[0].aliases) if doers else ""
    if kind.of_state:
        doer = thing = next((actor.name for actor in doers if actor.kind == "state"), "")
    thing = thing or (doer if kind.nameable else "")
    if not thing or not (doers or (texts and kind.instrument) or quoted):
        return None
    mention = Mention(unit=sentence.unit.number, start=min(one.start, date.start), end=max(one.end, date.end))
    by = f" ({doer})" if doer and doer.casefold() not in thing.casefold() else ""
    return EventFound(
        key=key(f"{kind.kind} {thing}"), name=f"{kind.called}: {thing}{by}", kind=kind.kind, object=thing,
        actors=tuple(actor.key for actor in doers), places=tuple(sentence.places),
        instruments=tuple(instrument.key for instrument in texts),
        once=kind.instrument, recurs=kind.recurs, titled=kind.titled and thing == quoted,
        accounts=(EventAccount(source=text.source, mention=mention, date=date.written),),
    )  # fmt: skip
