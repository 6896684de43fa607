"""Fields of an activity as facts about a programme: who, when, where, what for, under which names."""

from __future__ import annotations

from collections.abc import Callable

from colligate.exchange.iati.activity import RULE, Reading
from colligate.exchange.iati.codes import (
    DATES,
    DESCRIPTIONS,
    MARKERS,
    ORGANISATIONS,
    RELATIONS,
    SECTORS,
    SIGNIFICANCE,
    STATUSES,
    code,
)  # fmt: skip
from colligate.exchange.iati.countries import country_name
from colligate.exchange.iati.grammar import day
from colligate.exchange.iati.tree import Element, attribute, child_of, children, narratives, words
from colligate.exchange.incoming import digest, slug, unsaid
from colligate.periods import PeriodError, period
from colligate.programmes.actor import Place
from colligate.programmes.programme import FactField
from colligate.sources.source import Source

ROLE_FIELDS: dict[str, FactField] = {"1": "funder", "2": "accountable", "3": "extending", "4": "implementer"}
DATE_FIELDS: dict[str, FactField] = {"1": "planned start", "2": "start", "3": "planned end", "4": "end"}
DESCRIPTION_FIELDS: dict[str, FactField] = {"1": "content", "2": "purpose", "3": "note", "4": "note"}


def _identifier(reading: Reading, element: Element) -> None:
    reading.fact(element, "identifier", words(element))


def _title(reading: Reading, element: Element) -> None:
    for number, (tongue, said) in enumerate(narratives(element)):
        if number or said != reading.name:
            reading.fact(element, "title", f"{said} ({tongue})" if tongue else said, tongue)


def _description(reading: Reading, element: Element) -> None:
    kind = attribute(element, "type") or "1"
    field = DESCRIPTION_FIELDS.get(kind, "note")
    lead = f"{DESCRIPTIONS[kind]}: " if field == "note" and kind in DESCRIPTIONS else ""
    for tongue, said in narratives(element):
        reading.fact(element, field, lead + said, kind, tongue)


def _organisation(reading: Reading, element: Element, field: FactField, role: str) -> None:
    actor = reading.organisations.find(element)
    if not actor:
        reading.left.append((element.tag, "they name no organisation"))
        return
    ref, kind = attribute(element, "ref"), attribute(element, "type")
    if made := reading.organisations.new.get(actor):
        reading.say(made, element)
    reading.fact(element, field, words(element) or ref, role, ref or words(element), refers=actor)
    if ref:
        reading.organisation_fact(actor, "identifier", ref, element)
    if kind in ORGANISATIONS:
        reading.organisation_fact(actor, "note", f"{ORGANISATIONS[kind]} (type of organisation {kind})", element)


def _reporting(reading: Reading, element: Element) -> None:
    _organisation(reading, element, "reporter", "reporter")


def _participating(reading: Reading, element: Element) -> None:
    role = code(element, "role")
    if role not in ROLE_FIELDS:
        why = "the standard has no such role; each is taken as one who takes part"
        reading.changed.append((element.tag, why))
    _organisation(reading, element, ROLE_FIELDS.get(role, "participant"), role)


def _status(reading: Reading, element: Element) -> None:
    written = attribute(element, "code")
    reading.fact(element, "status", STATUSES.get(written, written))


def _date(reading: Reading, element: Element) -> None:
    kind = code(element, "type")
    when = day(attribute(element, "iso-date")) or day(words(element))
    if kind not in DATES:
        reading.left.append((element.tag, "their type does not say whether they are planned or actual, start or end"))
    elif not when:
        reading.left.append((element.tag, "they give no day of the calendar"))
    else:
        reading.fact(element, DATE_FIELDS[kind], narrower(words(element), when, kind), kind)


def narrower(said: str, when: str, kind: str) -> str:
    """Return a day, or the period that its narrative says is all that is known, where the day stands for that."""
    try:
        span = period(said)
    except PeriodError:
        return when
    edge = span.first if kind in ("1", "2") else span.last
    return said.strip() if edge.isoformat() == when else when


def _country(reading: Reading, element: Element) -> None:
    written = attribute(element, "code")
    if written and not country_name(written):
        reading.changed.append((element.tag, f"ISO 3166 has no country '{written}'; the file's word for it is kept"))
    reading.fact(element, "country", country_name(written) or words(element) or written, written or words(element))


