"""A document under study: what it is, who published it, and where its file lies."""

from __future__ import annotations

from typing import Any, Literal

from colligate.record import Record

#: Primary: the account of somebody who took part or measured. Secondary: an account of others' accounts.
SourceKind = Literal["primary", "secondary"]


class Source(Record, frozen=True, kw_only=True):
    """One document. Bibliographic fields follow CSL-JSON 1.0.2 (citationstyles.org)."""

    title: str
    kind: SourceKind | None = None
    #: Id of the Actor that published it.
    publisher: str | None = None
    #: Ids of Actors whose account it passes on (a news page close to a press release): their interest is its own.
    account_of: tuple[str, ...] = ()
    #: CSL-JSON item without `id`.
    csl: dict[str, Any] = {}
    #: Name of the file as it was added.
    name: str = ""
    #: SHA-256 of the file in ``originals/``.
    sha256: str = ""
    media_type: str = ""
    url: str = ""
    #: ISO date on which the file was retrieved.
    retrieved: str = ""
    #: What it is notes on, where the original cannot be shipped; such a source is the reader's own words.
    notes_on: str = ""
    #: BCP 47 tag.
    language: str = ""
    confidential: bool = False

    @property
    def year(self) -> int | None:
        """Year of issue as CSL's ``issued`` states it."""
        try:
            return int(self.csl["issued"]["date-parts"][0][0])
        except (KeyError, IndexError, TypeError, ValueError):
            return None


class Citation(Record, frozen=True, kw_only=True):
    """A key by which a manuscript cites a work: ``UNODC, 2014``. Unresolved while no entry is known."""

    #: Id of the Source (the manuscript) in which the key stands.
    source: str
    #: The key as printed.
    key: str
    #: Ids of the Passages in which it stands.
    passages: tuple[str, ...] = ()
    #: Ids of the Sources it may mean; several make it ambiguous, none leaves it unresolved.
    entries: tuple[str, ...] = ()
    #: Id of the Actor that published the cited work, where known.
    publisher: str | None = None
    note: str = ""


class Search(Record, frozen=True, kw_only=True):
    """A logged query over stated sources: the evidence behind *searched and silent*."""

    query: str
    #: Ids of the Sources searched.
    corpus: tuple[str, ...]
    #: What was asked of sources and codings besides, such as ``year:2014..2017``.
    filters: tuple[str, ...] = ()
    #: SHA-256 of the ids of the sources and the hashes of their texts, in the order of `corpus`; empty where not known.
    searched: str = ""
    #: Codes the search was for, as ``lens/code``.
    codes: tuple[str, ...] = ()
    #: Ids of what the search was about, such as a Programme; empty for all of them.
    about: tuple[str, ...] = ()
    #: Number of passages the query met.
    hits: int = 0
    #: What a person found on reading the hits.
    note: str = ""
