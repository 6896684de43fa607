"""Who and where: actors under all their names, places, and the works a manuscript cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from colligate.programmes.actor import Actor, Name, Place
from colligate.programmes.recognising.found import NamedActor
from colligate.programmes.recognising.names import key
from colligate.sources.outline import OpenText
from colligate.sources.source import Citation
from colligate.suggestions.drafting.desk import Desk, rule
from colligate.suggestions.reading import Read

#: Passages kept with a name; more would say nothing new.
_SHOWN = 3


def actors(desk: Desk) -> None:
    """Propose organisations, offices, persons and states; one met in several texts once."""
    met: dict[str, list[tuple[OpenText, NamedActor]]] = {}
    for read in desk.found.reads:
        for actor in read.named.actors:
            met.setdefault(actor.key, []).append((read.text, actor))
    desk.ids |= {name: f"actor-{name}" for name in met}
    for name, tellings in met.items():
        first = tellings[0][1]
        desk.drafts.propose(
            Actor, desk.ids[name], rule=rule("names"), why=_why_named(first), name=first.name, kind=first.kind,
            part_of=desk.ids.get(first.part_of) if first.part_of != name else None,
            names=tuple(_names(desk, tellings)),
        )  # fmt: skip


def _names(desk: Desk, tellings: Sequence[tuple[OpenText, NamedActor]]) -> Iterator[Name]:
    told: set[str] = set()
    for text, actor in tellings:
        for name, kind in ((actor.name, "name"), *((alias.name, alias.kind) for alias in actor.aliases)):
            if name in told:
                continue
            told.add(name)
            said = [mention for mention in actor.mentions if text.words(mention) == name][:_SHOWN]
            passages = desk.drafts.sentences(text, said or (actor.mentions[:1] if kind == "title" else ()))
            if passages or kind != "name":
                yield Name(name=name, kind=kind, passages=passages)  # pyright: ignore[reportArgumentType]


def places(desk: Desk) -> None:
    """Propose cities and regions; countries are actors and areas."""
    for read in desk.found.reads:
        for place in read.named.places:
            if place.kind != "country" and f"place {place.key}" not in desk.ids:
                desk.ids[f"place {place.key}"] = desk.drafts.propose(
                    Place, f"place-{place.key}", rule=rule("places"),
                    why=f"Mentions: {len(place.mentions)}; {place.kind} known to GeoNames or the lists shipped.",
                    name=place.name, latitude=place.latitude, longitude=place.longitude, country=place.country,
                )  # fmt: skip


def citations(desk: Desk) -> None:
    """Propose the works the manuscript cites, each with every place."""
    read = desk.found.reads[0]
    organisations = _called(desk, read)
    for number, cited in enumerate(read.cited.keys):
        mentions = [read.cited.citations[place] for place in cited.citations]
        identity = desk.drafts.free(f"cit-{key(cited.name)}")
        fits = read.cited.fitting[number]
        entry = f" In the reference list: {read.cited.entries[fits[0]].printed}" if len(fits) == 1 else ""
        several = f" {len(fits)} entries of the reference list fit it." if len(fits) > 1 else ""
        desk.drafts.propose(
            Citation, identity, rule=rule("citations"), why=f"Cited {len(mentions)} times, {cited.style}.",
            source=read.text.source, key=cited.printed, passages=desk.drafts.sentences(read.text, mentions),
            publisher=organisations.get(cited.organisation.casefold()) if cited.organisation else None,
            note=f"{len(mentions)} mentions.{entry}{several}",
        )  # fmt: skip
        for mention in mentions:
            desk.citations.setdefault((read.text.source, mention.unit), []).append(identity)


def _called(desk: Desk, read: Read) -> dict[str, str]:
    """Map names of organisations, case folded, to ids; those that are only cited are proposed here."""
    known = {
        name.casefold(): desk.ids[actor.key]
        for actor in read.named.actors
        if actor.kind != "person"
        for name in (actor.name, *(alias.name for alias in actor.aliases))
    }
    for cited in read.cited.keys:
        name = cited.organisation
        if name and name.casefold() not in known:
            mention = read.cited.citations[cited.citations[0]]
            known[name.casefold()] = desk.drafts.propose(
                Actor, desk.drafts.free(f"actor-{key(name)}"), rule=rule("citations"),
                why="It is cited as the author of a work.", name=name, kind="organisation",
                names=(Name(name=name, passages=(desk.drafts.sentence(read.text, mention),)),),
            )  # fmt: skip
    return known


def _why_named(actor: NamedActor) -> str:
    told = {"person": "A name with a post, a title or a verb of saying.", "state": "A country by name."}
    return told.get(actor.kind, "A known name, an acronym the text explains, or a noun such as Office or Ministry.")
