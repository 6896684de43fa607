"""Values and dates: each with its source, on its scale, in order, and one for each period unless a preference says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from colligate.indicators.indicator import Indicator, Observation
from colligate.periods import Period, PeriodError, period
from colligate.problems import Problem
from colligate.programmes.programme import Event, Fact
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.study.settings import NO_PREFERENCE
from colligate.study.study import Study


def value_problems(study: Study) -> Iterator[Problem]:
    """Yield values without a source, values off their scale, unreadable or disordered dates, undecided conflicts."""
    yield from _unsourced(study)
    for observation in study.records.of(Observation):
        yield from _value(study, observation)
    yield from _dates(study)
    yield from _conflicts(study)


def _unsourced(study: Study) -> Iterator[Problem]:
    for kind in (Observation, Fact, Event):
        for record in study.records.of(kind):
            if not record.passages:
                yield Problem(
                    place=record.id,
                    message=f"This {kind.__name__} has no passage, so nothing shows where it is from.",
                    remedy="Quote the place that says so, or retract it.",
                )


def _value(study: Study, observation: Observation) -> Iterator[Problem]:
    indicator = study.records.get(Indicator, observation.indicator)
    if observation.value is None or indicator is None:
        return
    if indicator.scale:
        if observation.value not in indicator.scale:
            yield Problem(
                place=observation.id,
                message=f"'{observation.value}' is not a level of indicator '{indicator.id}'.",
                remedy=f"Use one of: {', '.join(indicator.scale)}.",
            )
        return
    try:
        float(observation.value)
    except ValueError:
        yield Problem(
            place=observation.id,
            message=f"'{observation.value}' is not a number.",
            remedy="Write digits without separators; put '<', '~' and the like in 'qualifier'.",
        )


def _dates(study: Study) -> Iterator[Problem]:
    written: list[tuple[Record, str, str]] = [(event, "date", event.date) for event in study.records.of(Event)]
    written += [(fact, "holds", fact.holds) for fact in study.records.of(Fact)]
    dated = [
        fact
        for fact in study.records.of(Fact)
        if fact.field in ("start", "end", "date", "planned start", "planned end")
    ]
    written += [(fact, fact.field, fact.value) for fact in dated]
    for observation in study.records.of(Observation):
        written += [(observation, "period", observation.period), (observation, "reference", observation.reference)]
    for record, field, value in written:
        if value and isinstance(problem := _read(record.id, field, value), Problem):
            yield problem
    if study.settings.period and isinstance(problem := _read("study.yaml", "period", study.settings.period), Problem):
        yield problem
    yield from _disordered(dated)


def _read(place: str, field: str, value: str) -> Period | Problem:
    try:
        return period(value)
    except PeriodError:
        return Problem(
            place=place,
            message=f"The {field} '{value}' is not a date or period, or ends before it begins.",
            remedy="Write 2014, 2014-11, 2014-11-17, 2014~ for about, or first/last such as 2014/2016.",
        )


def _disordered(dated: Iterable[Fact]) -> Iterator[Problem]:
    """Yield accounts that end a thing before any account has it begin: no reading of the sources fits."""
    fields: defaultdict[str, defaultdict[str, list[tuple[Period, Fact]]]] = defaultdict(lambda: defaultdict(list))
    for fact in dated:
        if isinstance(read := _read(fact.id, fact.field, fact.value), Period):
            fields[fact.about][fact.field].append((read, fact))
    for about, told in fields.items():
        if not told["start"] or not told["end"]:
            continue
        start, first = min(told["start"], key=lambda pair: pair[0])
        end, last = max(told["end"], key=lambda pair: pair[0])
        if end.before(start):
            yield Problem(
                place=about,
                message=f"It ends in {last.value} ({last.id}) but starts in {first.value} ({first.id}).",
                remedy="Correct the date that its passage does not bear out.",
            )


def _conflicts(study: Study) -> Iterator[Problem]:
    told: defaultdict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for observation in study.records.of(Observation):
        if observation.value is not None:
            told[observation.indicator, observation.area, observation.period].append(observation)
    for (indicator, area, when), observations in told.items():
        values = sorted({observation.value or "" for observation in observations})
        if len(values) < 2:
            continue
        sources = {_source(study, observation) for observation in observations}
        if study.settings.prefer.get(indicator) in {*sources, NO_PREFERENCE}:
            continue
        yield Problem(
            place=f"{indicator}|{area}|{when}",
            message=f"Sources differ: {', '.join(values)} ({', '.join(sorted(o.id for o in observations))}).",
            remedy=f"All are kept and shown. Name the source preferred for '{indicator}' under 'prefer' in study.yaml, "
            f"or '{NO_PREFERENCE}' to let them stand side by side.",
            severity="warning",
        )


def _source(study: Study, observation: Observation) -> str:
    passage = study.records.get(Passage, observation.passages[0]) if observation.passages else None
    return passage.source if passage else ""
