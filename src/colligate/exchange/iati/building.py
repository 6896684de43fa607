"""Facts, values and names of a study as elements of IATI 2.03; what lacks something the standard needs is not built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from colligate.exchange.iati.codes import ORGANISATIONS, RELATIONS, STATUSES
from colligate.exchange.iati.countries import country_code
from colligate.exchange.iati.fields import DATE_FIELDS, ROLE_FIELDS
from colligate.exchange.iati.results import TARGET
from colligate.exchange.iati.tree import Element, made, narrative
from colligate.exchange.iati.valuing import Unbuilt, days_of, value_period
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Place
from colligate.programmes.programme import Fact
from colligate.record import Record

_ROLES = {field: role for role, field in ROLE_FIELDS.items()}
_DATES = {field: kind for kind, field in DATE_FIELDS.items()}
_DESCRIPTIONS = {"content": "1", "purpose": "2"}
#: The standard's type of result, by the field of a fact.
RESULT_TYPES = {"output": "1", "outcome": "2", "impact": "3"}
_TYPED = re.compile(r".*\(type of organisation (\d+)\)")
_TONGUE = re.compile(r"(.*) \(([a-z]{2,3}(?:-[a-z0-9]+)*)\)", re.DOTALL)


class Builder:
    """Makes elements of what a study says."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        """Begin with a study's records."""
        self._records = records
        self._refs: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._makers: dict[str, Callable[[Fact], Element | Unbuilt]] = {
            "identifier": lambda fact: made("iati-identifier", fact.value), "reporter": self._reporter,
            "status": lambda fact: _status(fact.value), "country": lambda fact: _country(fact.value),
            "place": self._location, "related": lambda fact: _related(fact.value),
        }  # fmt: skip
        for fact in records.values():
            if isinstance(fact, Fact) and fact.field == "identifier":
                self._refs[fact.about] = fact.value
            elif isinstance(fact, Fact) and fact.field == "note" and (found := _TYPED.fullmatch(fact.value)):
                self._types[fact.about] = found.group(1)

    def built(self, fact: Fact) -> Element | Unbuilt:
        """Make the element that states a fact about a programme."""
        field = fact.field
        if field in _ROLES:
            return self._organisation("participating-org", fact, role=_ROLES[field])
        if field in _DATES:
            return _date(fact.value, _DATES[field])
        if field in RESULT_TYPES:
            return self._result(fact)
        if field in _DESCRIPTIONS:
            return made("description", inside=[narrative(fact.value)], type=_DESCRIPTIONS[field])
        make = self._makers.get(field)
        return make(fact) if make else Unbuilt(why=_WHY.get(field, "the standard has no element for this field"))

    def _reporter(self, fact: Fact) -> Element | Unbuilt:
        found = self._organisation("reporting-org", fact)
        lacks = "the standard wants the identifier and the type of a reporting organisation"
        return found if found.get("ref") and found.get("type") else Unbuilt(why=lacks)

    def _organisation(self, name: str, fact: Fact, **attributes: str) -> Element:
        actor = fact.refers or ""
        ref, kind = self._refs.get(actor, ""), self._types.get(actor, "")
        kind = kind if kind in ORGANISATIONS else ""
        return made(name, inside=[narrative(fact.value)], ref=ref, type=kind, **attributes)

    def _location(self, fact: Fact) -> Element:
        location = made("location", inside=[made("name", inside=[narrative(fact.value)])])
        place = self._records.get(fact.refers or "")
        if isinstance(place, Place) and place.latitude is not None and place.longitude is not None:
            pos = made("pos", f"{place.latitude} {place.longitude}")
            location.append(made("point", inside=[pos], srsName="http://www.opengis.net/def/crs/EPSG/0/4326"))
        return location

    def _result(self, fact: Fact) -> Element | Unbuilt:
        indicator = self._records.get(fact.refers or "")
        if not isinstance(indicator, Indicator):
            return Unbuilt(why="the standard wants an indicator with a result, and the fact names none")
        title = made("title", inside=[narrative(indicator.name)])
        measure = {"": "1", "%": "2"}.get(indicator.unit, "1")
        told = made("description", inside=[narrative(indicator.concept)])
        element = made("indicator", inside=[title, told], measure=measure)
        for observation in self.values(indicator.id):
            if not isinstance(added := value_period(observation), Unbuilt):
                element.append(added)
        heading = made("title", inside=[narrative(fact.value)])
        return made("result", inside=[heading, element], type=RESULT_TYPES[fact.field])

    def values(self, indicator: str) -> list[Observation]:
        """Return the observations of an indicator and of its targets, in the order of their periods."""
        series = (indicator, indicator + TARGET)
        found = (each for each in self._records.values() if isinstance(each, Observation) and each.indicator in series)
        return sorted(found, key=lambda each: (each.period, each.id))


_WHY = {
    "partner": "the standard's roles are funding, accountable, extending and implementing",
    "host": "the standard's roles are funding, accountable, extending and implementing",
    "theme": "the standard wants a code of a vocabulary for a sector",
    "document": "the standard wants format and category of a document, which a fact does not state",
    "region": "the standard wants the code of a region",
}


def title_of(name: str, others: Iterable[str]) -> Element:
    """Make the title of an activity: its name, then what it is called in other languages (``Titre (fr)``)."""
    title = made("title", inside=[narrative(name)])
    for other in others:
        found = _TONGUE.fullmatch(other)
        title.append(narrative(found.group(1), found.group(2)) if found else narrative(other))
    return title


def _status(value: str) -> Element | Unbuilt:
    found = next((code for code, name in STATUSES.items() if value in (code, name)), "")
    return made("activity-status", code=found) if found else Unbuilt(why="the standard has no such status")


def _country(value: str) -> Element | Unbuilt:
    found = country_code(value)
    return made("recipient-country", code=found) if found else Unbuilt(why="no code of ISO 3166 is known for it")


def _date(value: str, kind: str) -> Element | Unbuilt:
    days = days_of(value)
    if days is None:
        return Unbuilt(why="the standard wants a day")
    day = days[0] if kind in ("1", "2") else days[1]
    return made("activity-date", inside=[] if value == day else [narrative(value)], type=kind, iso_date=day)


def _related(value: str) -> Element | Unbuilt:
    kind, _, ref = value.partition(": ")
    code = next((code for code, name in RELATIONS.items() if name == kind), "")
    if not code or not ref:
        return Unbuilt(why="the fact does not say how the activities are related, as in 'Parent: IDENTIFIER'")
    return made("related-activity", ref=ref, type=code)
