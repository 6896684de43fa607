"""Results as indicators and observations; targets stand in series of their own, never beside what was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colligate.exchange.iati.activity import RULE, Reading
from colligate.exchange.iati.codes import MEASURES, RESULTS
from colligate.exchange.iati.grammar import day
from colligate.exchange.iati.tree import Element, attribute, child_of, children, words
from colligate.exchange.incoming import unsaid
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.numbers import number
from colligate.programmes.programme import FactField

RESULT_FIELDS: dict[str, FactField] = {"1": "output", "2": "outcome", "3": "impact"}
#: End of the id of a series of targets.
TARGET = "-target"
#: Begins the note of a value that was a baseline.
BASELINE = "Baseline"
_UNITS = {"1": "", "2": "%"}


def result(reading: Reading, element: Element) -> None:
    """Take a result: each of its indicators with baselines, targets and actual values."""
    kind, name = attribute(element, "type"), words(child_of(element, "title"))
    field = RESULT_FIELDS.get(kind, "note")
    for indicator in children(element, "indicator"):
        measured = words(child_of(indicator, "title")) or name
        if not measured:
            reading.left.append(("indicator", "they have no title"))
            continue
        identity = f"ind-{reading.key('result', kind, name, measured)}"
        _indicator(reading, element, indicator, identity, measured)
        lead = "" if field != "note" else f"{RESULTS.get(kind, 'Result')}: "
        reading.fact(indicator, field, lead + (name or measured), identity, refers=identity, rests=(element, indicator))


def _indicator(reading: Reading, result: Element, element: Element, identity: str, name: str) -> None:
    measure = attribute(element, "measure")
    told = [words(child_of(element, "description")), words(child_of(result, "title"))]
    concept = next(filter(None, told), name)
    unit = _UNITS.get(measure, MEASURES.get(measure, "").lower())
    series = _Series(reading, element, identity, name, concept, unit)
    for baseline in children(element, "baseline"):
        when = day(attribute(baseline, "iso-date")) or attribute(baseline, "year")
        series.take(baseline, when if re.fullmatch(r"\d{4}(-\d{2}-\d{2})?", when) else "", BASELINE)
    for period in children(element, "period"):
        first, last = (day(attribute(child_of(period, f"period-{end}"), "iso-date")) for end in ("start", "end"))
        when = within(first, last) if first and last and first <= last else ""
        for value in period:
            if value.tag in ("target", "actual"):
                series.take(value, when, "")
    series.finish()


class _Series:
    """The series of one indicator: actual values, targets, and each kind of them by its dimensions."""

    def __init__(self, reading: Reading, element: Element, identity: str, name: str, concept: str, unit: str) -> None:
        self._reading, self._element = reading, element
        self._identity, self._name, self._concept, self._unit = identity, name, concept, unit
        self._said: set[str] = set()

    def finish(self) -> None:
        """Say the indicator itself, whether or not it has values."""
        self._say(self._identity, self._name, self._concept)

    def take(self, element: Element, when: str, lead: str) -> None:
        """Take one value, or the hole that stands for it."""
        if not when:
            self._reading.left.append((element.tag, "their period lacks a day or year, or ends before it begins"))
            return
        dimensions = "; ".join(_dimensions(element))
        identity = self._identity + (f"-{self._reading.stem(dimensions)}" if dimensions else "")
        name = self._name + (f" ({dimensions})" if dimensions else "")
        if element.tag == "target":
            self._say(identity + TARGET, f"Target: {name}", f"Target set for: {self._concept}")
            identity += TARGET
        else:
            self._say(identity, name, self._concept)
        written = attribute(element, "value")
        plain = number(written)
        value = f"{plain:f}" if plain is not None else None
        if written and plain is None:
            self._reading.changed.append((element.tag, "their values are words, not numbers, and stand in the note"))
            lead = ". ".join(filter(None, (lead, f"Stated as {written}")))
        comment = words(child_of(element, "comment"))
        observation = Observation(
            id=f"obs-{self._reading.key(identity, element.tag, when)}", by=self._reading.by, indicator=identity,
            area=self._reading.area, period=when, value=value, proposed_by=RULE,
            note=". ".join(filter(None, (lead, comment))), **unsaid(),
        )  # fmt: skip
        self._reading.say(observation, element, (element, self._element))

    def _say(self, identity: str, name: str, concept: str) -> None:
        if identity in self._said:
            return
        self._said.add(identity)
        record = Indicator(
            id=identity, by=self._reading.by, name=name, concept=concept, unit=self._unit, proposed_by=RULE, **unsaid()
        )
        self._reading.say(record, self._element)


def _dimensions(element: Element) -> Iterator[str]:
    for each in element:
        if each.tag == "dimension":
            yield f"{attribute(each, 'name')} {attribute(each, 'value')}".strip()
        elif each.tag == "location" and attribute(each, "ref"):
            yield f"at {attribute(each, 'ref')}"


def within(first: str, last: str) -> str:
    """Return a span of days as it is written shortest: a whole year ``2014``, one day ``2014-05-01``."""
    if first == last:
        return first
    if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    return f"{first}/{last}"
