"""The timing table: dated acts set in the windows in which an ordinal outcome was judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from colligate.assessments.conflicts import preferred
from colligate.assessments.dates import overlap, read
from colligate.assessments.material import Material
from colligate.assessments.results import Window
from colligate.assessments.sourced import Sourced
from colligate.indicators.indicator import Indicator, Observation
from colligate.periods import Period
from colligate.programmes.programme import Event

#: Kinds of Event that tell or judge what was done, and are no acts themselves. A *report* is one where it belongs to a
#: programme, whose output it is.
NOT_ACTS = frozenset({"statement", "report", "founding", "renaming"})


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One reference window and the outcome judged over it."""

    span: Period
    #: The observation that speaks for the window: of the preferred source, else of the value most sources give.
    observation: Observation
    #: The value, or the values with *or* between where sources differ and none is preferred.
    outcome: str


class Windows:
    """The windows of every ordinal indicator, in order of time."""

    def __init__(self, material: Material, sourced: Sourced) -> None:
        """Keep the material asked about."""
        self._material = material
        self._sourced = sourced

    @cached_property
    def judged(self) -> dict[str, list[Judged]]:
        """Windows by indicator; of the study's own area where it has values, else of every area."""
        grouped: defaultdict[str, defaultdict[Period, list[Observation]]] = defaultdict(lambda: defaultdict(list))
        ordinal = [o for o in self._material.said(Observation) if o.value is not None and self._scale(o)]
        here = [o for o in ordinal if o.area == self._material.area] or ordinal
        for observation in here:
            span = read(observation.reference)
            if span:
                grouped[observation.indicator][span].append(observation)
        return {
            indicator: [self._judge(span, windows[span]) for span in sorted(windows)]
            for indicator, windows in sorted(grouped.items())
        }

    def _scale(self, observation: Observation) -> bool:
        indicator = self._material.get(Indicator, observation.indicator)
        return bool(observation.reference and indicator and indicator.scale)

    def _judge(self, span: Period, observations: list[Observation]) -> Judged:
        chosen = [o for o in observations if preferred(self._material, o, self._sourced)] or observations
        votes = Counter(o.value for o in chosen)
        values = sorted(votes, key=lambda value: (-votes[value], str(value)))
        first = next(o for o in sorted(chosen, key=lambda o: not o.verified) if o.value == values[0])
        return Judged(span=span, observation=first, outcome=" or ".join(str(value) for value in values))

    def all(self) -> Iterator[Window]:
        """Yield each act with the window it falls in, in order of the acts' dates."""
        for event in acts(self._material.said(Event)):
            yield from self.of(event)

    def of(self, event: Event) -> Iterator[Window]:
        """Yield the windows that an event's date touches: one where it lies inside, each where it is told too coarsely.

        Days are counted where the date lies inside one window. A date in none gives one row without a window.
        """
        span = read(event.date)
        for judged in self.judged.values():
            touched = [at for at, window in enumerate(judged) if span and overlap(window.span, span)]
            for at in touched:
                inside = span is not None and judged[at].span.covers(span)
                yield Window(
                    event=event.id,
                    observation=judged[at].observation.id,
                    outcome=judged[at].outcome,
                    before=judged[at - 1].outcome if at else None,
                    days_left=(judged[at].span.last - span.last).days if inside and span else None,
                )
            if not touched:
                yield Window(event=event.id, observation=None, outcome=None, before=None, days_left=None)


def acts(events: Iterable[Event]) -> list[Event]:
    """Return the dated events that are acts, by date."""
    dated = [(span, event) for event in events if (span := read(event.date)) and _is_act(event)]
    return [event for _, event in sorted(dated, key=lambda pair: (pair[0].first, pair[0].last, pair[1].id))]


def _is_act(event: Event) -> bool:
    return event.kind not in NOT_ACTS or (event.kind == "report" and event.programme is not None)
