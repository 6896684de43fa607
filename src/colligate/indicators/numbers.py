"""Values of indicators as numbers that can be compared: exact decimals, or places on an ordinal scale."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from colligate.indicators.indicator import Indicator, Observation

_SEPARATORS = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")


def number(written: str) -> Decimal | None:
    """Read a number with or without thousands separators and either minus sign; None for anything else."""
    plain = _SEPARATORS.sub("", written.strip().replace("\N{MINUS SIGN}", "-"))
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def comparable(indicator: Indicator | None, value: str) -> Decimal | None:
    """Return the value as a number, or as its place on the indicator's scale (0 is the worst)."""
    if indicator and indicator.scale:
        return Decimal(indicator.scale.index(value)) if value in indicator.scale else None
    return number(value)


def known(indicator: Indicator | None, observation: Observation) -> Decimal | None:
    """Return an observation as a comparable number; None for a hole and for a bound (``<5``), which is no value."""
    if observation.value is None or observation.qualifier in {"<", "<=", ">", ">="}:
        return None
    return comparable(indicator, observation.value)


def allows(observation: Observation, indicator: Indicator | None, claimed: str) -> bool:
    """Say whether an observation agrees with a claimed value: the same, or within the bound that it states."""
    said = observation.value or ""
    value, told = comparable(indicator, claimed), comparable(indicator, said)
    if value is None or told is None:
        return said.strip().casefold() == claimed.strip().casefold()
    bounds = {"<": value < told, "<=": value <= told, ">": value > told, ">=": value >= told}
    return bounds.get(observation.qualifier, value == told)


def percent(before: Decimal, after: Decimal) -> Decimal | None:
    """Return the change in per cent of the earlier value; None where that was nought."""
    return (after - before) * 100 / before if before else None


def rounds_to(exact: Decimal, claimed: Decimal) -> bool:
    """Say whether a number, rounded half up to the places that the claim gives, is the number claimed."""
    places = claimed.as_tuple().exponent
    if not isinstance(places, int):
        return False
    return exact.quantize(Decimal(1).scaleb(min(places, 0)), rounding=ROUND_HALF_UP) == claimed


def signed(value: Decimal, places: int = 0) -> str:
    """Write a difference with its sign, rounded half up: ``+387``, ``-44.8``; a whole number stays whole."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if places else value
    return f"{rounded:+,}"
