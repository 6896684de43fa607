"""From the place of a problem, or any record, to the page of the workbench where a person can see and mend it."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import msgspec

from colligate.actions.looking import Standing
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text

_OF_SOURCE = re.compile(r"(?P<id>.+) \(source .+\)")
_FILE = re.compile(r"(?P<name>(?:study\.yaml|(?:lenses|journal|report)/[^:#]+?))(?::(?P<line>\d+))?(?: #(?P<id>\S+))?")
_STORED = re.compile(r"(?:originals|texts)/(?P<sha256>[0-9a-f]{64})")

#: What a place is of, in the order in which it is best mended.
GROUPS = (
    "Revisions made apart", "The study file and lenses", "Journals and files", "Sources", "Quotes", "Codings",
    "The register", "Indicators", "Assessments and claims", "The report", "Suggestions", "Elsewhere",
)  # fmt: skip
_GROUPS: dict[type[Record], str] = {
    Source: "Sources", Text: "Sources", Passage: "Quotes", Coding: "Codings", Suggestion: "Suggestions",
    Programme: "The register", Event: "The register", Fact: "The register", Factor: "The register",
    Actor: "The register", Place: "The register", Indicator: "Indicators", Observation: "Indicators",
}  # fmt: skip


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where something is: the address of a page, what a reader calls it, and what it belongs to."""

    #: Empty where no page shows it.
    address: str
    name: str
    group: str


def spot_of(standing: Standing, place: str, message: str = "") -> Spot:
    """Return where a place as checks write it can be seen.

    Args:
        standing: The study.
        place: A `Problem.place`.
        message: The problem's message: it quotes the sentence meant where a line holds several.
    """
    identity = found["id"] if (found := _OF_SOURCE.fullmatch(place)) else place
    if spot := _of_record(standing, identity):
        return spot
    if found := _STORED.match(place):
        return _stored(standing, place, found["sha256"])
    if place.startswith(("report", "build/")):
        return _of_report(standing, place, message)
    if found := _FILE.fullmatch(place):
        group = "Journals and files" if place.startswith("journal/") else "The study file and lenses"
        return Spot(address=_of_file(standing, found["name"], found["line"]), name=place, group=group)
    return _of_series(standing, place) or Spot(address="", name=place, group="Elsewhere")


def _of_record(standing: Standing, identity: str) -> Spot | None:
    records = standing.study.records
    if identity in records.apart:
        name = _named(standing, identity)
        return Spot(address=f"/study/apart#{quote(identity)}", name=name, group="Revisions made apart")
    if record := records.by_id.get(identity):
        group = _GROUPS.get(type(record), "Assessments and claims")
        return Spot(address=record_address(standing, record), name=_named(standing, identity), group=group)
    return Spot(address=_history(identity), name=identity, group="Elsewhere") if identity in records.history else None


def record_address(standing: Standing, record: Record) -> str:
    """Return the page on which a standing record is seen with what it rests on."""
    records = standing.study.records
    match record:
        case Source():
            address = f"/sources/{_part(record.id)}/about"
        case Text():
            address = f"/sources/{_part(record.source)}/about"
        case Passage() | Coding():
            address = _in_reader(standing, record)
        case Programme() | Event() | Actor() | Factor() | Place():
            address = f"/programmes/{_part(record.id)}"
        case Fact() if isinstance(records.by_id.get(record.about), Programme | Event | Actor | Factor | Place):
            address = f"/programmes/{_part(record.about)}#{quote(record.id)}"
        case Indicator():
            address = f"/indicators/{_part(record.id)}"
        case Observation() if records.get(Indicator, record.indicator):
            query = urlencode({"area": record.area})
            address = f"/indicators/{_part(record.indicator)}?{query}#r-{quote(record.id)}"
        case Suggestion():
            address = f"/suggestions?{urlencode({'kind': str(record.proposes.get('type', ''))})}"
        case Judgement():
            address = _supported(standing, record.finding)
        case _:
            address = _supported(standing, record.id)
    return address or _history(record.id)


def _in_reader(standing: Standing, record: Passage | Coding) -> str:
    passage = record if isinstance(record, Passage) else standing.study.records.get(Passage, record.passage)
    if passage is None or passage.source not in standing.study.texts:
        return ""
    return f"/sources/{_part(passage.source)}?{urlencode({'passage': passage.id})}"


def _supported(standing: Standing, ref: str) -> str:
    return f"/support?{urlencode({'ref': ref})}" if standing.binder.bind(ref) else ""


def _history(identity: str) -> str:
    return f"/study/record?{urlencode({'id': identity})}"


def _named(standing: Standing, identity: str) -> str:
    record = standing.study.records.by_id.get(identity)
    kind = type(record).__name__ if record else "Record"
    if isinstance(record, Passage):
        return f"“{record.quote}” in {standing.binder.quoting.name(record.source)}"
    support = standing.binder.bind(identity)
    return f"{kind} {support.title}" if support and support.title else f"{kind} {identity}"


def _stored(standing: Standing, place: str, sha256: str) -> Spot:
    records = standing.study.records
    sources = [one.id for one in records.of(Source) if one.sha256 == sha256]
    sources += [one.source for one in records.of(Text) if sha256 in (one.sha256, one.layout)]
    address = f"/sources/{_part(sources[0])}/about" if sources else "/sources"
    name = standing.binder.quoting.name(sources[0]) if sources else place
    return Spot(address=address, name=f"{place.partition('/')[0]} of {name}", group="Journals and files")


def _of_report(standing: Standing, place: str, message: str) -> Spot:
    found = _FILE.fullmatch(place)
    sentences = standing.sentences
    if found and found["id"]:
        meant = [one for one in sentences if one.id == found["id"]]
    else:
        here = [one for one in sentences if one.place == place]
        quoted = [one for one in here if one.words and one.words[:80].rstrip() in message]
        meant = quoted[:1] or (here if len(here) == 1 else [])
    if meant:
        address = f"/reports/sentence/{_part(meant[0].id)}"
        return Spot(address=address, name=meant[0].words, group="The report")
    address = _of_file(standing, found["name"], found["line"]) if found else "/reports"
    return Spot(address=address, name=place, group="The report")


def _of_file(standing: Standing, name: str, line: str | None) -> str:
    if name.startswith("lenses/") and not name.endswith(".yaml"):
        return "/study/case#lenses"  # a lens that the study file does not list
    if not (standing.study.folder.path / name).exists():
        return ""
    query = urlencode({"name": name, **({"line": line} if line else {})})
    return f"/study/file?{query}" + (f"#line-{line}" if line else "")


def _of_series(standing: Standing, place: str) -> Spot | None:
    indicator, _, rest = place.partition("|")
    area, _, when = rest.partition("|")
    records = standing.study.records
    if records.get(Indicator, indicator) is None:
        return None
    told = [
        one.id
        for one in records.of(Observation)
        if (one.indicator, one.area, one.period) == (indicator, area, when) and one.value is not None
    ]
    address = f"/indicators/{_part(indicator)}?{urlencode({'area': area})}" + (f"#r-{quote(told[0])}" if told else "")
    return Spot(address=address, name=f"{standing.binder.quoting.name(indicator)}, {area}, {when}", group="Indicators")


def _part(identity: str) -> str:
    return quote(identity, safe="")
