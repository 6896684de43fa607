"""Rows and places put together as records: the study's own saying carried on, further places added, ids made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from colligate.exchange.columns import CellError, columns_of
from colligate.exchange.kinds import PERSONAL, Kind
from colligate.exchange.placing import UNSAID, Lost, Placed, Want
from colligate.exchange.rows import Row
from colligate.lenses.nearest import nearest
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Source


class RowError(CellError):
    """What is wrong with a row, once put beside others; `column` may be empty."""

    def __init__(self, row: Row, column: str, message: str, remedy: str) -> None:
        """Keep the row at fault."""
        self.place = f"{row.place} {column}".strip()
        super().__init__(message, remedy)


class Draft(msgspec.Struct, kw_only=True):
    """A record as the tables would have it, beside the one the study holds."""

    #: The row to name in messages.
    place: str
    record: Record
    #: New passages it rests on.
    passages: tuple[Passage, ...] = ()
    #: What the study holds under the same id.
    old: Record | None = None


class Assembling:
    """Makes records out of rows."""

    def __init__(self, known: Mapping[str, Record], placed: Mapping[Want, Placed | Lost], by: str) -> None:
        """Take the study's records, the places found, and who imports."""
        self._known, self._placed, self._by = known, placed, by
        self._files = {record.name: record.id for record in known.values() if isinstance(record, Source)}

    def record(self, rows: list[Row]) -> Draft:
        """Make one record of the rows that share its id. Raises RowError."""
        main = next((row for row in rows if not row.bare), rows[0])
        rows = [main, *(row for row in rows if row is not main)]
        kind = main.kind
        if kind.record is Passage:
            return self._passage(rows)
        identity = self._source_id(main) if kind.record is Source else main.id
        old = self._old(main, identity)
        found = self._places(rows)
        fields = {name: getattr(old, name) for name in old.__struct_fields__} if old else {}
        fields |= self._stated(main, rows, old)
        fields |= _evidence(main, rows, found, old)
        fields |= {"id": identity, "by": main.coder or self._by, "at": UNSAID, "revises": ()}
        _require(main, fields)
        record = kind.record(**fields)
        if not identity:
            record = msgspec.structs.replace(record, id=made_id(kind, record))
        return Draft(place=main.place, record=record, passages=tuple(found), old=old or self._known.get(record.id))

    def part(self, row: Row) -> tuple[msgspec.Struct, tuple[Passage, ...]]:
        """Make a name or a break of a row. Raises RowError."""
        found = self._places([row])
        fields = dict(row.fields) | {"passages": _ids(found, row)}
        for name, column in columns_of(row.kind.part or msgspec.Struct).items():
            if column.empty is msgspec.NODEFAULT and name not in fields:
                raise RowError(row, name, f"'{name}' is empty.", "Fill the cell.")
        assert row.kind.part is not None  # noqa: S101 - only tables of parts come here
        return row.kind.part(**fields), tuple(found)

    def _passage(self, rows: list[Row]) -> Draft:
        found = self._places(rows)
        if len(set(found)) != 1:
            at = "no place" if not found else f"{len(set(found))} places"
            raise RowError(rows[0], "", f"The rows of this passage give {at}.", "Give one source and one quote.")
        passage = found[0]
        if rows[0].id:
            passage = msgspec.structs.replace(passage, id=rows[0].id, by=self._by, at=UNSAID, revises=())
        return Draft(place=rows[0].place, record=passage, old=self._old(rows[0], passage.id))

    def _places(self, rows: Iterable[Row]) -> list[Passage]:
        found: dict[str, Passage] = {}
        for row in rows:
            if row.want is None:
                continue
            place = self._placed[row.want]
            if isinstance(place, Lost):
                raise RowError(row, *place)
            found.setdefault(place.passage.id, place.passage)
        return list(found.values())

    def _source_id(self, row: Row) -> str:
        file, identity = row.fields.get("file", ""), row.id
        if not identity and not file:
            raise RowError(row, "id", "The row names no source.", "Give the source's id, or the name of its file.")
        identity = identity or self._files.get(file, "")
        source = self._known.get(identity)
        if not isinstance(source, Source):
            sources = [key for key, record in self._known.items() if isinstance(record, Source)]
            near = nearest(row.id or file, sources if row.id else list(self._files))
            hint = f" Did you mean '{near}'?" if near else ""
            raise RowError(
                row,
                "id" if row.id else "file",
                f"The study has no source '{row.id or file}'.{hint}",
                "Correct it, or add the document first with 'colligate sources add'.",
            )
        if file and source.name != file:
            raise RowError(
                row,
                "file",
                f"Source '{identity}' was added as '{source.name}', not as '{file}'.",
                "Correct the id or the file, or empty 'file'.",
            )
        return identity

    def _old(self, row: Row, identity: str) -> Record | None:
        old = self._known.get(identity) if identity else None
        if old is not None and not isinstance(old, row.kind.record):
            raise RowError(
                row, "id", f"'{identity}' is a {type(old).__name__} of the study already.", "Choose another id."
            )
        if old is not None and row.coder and row.coder not in (old.speaker, old.speaker.partition("@")[0]):
            raise RowError(
                row,
                "coder",
                f"'{identity}' was said by {old.speaker}, not by {row.coder}.",
                "Give the second reading an id of its own, or leave the id empty.",
            )
        return old

    def _stated(self, main: Row, rows: list[Row], old: Record | None) -> dict[str, Any]:
        for other in rows:
            if other is not main and not other.bare and (other.fields, other.coder) != (main.fields, main.coder):
                differing = sorted(
                    name for name in main.fields | other.fields if main.fields.get(name) != other.fields.get(name)
                )
                raise RowError(
                    other,
                    differing[0] if differing else "coder",
                    f"'{other.id}' stands on row {main.place} with another {' and '.join(differing) or 'coder'}.",
                    "Give it an id of its own, or make the two rows agree.",
                )
        stated = {name: value for name, value in main.fields.items() if name != "file"}
        if isinstance(old, Source) and "csl" in stated:
            stated["csl"] = old.csl | stated["csl"]
        return {} if main.bare and old else stated


