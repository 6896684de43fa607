"""Programmes as IATI 2.03: what came from a file goes out as it came, unless the study says otherwise.

An imported activity is read again from its original and set beside the study. An element whose records stand unchanged
goes out word for word, with all that a study has no field for; one that somebody changed is written anew; one that
somebody withdrew stays behind. Nothing the standard needs is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from colligate.exchange.iati.activity import Reading
from colligate.exchange.iati.building import RESULT_TYPES, Builder, title_of
from colligate.exchange.iati.codes import ORGANISATIONS
from colligate.exchange.iati.comparing import compared
from colligate.exchange.iati.fitting import fitted
from colligate.exchange.iati.reading import ActivityFile
from colligate.exchange.iati.rereading import EXTRACTOR, reread
from colligate.exchange.iati.settling import untouched
from colligate.exchange.iati.tree import Element, child_of, made, narrative
from colligate.exchange.iati.valuing import Unbuilt, tell_value, value_period
from colligate.exchange.losses import Losses
from colligate.exchange.refi.giving import Study
from colligate.exchange.refi.xml import etree
from colligate.problems import ColligateError
from colligate.programmes.programme import Fact, Programme
from colligate.record import Record
from colligate.sources.text import Text

VERSION = "2.03"
_R = TypeVar("_R", bound=Record)


class Reporter(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes the programmes that came from no file, as the study's settings state it."""

    #: Identifier of the organisation, such as ``XM-DAC-41128``.
    ref: str = ""
    #: Code of the list OrganisationType.
    type: str = ""
    name: str = ""


class NoActivityError(ColligateError):
    """A study of which no programme has what the standard needs."""

    def __init__(self, losses: Losses) -> None:
        """Say what is lacking and where to state it."""
        lacking = [f"{', '.join(each.ids[:3])}: {each.why}" for each in losses.lines() if each.what == "programmes"]
        told = "; ".join(lacking[:5]) or "the study has no programme"
        super().__init__(
            f"No programme can go out as IATI activity: {told}. State who publishes under 'publisher' in "
            "study.yaml (ref, type, name) and the rest as facts with their passages."
        )


def activities_bytes(study: Study, reporter: Reporter) -> tuple[bytes, Losses]:
    """Write a study's programmes as a file of activities, the same bytes for the same study. Raises NoActivityError."""
    losses = Losses()
    giving = _Giving(study, reporter, losses)
    root = etree.Element("iati-activities", {"version": VERSION})
    for programme in sorted(_of(study.records, Programme), key=lambda each: each.id):
        if (activity := giving.activity(programme)) is not None:
            root.append(activity)
            losses.carried("programmes", [programme.id])
    if not len(root):
        raise NoActivityError(losses)
    _others(study, losses)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), losses


def _of(records: Mapping[str, Record], kind: type[_R]) -> Iterator[_R]:
    return (each for each in records.values() if isinstance(each, kind))


class _Giving:
    """One export under way."""

    def __init__(self, study: Study, reporter: Reporter, losses: Losses) -> None:
        self._records, self._reporter, self._losses = study.records, reporter, losses
        self._builder = Builder(study.records)
        self._origins = _origins(study)
        self._facts: dict[str, list[Fact]] = {}
        for fact in _of(study.records, Fact):
            self._facts.setdefault(fact.about, []).append(fact)

    def activity(self, programme: Programme) -> Element | None:
        """Return the activity of a programme, or nothing where the standard needs what the study lacks."""
        facts = sorted(self._facts.get(programme.id, []), key=lambda each: each.id)
        if origin := self._origins.get(programme.id):
            activity, met = compared(origin, programme, self._records, self._builder, self._losses)
            gone = [each for each in facts if each.id not in met and untouched(each)]
            self._losses.left("facts", "the latest file of the activity no longer has them", [each.id for each in gone])
            self._build(activity, [each for each in facts if each.id not in met and not untouched(each)])
        else:
            activity = made("iati-activity")
            activity.append(title_of(programme.name, [each.value for each in facts if each.field == "title"]))
            self._build(activity, [each for each in facts if each.field != "title"])
        self._own(activity, programme)
        return fitted(activity, programme.id, self._losses)

    def _build(self, activity: Element, facts: list[Fact]) -> None:
        for fact in facts:
            built = self._builder.built(fact)
            if isinstance(built, Unbuilt):
                self._losses.left(f"facts of the field {fact.field}", built.why, [fact.id])
            else:
                activity.append(built)
                self._losses.carried("facts", [fact.id])
                self._tell_values(fact)

    def _tell_values(self, fact: Fact) -> None:
        """Note what became of the values that went out with a result."""
        for observation in self._builder.values(fact.refers or "") if fact.field in RESULT_TYPES else ():
            if isinstance(built := value_period(observation), Unbuilt):
                self._losses.left("observations", built.why, [observation.id])
            else:
                tell_value(self._losses, observation)

    def _own(self, activity: Element, programme: Programme) -> None:
        """State who reports, and an identifier made of theirs and the programme's id, where the study names them."""
        reporter = self._reporter
        if not (reporter.ref and reporter.name and reporter.type in ORGANISATIONS):
            return
        if child_of(activity, "reporting-org") is None:
            activity.append(
                made("reporting-org", inside=[narrative(reporter.name)], ref=reporter.ref, type=reporter.type)
            )
        if child_of(activity, "iati-identifier") is None:
            activity.append(made("iati-identifier", f"{reporter.ref}-{programme.id}"))
            why = "their identifier is the reporting organisation's and their id"
            self._losses.changed("programmes", why, [programme.id])


def _origins(study: Study) -> dict[str, Reading]:
    """Return each activity of version 2 as its latest file has it, by programme."""
    found: dict[str, Reading] = {}
    read = {text.source: text for text in _of(study.records, Text) if text.extractor.startswith(EXTRACTOR)}
    for text in sorted(read.values(), key=lambda each: (each.at, each.id)):
        source = study.records.get(text.source)
        original = study.original(getattr(source, "sha256", "")) if source else None
        if original is None:
            continue
        file = ActivityFile(original[0], getattr(source, "name", ""))
        found |= {each.programme: each for each in reread(file, study.records) if file.returns}
    return found


def _others(study: Study, losses: Losses) -> None:
    """Name what an activity file is no place for."""
    for record in study.records.values():
        if type(record).__name__ in ("Coding", "Memo", "Judgement", "Claim", "Event", "Factor", "Lens"):
            losses.left(f"{type(record).__name__.lower()}s", "an activity file has no place for them", [record.id])