def _region(reading: Reading, element: Element) -> None:
    written = attribute(element, "code")
    value = words(element) or f"Region {written}"
    reading.fact(element, "region", value, attribute(element, "vocabulary"), written or value)


def _location(reading: Reading, element: Element) -> None:
    point = child_of(element, "point")
    pos = child_of(point, "pos") if point is not None else None
    latitude, longitude = _degrees((pos.text or "") if pos is not None else "")
    codes = [attribute(each, "code") for each in element if each.tag in ("location-id", "administrative")]
    name = words(child_of(element, "name")) or attribute(element, "ref") or next(filter(None, codes), "")
    name = name or (f"{latitude}, {longitude}" if latitude is not None else "")
    if not name:
        reading.left.append((element.tag, "they name no place and give no point"))
        return
    identity = f"place-{slug(name, 'x')[:28]}-{digest(f'{name}|{latitude}|{longitude}|{codes}')[:6]}"
    place = Place(
        id=identity, by=reading.by, name=name, latitude=latitude, longitude=longitude, proposed_by=RULE, **unsaid()
    )
    reading.say(place, element)
    reading.fact(element, "place", name, identity, refers=identity)


def _degrees(pos: str) -> tuple[float | None, float | None]:
    """Return latitude and longitude in decimal degrees; nothing for what lies on no globe."""
    parts = pos.split()
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError:
        return None, None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)


def _sector(reading: Reading, element: Element) -> None:
    vocabulary, written = attribute(element, "vocabulary") or "1", attribute(element, "code")
    parts = [words(element), f"{SECTORS.get(vocabulary, vocabulary)} {written}".strip() if written else ""]
    share = attribute(element, "percentage")
    value = ", ".join(filter(None, [*parts, f"{share} %" if share else ""]))
    reading.fact(element, "theme", value, "sector", vocabulary, written or words(element))


def _marker(reading: Reading, element: Element) -> None:
    written, weight = attribute(element, "code"), attribute(element, "significance")
    own = attribute(element, "vocabulary") not in ("", "1")
    name = words(element) or ("" if own else MARKERS.get(written, "")) or written
    value = f"Policy marker {name}: {SIGNIFICANCE.get(weight, weight) or 'significance not stated'}"
    reading.fact(element, "note", value if name else "", "marker", attribute(element, "vocabulary"), written)


def _related(reading: Reading, element: Element) -> None:
    ref, kind = attribute(element, "ref"), attribute(element, "type")
    value = f"{RELATIONS.get(kind, kind)}: {ref}" if kind else ref
    refers = reading.programmes.get(ref, "")
    reading.fact(element, "related", value if ref else "", kind, ref, refers=refers)


def _document(reading: Reading, element: Element) -> None:
    url = attribute(element, "url")
    if not url:
        reading.left.append((element.tag, "they give no address"))
        return
    name = words(child_of(element, "title")) or url
    tongue = attribute(child_of(element, "language"), "code").lower()
    source = Source(
        id=f"document-{digest(url)}", by=reading.by, title=name, url=url, language=tongue, csl=_csl(element),
        proposed_by=RULE, **unsaid(),
    )  # fmt: skip
    known = reading.sources.get(url)
    if known is None:
        reading.say(source, element)
    reading.fact(element, "document", f"{name} <{url}>" if name != url else url, url, refers=known or source.id)


def _csl(element: Element) -> dict[str, object]:
    codes = " ".join(attribute(each, "code") for each in children(element, "category"))
    when = day(attribute(child_of(element, "document-date"), "iso-date"))
    csl: dict[str, object] = {"type": "document"}
    if codes.strip():
        csl["note"] = f"IATI document category {codes}"
    if when:
        csl["issued"] = {"date-parts": [[int(part) for part in when.split("-")]]}
    return csl


#: How each element of an activity is read; what is not here has no place in a study.
FIELDS: dict[str, Callable[[Reading, Element], None]] = {
    "iati-identifier": _identifier, "title": _title, "description": _description, "reporting-org": _reporting,
    "participating-org": _participating, "activity-status": _status, "activity-date": _date,
    "recipient-country": _country, "recipient-region": _region, "location": _location, "sector": _sector,
    "policy-marker": _marker, "related-activity": _related, "document-link": _document,
}  # fmt: skip
