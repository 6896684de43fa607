"""A claim's form in words, for a person to say whether it is what the sentence states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch

from colligate.assessments.claim import (
    Cause,
    Change,
    Covered,
    Dated,
    Form,
    Fulfilled,
    Opinion,
    Ordering,
    Peak,
    Stated,
    Trend,
    Value,
)

#: From the id of a record, or the reference of a code, to how a reader knows it.
Named = Callable[[str], str]
_CHOOSE = "[which?]"
_FIELDS = {"date": "dated", "start": "began", "end": "ended"}
_MOVES = {"rises": "rose", "falls": "fell", "constant": "stayed the same"}


def in_words(form: Form, named: Named) -> str:
    """Say a form as one sentence; what is still to be chosen stands as *[which?]*."""
    return f"{_said(form, lambda name: named(name) if name else _CHOOSE)}."


@singledispatch
def _said(form: object, named: Named) -> str:
    del named
    return str(form)


@_said.register
def _value(form: Value, named: Named) -> str:
    return f"{_series(form, named)}, {_listed(form.periods)}: {form.value}"


@_said.register
def _peak(form: Peak, named: Named) -> str:
    return f"{_series(form, named)}: {form.extreme} in {form.at}, of the years {_span(form.within)}"


@_said.register
def _trend(form: Trend, named: Named) -> str:
    return (
        f"{named(form.indicator)}, {form.area or _CHOOSE}: {_MOVES[form.direction]} each year from {_span(form.within)}"
    )


@_said.register
def _change(form: Change, named: Named) -> str:
    amount = f" by {form.amount}" if form.amount else ""
    return f"{_series(form, named)}: {_MOVES[form.direction]}{amount} from {form.start} to {form.end}"


@_said.register
def _dated(form: Dated, named: Named) -> str:
    return f"{named(form.about)}: {_FIELDS[form.field]} {_span(form.date)}"


@_said.register
def _ordering(form: Ordering, named: Named) -> str:
    return f"{named(form.first)} came before {named(form.second)}"


@_said.register
def _stated(form: Stated, named: Named) -> str:
    return f"{named(form.about)}: {form.field} {form.value.rstrip('.')}"


@_said.register
def _cause(form: Cause, named: Named) -> str:
    acts = _listed(map(named, form.acts)) or _CHOOSE
    over = f" from {form.start or _CHOOSE} to {form.end or _CHOOSE}"
    effect = named(form.event) if form.event else f"the movement of {named(form.indicator or '')}{over}"
    rivals = f" Rivals: {_listed(map(named, form.rivals))}" if form.rivals else ""
    return f"{acts} brought about {effect}{'.' if rivals else ''}{rivals}"


@_said.register
def _fulfilled(form: Fulfilled, named: Named) -> str:
    about = _listed(map(named, form.about)) or "any programme"
    word = f"\N{LEFT DOUBLE QUOTATION MARK}{form.word}\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{named(form.code)}, read of {about}, is as strong as {word} says"


@_said.register
def _covered(form: Covered, named: Named) -> str:
    about = _listed(map(named, form.about)) or "any programme"
    return f"{_listed(map(named, form.codes))}: {'' if form.touched else 'not '}addressed by {about}"


@_said.register
def _opinion(form: Opinion, named: Named) -> str:
    del named
    return form.why.rstrip(".")


def _series(form: Value | Peak | Trend | Change, named: Named) -> str:
    return f"{named(form.indicator)}, {form.area or _CHOOSE}"


def _span(written: str) -> str:
    return " to ".join(written.split("/")) if written else _CHOOSE


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
