"""What the reading of one activity shares: who it is, which ids its records have, and which organisations are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from colligate.exchange.iati.countries import country_area
from colligate.exchange.iati.tree import Element, attribute, child_of, children, words
from colligate.exchange.iati.wording import title
from colligate.exchange.incoming import digest, slug, unsaid
from colligate.programmes.actor import Actor
from colligate.programmes.interest import actor_names
from colligate.programmes.programme import Fact, FactField, Programme
from colligate.record import Record

#: Named in `proposed_by` of what an import says: the file's word, taken unread.
RULE = "iati 1"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One record that an activity gives, and the elements that bear it out."""

    record: Record
    #: The element that states it; what becomes of the record becomes of the element when the activity goes out.
    element: Element
    #: Elements whose lines are its passages.
    rests: tuple[Element, ...]


class Organisations:
    """Actors by the identifier or the name that a file gives them: those of the study first."""

    def __init__(self, records: Mapping[str, Record], by: str) -> None:
        """Begin with the actors of a study."""
        self._records, self._by = records, by
        self._names = actor_names(record for record in records.values() if isinstance(record, Actor))
        self._refs = {
            fact.value: fact.about
            for fact in records.values()
            if isinstance(fact, Fact) and fact.field == "identifier" and isinstance(records.get(fact.about), Actor)
        }
        #: Actors that the study does not have.
        self.new: dict[str, Actor] = {}
        #: What was told of an actor already: id, field, value.
        self.told: set[tuple[str, str, str]] = set()

    def find(self, element: Element) -> str:
        """Return the id of the actor that an organisation's element speaks of; empty where it names none."""
        ref, name = attribute(element, "ref"), words(element)
        if not ref and not name:
            return ""
        known = self._refs.get(ref) or self._names.get(name.casefold())
        if known:
            return known
        basis = ref or name.casefold()
        identity = f"org-{slug(ref or name, 'x')[:32]}-{digest(basis)[:6]}"
        if identity not in self._records:
            self.new[identity] = Actor(
                id=identity, by=self._by, name=name or ref, kind="organisation", proposed_by=RULE, **unsaid()
            )
        if ref:
            self._refs[ref] = identity
        if name:
            self._names.setdefault(name.casefold(), identity)
        return identity


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A series of amounts: values of one kind on one day stand in different ones, since they do not disagree."""

    id: str
    #: What its name has at its end where it is not the first.
    suffix: str
    fresh: bool


class Reading:
    """One activity under way."""

    def __init__(
        self, element: Element, organisations: Organisations, programmes: Mapping[str, str], *,
        sources: Mapping[str, str], by: str,
    ) -> None:  # fmt: skip
        """Begin; `programmes` are ids by IATI identifier, `sources` ids by address."""
        self.element, self.organisations, self.by = element, organisations, by
        self.identifier, self.known_by = identifier_of(element)
        self.programmes, self.sources = programmes, sources
        self.name = title(element)
        self.area = area_of(element)
        self.programme = programmes.get(self.identifier) or programme_id(self.identifier)
        self.pieces: list[Piece] = []
        #: Element names, with why they were read otherwise than they stand, or not at all.
        self.changed: list[tuple[str, str]] = []
        self.left: list[tuple[str, str]] = []
        self._keys: Counter[str] = Counter()
        self._series: Counter[str] = Counter()

    def series(self, what: str, currency: str, when: str) -> Series:
        """Return the series that an amount of a day stands in."""
        self._series[f"{what}|{currency}|{when}"] += 1
        number = self._series[f"{what}|{currency}|{when}"]
        identity = f"ind-{self.stem(f'{what}|{currency}|{number}')}"
        self._series[identity] += 1
        suffix = f" ({number} of one date)" if number > 1 else ""
        return Series(id=identity, suffix=suffix, fresh=self._series[identity] == 1)

    def stem(self, words: str) -> str:
        """Return twelve hex digits for words about this activity."""
        return digest(f"{self.programme}|{words}")

    def organisation_fact(self, actor: str, field: FactField, value: str, element: Element) -> None:
        """Take what an element says of an organisation, whatever the activity: once a file."""
        if (actor, field, value) in self.organisations.told:
            return
        self.organisations.told.add((actor, field, value))
        fact = Fact(
            id=f"fact-{digest(f'{actor}|{field}|{value}')}", by=self.by, about=actor, field=field, value=value,
            proposed_by=RULE, **unsaid(),
        )  # fmt: skip
        self.say(fact, element)

    def key(self, *parts: str) -> str:
        """Return twelve hex digits for a thing of this activity; of two alike the second gets others."""
        basis = "|".join((self.programme, *parts))
        self._keys[basis] += 1
        return digest(basis if self._keys[basis] == 1 else f"{basis}|{self._keys[basis]}")

    def say(self, record: Record, element: Element, rests: Iterable[Element] = ()) -> None:
        """Take a record that an element states."""
        self.pieces.append(Piece(record=record, element=element, rests=tuple(rests) or (element,)))

    def fact(
        self, element: Element, field: FactField, value: str, *key: str, about: str = "", refers: str = "",
        rests: Iterable[Element] = (),
    ) -> None:  # fmt: skip
        """Take one field of the programme, or of what `about` names."""
        if not value:
            return
        fact = Fact(
            id=f"fact-{self.key(about, field, *key)}", by=self.by, about=about or self.programme, field=field,
            value=value, refers=refers or None, proposed_by=RULE, **unsaid(),
        )  # fmt: skip
        self.say(fact, element, rests)

    def programme_record(self) -> None:
        """Take the programme itself."""
        named = next(iter(children(self.element, "title")), self.element)
        record = Programme(
            id=self.programme, by=self.by, name=title(self.element), kind="other", proposed_by=RULE, **unsaid()
        )
        self.say(record, named)


def area_of(activity: Element) -> str:
    """Return what values of an activity are about: its one country or region, else the activity's own reach."""
    places = [*children(activity, "recipient-country"), *children(activity, "recipient-region")]
    if len(places) != 1:
        return "whole activity"
    written = attribute(places[0], "code")
    known = country_area(written) if places[0].tag == "recipient-country" else ""
    return known or words(places[0]) or written or "whole activity"


def identifier_of(activity: Element) -> tuple[str, str]:
    """Return what an activity is known by, and which element says so; empty where nothing tells it from others."""
    for name in ("iati-identifier", "other-identifier", "title"):
        found = child_of(activity, name)
        said = attribute(found, "ref") if name == "other-identifier" else ""
        if said := said or words(found):
            return said, name
    return "", ""


def programme_id(identifier: str) -> str:
    """Return the id of the programme that an activity becomes."""
    return f"activity-{slug(identifier, 'x')}-{digest(identifier)[:6]}"
