"""Who acts: states, organisations, offices and persons, under the names they bore and when."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.record import Record

ActorKind = Literal["state", "organisation", "office", "person", "group"]


class Name(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A name or title an actor bore or is printed under, and when."""

    name: str
    #: ``name``, ``acronym``, ``title``, ``misprint`` or ``former``.
    kind: Literal["name", "acronym", "title", "misprint", "former"] = "name"
    #: The period it held for (see `colligate.periods`); empty where no source says.
    holds: str = ""
    passages: tuple[str, ...] = ()


class Actor(Record, frozen=True, kw_only=True):
    """One actor. Maps to IATI's ``participating-org`` and CSL's names."""

    name: str
    kind: ActorKind
    #: Id of the actor it belongs to and speaks for.
    part_of: str | None = None
    names: tuple[Name, ...] = ()
    note: str = ""


class Place(Record, frozen=True, kw_only=True):
    """Where something took place. Coordinates in decimal degrees, WGS 84."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
