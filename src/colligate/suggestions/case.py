"""What a document seems to be about: organisation, area and period, by what it names most. A guess, and called one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from colligate.programmes.recognising.found import NamedActor
from colligate.sources.outline import OpenText
from colligate.suggestions.reading import Recognised

#: An organisation or country is what a document is about if named so often, and so many times as often as the next.
_FEWEST, _TIMES = 8, 1.5
_TWICE = 2


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """The case as guessed; any field may be empty."""

    #: Id of the Actor proposed.
    organisation: str = ""
    area: str = ""
    #: As `colligate.periods` reads it.
    period: str = ""
    #: The question in the document's own words.
    question: str = ""


def case_of(found: Recognised) -> Case:
    """Guess the case of a manuscript; what nothing stands out for stays empty."""
    read = found.reads[0]
    bodies = [actor for actor in read.named.actors if actor.kind in {"organisation", "office"}]
    states = [actor for actor in read.named.actors if actor.kind == "state"]
    body, state = _foremost(bodies), _foremost(states)
    return Case(
        organisation=f"actor-{body.key}" if body else "",
        area=state.name if state else "",
        period=_period(found, read.text),
        question=read.text.words(found.question.asked) if found.question else "",
    )


def _foremost(actors: Sequence[NamedActor]) -> NamedActor | None:
    ranked = sorted(actors, key=lambda actor: (-len(actor.mentions), actor.key))
    if not ranked or len(ranked[0].mentions) < _FEWEST:
        return None
    second = len(ranked[1].mentions) if len(ranked) > 1 else 0
    return ranked[0] if len(ranked[0].mentions) >= _TIMES * second else None


def _period(found: Recognised, text: OpenText) -> str:
    """Return the span the question names, else the one that headings and text name most."""
    spans = [date for date in found.reads[0].dates if date.kind == "span"]
    if found.question:
        asked = found.question.asked
        inside = [date.written for date in spans if date.unit == asked.unit and asked.start <= date.start < asked.end]
        if inside:
            return inside[0]
    weights = Counter[str]()
    for date in spans:
        weights[date.written] += 3 if text.unit(date).kind == "heading" else 1
    ranked = weights.most_common(2)
    clear = ranked and ranked[0][1] > _TWICE and (len(ranked) < _TWICE or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if clear else ""
