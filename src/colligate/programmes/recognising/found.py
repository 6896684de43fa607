"""What is proposed of actors, places and instruments: one entry for each, with every mention."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.programmes.actor import ActorKind
from colligate.sources.outline import Mention

#: Characters of the longest unit looked at for names and events; a longer one is no sentence.
LONGEST = 10_000

AliasKind = Literal["name", "acronym", "title", "misprint", "former"]
PlaceKind = Literal["country", "region", "city"]


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """Another name of the same thing."""

    name: str
    kind: AliasKind = "name"


class NamedActor(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation, office, state or person."""

    #: Stable: made from the name alone.
    key: str
    #: The fullest form.
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    #: Key of the organisation it belongs to or speaks for; empty where the text does not say.
    part_of: str = ""
    mentions: tuple[Mention, ...]


class NamedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A country, larger region or city."""

    key: str
    name: str
    kind: PlaceKind
    #: ISO 3166-1 alpha-2; empty for regions.
    country: str = ""
    #: Decimal degrees, WGS 84; None for regions and countries.
    latitude: float | None = None
    longitude: float | None = None
    mentions: tuple[Mention, ...]


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty, law, resolution or other text that binds, or a report known by its name."""

    key: str
    name: str
    kind: Literal["instrument", "report"] = "instrument"
    aliases: tuple[Alias, ...] = ()
    #: Year in its name, as printed or converted from another era.
    year: int | None = None
    mentions: tuple[Mention, ...]


class Entities(msgspec.Struct, frozen=True, kw_only=True):
    """Everything named in one text, the most mentioned first."""

    actors: tuple[NamedActor, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    instruments: tuple[Instrument, ...] = ()
