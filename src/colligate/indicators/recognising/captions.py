"""Captions of figures and tables that say what is measured, where and over which years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from colligate.indicators.recognising.areas import countries
from colligate.indicators.recognising.concepts import measured
from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.quantities import LONGEST
from colligate.indicators.recognising.years import When
from colligate.languages import alternatives
from colligate.sources.outline import OpenText, Unit


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """What a caption states of the series that its figure or table shows."""

    unit: int
    #: What is measured, or the whole caption where no measure can be told apart.
    name: str
    area: str
    #: ``2014/2017``, or empty.
    span: str


def captions(text: OpenText, dates: Sequence[When]) -> tuple[Caption, ...]:
    """Return the captions of a text; a figure's own title counts as one."""
    spans = {date.unit: date.written for date in dates if "/" in date.written}
    return tuple(_captions(text, spans))


def _captions(text: OpenText, spans: dict[int, str]) -> Iterator[Caption]:
    for unit in text.outline.units:
        if len(unit.words) > LONGEST:
            continue
        if unit.kind in {"caption", "heading"} or _opens(text.language).match(unit.words):
            yield _caption(unit, spans.get(unit.number, ""), text.language)


@cache
def _opens(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(series_words(language).captions)})\s+\d+[.:]?\s+[A-Z]", re.IGNORECASE)


def _caption(unit: Unit, span: str, language: str) -> Caption:
    found = measured(unit.words, language)
    named = [name for _, name in countries(unit.words, language)]
    return Caption(
        unit=unit.number,
        name=found[0].name if found else unit.words,
        area=found[0].area if found and found[0].area else named[0] if len(set(named)) == 1 else "",
        span=span,
    )
