"""Tables of any records read whole: which rows hold, which are refused and why. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from colligate.exchange.assembling import Assembling, Draft, RowError
from colligate.exchange.columns import CellError
from colligate.exchange.kinds import kind_of, kinds
from colligate.exchange.linking import Links, References
from colligate.exchange.merging import with_part
from colligate.exchange.placing import Lost, Placing, Reader, Want
from colligate.exchange.rows import Row, read_rows
from colligate.exchange.sheets import Sheet, read_sheets
from colligate.exchange.values import value_faults
from colligate.problems import Problem
from colligate.record import Record


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a study holds, as far as its tables can speak of it."""

    #: Standing records by id.
    records: Mapping[str, Record]
    #: Codes of its lenses, ``lens/code``.
    codes: Collection[str]
    #: Which fields name which kinds of record, and which field of a record names codes.
    references: References
    coded: Mapping[type[Record], str]
    #: Reads the frozen text of a source, or returns None.
    text: Reader
    #: Says of an id that it was withdrawn, by whom; empty for any other.
    withdrawn: Callable[[str], str] = lambda _: ""


class Reading(msgspec.Struct, kw_only=True):
    """What tables hold: records that stand up, in an order in which they can be said, and everything refused."""

    drafts: list[Draft]
    problems: list[Problem]


def read_tables(files: Iterable[tuple[str, bytes]], known: Known, *, by: str, as_table: str = "") -> Reading:
    """Read tables against a study.

    Args:
        files: Names and bytes; the names say which table each is.
        known: What the study holds.
        by: Who imports.
        as_table: What the rows are, whatever the names say.
    """
    reading = _Reading(known, by)
    for name, data in files:
        sheets, problems = read_sheets(data, name)
        reading.problems += problems
        for sheet in sheets:
            reading.sheet(sheet, as_table)
    return reading.finish()


class _Reading:
    """One import: rows first, then places, then records, then what they name."""

    def __init__(self, known: Known, by: str) -> None:
        self.problems: list[Problem] = []
        self._known, self._by = known, by
        self._rows: dict[str, list[Row]] = {table: [] for table in kinds()}
        self._refused: dict[str, str] = {}
        self._drafts: dict[str, Draft] = {}

    def sheet(self, sheet: Sheet, as_table: str) -> None:
        """Read the rows of one sheet."""
        try:
            kind = kind_of(sheet.names, as_table)
        except CellError as error:
            self._problem(sheet.place, error)
            return
        rows, problems, refused = read_rows(sheet, kind)
        self._rows[kind.table] += rows
        self.problems += problems
        if not kind.part:
            self._refused |= refused

    def finish(self) -> Reading:
        """Put together what was read."""
        assembling = self._places()
        for kind in kinds().values():
            if kind.part:
                for row in self._rows[kind.table]:
                    self._try(lambda row=row: self._part(assembling, row))
            else:
                for rows in _groups(self._rows[kind.table]):
                    self._try(lambda rows=rows: self._record(assembling, rows))
        self._check()
        return Reading(drafts=list(self._drafts.values()), problems=self.problems)

    def _places(self) -> Assembling:
        placing = Placing(self._known.records, self._known.text, self._by)
        rows = [row for table in self._rows.values() for row in table if row.want]
        given = self._rows["passages"]
        placed = placing.place(row.want for row in given if row.want)
        for row in given:  # a passage with an id of its own keeps it, for every quote of the same place
            found = placed.get(row.want or Want(""), None)
            if row.id and found and not isinstance(found, Lost):
                placing.name(found.passage, row.id)
        placed |= placing.place(row.want for row in rows if row.want)
        for row in rows:
            place = placed[row.want or Want("")]
            if not isinstance(place, Lost) and place.remark:
                self._problem(
                    f"{row.place} page", CellError(place.remark, "Correct the page, or the quote."), "warning"
                )
        return Assembling(self._known.records, placed, self._by)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except RowError as fault:
            self._problem(fault.place, fault)

    def _record(self, assembling: Assembling, rows: list[Row]) -> None:
        try:
            draft = assembling.record(rows)
        except RowError:
            if rows[0].id:
                self._refused.setdefault(rows[0].id, rows[0].place)
            raise
        identity = draft.record.id
        twin = self._drafts.get(identity)
        if twin and twin.record != draft.record:
            raise RowError(
                rows[0], "id", f"'{identity}' stands on {twin.place} too, as something else.", "Choose another id."
            )
        if who := self._known.withdrawn(identity):
            message = f"'{identity}' was withdrawn by {who}, so the row was passed over."
            self._problem(f"{draft.place} id", CellError(message, "To say it again, give it another id."), "warning")
            self._refused.setdefault(identity, draft.place)
            return
        self._drafts.setdefault(identity, draft)

    def _part(self, assembling: Assembling, row: Row) -> None:
        part, passages = assembling.part(row)
        draft = self._drafts.get(row.id)
        if draft is None:
            old = self._known.records.get(row.id)
            if old is None and row.id not in self._refused:
                raise RowError(row, row.kind.owner, f"The study has no {row.kind.owner} '{row.id}'.", "Correct the id.")
            if old is None:
                where = self._refused[row.id]
                raise RowError(
                    row, row.kind.owner, f"'{row.id}' is on a row that was refused ({where}).", "Mend it first."
                )
            draft = Draft(place=row.place, record=old, old=old)
        if not isinstance(draft.record, row.kind.record):
            kind = type(draft.record).__name__
            raise RowError(row, row.kind.owner, f"'{row.id}' is a {kind}.", f"Name an {row.kind.owner}.")
        draft.record = with_part(draft.record, part)
        draft.passages = (*draft.passages, *passages)
        self._drafts[row.id] = draft

    def _check(self) -> None:
        """Refuse what names nothing, until all that is left holds together."""
        waiting = self._drafts
        while waiting:
            together = {
                **self._known.records,
                **{passage.id: passage for draft in self._drafts.values() for passage in draft.passages},
                **{identity: draft.record for identity, draft in self._drafts.items()},
            }
            links = Links(together, self._known.codes, self._known.references, self._known.coded)
            bad = [identity for identity, draft in waiting.items() if not self._holds(draft, links, together)]
            for identity in bad:
                self._refused.setdefault(identity, self._drafts.pop(identity).place)
            waiting = dict(self._drafts) if bad else {}

    def _holds(self, draft: Draft, links: Links, together: Mapping[str, Record]) -> bool:
        faults = [*links.faults(draft.record, self._refused), *value_faults(draft.record, together.get)]
        for column, fault in faults:
            self._problem(f"{draft.place} {column}", fault)
        return not faults

    def _problem(self, place: str, error: CellError, severity: str = "error") -> None:
        self.problems.append(Problem(place=place, message=error.message, remedy=error.remedy, severity=severity))


def _groups(rows: list[Row]) -> Iterable[list[Row]]:
    """Return rows that share an id together, in the order of the first; a row without an id stands alone."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.id or f" {number}"].append(row)
    return groups.values()
