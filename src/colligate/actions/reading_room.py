"""A source as a reader meets it: its text in stretches of a page's length, with the codings that lie in each."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Programme
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import PageStart

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
    """Part of a text, ready to be set."""

    source: Source
    #: Number of this stretch, from 0, and how many there are.
    number: int
    count: int
    pieces: tuple[Piece, ...]
    codings: tuple[Coding, ...]
    #: Piece at which a passage asked for begins; -1 for none.
    sought: int = -1


def stretch(standing: Standing, source: str, *, number: int = 0, passage: str = "") -> Stretch:
    """Return one stretch of a source's text, that of a passage where one is asked for. Raises NoSuchThingError."""
    study = standing.study
    found, text = study.records.get(Source, source), study.texts.get(source)
    if found is None or text is None:
        raise NoSuchThingError("source", source, study.texts)
    opened = study.searchable(text)
    starts = _starts(opened.text)
    wanted = study.records.get(Passage, passage)
    if wanted and wanted.text == text.id:
        number = bisect.bisect_right(starts, wanted.start) - 1
    number = max(0, min(number, len(starts) - 1))
    begin = starts[number]
    end = starts[number + 1] if number + 1 < len(starts) else len(opened.text)
    every = ((coding, study.records.get(Passage, coding.passage)) for coding in study.records.of(Coding))
    placed = [(coding, at) for coding, at in every if at and at.text == text.id and _meet(at, begin, end)]
    placed.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].id))
    pages = [page for page in opened.layout.pages if begin <= page.offset < end]
    edges = {begin, end, *(page.offset for page in pages)}
    edges |= {max(begin, at.start) for _, at in placed} | {min(end, at.end) for _, at in placed}
    edges |= {max(begin, wanted.start)} if wanted and wanted.text == text.id and begin <= wanted.start < end else set()
    pieces = tuple(_pieces(opened.text, sorted(edges), placed, pages))
    sought = next((n for n, piece in enumerate(pieces) if wanted and piece.start == max(begin, wanted.start)), -1)
    codings = tuple(coding for coding, _ in placed)
    return Stretch(source=found, number=number, count=len(starts), pieces=pieces, codings=codings, sought=sought)


def subjects(standing: Standing) -> dict[str, str]:
    """Return what a coding can be about, by id: programmes, then actors, under their names."""
    records = standing.study.records
    programmes = {record.id: record.name for record in records.of(Programme)}
    return programmes | {record.id: record.name for record in records.of(Actor)}


def _meet(passage: Passage, start: int, end: int) -> bool:
    return passage.start < end and start < passage.end


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
    for start, end in pairwise(edges):
        over = tuple(coding.id for coding, at in placed if _meet(at, start, end))
        yield Piece(start=start, end=end, words=text[start:end], codings=over, page=labels.get(start, ""))
