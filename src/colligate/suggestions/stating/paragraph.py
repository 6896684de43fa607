"""From a paragraph to the claims it states, in the study's own names; what cannot be checked says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from colligate.assessments.claim import Cause, Covered, Dated, Form, Fulfilled, Value
from colligate.assessments.material import Material
from colligate.assessments.recognising.claims import claims
from colligate.assessments.recognising.found import ClaimFound
from colligate.assessments.results import Series
from colligate.indicators.indicator import Indicator
from colligate.indicators.recognising.known import Known, Spoken, spoken
from colligate.indicators.recognising.likeness import nouns
from colligate.languages import languages
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Programme
from colligate.sources.outline import OpenText, Unit
from colligate.suggestions.concluding import forms
from colligate.suggestions.reading import Recognised, recognise
from colligate.suggestions.stating.happenings import happenings, named_acts, same_programme

#: Kinds that can be told, and decided by nothing.
_UNMEASURED = frozenset({"comparative", "output", "recommendation"})
_NOTHING = (
    "It states no value, course, date, order, cause, fulfilment or gap that the rules know. "
    "It may be an argument, a definition or a description."
)


class Stating(msgspec.Struct, frozen=True, kw_only=True):
    """One claim that a sentence states."""

    kind: str
    #: The claim as one sentence; that of the paragraph unless it says too little by itself.
    sentence: str
    states: Form
    #: The rule that found it.
    why: str
    #: What a field still empty may be: ids, for a person to choose from.
    options: tuple[str, ...] = ()


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the paragraph."""

    words: str
    #: Half-open, in code points of the paragraph.
    start: int
    end: int
    states: tuple[Stating, ...] = ()
    #: Why it states nothing that can be checked; empty where it does.
    reason: str = ""


