"""Who and what a sentence names, and which of them took part in an event it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from colligate.programmes.recognising.event_words import Told, event_words
from colligate.programmes.recognising.found import LONGEST, Alias, Entities, Instrument, NamedActor
from colligate.sources.outline import Mention, OpenText, Unit


class Sentence(NamedTuple):
    """A unit in which events are looked for, and what it names."""

    unit: Unit
    language: str
    actors: list[tuple[Mention, NamedActor]]
    instruments: list[tuple[Mention, Instrument]]
    #: Keys, without countries that are actors.
    places: list[str]


def sentences(text: OpenText, named: Entities) -> dict[int, Sentence]:
    """Return the sentences and items of a text by the number of their unit, those too long left out."""
    found = {
        unit.number: Sentence(unit, text.language, [], [], [])
        for unit in text.outline.units
        if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST
    }
    for actor in named.actors:
        for mention in actor.mentions:
            if mention.unit in found:
                found[mention.unit].actors.append((mention, actor))
    for instrument in named.instruments:
        for mention in instrument.mentions:
            if mention.unit in found and instrument.kind == "instrument":
                found[mention.unit].instruments.append((mention, instrument))
    states = {actor.key for actor in named.actors if actor.kind == "state"}
    for place in named.places:
        if place.kind != "country" or place.key not in states:
            for number in found.keys() & {mention.unit for mention in place.mentions}:
                found[number].places.append(place.key)
    return found


def instruments(sentence: Sentence, one: Told) -> list[Instrument]:
    """Return the instruments after the verb, in their order; those before a passive one; else all of the sentence."""
    here = sorted(sentence.instruments, key=lambda pair: pair[0].start)
    before = [instrument for mention, instrument in here if mention.end <= one.start]
    after = [instrument for mention, instrument in here if mention.start >= one.end]
    chosen = (before[::-1] or after) if one.passive else (after or before[::-1])
    return list({instrument.key: instrument for instrument in chosen}.values())


def actors(sentence: Sentence, one: Told, quoted: tuple[int, int]) -> list[NamedActor]:
    """Return the actors of the sentence: those before the verb first, the nearest of them at the head.

    None of a title, `quoted` from and to; none who only tells of it, nor one that stands alone in brackets: that is a
    source or an acronym.
    """
    here = [
        (mention, actor)
        for mention, actor in sentence.actors
        if not quoted[0] < mention.start < quoted[1] and _takes_part(sentence, mention, one)
    ]
    before = sorted((pair for pair in here if pair[0].end <= one.start), key=lambda pair: -pair[0].end)
    after = sorted((pair for pair in here if pair[0].start >= one.end), key=lambda pair: pair[0].start)
    return list({actor.key: actor for _, actor in [*before, *after]}.values())


def _takes_part(sentence: Sentence, actor: Mention, one: Told) -> bool:
    said = sentence.unit.words
    alone = said[actor.start - 1 : actor.start] == "(" and said[actor.end : actor.end + 1] == ")"
    apart = ";" in said[min(actor.end, one.end) : max(actor.start, one.start)]
    return not (alone or apart or event_words(sentence.language).reporting.match(said, actor.end))


def short(name: str, aliases: Sequence[Alias]) -> str:
    """Return the acronym of a name, where it has one."""
    return next((alias.name for alias in aliases if alias.kind == "acronym"), name)
