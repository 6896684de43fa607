"""Claims of a cause: the acts a cause names, the movement or event its effect names, and the rivals named elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from colligate.assessments.claim import Cause
from colligate.assessments.recognising.acts import acts_in, acts_told
from colligate.assessments.recognising.causes import REASON, CauseFound, causes
from colligate.assessments.recognising.courses import Numbered, ends
from colligate.assessments.recognising.found import Act, ClaimFound, made
from colligate.assessments.recognising.rivals import Weights, others_at_work
from colligate.indicators.recognising.found import SeriesFound
from colligate.sources.outline import Mention

#: Sections in which a text tells of others' findings, of theory or of method.
OTHERS = frozenset({"literature", "theory", "method", "references", "front"})
_SHARED = 2


def causal(numbered: Numbered, acts: Sequence[Act]) -> Iterator[ClaimFound]:
    """Yield the causal claims of a text's own argument; what it reports of others' counts as rivals only."""
    text = numbered.text
    weights = Weights(text)
    told = [one for one in causes(text) if one.rule != REASON or _effect_series(numbered, one)]
    for one in told:
        if text.outline.sections[text.unit(one).section].role in OTHERS:
            continue
        form = _form(numbered, one, acts)
        rivals = [other.cause for other in told if _rival(numbered, weights, one, other)]
        if form is not None and form.indicator and not _worsens(numbered, form):
            rivals += others_at_work(text, one, form.area, weights)
        if form is not None:
            named = {key for rival in rivals for key in acts_in(text, rival, acts)} - {*form.acts}
            form = msgspec.structs.replace(form, rivals=tuple(sorted(named)))
        claim = made(text, one, "cause", text.unit(one).words, form, rule=one.rule, why=_why(form))
        yield msgspec.structs.replace(
            claim, causal=one.phrase, cause=one.cause, effect=one.effect, acts=acts_in(text, one.cause, acts),
            rivals=tuple(rivals),
        )  # fmt: skip


def _why(form: Cause | None) -> str:
    if form is None:
        return "Neither a series nor an event that was found stands in the effect."
    return "" if form.acts else "The cause names no programme or event that was found."


def _form(numbered: Numbered, one: CauseFound, acts: Sequence[Act]) -> Cause | None:
    behind = acts_in(numbered.text, one.cause, acts)
    if found := _effect_series(numbered, one):
        key, area, series = found
        here = [point for point in series.points if _inside(point.mention, one.effect)]
        start, end = ends(series, here) or ("", here[0].period)
        return Cause(acts=behind, indicator=key, area=area, start=start, end=end)
    events = acts_told(one.effect, [act for act in acts if not act.programme])
    events = tuple(event for event in events if event not in behind)
    return Cause(acts=behind, event=events[0]) if len(events) == 1 else None


def _worsens(numbered: Numbered, form: Cause) -> bool:
    """Say whether a rating went down: what others did well does not rival the explanation of that."""
    for key, _, series in numbered.series:
        if key == form.indicator and series.scale:
            level = {point.period: series.scale.index(point.value) for point in series.points if point.value}
            return form.start in level and level[form.end] < level[form.start]
    return False


def _effect_series(numbered: Numbered, one: CauseFound) -> tuple[str, str, SeriesFound] | None:
    for key, area, series in numbered.series:
        if any(_inside(point.mention, one.effect) and point.value is not None for point in series.points):
            return key, area, series
    return None


def _inside(mention: Mention, span: Mention) -> bool:
    return mention.unit == span.unit and span.start <= mention.start and mention.end <= span.end


def _rival(numbered: Numbered, weights: Weights, one: CauseFound, other: CauseFound) -> bool:
    """Say whether another statement names another cause for an effect that is the same, or much the same."""
    if one is other or weights.alike(one.cause, other.cause):
        return False
    mine, others = _effect_points(numbered, one), _effect_points(numbered, other)
    if mine and others:
        return bool(mine & others)
    return len(weights.telling(one.effect) & weights.telling(other.effect)) >= _SHARED


def _effect_points(numbered: Numbered, one: CauseFound) -> set[tuple[str, str]]:
    """Return the series and periods that the effect of a statement names."""
    return {
        (key, point.period)
        for key, _, series in numbered.series
        for point in series.points
        if _inside(point.mention, one.effect)
    }
