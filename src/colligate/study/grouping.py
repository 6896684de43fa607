"""Records of one type grouped by what they name, kept up when more is said instead of being grouped anew."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from colligate.record import Record
from colligate.study.journal import AnyRecord

#: Records by what a field of them says; each group in the order of time, then id.
Groups = Mapping[object, list[AnyRecord]]


def order(record: Record) -> tuple[datetime, str]:
    """Return what records are ordered by."""
    return record.at, record.id


def grouped(records: Iterable[AnyRecord], field: str) -> Groups:
    """Group records by a field, each group in the order given."""
    groups: defaultdict[object, list[AnyRecord]] = defaultdict(list)
    for record in records:
        groups[getattr(record, field)].append(record)
    return dict(groups)


def by_type(records: Iterable[AnyRecord]) -> Groups:
    """Group records by their type, each group in the order given."""
    groups: defaultdict[object, list[AnyRecord]] = defaultdict(list)
    for record in records:
        groups[type(record)].append(record)
    return dict(groups)


def regrouped(
    groups: Groups, gone: Iterable[tuple[object, AnyRecord]], come: Iterable[tuple[object, AnyRecord]]
) -> Groups:
    """Return the groups without some records and with others; groups that change are copied, never changed."""
    new = dict(groups)
    fresh: set[object] = set()

    def own(name: object) -> list[AnyRecord]:
        if name not in fresh:
            fresh.add(name)
            new[name] = list(new.get(name, ()))
        return new[name]

    for name, record in gone:
        group = own(name)
        del group[bisect_left(group, order(record), key=order)]
    for name, record in come:
        group = own(name)
        if not group or order(group[-1]) <= order(record):
            group.append(record)
        else:
            insort(group, record, key=order)
    for name in fresh:
        if not new[name]:
            del new[name]
    return new
