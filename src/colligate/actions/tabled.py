"""The tables of a study's documents, laid open once each, and the words that show what a cell states."""

from __future__ import annotations

from colligate.actions.coding import NoSuchThingError
from colligate.actions.saying import Span
from colligate.languages import spoken
from colligate.sources.source import Source
from colligate.sources.tables.finding import cell_in, tables
from colligate.sources.tables.table import Cell, Table, Untold
from colligate.sources.text import Text
from colligate.study.study import Study

#: Texts whose tables are kept laid open.
_KEPT = 2048
#: Texts never change, so what was read off one stays true: by hash of words and layout, and language.
_laid: dict[tuple[str, str, str], tuple[Table, ...]] = {}
_languages: dict[str, str] = {}


def tables_of(study: Study, text: Text) -> tuple[Table, ...]:
    """Return the tables of a frozen text. Raises OSError where its file is gone."""
    language = language_of(study, text)
    key = text.sha256, text.layout, language
    if key not in _laid:
        opened = study.searchable(text)
        _laid[key] = tuple(tables(opened.text, opened.layout, language))
        while len(_laid) > _KEPT:
            del _laid[next(iter(_laid))]
    return _laid[key]


def language_of(study: Study, text: Text) -> str:
    """Return the language of a text: as its source says, else by its commonest words."""
    source = study.records.get(Source, text.source)
    if source and source.language:
        return source.language.partition("-")[0].lower()
    if text.sha256 not in _languages:
        _languages[text.sha256] = spoken(study.searchable(text).text)
        while len(_languages) > _KEPT:
            del _languages[next(iter(_languages))]
    return _languages[text.sha256]


def cell_of(study: Study, source: str, start: int, end: int) -> Cell | Untold:
    """Return the cell of a table that words of a source lie in, or why there is none. Raises NoSuchThingError."""
    text = study.texts.get(source)
    if text is None:
        raise NoSuchThingError("source", source, study.texts)
    whole = study.searchable(text).text
    start, end = max(0, start), min(end, len(whole))
    return cell_in(tables_of(study, text), whole, start, end)


def evidence(cell: Cell, source: str) -> list[Span]:
    """Return the words that show a value and what it is a value of: its row, the lines of its heads, the caption."""
    places = [cell.line, *cell.head_lines, *([cell.caption] if cell.caption else [])]
    return [Span(source=source, start=place.start, end=place.end) for place in places]


def shown_by(study: Study, span: Span) -> list[Span]:
    """Return the words that show what a span states: in a table its row and heads, elsewhere the span itself."""
    found = cell_of(study, span.source, span.start, span.end)
    return evidence(found, span.source) if isinstance(found, Cell) and found.kind == "value" else [span]
