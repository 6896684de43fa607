"""A record of the registers (a value, fact, event, actor, source …) as the support of a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record
from colligate.reports.quoting import Quoting
from colligate.reports.support import Quote, Support
from colligate.sources.passage import Passage
from colligate.sources.source import Citation, Search, Source


@singledispatch
def support_of(record: Record, quoting: Quoting) -> Support | None:
    """Return what a record shows a reader; None for records no sentence can rest on."""
    del record, quoting
    return None


@support_of.register
def _coding(coding: Coding, quoting: Quoting) -> Support:
    return Support(
        ref=coding.id,
        kind="coding",
        title=f"{quoting.code(coding.code)}: {quoting.name(coding.about)}".removesuffix(": "),
        quotes=quoting.coding(coding),
        evidence=(coding.id,),
    )


@support_of.register
def _observation(observation: Observation, quoting: Quoting) -> Support:
    indicator = quoting.material.get(Indicator, observation.indicator)
    value = f"{shown(observation)} {indicator.unit if indicator else ''}".strip()
    return Support(
        ref=observation.id,
        kind="observation",
        title=f"{quoting.name(observation.indicator)}, {observation.area}, {observation.period}: {value}",
        value=shown(observation),
        notes=some(
            indicator.concept if indicator else "",
            f"Covers {observation.reference}." if observation.reference else "",
            "" if observation.verified else "Told by another source; the document it names was not read.",
            observation.note,
        ),
        quotes=quoting.passages(observation.passages, observation),
        evidence=(observation.id,),
    )


@support_of.register
def _event(event: Event, quoting: Quoting) -> Support:
    when = f" ({event.date})" if event.date else " (no date told)"
    who = ", ".join(quoting.name(actor) for actor in event.actors)
    where = ", ".join(quoting.name(place) for place in event.places)
    return _known_by(
        quoting,
        event,
        f"{event.name}{when}",
        value=event.date,
        notes=some(f"With {who}." if who else "", f"At {where}." if where else "", event.note),
    )


@support_of.register
def _fact(fact: Fact, quoting: Quoting) -> Support:
    named = quoting.name(fact.refers) if fact.refers else fact.value
    shown_as = f"{named} {fact.unit}".strip()
    return _known_by(
        quoting,
        fact,
        f"{quoting.name(fact.about)}, {fact.field}: {shown_as}",
        value=fact.value,
        notes=some(f"Holds for {fact.holds}." if fact.holds else ""),
    )


@support_of.register
def _programme(programme: Programme, quoting: Quoting) -> Support:
    facts = [fact for fact in quoting.material.of(Fact) if fact.about == programme.id]
    return Support(
        ref=programme.id,
        kind="programme",
        title=f"{programme.name} ({programme.kind})",
        notes=some(programme.note, *(f"{fact.field}: {fact.value}" for fact in facts)),
        quotes=once(quote for fact in facts for quote in quoting.passages(fact.passages, fact)),
        evidence=in_order((programme.id, *(fact.id for fact in facts))),
    )


@support_of.register
def _actor(actor: Actor, quoting: Quoting) -> Support:
    names = [f"{name.name} ({name.kind}{f', {name.holds}' if name.holds else ''})" for name in actor.names]
    passages = tuple(passage for name in actor.names for passage in name.passages)
    return _known_by(quoting, actor, actor.name, notes=some(*names, actor.note), passages=passages)


@support_of.register
def _factor(factor: Factor, quoting: Quoting) -> Support:
    return _known_by(quoting, factor, factor.name, notes=some(factor.mechanism))


@support_of.register
def _search(search: Search, quoting: Quoting) -> Support:
    return _known_by(quoting, search, f"Search: {search.query}", notes=(told(search),), passages=())


@support_of.register
def _citation(citation: Citation, quoting: Quoting) -> Support:
    return _known_by(quoting, citation, citation.key, notes=some(citation.note))


@support_of.register
def _memo(memo: Memo, quoting: Quoting) -> Support:
    suggested = memo.id in quoting.material.suggested
    title = f"Note proposed by {memo.proposed_by}" if suggested else f"Memo by {memo.speaker}, {memo.at:%Y-%m-%d}"
    return _known_by(quoting, memo, title, notes=(memo.text,))


@support_of.register
def _indicator(indicator: Indicator, quoting: Quoting) -> Support:
    return _known_by(quoting, indicator, indicator.name, notes=some(indicator.concept, indicator.note), passages=())


@support_of.register
def _place(place: Place, quoting: Quoting) -> Support:
    return _known_by(quoting, place, place.name, passages=())


@support_of.register
def _passage(passage: Passage, quoting: Quoting) -> Support:
    return _known_by(quoting, passage, f"A passage of {quoting.name(passage.source)}", passages=(passage.id,))


@support_of.register
def _source(source: Source, quoting: Quoting) -> Support:
    publisher = f"Published by {quoting.name(source.publisher)}." if source.publisher else ""
    notes_on = f"Reader's notes on {source.notes_on}" if source.notes_on else ""
    return _known_by(quoting, source, source.title, notes=some(publisher, source.kind or "", notes_on), passages=())


def _known_by(
    quoting: Quoting,
    record: Record,
    title: str,
    *,
    value: str = "",
    notes: tuple[str, ...] = (),
    passages: tuple[str, ...] | None = None,
) -> Support:
    stated = getattr(record, "passages", ()) if passages is None else passages
    return Support(
        ref=record.id,
        kind=type(record).__name__.lower(),  # pyright: ignore[reportArgumentType]
        title=title,
        value=value,
        notes=notes,
        quotes=quoting.passages(stated, record),
        evidence=(record.id,),
    )


def shown(observation: Observation) -> str:
    """Return a value as readers see it: qualifier, thousands in groups; a hole says so."""
    if observation.value is None:
        return "no value"
    return f"{observation.qualifier}{grouped(observation.value)}"


def grouped(number: str) -> str:
    """Group the thousands of a plain whole number with commas; anything else is returned as it is."""
    return f"{int(number):,}" if number.isascii() and number.isdigit() and not number.startswith("0") else number


def told(search: Search) -> str:
    """Tell what was searched, in how many sources, when, by whom, and what came of it."""
    sources = f"{len(search.corpus)} source{'' if len(search.corpus) == 1 else 's'}"
    note = f" {search.note}" if search.note else ""
    asked = " ".join((search.query, *search.filters)).strip()
    return f"Searched '{asked}' in {sources} on {search.at:%Y-%m-%d} ({search.speaker}): {search.hits} hits.{note}"


def some(*notes: str) -> tuple[str, ...]:
    """Return the notes that say something."""
    return tuple(note for note in notes if note)


def once(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return each quote once, at its first place."""
    return tuple({(quote.record, quote.passage): quote for quote in quotes}.values())


def in_order(identities: Iterable[str]) -> tuple[str, ...]:
    """Return each id once, sorted."""
    return tuple(sorted(set(identities)))


def unmarked(note: str) -> str:
    """Return a note without the asterisks that set a level apart where there is no type to do it."""
    return note.replace("*", "")
