"""One record of the register with everything that hangs on it: findings, the results chain, and what was said when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.actions.register import LISTS, facts_by_subject
from colligate.assessments.chain import LENS, LINKS
from colligate.assessments.results import Finding
from colligate.programmes.programme import Fact
from colligate.record import Record, Retraction
from colligate.reports.support import Quote

#: Types that have a page of their own in the register.
_SHOWN = tuple(kind for kind, _ in LISTS.values())
#: The links as their readers name them.
_NAMES = {"input": "Inputs", "activity": "Activities", "output": "Outputs", "outcome": "Outcomes", "impact": "Impact"}


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a results chain and what it rests on; nothing for a hole."""

    #: ``input`` … ``impact``, and as a heading.
    link: str
    title: str
    #: Level by the standing rule; empty where the study does not use the lens.
    level: str = ""
    #: Key of the finding, where there is one.
    finding: str = ""
    quotes: tuple[Quote, ...] = ()
    #: Facts that state this link, each with its quotes.
    facts: tuple[tuple[Fact, tuple[Quote, ...]], ...] = ()

    @property
    def others(self) -> tuple[Quote, ...]:
        """Quotes of codings whose words no Fact beside them shows already."""
        shown = {quote.passage for _, quotes in self.facts for quote in quotes}
        return tuple({quote.passage: quote for quote in self.quotes if quote.passage not in shown}.values())

    @property
    def hole(self) -> bool:
        """Nothing shows this link."""
        return not self.quotes and not self.facts


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One saying of a record: who, when, and what it changed of the one before."""

    by: str
    at: str
    #: *First said*, *Said again* or *Withdrawn*.
    act: str
    reason: str = ""
    #: Field, as it was, as it became.
    changes: tuple[tuple[str, str, str], ...] = ()
    #: The rule or model that proposed it.
    proposed_by: str = ""


def entry(standing: Standing, identity: str) -> Record | None:
    """Return a programme, event, actor, factor or place; None for one that was withdrawn.

    Raises NoSuchThingError for one there never was.
    """
    record = standing.study.records.by_id.get(identity)
    if isinstance(record, _SHOWN):
        return record
    if record is None and isinstance(standing.study.records.history.get(identity, [None])[0], _SHOWN):
        return None
    known = [each.id for kind in _SHOWN for each in standing.study.records.of(kind)]
    raise NoSuchThingError("programme, event, actor or factor", identity, known)


def findings_of(standing: Standing, identity: str) -> list[tuple[str, list[tuple[Finding, str, str]]]]:
    """Return the examined findings on a subject by the title of their lens: finding, its code's name, last decision."""
    binder = standing.binder
    grouped = []
    for lens in standing.study.lenses.values():
        found = [
            (finding, binder.quoting.code(f"{lens.id}/{finding.code}"), _decision(standing, finding))
            for finding in standing.assessment.findings
            if finding.programme == identity and finding.lens == lens.id and finding.examined
        ]
        if found:
            grouped.append((lens.title, found))
    return grouped


def _decision(standing: Standing, finding: Finding) -> str:
    support = standing.binder.bind(finding.key)
    return support.judgements[-1].decision if support and support.judgements else ""


def chain_of(standing: Standing, programme: str) -> list[Link]:
    """Return the links of a programme's results chain, from what was put in to what it changed."""
    quoting = standing.binder.quoting
    chain = next((one for one in standing.assessment.chains if one.programme == programme), None)
    told = facts_by_subject(standing).get(programme, [])
    links = {link.link: link for link in chain.links} if chain else {}
    found = []
    for name in LINKS:
        link, key = links.get(name), f"{programme}@{LENS}/{name}"  # pyright: ignore[reportArgumentType, reportCallIssue]
        facts = tuple((fact, quoting.passages(fact.passages, fact)) for fact in told if fact.field == name)
        found.append(
            Link(
                link=name,
                title=_NAMES[name],
                level=link.level if link else "",
                finding=key if key in standing.binder.findings else "",
                quotes=quoting.codings(link.codings) if link else (),
                facts=facts,
            )
        )
    return found


def history(standing: Standing, identity: str) -> list[Saying]:
    """Return every saying of a record, oldest first; none for an id that nobody ever said."""
    records = standing.study.records
    standing_now = records.by_id.get(identity)
    sayings = records.history.get(identity) or ([standing_now] if standing_now else [])
    if not sayings:
        return []
    return [_saying(sayings[0], None), *(_saying(after, before) for before, after in pairwise(sayings))]


def _saying(record: Record, before: Record | None) -> Saying:
    withdrawn = isinstance(record, Retraction)
    return Saying(
        by=record.by,
        at=f"{record.at:%Y-%m-%d %H:%M}",
        act="Withdrawn" if withdrawn else "Said again" if before else "First said",
        reason=record.reason if isinstance(record, Retraction) else "",
        changes=() if withdrawn or before is None else tuple(_changes(before, record)),
        proposed_by=record.proposed_by,
    )


def _changes(before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    for field in after.__struct_fields__:
        if field not in ("id", "by", "at", "revises", "proposed_by", "stated_by"):
            old, new = getattr(before, field, ""), getattr(after, field)
            if old != new:
                yield field.replace("_", " "), _told(old), _told(new)


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_told(each) for each in value) or "nothing"
    if isinstance(value, msgspec.Struct):
        return str(getattr(value, "name", "") or getattr(value, "period", ""))
    return "nothing" if value in (None, "") else str(value)
