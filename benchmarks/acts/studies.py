"""A study of one long book, coded all over: what both programs are given."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import msgspec

from acts.book import as_pdf, pages
from colligate.actions.adding import add_sources
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding
from colligate.programmes.programme import Programme
from colligate.record import Record
from colligate.sources.passage import Passage, passage_fields
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

LENSES = ("human-security", "io-roles", "causes")
BY = "reader@bench"
#: Codings stand on sentences with an odd number, so that those between are free to be coded.
_SENTENCE = re.compile(r"[A-Z][^.]*(?:\.\d[^.]*)?\.")


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """A study of one book. Offsets are half-open, in Unicode code points."""

    path: Path
    #: Id of the Source.
    source: str
    text: str
    #: Half-open spans coded, in the order of the text, and the codes they were given.
    spans: tuple[tuple[int, int], ...]
    codes: tuple[str, ...]
    #: A coded passage, its offset and a free sentence on the page that is opened.
    passage: str
    at: int


def coded_book(place: Path, *, length: int = 400, codings: int = 1_000, opened: int = 300) -> Book:
    """Make a book of `length` pages, add it to a new study as anybody would, and code it evenly all over.

    Args:
        place: A folder for the file and the study.
        length: Number of pages.
        codings: Number of codings; each stands on a sentence of its own.
        opened: The page that will be opened, from 1; some coding stands on it.
    """
    file = place / "ledger.pdf"
    file.write_bytes(as_pdf(pages(length)))
    path = new_study(place / "book", lenses=LENSES, title="A ledger")
    (source,) = add_sources(path, [file], by=BY).added
    study = Study(path)
    text = study.texts[source]
    opened_text = study.searchable(text)
    chance, at = Random(2), stamp(study.records.latest)
    codes = [reference for reference, code in study.codes.items() if not code.codes]
    programme = Programme(id="p-1", name="Regional programme", kind="other", by=BY, at=at)
    sentences = [match.span() for match in _SENTENCE.finditer(opened_text.text)][1::2]
    spans = tuple(sentences[number * len(sentences) // codings] for number in range(codings))
    acts: list[list[Record]] = [[programme]]
    for number, (start, end) in enumerate(spans):
        at = stamp(at)
        passage = Passage(
            id=f"q-{number}", source=source, text=text.id, by=BY, at=at,
            **passage_fields(opened_text.text, opened_text.layout, start, end),  # pyright: ignore[reportArgumentType]
        )  # fmt: skip
        at = stamp(at)
        coding = Coding(
            id=f"c-{number}", passage=passage.id, code=chance.choice(codes), about=programme.id, by=BY, at=at,
            stance=chance.choice(("supports", "supports", "contradicts", "mentions")),
        )  # fmt: skip
        acts.append([passage, coding])
    Journal(path / "journal" / f"{BY}.jsonl").append_all(acts)
    sought = opened_text.layout.pages[opened - 1].offset
    passage = next(number for number, (start, _) in enumerate(spans) if start >= sought)
    return Book(
        path=path, source=source, text=opened_text.text, spans=spans, codes=tuple(codes), passage=f"q-{passage}",
        at=spans[passage][0],
    )  # fmt: skip
