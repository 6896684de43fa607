"""Events as claims need them: their names, and where and when a text tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from colligate.assessments.recognising.found import Act
from colligate.programmes.recognising.events import EventFound
from colligate.sources.outline import Mention, OpenText

#: Shorter words and names are too common to name an act.
_SHORTEST = 5
_STEM = 6
_LEAST = 2


def acts_of(events: Sequence[EventFound], text: OpenText) -> tuple[Act, ...]:
    """Return events as acts of one text; those that only other texts tell are named but not dated in it."""
    return tuple(
        Act(
            key=event.key,
            names=(event.object,) if len(event.object.split()) > _LEAST else (),
            thing=tuple(stems(event.object)),
            deed=next(stems(event.name), ""),
            told=tuple((one.mention, one.date) for one in event.accounts if one.source == text.source),
        )
        for event in events
    )


def acts_told(span: Mention, acts: Sequence[Act]) -> tuple[str, ...]:
    """Return the keys of the acts that a span tells."""
    return tuple(act.key for act in acts if _told(span, act))


def _told(span: Mention, act: Act) -> bool:
    return any(m.unit == span.unit and m.start < span.end and span.start < m.end for m, _ in act.told)


def acts_in(text: OpenText, span: Mention, acts: Sequence[Act]) -> tuple[str, ...]:
    """Return the keys of the acts that a span tells or names."""
    said = text.words(span)
    begun = set(stems(said))
    return tuple(
        act.key
        for act in acts
        if _told(span, act) or any(name.casefold() in said.casefold() for name in act.names) or _named(act, begun)
    )


def _named(act: Act, stems: set[str]) -> bool:
    """Say whether words name an act: the deed with a word of its thing, or two and half of the thing's words."""
    shared = len(stems.intersection(act.thing))
    if act.deed in stems and act.deed not in act.thing:
        return shared > 0
    return shared >= _LEAST and 2 * shared >= len(set(act.thing))


def stems(said: str) -> Iterator[str]:
    """Yield the beginnings of the longer words, by which they are met in any of their forms."""
    for word in re.findall(rf"[^\W\d_]{{{_SHORTEST},}}", said.casefold()):
        yield word[:_STEM]
