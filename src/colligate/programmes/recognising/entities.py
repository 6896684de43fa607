"""Everybody and everything named in a text, each once, with every mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from colligate.languages import languages, words
from colligate.programmes.recognising.bodies import Bodies, Body, grouped
from colligate.programmes.recognising.dates import DateMention, dates
from colligate.programmes.recognising.documents import reports
from colligate.programmes.recognising.found import LONGEST, Alias, Entities, Instrument, NamedActor
from colligate.programmes.recognising.governments import governed, government_name, governments
from colligate.programmes.recognising.names import key
from colligate.programmes.recognising.people import Person, people
from colligate.programmes.recognising.places import (
    Country,
    countries,
    country_name,
    place_names,
    places,
)
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention, OpenText

#: Characters that may part an organisation from the post it is named before: *PEB Commissioner*.
_BEFORE = 12
#: Characters that may part a post from the organisation after it: *Director, the Department of …*.
_AFTER = 7
#: Characters of a genitive and the blank after it.
_GENITIVE = 3


def entities(
    text: OpenText, *, citations: Collection[Mention] = (), when: Sequence[DateMention] | None = None
) -> Entities:
    """Return what a text names; units of more than `found.LONGEST` characters are passed over.

    Args:
        text: The text.
        citations: Spans in which names are those of cited works.
        when: Dates of the text, where known.
    """
    if text.language not in languages():
        return Entities()
    text = _readable(text)
    dated = dates(text, citations) if when is None else when
    names = place_names(text.language)
    sorts = grouped(Bodies(text, Taken([*citations, *dated]), names))
    organisations = [*sorts["organisation"], *sorts["office"]]
    named = [*citations, *(mention for found in sorts.values() for body in found for mention in body.mentions)]
    ruling = governments(text, Taken(named))
    named += [mention for found in ruling.values() for mention in found]
    held = Taken(named)
    nations = countries(text, held)
    called = frozenset({name for body in organisations for name in (body.name, *body.aliases)} | names)
    persons = people(text, held, called)
    named += [mention for person in persons.values() for mention in person.mentions]
    actors = [*_organisations(organisations, ruling, text.language), *_states(nations, text.language)]
    actors += _persons(persons.values(), organisations, text)
    return Entities(
        actors=tuple(sorted(actors, key=lambda actor: (-len(actor.mentions), actor.key))),
        places=places(text, nations, Taken(_seats_freed(text, named))),
        instruments=(
            *_instruments(sorts["instrument"], dated),
            *reports(text, _issuers(organisations), names, Taken(citations), dated),
        ),
    )


def _issuers(organisations: Iterable[Body]) -> dict[str, str]:
    """Return every name of each organisation to its shortest."""
    return {
        name: min((body.name, *body.aliases), key=len) for body in organisations for name in (body.name, *body.aliases)
    }


def _readable(text: OpenText) -> OpenText:
    """Return the text with units empty that are too long to be sentences."""
    if all(len(unit.words) <= LONGEST for unit in text.outline.units):
        return text
    units = (
        unit if len(unit.words) <= LONGEST else msgspec.structs.replace(unit, words="") for unit in text.outline.units
    )
    return msgspec.structs.replace(text, outline=msgspec.structs.replace(text.outline, units=tuple(units)))


def _seats_freed(text: OpenText, named: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions without what follows *in*, so that the city of *Embassy in Lima* is a place too."""
    inside = f" {words('organisations', text.language)['inside']} "
    for mention in named:
        at = text.unit(mention).words.find(inside, mention.start, mention.end)
        yield mention if at < 0 else Mention(unit=mention.unit, start=mention.start, end=at)


def _organisations(
    bodies: Sequence[Body], told: Mapping[str, Sequence[Mention]], language: str
) -> Iterator[NamedActor]:
    """Yield organisations; all names of one country's government are one actor, with what was `told` of it."""
    named: defaultdict[str, list[Body]] = defaultdict(list)
    parents = _parents(bodies)
    for body in bodies:
        if code := governed(body.name, language):
            named[code].append(body)
        else:
            yield NamedActor(
                key=key(body.name), name=body.name, kind="office" if body.sort == "office" else "organisation",
                part_of=parents.get(body.name, ""),
                aliases=_aliases(body), mentions=_ordered(body.mentions),
            )  # fmt: skip
    for code in dict.fromkeys([*named, *told]):
        name, found = government_name(code, language), named[code]
        aliases = dict.fromkeys(said for body in found for said in (body.name, *body.aliases) if said != name)
        yield NamedActor(
            key=key(name), name=name, kind="organisation", part_of=key(country_name(code, language)),
            aliases=tuple(Alias(name=said) for said in aliases),
            mentions=_ordered([*(m for body in found for m in body.mentions), *told.get(code, ())]),
        )  # fmt: skip


def _parents(bodies: Sequence[Body]) -> dict[str, str]:
    """Return the keys of those that names tell: *Office of the Harbour Board*, *HB Office*."""
    ends = {f" {body.name}": body for body in bodies if " " in body.name}
    starts = {f"{name} ": body for body in bodies for name in body.aliases if name.isupper()}
    return {
        body.name: key(other.name)
        for body in bodies
        for said in (body.name, *body.aliases)
        for sign, other in [*ends.items(), *starts.items()]
        if other is not body and (said.endswith(sign) if sign in ends else said.startswith(sign))
    }


def _aliases(body: Body) -> tuple[Alias, ...]:
    return tuple(Alias(name=name, kind=kind) for name, kind in body.aliases.items() if name != body.name)


def _ordered(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.unit, mention.start)))


def _states(nations: Sequence[Country], language: str) -> Iterator[NamedActor]:
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for country in nations:
        if not country.adjective:
            mentions[country.code].append(country.mention)
    for code, found in mentions.items():
        name = country_name(code, language)
        yield NamedActor(key=key(name), name=name, kind="state", mentions=tuple(found))


def _persons(persons: Iterable[Person], organisations: Sequence[Body], text: OpenText) -> Iterator[NamedActor]:
    for person in persons:
        yield NamedActor(
            key=key(person.name), name=person.name, kind="person",
            aliases=tuple(Alias(name=title, kind="title") for title in person.titles),
            part_of=next((body for post in person.posts if (body := _named_at(post, organisations, text))), ""),
            mentions=_ordered(person.mentions),
        )  # fmt: skip


def _named_at(post: Mention, organisations: Sequence[Body], text: OpenText) -> str:
    """Return the key of the organisation named in a post or beside it; of *Ministry's Office* the office."""
    here = sorted(
        (mention.start, mention.end, body.name)
        for body in organisations
        for mention in body.mentions
        if mention.unit == post.unit and mention.start < post.end + _AFTER and mention.end > post.start - _BEFORE
    )
    for (_, end, name), (start, _, _) in zip(here, [*here[1:], (0, 0, "")], strict=False):
        if not 1 < start - end <= _GENITIVE:
            code = governed(name, text.language)
            return key(government_name(code, text.language) if code else name)
    return ""


def _instruments(bodies: Iterable[Body], dated: Sequence[DateMention]) -> Iterator[Instrument]:
    starts = {(date.unit, date.start): date.written for date in dated}
    for body in sorted(bodies, key=lambda body: (-len(body.mentions), body.name)):
        years = [starts.get((m.unit, m.end + gap)) for m in body.mentions for gap in (1, 2, 5)]
        year = next((int(written[:4]) for written in years if written and len(written) == 4), None)
        yield Instrument(
            key=key(body.name), name=body.name, year=year,
            aliases=_aliases(body), mentions=_ordered(body.mentions),
        )  # fmt: skip
