"""Columns ``csl.…`` of a sources table as fields of a CSL-JSON item (citationstyles.org, CSL 1.0.2)."""

from __future__ import annotations

from typing import Any

from colligate.exchange.columns import CellError
from colligate.periods import PeriodError, period
from colligate.sources.readers.csl import date_parts, name

_NAMES = frozenset(
    {"author", "editor", "translator", "director", "interviewer", "recipient", "composer", "illustrator"}
    | {"container-author", "collection-editor", "editorial-director", "original-author", "reviewed-author"}
)
_DATES = frozenset({"issued", "accessed", "event-date", "original-date", "submitted", "available-date"})
#: A body's name before a comma is seldom as short as a family name.
_FAMILY_WORDS = 3


def csl_value(variable: str, cell: str) -> Any:  # noqa: ANN401 - CSL values are of many types
    """Return the value of one CSL variable. Raises CellError for a date that cannot be read."""
    if variable in _NAMES:
        return [_name(part.strip()) for part in cell.split(";") if part.strip()]
    if variable in _DATES:
        return _date(cell)
    return cell


def _name(written: str) -> dict[str, str]:
    """Take ``Family, Given`` apart; anything else, and whatever stands in braces, is one name as it stands."""
    family, comma, _ = written.partition(",")
    if written.startswith("{") and written.endswith("}"):
        return {"literal": written[1:-1].strip()}
    return name(written) if comma and len(family.split()) <= _FAMILY_WORDS else {"literal": written}


def _date(cell: str) -> dict[str, Any]:
    try:
        period(cell)
    except PeriodError:
        raise CellError(f"'{cell}' is not a date.", "Write 2014, 2014-11, 2014-11-17 or 2014/2016.") from None
    parts = [date_parts(part.rstrip("~")) for part in cell.split("/") if part != ".."]
    return {"date-parts": parts} | ({"circa": True} if "~" in cell else {})
