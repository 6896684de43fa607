"""What a study knows of each source, as a person compares sources: who published it and whose word it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout

#: Columns that a table of sources can be ordered by.
ORDERS = ("title", "publisher", "year", "kind", "standing", "pages", "codings", "ocr")

#: Number of pages, mean confidence of recognition, and the page least sure.
_Pages = tuple[int, float | None, tuple[float, str, int] | None]
_NONE: _Pages = (0, None, None)


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
    #: The page recognised least surely: its share, label, and where it begins (code points).
    worst: tuple[float, str, int] | None
    #: When it was issued, as a person writes it: 2016, 2016-03 or 2016-03-21.
    issued: str
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
        pages, sure, worst = _pages(study.folder.texts.absolute() / f"{text.layout}.json") if text else _NONE
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
                worst=worst if text and text.ocr else None,
                issued=issued(source.csl),
                notes=bool(source.notes_on),
                confidential=source.confidential,
            )
        )
    wanted = words.casefold().split()
    rows = [row for row in rows if all(word in _said(row) for word in wanted)]
    if order in ORDERS:
        rows.sort(key=lambda row: _key(getattr(row, order)), reverse=down)
    return rows


def source_row(standing: Standing, source: str) -> SourceRow:
    """Return the row of one source. Raises NoSuchThingError."""
    found = next((row for row in source_rows(standing) if row.id == source), None)
    if found is None:
        raise NoSuchThingError("source", source, [one.id for one in standing.study.records.of(Source)])
    return found


def issued(csl: dict[str, Any]) -> str:
    """Return when a CSL item was issued, as a person writes it; empty where it does not say."""
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    return "-".join(f"{int(part):0{4 if n == 0 else 2}}" for n, part in enumerate(parts[0]))


def authors(csl: dict[str, Any]) -> list[str]:
    """Return the authors of a CSL item: *Family, Given*, or an organisation."""
    return [
        ", ".join(filter(None, (one.get("family", one.get("literal", "")), one.get("given", ""))))
        for one in csl.get("author", [])
        if isinstance(one, dict)
    ]


def _said(row: SourceRow) -> str:
    return f"{row.title} {row.publisher} {row.year or ''} {row.kind} {row.standing}".casefold()


def _key(value: object) -> tuple[int, object]:
    """Order numbers as numbers, words without regard to case, and what is missing last of all."""
    if value in (None, ""):
        return 2, ""
    return (0, value) if isinstance(value, int | float) else (1, str(value).casefold())


@lru_cache(maxsize=8192)
def _pages(layout: Path) -> _Pages:
    """Return the number of pages, and how surely they were recognised; a layout never changes."""
    try:
        read = msgspec.json.decode(layout.read_bytes(), type=Layout)
    except (OSError, msgspec.DecodeError):
        return _NONE
    # A page without any words has no confidence, which is not a low one.
    sure = [(share, page) for share, page in zip(read.ocr_confidence, read.pages, strict=False) if share > 0]
    if not sure:
        return len(read.pages), None, None
    share, page = min(sure, key=lambda pair: (pair[0], pair[1].offset))
    mean = sum(share for share, _ in sure) / len(sure)
    return len(read.pages), mean, (share, page.label, page.offset)
