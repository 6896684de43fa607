"""Budgets and transactions as observations: one series for each kind and currency of an activity, nothing added up."""

from __future__ import annotations

from babel.numbers import is_currency

from colligate.exchange.iati.activity import RULE, Reading
from colligate.exchange.iati.codes import BUDGET_STATUSES, BUDGETS, TRANSACTIONS, code
from colligate.exchange.iati.grammar import day, fits
from colligate.exchange.iati.results import within
from colligate.exchange.iati.tree import Element, attribute, child_of, words
from colligate.exchange.incoming import unsaid
from colligate.indicators.indicator import Indicator, Observation

_NO_AMOUNT = "they give no amount that is a number"
_NO_DATE = "they give no day of the calendar"


def budget(reading: Reading, element: Element) -> None:
    """Take a budget or a planned disbursement."""
    kind = BUDGETS.get(attribute(element, "type") or "1", "Original")
    standing = BUDGET_STATUSES.get(attribute(element, "status"), "")
    name = "Budget" if element.tag == "budget" else "Planned disbursement"
    what = f"{name}, {kind.lower()}{f', {standing.lower()}' if standing else ''}"
    first = _day(child_of(element, "period-start"))
    last = _day(child_of(element, "period-end")) or (first if element.tag != "budget" else "")
    if not first or not last or last < first:
        reading.left.append((element.tag, "their period lacks a day, or ends before it begins"))
        return
    _amount(reading, element, what, within(first, last))


def transaction(reading: Reading, element: Element) -> None:
    """Take a transaction on its day; of several of one kind on one day, each stands in a series of its own."""
    typed = child_of(element, "transaction-type")
    kind = code(element, "type") if typed is None else code(typed, "code")
    if not kind:
        reading.left.append((element.tag, "they do not say of which type they are"))
        return
    if kind not in TRANSACTIONS:
        reading.changed.append((element.tag, "the standard has no such type; the file's word for it is kept"))
    when = _day(child_of(element, "transaction-date")) or day(attribute(child_of(element, "value"), "value-date"))
    if not when:
        reading.left.append((element.tag, _NO_DATE))
        return
    _amount(reading, element, TRANSACTIONS.get(kind, f"Transaction of type '{kind}'"), when)


def _day(element: Element | None) -> str:
    return day(attribute(element, "iso-date") or words(element))


def _amount(reading: Reading, element: Element, what: str, when: str) -> None:
    value = child_of(element, "value")
    written = "" if value is None else (value.text or "").strip()
    if not fits(written, "decimal"):
        reading.left.append((element.tag, _NO_AMOUNT))
        return
    currency = (attribute(value, "currency") or attribute(reading.element, "default-currency")).upper()
    if currency and not is_currency(currency):
        reading.changed.append((element.tag, f"ISO 4217 has no currency '{currency}'; the file's word for it is kept"))
    series = reading.series(what, currency, when)
    indicator = Indicator(
        id=series.id, by=reading.by, name=f"{what}{series.suffix}: {reading.name}", unit=currency,
        concept=f"{what} of the activity as its publisher states it, in {currency or 'a currency it does not name'}",
        proposed_by=RULE, **unsaid(),
    )  # fmt: skip
    if series.fresh:
        reading.say(indicator, element)
        reading.fact(element, "input", f"{what}{f', {currency}' if currency else ''}", series.id, refers=series.id)
    # The amount is no part of the id: one that its publisher corrects is said again, and does not stand twice.
    reading.say(
        Observation(
            id=f"obs-{reading.key(series.id, when)}", by=reading.by, indicator=series.id, area=reading.area,
            period=when, value=written.lstrip("+"), note=_note(element, value), proposed_by=RULE, **unsaid(),
        ),
        element,
    )  # fmt: skip


def _note(element: Element, value: Element) -> str:
    """Return what else the element says of the amount."""
    valued = attribute(value, "value-date")
    told = [words(child_of(element, "description")), f"Valued on {valued}" if valued else ""]
    for name, lead in (("provider-org", "From"), ("receiver-org", "To")):
        who = child_of(element, name)
        told.append(f"{lead} {words(who) or attribute(who, 'ref')}" if who is not None else "")
    return ". ".join(part for part in told if part and not part.endswith(" "))
