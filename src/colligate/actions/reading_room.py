"""A source as a reader meets it: its text in stretches of a page's length, with the codings that lie in each."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from colligate.actions.coding import read_source
from colligate.actions.looking import Standing
from colligate.assessments.standing import Standing as Account
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Programme
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import PageStart, Text

#: Characters shown at once; a stretch ends at the end of a paragraph.
LENGTH = 20_000


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of characters under the same codings. Offsets are half-open, in Unicode code points."""

    start: int
    end: int
    words: str
    #: Ids of the codings over it, in the order of their beginning.
    codings: tuple[str, ...] = ()
    #: Label of the page that begins here, inferred ones in square brackets; empty elsewhere.
    page: str = ""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a text, ready to be set. Offsets are half-open, in Unicode code points."""

    source: Source
    #: Whose account the source is, for the organisation under study.
    account: Account
    start: int
    end: int
    #: Number of this stretch, from 0, and how many there are.
    number: int
    count: int
    pieces: tuple[Piece, ...]
    #: Piece at which a passage asked for begins; -1 for none.
    sought: int = -1


def stretch(standing: Standing, source: str, *, number: int = 0, passage: str = "", at: int | None = None) -> Stretch:
    """Return one stretch of a source's text, that of a passage or offset where one is asked for.

    Raises:
        NoSuchThingError: Where the study has no such source, or its text was never read.
    """
    study = standing.study
    found, text = read_source(study, source)
    opened = study.searchable(text)
    starts = _starts(opened.text)
    wanted = study.records.get(Passage, passage)
    aim = wanted.start if wanted and wanted.text == text.id else at
    if aim is not None:
        number = bisect.bisect_right(starts, aim) - 1
    number = max(0, min(number, len(starts) - 1))
    begin = starts[number]
    end = starts[number + 1] if number + 1 < len(starts) else len(opened.text)
    placed = placed_in(standing, text, begin, end)
    pages = [page for page in opened.layout.pages if begin <= page.offset < end]
    edges = {begin, end, *(page.offset for page in pages)}
    edges |= {max(begin, at.start) for _, at in placed} | {min(end, at.end) for _, at in placed}
    edges |= {aim} if aim is not None and begin <= aim < end else set()
    pieces = tuple(_pieces(opened.text, sorted(edges), placed, pages))
    sought = next((n for n, piece in enumerate(pieces) if piece.start == aim), -1)
    account = account_of(standing, found)
    return Stretch(
        source=found, account=account, start=begin, end=end, number=number, count=len(starts), pieces=pieces,
        sought=sought,
    )  # fmt: skip


def account_of(standing: Standing, source: Source) -> Account:
    """Say whose account a source is, for the organisation under study."""
    return Standings(standing.material).of(source, None)


def placed_in(standing: Standing, text: Text, start: int, end: int) -> list[tuple[Coding, Passage]]:
    """Return the codings that touch a span of a text, with their passages, in the order of their beginning."""
    records = standing.study.records
    touching = (at for at in records.by(Passage, "text").get(text.id, ()) if at.start < end and start < at.end)
    codings = records.by(Coding, "passage")
    placed = [(coding, at) for at in touching for coding in codings.get(at.id, ())]
    return sorted(placed, key=lambda pair: (pair[1].start, pair[1].end, pair[0].id))


def subjects(standing: Standing) -> dict[str, str]:
    """Return what a coding can be about, by id: programmes, then actors, under their names."""
    records = standing.study.records
    programmes = {record.id: record.name for record in records.of(Programme)}
    return programmes | {record.id: record.name for record in records.of(Actor)}


def _starts(text: str) -> list[int]:
    starts = [0]
    while starts[-1] + LENGTH < len(text):
        near = text.find("\n\n", starts[-1] + LENGTH, starts[-1] + 2 * LENGTH)
        starts.append(near + 2 if near >= 0 else starts[-1] + LENGTH)
    return starts if starts[-1] < len(text) or len(starts) == 1 else starts[:-1]


def _pieces(
    text: str, edges: Sequence[int], placed: Sequence[tuple[Coding, Passage]], pages: Sequence[PageStart]
) -> Iterator[Piece]:
    labels = {page.offset: f"[{page.label}]" if page.basis == "inferred" else page.label for page in pages}
    over: list[tuple[Coding, Passage]] = []
    following = 0
    for start, end in pairwise(edges):
        over = [pair for pair in over if pair[1].end > start]
        while following < len(placed) and placed[following][1].start < end:
            over.append(placed[following])
            following += 1
        codings = tuple(coding.id for coding, _ in over)
        yield Piece(start=start, end=end, words=text[start:end], codings=codings, page=labels.get(start, ""))
