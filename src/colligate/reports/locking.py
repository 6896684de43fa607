"""What each sentence rested on when its author last confirmed it, and how that differs from now.

``report/report.lock`` holds one line for each bound sentence, so that a difference between two versions reads well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from colligate.problems import Problem
from colligate.reports.sentence import Sentence
from colligate.reports.support import Quote, Support

Change = Literal[
    "words changed", "binding changed", "value changed", "level changed", "evidence added", "evidence removed",
    "quote changed", "record changed", "record withdrawn", "judgement changed",
]  # fmt: skip


class Rested(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One support as it stood."""

    level: str = ""
    value: str = ""
    #: Ids of the records it was made from.
    evidence: tuple[str, ...] = ()
    #: Hash of the quotes with their pages, sources and stances.
    quotes: str = ""
    #: The study holds nothing of that name.
    missing: bool = False
    #: Hash of the title; of a record's other fields where it is no finding, gap or series.
    record: str = ""
    #: Hash of who judged it, how and why; empty where nobody did.
    judged: str = ""


class Confirmed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One sentence as its author confirmed it."""

    #: Hash of the words, values left out.
    words: str
    #: Value expression to the value shown.
    values: dict[str, str] = {}
    rests: dict[str, Rested] = {}


class Stale(msgspec.Struct, frozen=True, kw_only=True):
    """One reason why a sentence is stale."""

    change: Change
    #: What it is about: a value expression, a reference, or empty for the sentence itself.
    about: str = ""
    detail: str = ""

    def __str__(self) -> str:
        """Read as one line."""
        about = f" ({self.about})" if self.about else ""
        return f"{self.change}{about}{f': {self.detail}' if self.detail else ''}"


Lock = dict[str, Confirmed]


def confirmed(sentence: Sentence, supports: Iterable[Support]) -> Confirmed:
    """Take down a sentence and what it rests on, as they stand."""
    bound = {support.ref: support for support in supports}
    return Confirmed(
        words=_hash(sentence.template),
        values={value.asks: value.computed for value in sentence.values},
        rests={ref: _rested(bound[ref]) if ref in bound else Rested(missing=True) for ref in sentence.rests},
    )


def stale(then: Confirmed, now: Confirmed) -> tuple[Stale, ...]:
    """Return every way in which a sentence or its support differs from when it was confirmed."""
    reasons: list[Stale] = []
    if then.words != now.words:
        reasons.append(Stale(change="words changed"))
    for asks, value in now.values.items():
        if asks in then.values and then.values[asks] != value:
            reasons.append(Stale(change="value changed", about=asks, detail=f"was {then.values[asks]}, is {value}"))
    for ref in then.rests.keys() | now.rests.keys():
        if ref not in now.rests or ref not in then.rests:
            detail = "no longer named" if ref in then.rests else "newly named"
            reasons.append(Stale(change="binding changed", about=ref, detail=detail))
    for ref, rested in now.rests.items():
        if before := then.rests.get(ref):
            reasons.extend(_changes(ref, before, rested))
    return tuple(sorted(reasons, key=lambda reason: (reason.about, reason.change)))


def _changes(ref: str, before: Rested, now: Rested) -> Iterable[Stale]:
    if now.missing or before.missing:
        if now.missing != before.missing:
            detail = "the study no longer holds it" if now.missing else "it is back"
            yield Stale(change="record withdrawn" if now.missing else "record changed", about=ref, detail=detail)
        return
    if before.level != now.level:
        yield Stale(change="level changed", about=ref, detail=f"was {before.level}, is {now.level}")
    if before.value != now.value:
        yield Stale(change="value changed", about=ref, detail=f"was {before.value}, is {now.value}")
    if added := sorted(set(now.evidence) - set(before.evidence)):
        yield Stale(change="evidence added", about=ref, detail=", ".join(added))
    if removed := sorted(set(before.evidence) - set(now.evidence)):
        yield Stale(change="evidence removed", about=ref, detail=", ".join(removed))
    if before.evidence == now.evidence and before.quotes != now.quotes:
        yield Stale(change="quote changed", about=ref)
    if before.value == now.value and before.record != now.record:
        yield Stale(change="record changed", about=ref)
    if before.judged != now.judged:
        yield Stale(change="judgement changed", about=ref)


def settle(
    old: Mapping[str, Confirmed], now: Mapping[str, Confirmed], *, confirm: Iterable[str] = ()
) -> tuple[Lock, dict[str, tuple[Stale, ...]]]:
    """Return the lock to be kept and the reasons of every stale sentence.

    A sentence met for the first time is taken as confirmed by whoever wrote it; those in `confirm` are confirmed
    anew; sentences no longer in the report are dropped.
    """
    again = set(confirm)
    lock: Lock = {}
    reasons: dict[str, tuple[Stale, ...]] = {}
    for identity, sentence in now.items():
        then = old.get(identity)
        lock[identity] = sentence if then is None or identity in again else then
        if found := stale(lock[identity], sentence):
            reasons[identity] = found
    return lock, reasons


def read_lock(data: bytes, place: str) -> tuple[Lock, list[Problem]]:
    """Read a lock's bytes. One that cannot be read is a problem, and every sentence counts as new."""
    if not data.strip():
        return {}, []
    try:
        return msgspec.json.decode(data, type=Lock), []
    except msgspec.DecodeError as error:
        return {}, [
            Problem(
                place=place,
                message=f"What sentences rested on cannot be read: {error}.",
                remedy="Restore the file from a copy, or delete it and confirm every sentence anew.",
            )
        ]


def lock_bytes(lock: Mapping[str, Confirmed]) -> bytes:
    """Write a lock: sorted, one line for each sentence."""
    encoder = msgspec.json.Encoder(order="sorted")
    lines = [encoder.encode(key) + b": " + encoder.encode(lock[key]) for key in sorted(lock)]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _rested(support: Support) -> Rested:
    derived = support.kind in ("finding", "gap", "series", "claim")
    quotes = (*support.quotes, *support.against, *support.mentions)
    decided = [
        part for judgement in support.judgements for part in (judgement.by, judgement.decision, judgement.reason)
    ]
    return Rested(
        level=support.level,
        value=support.value,
        evidence=support.evidence,
        quotes=_hash(*(part for quote in quotes for part in _parts(quote))) if quotes else "",
        record="" if derived else _hash(support.title, *support.notes),
        judged=_hash(*decided) if decided else "",
    )


def _parts(quote: Quote) -> tuple[str, ...]:
    return (quote.record, quote.source, quote.page, quote.stance, quote.words)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
