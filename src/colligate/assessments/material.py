"""The records, lenses and case that an assessment reads: everything it may look at, and nothing on a disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Protocol, TypeVar

from colligate.lenses.lens import Code, Lens
from colligate.record import Record

R = TypeVar("R", bound=Record)


class Held(Protocol):
    """Records held together by whoever read them, in the order said."""

    @property
    def by_id(self) -> Mapping[str, Record]:
        """The records by id, each once."""
        ...

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one type."""
        ...


class Material:
    """What stands in a study, handed to pure functions."""

    def __init__(
        self,
        records: Iterable[Record] | Held,
        *,
        lenses: Mapping[str, Lens],
        organisation: str = "",
        manuscript: str = "",
        area: str = "",
        period: str = "",
        prefer: Mapping[str, str] | None = None,
        pages: Mapping[str, str] | None = None,
        lines: Mapping[str, str] | None = None,
        suggested: Iterable[str] = (),
    ) -> None:
        """Take standing records (each id once, or held together), the lenses in use, and the case of the study.

        `prefer` maps indicator ids to the source preferred; `pages` maps passage ids to page labels and
        `lines`, for plain text, to line numbers (``299`` or ``299-301``, from 1). `suggested` are ids of records
        among those given that nobody has said yet: a rule proposes them, and they are read as if accepted.
        """
        self._held = None if isinstance(records, Iterable) else records
        self.by_id: Mapping[str, Record] = (
            {record.id: record for record in records} if isinstance(records, Iterable) else records.by_id
        )
        self.lenses = dict(lenses)
        self.organisation = organisation
        self.manuscript = manuscript
        self.area = area
        self.period = period
        self.prefer = dict(prefer or {})
        self.pages: Mapping[str, str] = {} if pages is None else pages
        self.lines: Mapping[str, str] = {} if lines is None else lines
        self.suggested = frozenset(suggested)

    @cached_property
    def _by_type(self) -> dict[type, list[Record]]:
        groups: defaultdict[type, list[Record]] = defaultdict(list)
        for record in self.by_id.values():
            groups[type(record)].append(record)
        return groups

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one type, in the order given."""
        if self._held:
            return self._held.of(kind)
        return self._by_type.get(kind, [])  # pyright: ignore[reportReturnType]

    def said(self, kind: type[R]) -> list[R]:
        """Return the records of one type in the order in which they were said, whatever order they were given in."""
        return self.of(kind) if self._held else sorted(self.of(kind), key=when)

    def get(self, kind: type[R], identity: str | None) -> R | None:
        """Return the record of that id if it is of that type."""
        record = self.by_id.get(identity or "")
        return record if isinstance(record, kind) else None

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Every code of the lenses, by its reference ``lens/code``, in the order of the lenses."""
        return {reference: code for lens in self.lenses.values() for reference, code in lens.walk()}


def when(record: Record) -> tuple[datetime, str]:
    """Return what records are ordered by: when they were said, then their id."""
    return record.at, record.id
