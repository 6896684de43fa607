"""A sentence of a manuscript, in a declarative form that can be set against observations, events and findings."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.record import Record


class _Form(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="form",
    tag=str.lower,
):
    pass


class Value(_Form, frozen=True, kw_only=True):
    """The indicator had this value (a number or a level) in this area, in each of these periods."""

    indicator: str
    area: str
    periods: tuple[str, ...]
    value: str


class Peak(_Form, frozen=True, kw_only=True):
    """The indicator was at its highest (or lowest) in `at`, among all years of `within`."""

    indicator: str
    area: str
    within: str
    at: str
    extreme: Literal["highest", "lowest"] = "highest"


class Trend(_Form, frozen=True, kw_only=True):
    """From each year of `within` to the next the indicator moved in this direction."""

    indicator: str
    area: str
    within: str
    direction: Literal["rises", "falls", "constant"]


class Change(_Form, frozen=True, kw_only=True):
    """Between two periods the indicator moved in this direction, by this much if an amount is stated."""

    indicator: str
    area: str
    start: str
    end: str
    direction: Literal["rises", "falls", "constant"]
    #: Signed difference or per cent as claimed (``-369``, ``-44.8%``); empty where none is.
    amount: str = ""


class Dated(_Form, frozen=True, kw_only=True):
    """The event, or the field of a programme, has this date."""

    #: Id of an Event or a Programme.
    about: str
    #: ``date`` for an event; ``start`` or ``end`` for a programme.
    field: Literal["date", "start", "end"] = "date"
    date: str


class Ordering(_Form, frozen=True, kw_only=True):
    """The first event came before the second."""

    first: str
    second: str


class Stated(_Form, frozen=True, kw_only=True):
    """A field of a Programme, Event or Actor has this value."""

    about: str
    field: str
    value: str


class Cause(_Form, frozen=True, kw_only=True):
    """The acts brought about the movement of the indicator (or the event)."""

    #: Ids of Events or Programmes said to be the cause.
    acts: tuple[str, ...]
    #: Indicator and periods between which the effect is said to lie; or the id of an effect Event.
    indicator: str | None = None
    area: str = ""
    start: str = ""
    end: str = ""
    event: str | None = None
    #: Rival explanations named in the material: ids of Factors, Events, Actors or Programmes.
    rivals: tuple[str, ...] = ()


class Fulfilled(_Form, frozen=True, kw_only=True):
    """The finding for a code, about any or all of these subjects, is as strong as the words say."""

    #: ``lens/code``.
    code: str
    #: Ids of Programmes or Actors; the strongest finding among them is compared.
    about: tuple[str, ...]
    #: The strength word, one of the documented vocabulary (see `colligate.assessments.wording`).
    word: str


class Covered(_Form, frozen=True, kw_only=True):
    """The codes are (or are not) touched by any of these programmes."""

    codes: tuple[str, ...]
    about: tuple[str, ...]
    touched: bool


class Opinion(_Form, frozen=True, kw_only=True):
    """A valuation, plan or definition that no evidence could decide; `why` says so."""

    why: str


Form = Value | Peak | Trend | Change | Dated | Ordering | Stated | Cause | Fulfilled | Covered | Opinion


class Claim(Record, frozen=True, kw_only=True):
    """One claim of a manuscript."""

    #: The claim in our words or the manuscript's, as one sentence.
    sentence: str
    states: Form
    #: Id of the manuscript's Source; its own accounts never count for its own claim.
    source: str
    #: Where the manuscript says so.
    passages: tuple[str, ...] = ()
    #: Ids of the Citations the manuscript gives for it.
    cites: tuple[str, ...] = ()
    #: Ids of Codings or Facts of other sources that a person found to speak for or against it.
    supported_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    #: Sources' definitions, windows and the like that a reader needs beside the verdict.
    note: str = ""
