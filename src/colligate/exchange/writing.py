"""A study's records as the tables that import reads: out and in again gives the same records.

What a table cannot carry: who said a thing and when, and earlier revisions. They stay in the journal.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record
from colligate.reports.formulas import guarded
from colligate.sources.passage import Passage
from colligate.sources.source import Citation, Search

#: Tables written, in the order in which they can be read again.
TABLES: dict[str, type[Record]] = {
    "actors": Actor,
    "places": Place,
    "programmes": Programme,
    "passages": Passage,
    "citations": Citation,
    "events": Event,
    "facts": Fact,
    "factors": Factor,
    "indicators": Indicator,
    "observations": Observation,
    "codings": Coding,
    "memos": Memo,
    "searches": Search,
    "claims": Claim,
    "judgements": Judgement,
}
#: Fields that have a table of their own: the table, and the column that names the record.
_NESTED = {("actors", "names"): ("names", "actor"), ("indicators", "breaks"): ("breaks", "indicator")}
_LEFT_OUT = ("by", "at", "revises", "stated_by")

Row = dict[str, str]


def table_rows(name: str, records: Iterable[Record]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one kind of record, each with the table it belongs to."""
    for record in records:
        row: Row = {}
        for field in record.__struct_fields__:
            value = getattr(record, field)
            if field in _LEFT_OUT:
                continue
            if nested := _NESTED.get((name, field)):
                yield from ((nested[0], {nested[1]: record.id} | _cells(item)) for item in value)
            elif isinstance(value, msgspec.Struct):
                row |= {"form": str(type(value).__struct_config__.tag)} | _cells(value)
            else:
                row[field] = cell(value)
        yield name, row


def _cells(item: msgspec.Struct) -> Row:
    return {field: cell(getattr(item, field)) for field in item.__struct_fields__}


def cell(value: object) -> str:
    """Write one value as import reads it: lists with semicolons, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return ";".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def csv_bytes(rows: Sequence[Row]) -> bytes:
    r"""Write rows as CSV (UTF-8, comma, ``\n``) with every column that any row fills, in the order first met.

    What a spreadsheet would run as a formula has an apostrophe before it, which import takes away.
    """
    columns = dict.fromkeys(column for row in rows for column in row)
    filled = [column for column in columns if any(row.get(column) for row in rows)]
    out = io.StringIO()
    writer = csv.DictWriter(out, filled, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: guarded(words) for column, words in row.items()} for row in rows)
    return out.getvalue().encode()
