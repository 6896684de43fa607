"""Dates that different accounts give for one thing."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import msgspec

from colligate.assessments.material import Material
from colligate.periods import Period, PeriodError, period
from colligate.programmes.programme import Event, Fact

#: Fields of which a thing has one: differing accounts are a conflict.
SINGLE = ("start", "end", "date")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One date as one Event or Fact gives it."""

    record: Event | Fact
    written: str
    span: Period


class Dates:
    """The dated accounts of every Programme, Event and Actor."""

    def __init__(self, material: Material) -> None:
        """Keep the material asked about."""
        self._material = material

    @cached_property
    def by_field(self) -> dict[tuple[str, str], list[Account]]:
        """Accounts by record and field, in the order said; superseded Facts and unreadable dates are left out."""
        facts = self._material.said(Fact)
        superseded = {identity for fact in facts for identity in fact.supersedes}
        told: defaultdict[tuple[str, str], list[Account]] = defaultdict(list)
        for event in self._material.said(Event):
            _add(told, (event.id, "date"), event, event.date)
        for fact in facts:
            if fact.field in SINGLE and fact.id not in superseded:
                _add(told, (fact.about, fact.field), fact, fact.value)
        for accounts in told.values():
            accounts.sort(key=lambda account: (account.record.at, account.record.id))
        return dict(told)

    def of(self, about: str, field: str) -> list[Account]:
        """Return the accounts of one field of one record."""
        return self.by_field.get((about, field), [])


def read(written: str) -> Period | None:
    """Read a date or period; None where it cannot be read."""
    try:
        return period(written)
    except PeriodError:
        return None


def overlap(one: Period, other: Period) -> bool:
    """Say whether two periods share a day."""
    return one.first <= other.last and other.first <= one.last


def same(one: Account, other: Account) -> bool:
    """Say whether two dates are the same, or one is only less exact: the month or the year of the other.

    A span of years is not a less exact year: *2013 to 2014* differs from *2013*.
    """
    if (one.span.first, one.span.last) == (other.span.first, other.span.last):
        return True
    for coarse, fine in ((one, other), (other, one)):
        if "/" not in coarse.written and coarse.span.covers(fine.span):
            return True
    return False


def _add(
    told: defaultdict[tuple[str, str], list[Account]], key: tuple[str, str], record: Event | Fact, written: str
) -> None:
    span = read(written) if written else None
    if span:
        told[key].append(Account(record=record, written=written, span=span))
