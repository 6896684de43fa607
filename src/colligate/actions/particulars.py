"""What a study knows of each source, as a person compares sources: who published it and whose word it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import msgspec

from colligate.actions.looking import Standing
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout

#: Columns that a table of sources can be ordered by.
ORDERS = ("title", "publisher", "year", "kind", "standing", "pages", "codings")


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One source in the table."""

    id: str
    title: str
    publisher: str
    year: int | None
    kind: str
    #: *self-reported*, *independent* or *unknown*, for the organisation under study.
    standing: str
    pages: int
    codings: int
    coders: int
    #: Share of words recognised with confidence, 0 to 1, where the text was read from pictures.
    ocr: float | None
    notes: bool
    confidential: bool


def source_rows(standing: Standing, *, words: str = "", order: str = "", down: bool = False) -> list[SourceRow]:
    """Return the sources that have all `words` in title, publisher, year or kind, ordered by one of ORDERS."""
    study = standing.study
    counts: Counter[str] = Counter()
    coders: defaultdict[str, set[str]] = defaultdict(set)
    for coding in study.records.of(Coding):
        if passage := study.records.get(Passage, coding.passage):
            counts[passage.source] += 1
            coders[passage.source].add(coding.speaker)
    names = {actor.id: actor.name for actor in study.records.of(Actor)}
    judged = Standings(standing.material)
    rows = []
    for source in study.records.of(Source):
        text = study.texts.get(source.id)
        pages, sure = _pages(study.folder.texts.absolute() / f"{text.layout}.json") if text else (0, None)
        rows.append(
            SourceRow(
                id=source.id,
                title=source.title,
                publisher=names.get(source.publisher or "", source.publisher or ""),
                year=source.year,
                kind=source.kind or "",
                standing=judged.of(source, None),
                pages=pages,
                codings=counts[source.id],
                coders=len(coders[source.id]),
                ocr=sure if text and text.ocr else None,
                notes=bool(source.notes_on),
                confidential=source.confidential,
            )
        )
    wanted = words.casefold().split()
    rows = [row for row in rows if all(word in _said(row) for word in wanted)]
    if order in ORDERS:
        rows.sort(key=lambda row: _key(getattr(row, order)), reverse=down)
    return rows


def _said(row: SourceRow) -> str:
    return f"{row.title} {row.publisher} {row.year or ''} {row.kind} {row.standing}".casefold()


def _key(value: object) -> tuple[int, object]:
    """Order numbers as numbers, words without regard to case, and what is missing last of all."""
    if value in (None, ""):
        return 2, ""
    return (0, value) if isinstance(value, int) else (1, str(value).casefold())


@lru_cache(maxsize=8192)
def _pages(layout: Path) -> tuple[int, float | None]:
    """Return the number of pages and the mean confidence of recognition; a layout never changes."""
    try:
        read = msgspec.json.decode(layout.read_bytes(), type=Layout)
    except (OSError, msgspec.DecodeError):
        return 0, None
    sure = read.ocr_confidence
    return len(read.pages), sum(sure) / len(sure) if sure else None
