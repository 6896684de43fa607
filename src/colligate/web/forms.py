"""What the forms of the register ask for: the fields of each kind of record under the words its readers use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec

from colligate.actions.looking import Standing
from colligate.actions.register import GROUPS
from colligate.indicators.indicator import Indicator
from colligate.programmes.actor import Actor, ActorKind, Place
from colligate.programmes.programme import Event, Factor, Programme, ProgrammeKind
from colligate.record import Record

_DATE = "2014, 2014-11, 2014-11-17, 2014~ for about, 2014/2016, or 2016/.. where no end is told"

Options = dict[str, str] | dict[str, dict[str, str]]


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form."""

    name: str
    label: str
    #: ``text``, ``area`` (several lines), ``one`` (chosen from options), ``many``, ``offered`` (text with proposals).
    form: str = "text"
    hint: str = ""
    needed: bool = False
    #: What is chosen from, by what is recorded; or how to find it in a study, given the other fields.
    options: Options | Callable[[Standing, Mapping[str, Any]], Options] = {}


def options_of(one: Input, standing: Standing, given: Mapping[str, Any]) -> Options:
    """Return what a field is chosen from in a study, given the other fields."""
    return one.options(standing, given) if callable(one.options) else one.options


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for to record one kind."""

    title: str
    inputs: tuple[Input, ...]
    #: The record rests on passages that can be chosen with it, when it is new and when it is said again.
    rests: bool = True
    rests_again: bool = True


def _names(*kinds: type[Record]) -> Callable[[Standing, Mapping[str, Any]], Options]:
    def options(standing: Standing, given: Mapping[str, Any]) -> dict[str, str]:
        found = [record for kind in kinds for record in standing.study.records.of(kind) if record.id != given.get("id")]
        return {one.id: _called(one) for one in sorted(found, key=lambda one: _called(one).casefold())}

    return options


def _called(record: Record) -> str:
    return str(getattr(record, "name", record.id))


def _words(*words: str) -> dict[str, str]:
    return {word: word for word in words}


def _codes(standing: Standing, given: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    del given
    return {lens.title: {name: code.name for name, code in lens.walk()} for lens in standing.study.lenses.values()}


def _event_kinds(standing: Standing, given: Mapping[str, Any]) -> dict[str, str]:
    del given
    kinds = sorted({event.kind for event in standing.study.records.of(Event)})
    return {kind: kind for kind in kinds or ("launch", "seminar", "handover", "ratification", "statement", "report")}


def _areas(standing: Standing, given: Mapping[str, Any]) -> dict[str, str]:
    del given
    areas = {standing.material.area, *(series.area for series in standing.assessment.series)} - {""}
    return {area: area for area in sorted(areas)}


def _fields(standing: Standing, given: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    del standing, given
    return {group: {name: name for name in names} for group, names in GROUPS.items()}


def _levels(standing: Standing, given: Mapping[str, Any]) -> dict[str, str]:
    indicator = standing.study.records.get(Indicator, str(given.get("indicator", "")))
    return {level: level for level in indicator.scale} if indicator else {}


_NAME = Input(name="name", label="Name", needed=True)
_NOTE = Input(name="note", label="Note", form="area")

FORMS: dict[str, Form] = {
    "programme": Form(
        title="programme",
        inputs=(
            _NAME,
            Input(name="kind", label="Kind", form="one", needed=True, options=_words(*get_args(ProgrammeKind))),
            _NOTE,
        ),
        rests_again=False,
    ),
    "event": Form(
        title="event",
        inputs=(
            _NAME,
            Input(name="kind", label="Kind", form="offered", needed=True, options=_event_kinds),
            Input(name="date", label="Date", hint=f"{_DATE}. Leave it empty where no source tells it."),
            Input(name="programme", label="Programme it belongs to", form="one", options=_names(Programme)),
            Input(name="actors", label="Who took part", form="many", options=_names(Actor)),
            Input(name="places", label="Where", form="many", options=_names(Place)),
            _NOTE,
        ),
    ),
    "actor": Form(
        title="actor",
        inputs=(
            _NAME,
            Input(name="kind", label="Kind", form="one", needed=True, options=_words(*get_args(ActorKind))),
            Input(name="part_of", label="Part of", form="one", options=_names(Actor)),
            _NOTE,
        ),
        rests_again=False,
    ),
    "factor": Form(
        title="cause or vulnerability",
        inputs=(
            _NAME,
            Input(name="code", label="Code of a lens of causes", form="one", needed=True, options=_codes),
            Input(name="mechanism", label="How it works", form="area"),
        ),
    ),
    "place": Form(
        title="place",
        inputs=(
            _NAME,
            Input(name="country", label="Country"),
            Input(name="latitude", label="Latitude", hint="in degrees, such as 13.75"),
            Input(name="longitude", label="Longitude", hint="in degrees, such as 100.5"),
        ),
        rests=False,
        rests_again=False,
    ),
    "fact": Form(
        title="account",
        inputs=(
            Input(name="field", label="What is told", form="one", needed=True, options=_fields),
            Input(name="value", label="As the source tells it", needed=True, hint=f"For start, end and date: {_DATE}."),
            Input(
                name="refers", label="Names this actor, place or event", form="one", options=_names(Actor, Place, Event)
            ),
            Input(name="unit", label="What a number counts", hint="such as officers trained"),
            Input(name="holds", label="Period it holds for", hint=_DATE),
        ),
    ),
    "indicator": Form(
        title="indicator",
        inputs=(
            _NAME,
            Input(
                name="concept", label="What exactly is counted or judged, and by whom", form="area", needed=True,
                hint="Identified is not detected is not assisted.",
            ),
            Input(name="unit", label="Unit", hint="such as persons"),
            Input(name="scale", label="Levels, worst first", hint="with commas between; empty for numbers"),
            Input(name="same_as", label="Held to measure the same", form="many", options=_names(Indicator)),
            Input(name="same_because", label="Why they do, or do not", form="area"),
            _NOTE,
        ),
        rests=False,
        rests_again=False,
    ),
    "observation": Form(
        title="value",
        inputs=(
            Input(name="area", label="Area", form="offered", needed=True, options=_areas),
            Input(name="period", label="Period it is given for", needed=True, hint="2014, 2014-11 or 2014/2016"),
            Input(
                name="value", label="Value", form="offered", options=_levels,
                hint="a number or a level; empty where the document has a hole just here",
            ),
            Input(name="qualifier", label="The document says", form="one", options={
                "<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "~": "about"}),
            Input(name="reference", label="Days it covers, where that is not the period", hint="2013-04/2014-03"),
            Input(name="edition", label="Edition of the series or report"),
            Input(name="verified", label="The document that gives it was read", form="one", needed=True,
                  options={"yes": "yes", "no": "no, another tells it"}),
            _NOTE,
        ),
    ),
}  # fmt: skip


def given_of(record: Record) -> dict[str, str]:
    """Return a record's fields as a form shows them."""
    told = {field: getattr(record, field) for field in record.__struct_fields__}
    return {field: _text(value) for field, value in told.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(str(one) for one in value)
    return "" if value is None else str(value)


#: Types that have a form, by the name of the form.
TYPES: dict[type[Record], str] = {
    Programme: "programme", Event: "event", Actor: "actor", Factor: "factor", Place: "place", Indicator: "indicator",
}  # fmt: skip