def _evidence(main: Row, rows: list[Row], found: list[Passage], old: Record | None) -> dict[str, Any]:
    """Return the field that holds passages, if the rows speak of it."""
    field = main.kind.field
    if not field or all(row.passages is None for row in rows):
        return {}
    identities = _ids(found, *rows)
    if field == "passage":
        if len(identities) > 1:
            raise RowError(
                rows[-1], "quote", "A coding is of one passage.", "Give the second passage a coding of its own."
            )
        return {"passage": identities[0]} if identities else {}
    if main.bare and old is not None:
        identities = tuple(dict.fromkeys((*getattr(old, field), *identities)))
    return {field: identities}


def _ids(found: Iterable[Passage], *rows: Row) -> tuple[str, ...]:
    given = [identity for row in rows for identity in row.passages or ()]
    return tuple(dict.fromkeys([*given, *(passage.id for passage in found)]))


def _require(row: Row, fields: Mapping[str, Any]) -> None:
    for name in _required(row.kind.record):
        if name not in fields:
            column = {"passage": "quote", "states": "form"}.get(name, name)
            remedy = "Fill the cell." if column != "quote" else "Give source and quote, or source and lines."
            raise RowError(row, column, f"'{column}' is empty, and the study holds no such record yet.", remedy)


@cache
def _required(record: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(record) if field.required)


def made_id(kind: Kind, record: Record) -> str:
    """Make an id from content: the table's prefix and ten hex digits of the SHA-256 of the record's JSON form.

    The importer and time do not count, except that of a personal reading the person does (without the machine).
    """
    person = record.by.partition("@")[0] if kind.table in PERSONAL else ""
    bare = msgspec.structs.replace(record, id="", by=person, at=UNSAID, revises=())
    return f"{kind.prefix}-{hashlib.sha256(msgspec.json.encode(bare)).hexdigest()[:10]}"
