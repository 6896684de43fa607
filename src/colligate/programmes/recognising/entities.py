"""Everybody and everything named in a text, each once, with every mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from colligate.languages import languages, words
from colligate.programmes.recognising.bodies import Bodies, Body, grouped
from colligate.programmes.recognising.dates import DateMention, dates
from colligate.programmes.recognising.found import Alias, Entities, Instrument, NamedActor
from colligate.programmes.recognising.names import key
from colligate.programmes.recognising.people import Person, people
from colligate.programmes.recognising.places import (
    Country,
    countries,
    country_name,
    known_countries,
    place_names,
    places,
)
from colligate.sources.outline import Mention, OpenText

#: Characters that may part an organisation from the post it is named before: *PEB Commissioner*.
_BEFORE = 12


def entities(
    text: OpenText, *, citations: Collection[Mention] = (), when: Sequence[DateMention] | None = None
) -> Entities:
    """Return what a text names. `citations` are spans in which names are those of cited works, `when` its dates."""
    if text.language not in languages():
        return Entities()
    dated = dates(text, citations) if when is None else when
    cited = _spans(citations)
    names = place_names(text.language)
    bodies = Bodies(text, _spans([*citations, *dated]), names)
    sorts = grouped(bodies)
    organisations = [*sorts["organisation"], *sorts["office"]]
    taken = _spans([mention for found in sorts.values() for body in found for mention in body.mentions])
    held = defaultdict(list, {unit: [*taken.get(unit, []), *cited.get(unit, [])] for unit in {*taken, *cited}})
    nations = countries(text, held)
    called = frozenset({name for body in organisations for name in (body.name, *body.aliases)} | names)
    persons = people(text, held, called)
    for person in persons.values():
        for mention in person.mentions:
            held[mention.unit].append((mention.start, mention.end))
    actors = [*_organisations(organisations, text), *_states(nations, text.language)]
    actors += _persons(persons.values(), organisations)
    return Entities(
        actors=tuple(sorted(actors, key=lambda actor: (-len(actor.mentions), actor.key))),
        places=places(text, nations, held),
        instruments=tuple(_instruments(sorts["instrument"], dated)),
    )


def _spans(mentions: Iterable[Mention]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        found.setdefault(mention.unit, []).append((mention.start, mention.end))
    return found


def _organisations(bodies: Iterable[Body], text: OpenText) -> Iterator[NamedActor]:
    """Yield organisations; all names of one country's government are one actor."""
    governments: defaultdict[str, list[Body]] = defaultdict(list)
    known, adjectives = known_countries(text.language)
    for body in bodies:
        if code := _governed(body.name, known, adjectives, text.language):
            governments[code].append(body)
        else:
            yield NamedActor(
                key=key(body.name), name=body.name, kind="office" if body.sort == "office" else "organisation",
                aliases=tuple(Alias(name=name, kind=kind) for name, kind in body.aliases.items()),  # pyright: ignore[reportArgumentType]
                mentions=tuple(sorted(body.mentions, key=lambda m: (m.unit, m.start))),
            )  # fmt: skip
    for code, found in governments.items():
        name = words("organisations", text.language)["government_of"].format(country_name(code, text.language))
        aliases = dict.fromkeys(said for body in found for said in (body.name, *body.aliases) if said != name)
        yield NamedActor(
            key=key(name), name=name, kind="organisation", part_of=key(country_name(code, text.language)),
            aliases=tuple(Alias(name=said) for said in aliases),
            mentions=tuple(sorted((m for body in found for m in body.mentions), key=lambda m: (m.unit, m.start))),
        )  # fmt: skip


def _governed(name: str, known: dict[str, str], adjectives: dict[str, str], language: str) -> str:
    """Return the country whose government a name is, or nothing."""
    heads = words("organisations", language)["governments"]
    parts = name.split()
    if not parts or not (parts[-1] in heads or parts[0] in heads or (parts[0] == "Royal" and parts[-1] in heads)):
        return ""
    rest = " ".join(part for part in parts if part not in heads and part not in ("of", "the", "Royal", "Kingdom"))
    return known.get(rest) or adjectives.get(rest) or ""


def _states(nations: Sequence[Country], language: str) -> Iterator[NamedActor]:
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for country in nations:
        if not country.adjective:
            mentions[country.code].append(country.mention)
    for code, found in mentions.items():
        name = country_name(code, language)
        yield NamedActor(key=key(name), name=name, kind="state", mentions=tuple(found))


def _persons(persons: Iterable[Person], organisations: Sequence[Body]) -> Iterator[NamedActor]:
    for person in persons:
        yield NamedActor(
            key=key(person.name), name=person.name, kind="person",
            aliases=tuple(Alias(name=title, kind="title") for title in person.titles),
            part_of=next((key(body.name) for post in person.posts for body in _named_at(post, organisations)), ""),
            mentions=tuple(sorted(person.mentions, key=lambda m: (m.unit, m.start))),
        )  # fmt: skip


def _named_at(post: Mention, organisations: Sequence[Body]) -> Iterator[Body]:
    """Yield the organisations named in a post or right before it."""
    for body in organisations:
        for mention in body.mentions:
            if mention.unit == post.unit and mention.start < post.end and mention.end > post.start - _BEFORE:
                yield body


def _instruments(bodies: Iterable[Body], dated: Sequence[DateMention]) -> Iterator[Instrument]:
    starts = {(date.unit, date.start): date.written for date in dated}
    for body in sorted(bodies, key=lambda body: (-len(body.mentions), body.name)):
        years = [starts.get((m.unit, m.end + gap)) for m in body.mentions for gap in (1, 2, 5)]
        year = next((int(written[:4]) for written in years if written and len(written) == 4), None)
        yield Instrument(
            key=key(body.name), name=body.name, year=year,
            aliases=tuple(Alias(name=name, kind=kind) for name, kind in body.aliases.items()),  # pyright: ignore[reportArgumentType]
            mentions=tuple(sorted(body.mentions, key=lambda m: (m.unit, m.start))),
        )  # fmt: skip
