"""A study as tables: one row a record or result, with the quote, page and source beside what rests on them."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import Any

import msgspec

from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Citation, Search, Source
from colligate.study.assessing import assessment, page_labels
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions

Row = dict[str, Any]

#: Tables of records, by name.
RECORDS: dict[str, type[Record]] = {
    "passages": Passage,
    "citations": Citation,
    "searches": Search,
    "codings": Coding,
    "memos": Memo,
    "actors": Actor,
    "places": Place,
    "programmes": Programme,
    "events": Event,
    "facts": Fact,
    "factors": Factor,
    "indicators": Indicator,
    "observations": Observation,
}
#: Tables of results, by name.
RESULTS = ("findings", "claims", "coverage", "conflicts", "chains", "windows")
NAMES = ("sources", *RECORDS, *RESULTS, "suggestions")


class NoSuchTableError(ColligateError):
    """A table asked for that a study does not have."""

    def __init__(self, name: str) -> None:
        """Name it, the nearest, and all there are."""
        near = difflib.get_close_matches(name, NAMES, n=1)
        meant = f" Did you mean '{near[0]}'?" if near else ""
        super().__init__(f"A study has no table '{name}'.{meant} Tables: {', '.join(NAMES)}.")


def rows(study: Study, name: str) -> list[Row]:
    """Return one table of a study, in the order of the journal. Raises NoSuchTableError."""
    if name == "sources":
        return _sources(study)
    if name in RECORDS:
        return _records(study, RECORDS[name])
    if name in RESULTS:
        return [_result(result) for result in getattr(assessment(study), name)]
    if name == "suggestions":
        return _suggestions(study)
    raise NoSuchTableError(name)


def _result(result: msgspec.Struct) -> Row:
    row = msgspec.structs.asdict(result)
    if "flips_on" in row:
        row["flips"] = tuple(f"{flip.kind} {flip.id} → {flip.to}" for flip in row.pop("flips_on"))
    if "parts" in row:
        row["parts"] = tuple(f"{part.code}: {part.level}" for part in row["parts"])
    return row


def _sources(study: Study) -> list[Row]:
    codings = Counter(passage.source for coding in study.records.of(Coding) if (passage := _passage(study, coding)))
    table = []
    for source in study.records.of(Source):
        text = study.texts.get(source.id)
        row = _plain(source)
        row |= {
            "year": source.year,
            "codings": codings[source.id],
            "pages": _pages(study, source.id),
            "ocr": bool(text and text.ocr),
            "extractor": text.extractor if text else "",
            "notes": bool(source.notes_on),
        }
        table.append(row)
    return table


def _pages(study: Study, source: str) -> int:
    try:
        return len(study.layout(study.texts[source]).pages)
    except (KeyError, OSError, msgspec.DecodeError):
        return 0


def _records(study: Study, kind: type[Record]) -> list[Row]:
    pages = page_labels(study) if "passage" in kind.__struct_fields__ or "passages" in kind.__struct_fields__ else {}
    table = []
    for record in study.records.of(kind):
        row = _plain(record)
        if passage := _passage(study, record):
            row |= {"source": passage.source, "page": pages.get(passage.id, ""), "quote": passage.quote}
        table.append(row)
    return table


def _suggestions(study: Study) -> list[Row]:
    """Return the open suggestions: the record proposed, the rule, why, and the words it was read from."""
    pages, table = page_labels(study), []
    for identity, record in open_suggestions(study).items():
        suggestion = study.records.get(Suggestion, identity)
        passage = _passage(study, record)
        row = {
            "id": record.id,
            "record": type(record).__name__,
            "rule": record.proposed_by,
            "says": _says(record),
            "why": suggestion.why if suggestion else "",
            "proposes": suggestion.proposes if suggestion else {},
            "source": passage.source if passage else "",
            "page": pages.get(passage.id, "") if passage else "",
            "quote": passage.quote if passage else "",
            "passage": passage.id if passage else "",
        }
        table.append(row)
    return table


def _says(record: Record) -> str:
    fields = ("sentence", "text", "name", "key", "code", "value", "title")
    return next((str(value) for field in fields if (value := getattr(record, field, ""))), "")


def _passage(study: Study, record: Record) -> Passage | None:
    named = getattr(record, "passage", None) or next(iter(getattr(record, "passages", ())), None)
    if not named and isinstance(record, Actor):
        named = next((one for name in record.names for one in name.passages), None)
    return study.records.get(Passage, named)


def _plain(record: Record) -> Row:
    return {
        field: value
        for field in record.__struct_fields__
        if field != "revises" and not isinstance(value := getattr(record, field), dict)
    }
