"""From a source and a quote, or lines, to the Passage that stands there; or to what is wrong, and with which words."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from colligate.exchange.columns import CellError
from colligate.lenses.nearest import nearest
from colligate.record import Record
from colligate.sources.folding import fold
from colligate.sources.locating import Location, Searchable, find
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text

#: Stands in for the time until a record is said.
UNSAID = datetime(1, 1, 1, tzinfo=UTC)
_LINES = re.compile(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?")

#: Reads the text of a source, by id of the text, or its current one where that id is empty or unknown.
Reader = Callable[[str, str], tuple[Text, Searchable] | None]


class Want(NamedTuple):
    """A place as a row names it."""

    source: str
    quote: str = ""
    page: str = ""
    lines: str = ""
    #: Id of the text that `start` and `end` refer to, where a table was exported with them.
    text: str = ""
    start: str = ""
    end: str = ""


class Lost(NamedTuple):
    """Why a place cannot be told: the column at fault and two sentences."""

    column: str
    message: str
    remedy: str


class Placed(NamedTuple):
    """The passage found, and a remark on a page that is not the one named."""

    passage: Passage
    remark: str = ""


class Placing:
    """Finds places in texts, each source's text read once."""

    def __init__(self, known: Mapping[str, Record], read: Reader, by: str) -> None:
        """Take the study's records, a reader of texts, and who will have said the passages."""
        self._known, self._read, self._by = known, read, by
        self._at: dict[tuple[str, int, int], Passage] = {}
        for record in known.values():
            if isinstance(record, Passage):
                self._at.setdefault((record.text, record.start, record.end), record)

    def place(self, wants: Iterable[Want]) -> dict[Want, Placed | Lost]:
        """Find every place, source by source."""
        found: dict[Want, Placed | Lost] = {}
        for (source, text), group in itertools.groupby(sorted(set(wants)), lambda want: (want.source, want.text)):
            opened = self._open(source, text)
            for want in group:
                found[want] = opened if isinstance(opened, Lost) else self._one(want, *opened)
        return found

    def name(self, passage: Passage, identity: str) -> None:
        """Have every place that is this passage's known under an id of its own."""
        key = (passage.text, passage.start, passage.end)
        if self._at[key].at == UNSAID:
            self._at[key] = msgspec.structs.replace(passage, id=identity)

    def _open(self, source: str, text: str) -> tuple[Text, Searchable] | Lost:
        if not isinstance(self._known.get(source), Source):
            near = nearest(source, [key for key, record in self._known.items() if isinstance(record, Source)])
            hint = f" Did you mean '{near}'?" if near else ""
            return Lost(
                "source",
                f"The study has no source '{source}'.{hint}",
                "Correct the id, or add the document with 'colligate sources add'.",
            )
        opened = self._read(source, text)
        if opened is None:
            return Lost(
                "source",
                f"The frozen text of source '{source}' is missing, so no place in it can be shown.",
                "Restore it from a copy of the study; 'colligate check' names the file.",
            )
        return opened

    def _one(self, want: Want, text: Text, searchable: Searchable) -> Placed | Lost:
        try:
            start, end = self._span(want, text, searchable)
        except CellError as error:
            return Lost("lines" if not want.quote else "quote", error.message, error.remedy)
        layout = searchable.layout
        passage = self._at.get((text.id, start, end)) or self._passage(text, searchable, start, end)
        return Placed(passage, _remark(want, layout, start))

    def _passage(self, text: Text, searchable: Searchable, start: int, end: int) -> Passage:
        basis = f"{text.source} {text.sha256} {start} {end}"
        passage = Passage(
            id=f"p-{hashlib.sha256(basis.encode()).hexdigest()[:10]}",
            by=self._by,
            at=UNSAID,
            source=text.source,
            text=text.id,
            **passage_fields(searchable.text, searchable.layout, start, end),  # pyright: ignore[reportArgumentType]
        )
        return self._at.setdefault((text.id, start, end), passage)

    def _span(self, want: Want, text: Text, searchable: Searchable) -> tuple[int, int]:
        if want.start and want.end and want.text == text.id:
            return _offsets(want, searchable)
        rows = _line_span(want.lines, searchable.text) if want.lines else None
        if not want.quote and rows:
            return rows
        location = find(want.quote, searchable, page=want.page)
        if not location.found and location.candidates and rows:
            inside = [place for place in location.candidates if rows[0] <= place[0] < rows[1]]
            if len(inside) == 1:
                return inside[0]
        if location.found:
            return location.start, location.end
        raise self._not_found(want, location, searchable)

    def _not_found(self, want: Want, location: Location, searchable: Searchable) -> CellError:
        if location.status == "ambiguous":
            places = ", ".join(_where(searchable, start) for start, _ in sorted(location.candidates)[:8])
            more = f" and {len(location.candidates) - 8} more" if len(location.candidates) > 8 else ""
            return CellError(
                f"The quote stands at {len(location.candidates)} places in '{want.source}': {places}{more}.",
                "Quote more words, or name the page or the lines meant.",
            )
        near = location.nearest
        told = f" The nearest text is: '{_short(near)}'." if near else " Nothing there is like it."
        return CellError(
            f"The quote '{_short(want.quote)}' is not in '{want.source}'.{told}",
            "Quote the source's own words, as they stand in its frozen text.",
        )


def _offsets(want: Want, searchable: Searchable) -> tuple[int, int]:
    start, end = (int(cell) if cell.isdecimal() else -1 for cell in (want.start, want.end))
    if not 0 <= start < end <= len(searchable.text):
        raise CellError(
            f"{want.start} to {want.end} is no span of the text, which has {len(searchable.text)} characters.",
            "Leave 'start' and 'end' empty and give the quote alone.",
        )
    words = str(passage_fields(searchable.text, searchable.layout, start, end)["quote"])
    if want.quote and fold(words) != fold(want.quote):
        raise CellError(
            f"At {start} to {end} of '{want.source}' stands '{_short(words)}', not the quote given.",
            "Leave 'start' and 'end' empty, so that the quote is looked up.",
        )
    return start, end


def _line_span(lines: str, text: str) -> tuple[int, int]:
    """Return the span from the first word of the first line to the last word of the last."""
    match = _LINES.fullmatch(lines)
    if not match:
        raise CellError(f"'{lines}' is no range of lines.", "Write 12 or 12-14, counted from 1 in the frozen text.")
    first, last = int(match.group(1)), int(match.group(2) or match.group(1))
    rows = text.split("\n")
    if not 1 <= first <= last <= len(rows):
        raise CellError(
            f"There are no lines {lines}: the frozen text has {len(rows)}.",
            "Count the lines of the file in texts/, from 1.",
        )
    start = sum(len(row) + 1 for row in rows[: first - 1])
    span = "\n".join(rows[first - 1 : last])
    if not span.strip():
        raise CellError(f"Lines {lines} are empty.", "Name the lines on which the words stand.")
    return start + len(span) - len(span.lstrip()), start + len(span.rstrip())


def _where(searchable: Searchable, offset: int) -> str:
    line = f"line {searchable.text.count(chr(10), 0, offset) + 1}"
    page = searchable.layout.page_at(offset)
    return f"page {page.label} ({line})" if page else line


def _remark(want: Want, layout: Layout, start: int) -> str:
    page = layout.page_at(start)
    if not want.page or page is None or want.page.strip("[]").lower() == page.label.strip("[]").lower():
        return ""
    return f"The words stand on page {page.label} of '{want.source}', not on page {want.page}."


def _short(words: str, limit: int = 160) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
