"""Series whose every value knows its place."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.record import Record


class Break(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A point from which values may not be comparable with earlier ones."""

    #: First period of the new run.
    period: str
    reason: str
    passages: tuple[str, ...] = ()


class Indicator(Record, frozen=True, kw_only=True):
    """What a series measures. Maps to IATI's ``result/indicator`` and SDMX's concept of a measure."""

    name: str
    #: What exactly is counted or judged, and by whom: *identified* is not *detected* is not *assisted*.
    concept: str
    unit: str = ""
    #: Levels of an ordinal scale, worst first; empty for numbers.
    scale: tuple[str, ...] = ()
    #: Ids of Indicators held to measure the same concept; their values are set beside this one's.
    same_as: tuple[str, ...] = ()
    #: Why they are held to be the same, or are not.
    same_because: str = ""
    breaks: tuple[Break, ...] = ()
    note: str = ""


class Observation(Record, frozen=True, kw_only=True):
    """One value of an indicator as one document gives it. Maps to SDMX's observation and IATI's ``actual``."""

    #: Id of the Indicator.
    indicator: str
    area: str
    #: The period it is given for, as written by `colligate.periods`: ``2014``.
    period: str
    #: A number without separators, or a level of the scale; None where the document has a hole just here.
    value: str | None
    qualifier: Literal["", "<", "<=", ">", ">=", "~"] = ""
    #: The days it covers where that is not the period itself: a TIP report judges April to March.
    reference: str = ""
    #: Edition of the series or report, for values revised later.
    edition: str = ""
    #: Id of the Citation the passage itself gives as its ground, where the value is second-hand.
    cites: str | None = None
    #: False where the value was told by another than the document named and that document was not read.
    verified: bool = True
    passages: tuple[str, ...] = ()
    note: str = ""
