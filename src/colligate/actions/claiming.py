"""A paragraph of a manuscript, pasted: the claims it states, how each would stand, and taking them into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from colligate.actions.claim_fields import BadClaimError, changed, incomplete
from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing, standing_of
from colligate.actions.saying import Said, Span, passage_at, say
from colligate.assessments.claim import Claim, Form
from colligate.assessments.claims import check_claim
from colligate.assessments.results import VerdictWord
from colligate.languages import spoken
from colligate.problems import ColligateError
from colligate.reports.support import Support
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout
from colligate.suggestions.drafting.desk import rule
from colligate.suggestions.drafts import content_id
from colligate.suggestions.stating import Sentence, Stating, in_words, read_paragraph

#: Characters of a paragraph; a whole manuscript is added as a source and audited.
LONGEST = 20_000
#: Of one proposal by its number: fields typed by a person, ``sentence`` among them.
Changes = Mapping[int, Mapping[str, str]]
_UNPLACED = "Taken from a pasted paragraph; these words do not stand in the manuscript's text as it was read."


class NothingPastedError(ColligateError):
    """No words, or too many."""

    def __init__(self, length: int) -> None:
        """Say which, and what to do."""
        super().__init__(
            f"This text has {length:,} characters; a paragraph may have {LONGEST:,}. Add the manuscript under Sources "
            "and audit it whole."
            if length
            else "There is no text. Paste a paragraph of the manuscript."
        )


class WhoseWordsError(ColligateError):
    """Claims without a manuscript that states them."""

    def __init__(self) -> None:
        """Say what is missing."""
        super().__init__(
            "Nothing says whose words these are, and a manuscript's own accounts must not count for its claims. Add "
            "the manuscript under Sources and choose it, or name it as 'manuscript' in study.yaml."
        )


class NothingTakenError(ColligateError):
    """Numbers that no proposal has."""

    def __init__(self, numbers: Sequence[int], most: int) -> None:
        """Name them and how many there are."""
        named = ", ".join(map(str, numbers)) or "none"
        super().__init__(f"Claims taken: {named}. This text states {most}. Take one or more of those, by number.")


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One claim that the text states, and how it would stand. A rule proposes it; nobody has said it."""

    #: Its place among the claims of the text, from 1.
    number: int
    kind: str
    sentence: str
    states: Form
    #: What it states, in words.
    said: str
    #: The rule that found it.
    why: str
    #: The field that a person must fill first; empty where none is missing.
    missing: str = ""
    #: Ids among which that field's value may be.
    options: tuple[str, ...] = ()
    #: Empty while a field is missing.
    verdict: VerdictWord | None = None
    reason: str = ""
    would_change: str = ""
    #: What it was judged by, with quotes and places.
    judged_by: tuple[Support, ...] = ()
    #: Id of a claim of the ledger that states the same; empty where none does.
    known: str = ""


