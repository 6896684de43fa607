"""Proposing the claims of a text: every sentence that states something which other material could bear out or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from colligate.assessments.recognising.causal import causal
from colligate.assessments.recognising.courses import Numbered, courses, values
from colligate.assessments.recognising.dating import dated, orderings
from colligate.assessments.recognising.found import Act, ClaimFound, ClaimKind, made
from colligate.assessments.recognising.sizes import comparatives, outputs
from colligate.assessments.recognising.strength import judgements
from colligate.indicators.recognising.found import SeriesFound
from colligate.indicators.recognising.merging import Joined
from colligate.indicators.recognising.quantities import quantities
from colligate.indicators.recognising.years import When
from colligate.languages import languages
from colligate.programmes.recognising.dates import dates as dates_of
from colligate.sources.outline import OpenText


def claims(
    text: OpenText,
    series: Sequence[Joined | SeriesFound],
    acts: Sequence[Act] = (),
    dates: Sequence[When] | None = None,
) -> tuple[ClaimFound, ...]:
    """Return the claims of a text in its order.

    Args:
        text: The manuscript.
        series: Its series, as found or joined with those of other texts; forms name them by their keys.
        acts: Events and programmes found; forms name them by their keys.
        dates: Dates of the text, found anew where not given.
    """
    if text.language not in languages():
        return ()
    numbered = Numbered(text=text, series=_own(text, series), dates=tuple(dates_of(text) if dates is None else dates))
    found = [*_of_series(numbered), *causal(numbered, acts)]
    found += [*dated(numbered, acts), *orderings(text, acts), *_sizes(text), *_outputs(text)]
    found = _once(found)
    found += judgements(text, {(one.unit, one.kind) for one in found})
    return tuple(sorted(found, key=lambda one: (one.unit, one.start, one.kind)))


def _once(found: list[ClaimFound]) -> list[ClaimFound]:
    """Keep the first of the claims that say the same value or date; a text that repeats itself claims it once."""
    kept: dict[object, ClaimFound] = {}
    for one in found:
        kept.setdefault((one.kind, one.form) if one.kind in {"value", "date"} else one.key, one)
    return list(kept.values())


def _own(text: OpenText, series: Sequence[Joined | SeriesFound]) -> tuple[tuple[str, str, SeriesFound], ...]:
    own: list[tuple[str, str, SeriesFound]] = []
    for one in series:
        if isinstance(one, SeriesFound):
            own.append((one.key, one.area, one))
        else:
            own += [(one.key, one.area, _stated(one, member)) for name, member in one.members if name == text.text]
    return tuple(own)


def _stated(joined: Joined, member: SeriesFound) -> SeriesFound:
    return msgspec.structs.replace(member, span=member.span or joined.span, scale=member.scale or joined.scale)


def _of_series(numbered: Numbered) -> Iterator[ClaimFound]:
    text = numbered.text
    for one in values(numbered):
        yield made(text, one.mention, "value", one.sentence, one.form, rule=one.why)
    for unit in text.outline.units:
        if unit.kind in {"sentence", "item"}:
            for one in courses(numbered, unit):
                kind: ClaimKind = one.form.__struct_config__.tag  # pyright: ignore[reportAssignmentType]
                yield made(text, one.mention, kind, one.sentence, one.form, rule="the course of a series", why=one.why)


def _outputs(text: OpenText) -> Iterator[ClaimFound]:
    for number in outputs(text, quantities(text)):
        yield made(
            text, number, "output", text.unit(number).words, None, rule="a number of people reached",
            why="The sentence says neither of how many, nor what it changed.",
        )  # fmt: skip


def _sizes(text: OpenText) -> Iterator[ClaimFound]:
    for mention in comparatives(text):
        yield made(
            text, mention, "comparative", text.unit(mention).words, None, rule="a word of size",
            why="The sentence gives no number, rate or comparison to measure it by.",
        )  # fmt: skip
