"""What a sentence, cell or figure rests on, resolved for a reader: quotes, values, findings and their standing."""

from __future__ import annotations

from typing import Literal

import msgspec

SupportKind = Literal[
    "coding", "observation", "event", "fact", "actor", "programme", "factor", "claim", "judgement", "search",
    "finding", "gap", "series", "passage", "source", "citation", "place", "indicator", "memo",
]  # fmt: skip


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class Quote(_Part, frozen=True, kw_only=True):
    """Words of a source with all a reader needs to weigh them."""

    #: Id of the record the quote was taken for: a Coding, Observation, Fact, Event …
    record: str
    passage: str
    words: str
    #: Id of the Source.
    source: str
    source_title: str
    #: Page label; empty where the text has no pages.
    page: str = ""
    #: The page was inferred from a hint, not stated by the file.
    page_inferred: bool = False
    #: Lines of a plain text, from 1: ``299`` or ``299-301``; empty for other kinds of file.
    lines: str = ""
    #: Name of the publisher; empty where it is not known.
    publisher: str = ""
    year: int | None = None
    url: str = ""
    #: ``primary`` or ``secondary``; empty where nobody said.
    kind: str = ""
    #: None where it makes no sense to ask, as for a quote that is about nobody.
    self_reported: bool | None = None
    #: What the source is reader's notes on; empty for an original.
    notes_on: str = ""
    #: ``supports``, ``contradicts`` or ``mentions``; empty for quotes of register facts and values.
    stance: str = ""
    #: Who coded or recorded it, and the ISO date on which they did.
    coder: str = ""
    date: str = ""
    #: Name of the code, for codings.
    code: str = ""
    memo: str = ""
    #: Rule or model that proposed the record; empty where a person chose it unprompted.
    proposed_by: str = ""
    #: True where nobody has accepted the proposal yet.
    suggested: bool = False
    #: True where the source's characters were recognised from an image.
    ocr: bool = False


class Decision(_Part, frozen=True, kw_only=True):
    """A person's judgement, shown beside the rule's reading."""

    id: str
    by: str
    date: str
    decision: str
    reason: str


class Support(_Part, frozen=True, kw_only=True):
    """One thing a sentence rests on, resolved."""

    #: As written: a record id, a finding key, ``gap:…`` or ``series:…``.
    ref: str
    kind: SupportKind
    #: One line that names it: *Trafficking victims identified, THA, 2014: 595 persons*.
    title: str
    #: The standing rule's level, a claim's verdict, or a gap's state; empty for the rest.
    level: str = ""
    #: The rule as printed for that level.
    rule: str = ""
    #: The value alone, for what has one.
    value: str = ""
    #: Sentences to be read under the title, such as a verdict's reason.
    notes: tuple[str, ...] = ()
    #: Evidence for (for values and facts: where they stand), against, and neither.
    quotes: tuple[Quote, ...] = ()
    against: tuple[Quote, ...] = ()
    mentions: tuple[Quote, ...] = ()
    #: What would change the level: *without source X: absent*.
    flips: tuple[str, ...] = ()
    judgements: tuple[Decision, ...] = ()
    #: Ids of the records it was made from, sorted; what staleness compares.
    evidence: tuple[str, ...] = ()