def read_paragraph(text: OpenText, material: Material, series: Sequence[Series], threat: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph in their order, each with what it states.

    Args:
        text: The paragraph laid open.
        material: The study: its indicators, events, programmes, actors and lenses.
        series: Its series, for their areas and periods.
        threat: The threat under study, whose words tell no series from another.
    """
    if text.language not in languages():
        reason = "The rules read English. This is in a language whose words nobody has written yet."
        return tuple(_sentence(unit, (), reason) for unit in text.outline.units)
    found = _recognised(text, material)
    read = found.reads[0]
    said = spoken(
        text, known_series(material, series), dates=read.dates, numbers=read.quantities,
        rated=[member for joined in found.series if joined.ordinal for _, member in joined.members],
        idle=nouns(threat, text.language),
    )  # fmt: skip
    happened = happenings(text, found, material, threat)
    by_unit: dict[int, list[Stating]] = {}
    reasons: dict[int, str] = {}
    for claim in claims(text, said.series, happened.acts, read.dates):
        for form in _forms(claim, found, material):
            by_unit.setdefault(claim.unit, []).append(_stating(claim, form, text))
        if claim.kind in _UNMEASURED or claim.unit not in by_unit:
            reasons[claim.unit] = _unbound(claim)
    for unit, (date, events) in happened.unclear.items():
        by_unit.setdefault(unit, []).append(_which(text.outline.units[unit], date, events))
    return tuple(
        _sentence(
            unit, _once(by_unit.get(unit.number, ())),
            reasons.get(unit.number) or _why(unit, said, material, found),
        )
        for unit in text.outline.units
    )  # fmt: skip


def known_series(material: Material, series: Iterable[Series]) -> list[Known]:
    """Return a study's series as they are looked for; of one told of several areas, that of the area under study."""
    areas: dict[str, list[Series]] = {}
    for one in series:
        areas.setdefault(one.indicator, []).append(one)
    known: list[Known] = []
    for identity, here in areas.items():
        indicator = material.get(Indicator, identity)
        if indicator is None:
            continue
        one = next((s for s in here if s.area == material.area), here[0])
        told = [point.period for point in one.points if point.observations and point.state != "missing"]
        known.append(
            Known(
                key=identity, name=indicator.name, unit=indicator.unit, area=one.area, scale=indicator.scale,
                span=material.period if one.area == material.area else "", periods=tuple(told),
            )
        )  # fmt: skip
    return known


def _recognised(text: OpenText, material: Material) -> Recognised:
    """Run the rules, keeping only what the study's ideal types and scales are coded with."""
    found = recognise([text], lenses=list(material.lenses.values()), choose=False, searchables={})
    judged = {lens.id for lens in material.lenses.values() if lens.kind != "typology"}
    kept = tuple(coding for coding in found.codings if coding.code.partition("/")[0] in judged)
    return msgspec.structs.replace(found, codings=kept)


def _forms(claim: ClaimFound, found: Recognised, material: Material) -> Iterator[Form]:
    if isinstance(claim.form, Cause):
        acts = named_acts(claim.form.acts, found.manuscript.unit(claim).words, material)
        yield msgspec.structs.replace(claim.form, acts=acts)
        return
    if claim.form is not None:
        yield claim.form
        return
    if claim.kind in _UNMEASURED:
        return
    made = [form for _, form in forms(claim, found, _ids(found, material)) if isinstance(form, Fulfilled | Covered)]
    if claim.kind == "coverage":
        named = [*dict.fromkeys(_named_codes(found.manuscript.unit(claim), material))]
        made = [Covered(codes=tuple(named), about=(), touched=False)] if named else made
    yield from made


def _named_codes(unit: Unit, material: Material) -> Iterator[str]:
    """Yield the codes of typologies whose names a sentence says word for word."""
    said = f" {' '.join(unit.words.casefold().split())} "
    typologies = {lens.id for lens in material.lenses.values() if lens.kind == "typology"}
    for reference, code in material.codes.items():
        if reference.partition("/")[0] in typologies and f" {code.name.casefold()} " in said.replace(",", " "):
            yield reference


def _ids(found: Recognised, material: Material) -> Mapping[str, str]:
    ids: dict[str, str] = {}
    for one in found.interventions:
        for programme in material.said(Programme):
            if same_programme(programme, (one.name, *one.aliases)):
                ids[one.key] = programme.id
    names = {name.casefold(): actor.id for actor in material.of(Actor) for name in _names(actor)}
    for actor in found.reads[0].named.actors:
        for name in (actor.name, *(alias.name for alias in actor.aliases)):
            if name.casefold() in names:
                ids.setdefault(actor.key, names[name.casefold()])
    return ids


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from (name.name for name in actor.names)


def _unbound(claim: ClaimFound) -> str:
    """Say why a sentence that claims something claims nothing of what the study records."""
    said = f" (\N{LEFT DOUBLE QUOTATION MARK}{claim.causal or claim.word}\N{RIGHT DOUBLE QUOTATION MARK})"
    if claim.kind == "cause":
        return f"It claims a cause{said}, but what followed is no value, event or movement that the study records."
    if claim.kind in _UNMEASURED:
        return claim.why
    if claim.kind == "coverage":
        return "It says that something is left out, and names no code of the lenses in use."
    word = said if claim.word else ""
    return f"It judges what was achieved{word}, and names no concept or criterion of the lenses in use: say which."


def _stating(claim: ClaimFound, form: Form, text: OpenText) -> Stating:
    words = " ".join(text.unit(claim).words.split())
    # What is told of the span of a series speaks of the text's own; here it is the study's.
    why = claim.rule if hasattr(form, "indicator") or not claim.why else f"{claim.rule}; {claim.why}"
    sentence = claim.sentence if isinstance(form, Value) else words
    return Stating(kind=claim.kind, sentence=sentence, states=form, why=why)


def _which(unit: Unit, date: str, events: tuple[str, ...]) -> Stating:
    return Stating(
        kind="date", sentence=" ".join(unit.words.split()), states=Dated(about="", date=date),
        why="a date beside words that several events share", options=events,
    )  # fmt: skip


def _once(states: Iterable[Stating]) -> tuple[Stating, ...]:
    """Keep the first of those that say the same."""
    unique: dict[bytes, Stating] = {}
    for one in states:
        unique.setdefault(msgspec.json.encode(one.states), one)
    return tuple(unique.values())


def _sentence(unit: Unit, states: tuple[Stating, ...], reason: str) -> Sentence:
    return Sentence(
        words=" ".join(unit.words.split()), start=unit.start, end=unit.end, states=states,
        reason="" if states else reason,
    )  # fmt: skip


def _why(unit: Unit, said: Spoken, material: Material, found: Recognised) -> str:
    """Say why a sentence states nothing that the study can be asked about."""
    if maybe := said.unclear.get(unit.number):
        names = "; ".join(indicator.name for key in maybe if (indicator := material.get(Indicator, key)))
        return f"Nothing tells which series is meant: {names}. Say in the sentence what was counted, and how."
    events = [event for event in found.events if any(a.mention.unit == unit.number for a in event.accounts)]
    if events:
        told = f"{events[0].name} ({events[0].dates[0] if events[0].dates else 'no date'})"
        return f"It tells an event that the study does not record: {told}. Record it under Programmes first."
    if any(number.unit == unit.number for number in found.reads[0].quantities):
        return "It gives a number, and names no series of the study that it could be a value of."
    if any(date.unit == unit.number for date in found.reads[0].dates):
        return "It gives a date, and names no event, programme or series of the study that it could be the date of."
    return _NOTHING
