"""Why: a finding's level, a claim's verdict, a sentence's staleness, any record's place and history."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from colligate.problems import ColligateError
from colligate.record import Retraction
from colligate.reports.binding import Binder
from colligate.reports.composing import Composed
from colligate.reports.sentence import Sentence
from colligate.reports.support import Quote, Support
from colligate.study.building import read_report_of
from colligate.study.study import Study


class NothingOfThatNameError(ColligateError):
    """An id that names nothing in the study."""

    def __init__(self, identity: str, known: Iterable[str]) -> None:
        """Name it and the nearest that exist."""
        near = difflib.get_close_matches(identity, list(known), n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(
            f"The study holds no sentence, finding, claim or record '{identity}'.{meant} Findings are named "
            "programme@lens/code; 'colligate assessments findings' lists them."
        )


def explain_id(path: Path, identity: str) -> str:
    """Say in plain text what an id stands for, what it rests on, and why it stands as it does.

    Args:
        path: The study folder.
        identity: A sentence's id, a finding's key, a gap's or series' name, or any record's id.

    Raises:
        NotAStudyError: Where `path` is no study.
        NothingOfThatNameError: Where the study holds nothing of that name.
    """
    study = Study(path)
    composed = read_report_of(study)
    lines = list(_lines(study, composed, identity))
    if not lines:
        names = [sentence.id for sentence in composed.document.sentences if not sentence.unbound]
        binder = Binder(composed.document.material, composed.document.assessment)
        raise NothingOfThatNameError(identity, (*names, *binder.names))
    return "\n".join(lines)


def _lines(study: Study, composed: Composed, identity: str) -> Iterator[str]:
    document = composed.document
    for sentence in document.sentences:
        if sentence.id == identity:
            yield from _sentence(sentence, document.supports.get(identity, ()))
            return
    support = Binder(document.material, document.assessment).bind(identity)
    if support:
        yield from _support(support)
    elif record := study.records.by_id.get(identity):
        yield f"{type(record).__name__} {identity}"
        yield msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
    yield from _history(study, identity)


def _sentence(sentence: Sentence, supports: Iterable[Support]) -> Iterator[str]:
    yield sentence.words
    yield f"  {sentence.place}"
    if sentence.argument:
        yield "  It is marked as its author's own argument."
    if sentence.unbound:
        yield "  It is bound to nothing."
    for reason in sentence.stale:
        yield f"  Stale: {reason}."
    for support in supports:
        yield ""
        yield from _support(support)


def _support(support: Support) -> Iterator[str]:
    yield f"{support.title}" + (f": {support.level}" if support.level else "")
    if support.rule:
        yield f"  The rule: {support.level} means {support.rule}."
    for note in support.notes:
        yield f"  {note}"
    for heading, quotes in (("For", support.quotes), ("Against", support.against), ("Neither", support.mentions)):
        if quotes:
            yield f"  {heading}:"
            yield from (f"    {_quote(quote)}" for quote in quotes)
    for flip in support.flips:
        yield f"  {flip}."
    for judgement in support.judgements:
        yield f"  Judged {judgement.decision} by {judgement.by}, {judgement.date}: {judgement.reason}"


def _quote(quote: Quote) -> str:
    page = f", p. {quote.page}" if quote.page else ""
    whose = {True: "self-reported", False: "independent", None: ""}[quote.self_reported]
    standing = ", ".join(word for word in (quote.kind, whose, "reader's notes" if quote.notes_on else "") if word)
    return f"“{quote.words}” ({quote.source}{page}{'; ' + standing if standing else ''}) [{quote.record}]"


def _history(study: Study, identity: str) -> Iterator[str]:
    sayings = study.records.history.get(identity, [])
    if sayings:
        yield ""
        yield f"Said {len(sayings)} times:"
    for saying in sayings:
        what = "withdrawn" if isinstance(saying, Retraction) else "said"
        yield f"  {saying.at:%Y-%m-%d %H:%M} {what} by {saying.by}"