class SentenceRead(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the text with what it states, or why nothing of it can be checked."""

    words: str
    #: Where the manuscript's text has these words; None where it does not, or in several places.
    span: tuple[int, int] | None = None
    proposals: tuple[Proposal, ...] = ()
    reason: str = ""


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """A text read against a study. Nothing of it is kept."""

    #: Id of the source whose words these are; empty where nobody said.
    source: str
    sentences: tuple[SentenceRead, ...]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Every claim, in the order of the text."""
        return tuple(proposal for sentence in self.sentences for proposal in sentence.proposals)


def propose_claims(standing: Standing, text: str, *, source: str = "", changes: Changes | None = None) -> Pasted:
    """Read a text against a study as it stands. Nothing is written.

    Args:
        standing: The study.
        text: A paragraph, or a few.
        source: Id of the source whose words they are; the study's manuscript if empty.
        changes: What a person changed of the proposals, by number.

    Raises:
        NothingPastedError: Where there are no words, or more than `LONGEST`.
        NoSuchThingError: Where the study has no such source.
        BadClaimError: Where a change cannot be taken.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise NothingPastedError(len(words))
    sources = [one.id for one in standing.study.records.of(Source)]
    source = source or standing.study.settings.manuscript
    if source and source not in sources:
        raise NoSuchThingError("source", source, sources)
    opened = OpenText(source="", text="", characters=words, outline=outline(words, Layout()), language=spoken(words))
    case = standing.study.settings.case
    read = read_paragraph(opened, standing.material, standing.assessment.series, case.threat)
    return Pasted(source=source, sentences=tuple(_each(standing, read, source, changes or {})))


def accept_claims(
    path: Path, text: str, numbers: Collection[int], *, by: str, source: str = "", changes: Changes | None = None
) -> Said:
    """Say some of the claims of a text in one's own name, as one act; of the rest nothing is kept.

    A claim names the passage of the manuscript that has its sentence word for word, in one place; where none does it
    says so in its note and keeps the sentence alone.

    Raises:
        WhoseWordsError: Where neither the study nor the caller names the manuscript.
        NothingTakenError: Where a number is none of the proposals', or none is given.
        BadClaimError: Where a claim taken still lacks a field.
    """
    standing = standing_of(path)
    pasted = propose_claims(standing, text, source=source, changes=changes)
    proposals = {proposal.number: proposal for proposal in pasted.proposals}
    if not pasted.source:
        raise WhoseWordsError
    if not numbers or not proposals.keys() >= set(numbers):
        raise NothingTakenError(sorted(numbers), len(proposals))
    drafts: dict[str, Claim | Passage] = {}
    for sentence in pasted.sentences:
        taken = [proposal for proposal in sentence.proposals if proposal.number in numbers]
        passage = _passage(standing, pasted.source, sentence, by) if taken else None
        if passage and passage.id not in standing.study.records.by_id:
            drafts[passage.id] = passage
        for proposal in taken:
            if proposal.missing:
                raise BadClaimError(proposal.number, proposal.missing, "choose it before you take the claim.")
            claim = _claim(proposal.sentence, proposal.states, pasted.source, by, passage)
            drafts[claim.id] = claim
    return say(standing.study, list(drafts.values()), by=by)


def _each(standing: Standing, read: Sequence[Sentence], source: str, changes: Changes) -> Iterator[SentenceRead]:
    ledger = {_same(claim.states, claim.source): claim.id for claim in standing.study.records.of(Claim)}
    number = 0
    for sentence in read:
        proposals: list[Proposal] = []
        for stating in sentence.states:
            number += 1
            proposals.append(_proposal(standing, stating, number, source, changes.get(number, {}), ledger))
        span = _place(standing, source, sentence.words)
        yield SentenceRead(words=sentence.words, span=span, proposals=tuple(proposals), reason=sentence.reason)


def _proposal(
    standing: Standing, stating: Stating, number: int, source: str, given: Mapping[str, str],
    ledger: Mapping[bytes, str],
) -> Proposal:  # fmt: skip
    states = changed(stating.states, given, standing, number)
    sentence = " ".join(given.get("sentence", "").split()) or stating.sentence
    missing = incomplete(states)
    bare = Proposal(
        number=number, kind=stating.kind, sentence=sentence, states=states, said=in_words(states, named(standing)),
        why=stating.why, missing=missing, options=stating.options, known=ledger.get(_same(states, source), ""),
    )  # fmt: skip
    if missing:
        return bare
    outcome = check_claim(_claim(sentence, states, source, "", None), standing.ground)
    supports = (standing.binder.bind(name) for name in dict.fromkeys(outcome.judged_by))
    return msgspec.structs.replace(
        bare, verdict=outcome.verdict, reason=outcome.reason, would_change=outcome.would_change,
        judged_by=tuple(support for support in supports if support),
    )  # fmt: skip


def _claim(sentence: str, states: Form, source: str, by: str, passage: Passage | None) -> Claim:
    identity = content_id("claim", source, sentence, msgspec.json.encode(states).decode())
    return Claim(
        id=identity, by=by, at=datetime.min.replace(tzinfo=UTC), sentence=sentence, states=states, source=source,
        passages=(passage.id,) if passage else (), note="" if passage else _UNPLACED, proposed_by=rule("claims"),
    )  # fmt: skip


def _same(states: Form, source: str) -> bytes:
    return msgspec.json.encode([source, states])


def _place(standing: Standing, source: str, words: str) -> tuple[int, int] | None:
    text = standing.study.texts.get(source)
    if text is None:
        return None
    try:
        places = standing.study.searchable(text).places(words)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None  # 'check' names the missing text
    return places[0] if len(places) == 1 else None


def _passage(standing: Standing, source: str, sentence: SentenceRead, by: str) -> Passage | None:
    text = standing.study.texts.get(source)
    if text is None or sentence.span is None:
        return None
    start, end = sentence.span
    return passage_at(standing.study, text, Span(source=source, start=start, end=end), by=by)


def named(standing: Standing) -> Callable[[str], str]:
    """Return how a reader knows a record or code, by its id or reference."""
    quoting = standing.binder.quoting
    return lambda identity: quoting.code(identity) if "/" in identity else quoting.name(identity)
