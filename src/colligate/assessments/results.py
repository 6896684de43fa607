"""The documented form of everything assessed: what ``build/findings.json`` holds, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

#: The scale of the standing rule, weakest first.
Level = Literal["refuted", "absent", "contested", "claimed", "corroborated", "established"]
LEVELS: tuple[Level, ...] = ("refuted", "absent", "contested", "claimed", "corroborated", "established")

#: The rule, printed with every result.
RULE: dict[Level, str] = {
    "refuted": "only contradicting evidence",
    "absent": "no evidence",
    "contested": "supporting and contradicting evidence",
    "claimed": "supporting evidence, all of it self-reported",
    "corroborated": "supporting evidence from at least one independent source",
    "established": "supporting evidence from at least two independent sources, at least one of them primary",
}

VerdictWord = Literal["supported", "contradicted", "contested", "undecidable", "unsupported", "not checkable"]
CoverageState = Literal["addressed", "searched and silent", "not searched"]


def spoken(level: Level, decisions: Sequence[str]) -> Level:
    """Return the level a report speaks with: the last of what people decided that is a level, else the rule's."""
    for said in reversed(decisions):
        if said in LEVELS:
            return said
    return level


class _Result(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Evidence(_Result, frozen=True, kw_only=True):
    """A coding resolved to where it stands and whose account it is, for one subject."""

    #: Id of the Coding.
    id: str
    passage: str
    source: str
    stance: Literal["supports", "contradicts", "mentions"]
    coder: str
    publisher: str | None
    #: The publisher (or whose account it passes on) is the organisation under study, or implements, hosts, funds or
    #: is a partner of the programme under judgement, or belongs to one that is.
    self_reported: bool
    primary: bool
    #: The publisher is known and none of those. Neither this nor `self_reported` where nobody recorded a publisher.
    independent: bool = False
    #: ``lens/code`` and subject of the coding.
    code: str = ""
    about: str | None = None


class Flip(_Result, frozen=True, kw_only=True):
    """Leaving this one source, publisher or coder out changes the level."""

    kind: Literal["source", "publisher", "coder"]
    id: str
    to: Level


class Part(_Result, frozen=True, kw_only=True):
    """The level of one criterion that a concept is read from."""

    code: str
    level: Level


class Finding(_Result, frozen=True, kw_only=True):
    """What the rule reads off the evidence for one code and one subject. It proposes; a person judges."""

    #: ``subject@lens/code``; ``@lens/code`` where no subject was named.
    key: str
    #: Id of the Programme, Actor or other subject; None where the codings name none.
    programme: str | None
    lens: str
    #: The code's path within the lens: ``actor.recognised``.
    code: str
    level: Level
    #: Ids of Codings.
    supporting: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    #: How many of the supporting sources are self-reported, of how many.
    self_reported_sources: int = 0
    supporting_sources: int = 0
    #: For a concept: the criteria it was read from, and how they combine (``all``, ``any`` or m).
    parts: tuple[Part, ...] = ()
    needs: str | int | None = None
    flips_on: tuple[Flip, ...] = ()
    #: What evidence would raise the level by one step, in words.
    would_raise: str = ""
    #: False where nobody coded anything or searched for it here: absence of work, not of evidence.
    examined: bool = True
    #: Ids of Judgements on this finding, oldest first.
    judgements: tuple[str, ...] = ()


class Coverage(_Result, frozen=True, kw_only=True):
    """Whether a programme touches a code, in the sources of this study; never a statement about the world."""

    programme: str
    #: ``lens/code``.
    code: str
    state: CoverageState
    codings: tuple[str, ...] = ()
    #: Ids of the Searches that show the silence.
    searches: tuple[str, ...] = ()
    #: Ids of the sources, the manuscript aside, that none of these searches read: of them nothing is known.
    unsearched: tuple[str, ...] = ()


class Verdict(_Result, frozen=True, kw_only=True):
    """How one claim stands against everything but its own manuscript."""

    #: Id of the Claim.
    id: str
    verdict: VerdictWord
    #: Ids of the Observations, Events, Facts, Codings or Finding keys it was judged by.
    judged_by: tuple[str, ...] = ()
    #: One or two sentences with the numbers, dates or levels compared.
    reason: str = ""
    would_change: str = ""
    #: For causes: each act beside the window in which the outcome was judged, rivals, links nothing shows.
    timing: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    missing_links: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()


class ChainLink(_Result, frozen=True, kw_only=True):
    """One link of a programme's results chain and how it stands."""

    link: Literal["input", "activity", "output", "outcome", "impact"]
    level: Level
    codings: tuple[str, ...] = ()


class Chain(_Result, frozen=True, kw_only=True):
    """How far along the results chain evidence reaches for a programme."""

    programme: str
    links: tuple[ChainLink, ...]
    #: The last link that stands at *claimed* or better; None where none does.
    reaches: str | None


class Window(_Result, frozen=True, kw_only=True):
    """A dated act set in the window in which an outcome was judged."""

    #: Id of the Event.
    event: str
    #: Id of the Observation whose reference period holds the event's date; None where no window does.
    observation: str | None
    #: The outcome in that window and the one before it, as values of the indicator.
    outcome: str | None
    before: str | None
    #: Days from the event to the end of the window.
    days_left: int | None


class Conflict(_Result, frozen=True, kw_only=True):
    """Accounts that differ on one value or field."""

    #: ``indicator|area|period`` or ``record|field``.
    about: str
    #: Ids of Observations, Facts or Events, in the order of time said.
    accounts: tuple[str, ...]
    values: tuple[str, ...]
    #: Id of the preferred account where the study prefers one.
    preferred: str | None = None


class Point(_Result, frozen=True, kw_only=True):
    """One period of a series: every value told for it, and the one preferred if any."""

    period: str
    #: Ids of Observations; empty where the period is missing.
    observations: tuple[str, ...]
    value: str | None
    state: Literal["known", "missing", "conflict"]


class Series(_Result, frozen=True, kw_only=True):
    """One indicator in one area over every year from its first to its last period, holes included."""

    indicator: str
    area: str
    points: tuple[Point, ...]


class Assessment(_Result, frozen=True, kw_only=True):
    """Everything derived from a study's records, in a fixed order."""

    findings: tuple[Finding, ...] = ()
    claims: tuple[Verdict, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    chains: tuple[Chain, ...] = ()
    windows: tuple[Window, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    series: tuple[Series, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: dict[Level, str] = msgspec.field(default_factory=lambda: dict(RULE))
