"""Values that only the rest of the row, or another record, can judge: numbers, levels, dated facts, finding keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from colligate.assessments.claim import Claim, Fulfilled
from colligate.assessments.wording import UnknownWordError, needed
from colligate.exchange.columns import CellError
from colligate.indicators.indicator import Indicator, Observation
from colligate.lenses.nearest import nearest
from colligate.periods import PeriodError, period
from colligate.programmes.programme import Fact
from colligate.record import Record

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}([ ,.'\u00a0\u202f])\d{3}(\1\d{3})*")
_QUALIFIED = re.compile(r"(<=|>=|<|>|~)\s*(-?\d+(?:\.\d+)?)")
#: Fields of a Fact whose value is a date.
_DATED = frozenset({"start", "end", "date"})

Lookup = Callable[[str], Record | None]
Fault = tuple[str, CellError]


def value_faults(record: Record, lookup: Lookup) -> Iterator[Fault]:
    """Yield the column and the fault of every value that does not fit."""
    if isinstance(record, Observation) and record.value is not None:
        if fault := _observed(record.value, lookup(record.indicator)):
            yield "value", fault
    elif isinstance(record, Fact) and record.field in _DATED:
        if fault := _dated(record.value):
            yield "value", fault
    elif isinstance(record, Claim) and isinstance(record.states, Fulfilled):
        try:
            needed(record.states.word)
        except UnknownWordError as error:
            message, _, remedy = str(error).partition(". ")
            yield "word", CellError(f"{message}.", remedy)


def _observed(value: str, indicator: Record | None) -> CellError | None:
    if not isinstance(indicator, Indicator):
        return None
    if indicator.scale:
        if value in indicator.scale:
            return None
        near = nearest(value, indicator.scale)
        hint = f" Did you mean '{near}'?" if near else ""
        return CellError(
            f"'{value}' is not a level of indicator '{indicator.id}'.{hint}",
            f"Use one of: {', '.join(indicator.scale)}.",
        )
    return None if _NUMBER.fullmatch(value) else _no_number(value)


def _no_number(value: str) -> CellError:
    if match := _QUALIFIED.fullmatch(value):
        remedy = f"Write {match.group(2)} here and '{match.group(1)}' in the column 'qualifier'."
    elif _GROUPED.fullmatch(value):
        remedy = f"Write it without separators: {re.sub(r'[^0-9-]', '', value)}, if that is the number meant."
    else:
        remedy = "Write digits without separators; leave the cell empty where the document has a hole."
    return CellError(f"'{value}' is not a number.", remedy)


def _dated(value: str) -> CellError | None:
    try:
        period(value)
    except PeriodError:
        return CellError(
            f"'{value}' is not a date or period, or ends before it begins.",
            "Write 2014, 2014-11, 2014-11-17, 2014~ for about, or first/last such as 2014/2016.",
        )
    return None
