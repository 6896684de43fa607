"""What a claim states, changed by a person field by field: each value checked against the study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from colligate.actions.looking import Standing
from colligate.assessments.claim import Form
from colligate.assessments.wording import UnknownWordError, needed
from colligate.indicators.indicator import Indicator
from colligate.periods import PeriodError, period
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Factor, Programme
from colligate.record import Record

#: Fields that hold periods.
_PERIODS = frozenset({"periods", "within", "at", "start", "end", "date"})
#: Fields that name records, and of which kinds.
NAMES: dict[str, tuple[type[Record], ...]] = {
    "indicator": (Indicator,), "about": (Programme, Event, Actor), "first": (Event,), "second": (Event,),
    "acts": (Event, Programme), "event": (Event,), "rivals": (Factor, Event, Actor, Programme),
}  # fmt: skip
#: Fields that may stay empty.
_OPTIONAL = frozenset({"amount", "rivals", "area", "event"})


class BadClaimError(ColligateError):
    """A field of a claim that cannot be taken as typed."""

    def __init__(self, number: int, field: str, message: str) -> None:
        """Name the claim by its place in the paragraph, the field, and what is wrong."""
        self.number, self.field = number, field
        super().__init__(f"Claim {number}, {field}: {message}")


def changed(form: Form, given: Mapping[str, str], standing: Standing, number: int) -> Form:
    """Return a form with fields as typed; several values have commas between them.

    Raises:
        BadClaimError: Where a period cannot be read, or a value names nothing of the study.
    """
    plain: dict[str, Any] = msgspec.to_builtins(form)
    for field in form.__struct_fields__:
        if field not in given:
            continue
        written = given[field].strip()
        many = isinstance(getattr(form, field), tuple)
        parts = [part.strip() for part in written.split(",") if part.strip()]
        _check(field, parts if many else [written] if written else [], standing, number)
        plain[field] = parts if many else written or (None if field == "event" else "")
    try:
        return msgspec.convert(plain, type(form), strict=False)
    except msgspec.ValidationError as error:
        raise BadClaimError(number, type(form).__name__.lower(), f"{error}.") from None


def incomplete(form: Form) -> str:
    """Return the first field that must be filled before the claim can be set against anything; empty if none."""
    if getattr(form, "event", None):
        return ""
    for field in form.__struct_fields__:
        if field in _OPTIONAL or (field == "about" and isinstance(getattr(form, field), tuple)):
            continue
        if getattr(form, field) in ("", (), None):
            return field
    return ""


def _check(field: str, values: list[str], standing: Standing, number: int) -> None:
    for value in values:
        if field in _PERIODS:
            try:
                period(value)
            except PeriodError as error:
                raise BadClaimError(number, field, str(error)) from None
        elif field in NAMES and not isinstance(standing.material.by_id.get(value), NAMES[field]):
            raise BadClaimError(number, field, f"the study has no such record as '{value}'. Choose one of the list.")
        elif field == "codes" and value not in standing.material.codes:
            raise BadClaimError(number, field, f"no lens in use has the code '{value}'. Choose one of the list.")
        elif field == "word":
            try:
                needed(value)
            except UnknownWordError as error:
                raise BadClaimError(number, field, str(error)) from None
