"""What was said in a study after a moment, by whom: told in a line, and listed with the page of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import msgspec

from colligate.actions.addresses import record_address
from colligate.actions.looking import Standing
from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.assessments.results import Assessment
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Observation
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record, Retraction, Suggestion
from colligate.reports.binding import Binder
from colligate.reports.locking import Stale
from colligate.reports.sentence import Sentence
from colligate.sources.source import Search, Source

#: What a reader calls records of each type, one and several. What comes along with others (passages, texts) has none.
_NOUNS: dict[type[Record], tuple[str, str]] = {
    Coding: ("coding", "codings"), Judgement: ("judgement", "judgements"), Source: ("source", "sources"),
    Fact: ("account of the register", "accounts of the register"), Event: ("event", "events"),
    Observation: ("value", "values"), Programme: ("programme", "programmes"), Actor: ("actor", "actors"),
    Factor: ("cause", "causes"), Claim: ("claim", "claims"), Memo: ("memo", "memos"), Search: ("search", "searches"),
    Suggestion: ("suggestion", "suggestions"), Retraction: ("withdrawal", "withdrawals"),
}  # fmt: skip
_ORDER = tuple(_NOUNS)


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One record that was said, with its page."""

    title: str
    #: Empty where no page shows it.
    address: str
    at: str
    #: *new*, *changed* or *withdrawn*.
    act: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What one person said of one kind."""

    by: str
    #: In the plural, such as ``codings``.
    noun: str
    #: Such as ``2 new codings, 1 changed``.
    said: str
    arrivals: tuple[Arrival, ...]


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A finding or verdict that is not what it was."""

    title: str
    address: str
    #: Empty where there was, or is, none.
    was: str
    now: str


class Aged(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the report that went stale."""

    sentence: Sentence
    #: Each reason with the reference it is about, where that can be opened.
    reasons: tuple[tuple[Stale, str], ...]


def told(records: Iterable[Record]) -> str:
    """Say in one line who said what: ``bram@office coded 3 passages, 1 new judgement; …``; empty for nothing."""
    people: dict[str, list[Record]] = {}
    for record in records:
        if type(record) in _NOUNS:
            people.setdefault(record.by, []).append(record)
    return "; ".join(_person(by, said) for by, said in sorted(people.items()))


def _person(by: str, said: Sequence[Record]) -> str:
    coded = sum(isinstance(one, Coding) and not one.revises for one in said)
    rest = [one for one in said if not (isinstance(one, Coding) and not one.revises)]
    parts = [f"coded {coded} {'passage' if coded == 1 else 'passages'}"] if coded else []
    for kind in _ORDER:
        new = sum(type(one) is kind and not one.revises for one in rest)
        again = sum(type(one) is kind and bool(one.revises) for one in rest)
        if kind is Retraction:
            new, again = new + again, 0
        parts += [f"{new} {'' if kind is Retraction else 'new '}{_noun(kind, new)}"] if new else []
        parts += [f"{again} changed {_noun(kind, again)}"] if again else []
    return f"{by}{' ' if coded else ': '}{', '.join(parts)}"


def _noun(kind: type[Record], count: int) -> str:
    return _NOUNS[kind][0 if count == 1 else 1]


def grouped(standing: Standing, records: Iterable[Record]) -> list[Group]:
    """Return what was said by person and kind, each record with its page, in the order of people and kinds."""
    groups: dict[tuple[str, type[Record]], list[Record]] = {}
    for record in records:
        if type(record) in _NOUNS:
            groups.setdefault((record.by, type(record)), []).append(record)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], _ORDER.index(item[0][1])))
    return [
        Group(
            by=by,
            noun=_NOUNS[kind][1],
            said=_person(by, said).removeprefix(by).lstrip(": "),
            arrivals=tuple(_arrival(standing, record) for record in said),
        )
        for (by, kind), said in ordered
    ]


def _arrival(standing: Standing, record: Record) -> Arrival:
    stands = standing.study.records.by_id.get(record.id)
    support = standing.binder.bind(record.id)
    title = support.title if support and support.title else standing.binder.quoting.name(record.id)
    if isinstance(record, Suggestion):
        title = f"{record.proposes.get('type', '')} {record.proposes.get('name', record.proposes.get('id', ''))}"
    act = "withdrawn" if isinstance(record, Retraction) else "changed" if record.revises else "new"
    return Arrival(
        title=title,
        address=record_address(standing, stands) if stands else f"/study/record?{urlencode({'id': record.id})}",
        at=f"{record.at:%Y-%m-%d %H:%M}",
        act=act,
    )


def moved(binder: Binder, before: Assessment, now: Assessment) -> list[Moved]:
    """Return the findings and verdicts that differ between two assessments, in the order of their names."""
    then = {one.key: one.level for one in before.findings if one.examined}
    then |= {one.id: one.verdict for one in before.claims}
    stands = {one.key: one.level for one in now.findings if one.examined}
    stands |= {one.id: one.verdict for one in now.claims}
    names = sorted(name for name in then.keys() | stands.keys() if then.get(name) != stands.get(name))
    return [_moved(binder, name, then.get(name, ""), stands.get(name, "")) for name in names]


def _moved(binder: Binder, name: str, was: str, now: str) -> Moved:
    support = binder.bind(name)
    return Moved(title=support.title if support else name, address=_support(name) if support else "", was=was, now=now)


def aged(standing: Standing) -> list[Aged]:
    """Return the stale sentences in the order of the report, with the reasons and where each can be looked at."""
    stale = standing.composed.stale if standing.sentences else {}
    return [
        Aged(sentence=one, reasons=tuple((reason, _of_reason(standing, reason)) for reason in stale[one.id]))
        for one in standing.sentences
        if one.id in stale
    ]


def _of_reason(standing: Standing, reason: Stale) -> str:
    return _support(reason.about) if reason.about and standing.binder.bind(reason.about) else ""


def _support(ref: str) -> str:
    return f"/support?{urlencode({'ref': ref})}"
